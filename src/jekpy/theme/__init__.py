"""The built-in documentation theme: layouts, includes, styles and scripts, and the filters they use."""
