"""The engine's version, read by the build and shown in answers."""

__version__ = "0.1.0"
