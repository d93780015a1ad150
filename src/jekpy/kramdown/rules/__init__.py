"""kramdown's rules: one construct a module, their order in one table each."""
