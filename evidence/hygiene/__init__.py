"""What may not come in: looked for by a process of its own, in everything that a file holds."""
