"""The command line. Each command lives in a module that is imported only when the command runs."""
