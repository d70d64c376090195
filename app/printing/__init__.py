"""Large print on paper: PDF pages with real text, furigana and codes for a camera."""
