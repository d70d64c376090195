"""Tools of those who work on the program; none of them is part of what is shipped."""
