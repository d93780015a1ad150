"""From the disk to a site: what is read, how it is typed, and what is left out."""
