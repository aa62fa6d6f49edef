"""Files of other annotation tools: what is read from them and written for them, with an account of what is lost."""
