"""A lesson at the prompt: an article of ours with known labels, a coach, and how the learner's labels compare.

The session is the ordinary one; only what is said beside it (`coach`) and after it (`report`) is the lesson's. Nothing is stored.
"""
