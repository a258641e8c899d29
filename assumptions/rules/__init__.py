"""The requirements, a file each, named after the deck's assumption and what it asks."""
