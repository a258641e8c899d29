"""What a paper itself says of its kind and its details, with the line that each is read from."""
