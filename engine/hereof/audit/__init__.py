"""Answers kept and checked: certificates that recompute, and what no longer matches."""
