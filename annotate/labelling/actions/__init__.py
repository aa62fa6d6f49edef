"""The actions of a session, by what they change."""
