"""What a site is made of, as frozen values: pages, documents, collections, layouts, static files; no I/O."""
