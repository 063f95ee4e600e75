"""Formulas: read from the words, compared for meaning, computed exactly."""
