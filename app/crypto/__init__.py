"""Keys, wraps and signatures."""
