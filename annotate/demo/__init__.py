"""The demo: a recorded session that runs the whole pipeline on the sample article."""
