"""Text that a terminal can be trusted with: the same that a page can be."""

from __future__ import annotations

from hereof.render.visible import visible as safe

__all__ = ["safe"]
