"""What people do at the counter, one module per area."""
