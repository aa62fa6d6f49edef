"""A lesson at the prompt: a short article with known labels, a coach, and a comparison with the learner's labels.

The session is the ordinary one; the lesson adds only the coach's lines and the report at the end. Nothing is stored.
"""
