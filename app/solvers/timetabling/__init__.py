"""Curriculum-based course timetabling (ITC-2007, track 3): the public benchmark of the search."""
