"""The words of English that the reading rules work with; a second language is a folder like this one."""
