"""The keyboard on the screen: writing with a switch, a pointer or large keys."""
