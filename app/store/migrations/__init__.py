"""Steps that lead an older file to the present tables; a normal start imports none of them."""
