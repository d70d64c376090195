"""The one accessibility layer."""
