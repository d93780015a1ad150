"""The standard filters: a module for each kind of value, and `standard` for the table of them all."""
