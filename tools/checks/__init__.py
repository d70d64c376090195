"""Every check of the project in one order, with one result: what ./test runs."""
