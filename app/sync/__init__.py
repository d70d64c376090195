"""The way to the server and files that travel instead: the one home of the network's library."""
