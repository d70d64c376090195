"""Timings beside a peer, never an assertion; `./test --bench` runs each module's `main`."""
