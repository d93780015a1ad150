"""The block rules of the kramdown dialect, one construct a module."""
