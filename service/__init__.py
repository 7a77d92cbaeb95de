"""The edge of bythen: HTTP service, settings, problem documents and command line. Imports nothing heavy by itself."""
