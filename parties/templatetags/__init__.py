"""What the templates say of parties."""
