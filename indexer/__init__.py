"""What it means: all of it can be thrown away and made again from the archive."""
