"""Definitions computed: each as in force on a date and as known on a date, with data."""
