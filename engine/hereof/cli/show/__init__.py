"""Views as text for people: the same facts as in JSON, set to be read."""
