"""The rules and vocabulary of English time phrases. Another language is another folder with the same modules."""
