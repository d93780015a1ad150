"""From a document to its output: drops, tags and filters, converters, layouts."""
