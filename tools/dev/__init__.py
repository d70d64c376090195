"""What the daily verbs of `python -m app.dev` do."""
