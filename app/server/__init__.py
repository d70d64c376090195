"""The server of many centres: thin and specified; durability and order are the database's."""
