"""Set-up of a checkout: system packages, the environment in .venv, compiled catalogues."""
