"""What officials want to know of their records as a whole."""
