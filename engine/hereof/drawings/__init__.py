"""Drawings: plain data as SVG that also stands alone, with a title and a description.

Shades are patterns and every mark has a label, so that nothing is told by colour alone. There is
no script and no reference to anything outside the drawing.
"""
