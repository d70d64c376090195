"""Steps that lead an older server database here."""
