"""The command line: thin, one module a command group."""

__version__ = "0.1.0"
