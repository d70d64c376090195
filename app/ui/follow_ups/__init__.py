"""Follow-ups: the list, one of them with what to say, and a new one."""
