"""The use cases of bythen: everything that changes state, and when it runs."""
