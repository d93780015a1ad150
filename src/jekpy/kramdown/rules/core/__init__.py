"""The core rules of the kramdown dialect, one construct a module."""
