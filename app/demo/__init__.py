"""An invented centre to show, try and measure the program with; nobody in it exists."""
