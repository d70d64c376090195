"""A private desktop without a screen: the real window, driven and observed from outside.

Everything here plays a person with a keyboard and a screen reader. Nothing imports `app`: what a
person cannot reach through keys, pixels, speech and the accessibility tree, these tools cannot
reach either.
"""
