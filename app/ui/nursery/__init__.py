"""The officer's workbench: the door to the data set, rounds, files, calculation, result, release."""
