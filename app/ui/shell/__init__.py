"""The frame around every page: navigation, header, messages, status, keys."""
