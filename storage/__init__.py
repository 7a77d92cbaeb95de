"""The ledger of bythen: one interface, and the engines behind it."""
