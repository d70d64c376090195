"""The volunteer's main job, walked through the real window with keys alone."""
