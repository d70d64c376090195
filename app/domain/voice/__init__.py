"""What is said and heard, as words: sentences, phrases, core words. No sound in here."""
