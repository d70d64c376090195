"""Working with one or two switches: what is offered next, and which presses count."""
