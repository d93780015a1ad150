"""Watching the source, rebuilding, and serving the built site on this machine with live reload."""
