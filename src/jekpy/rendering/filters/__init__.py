"""Jekyll's filters: a module for each kind of value, and `jekyll` for the table of them all."""
