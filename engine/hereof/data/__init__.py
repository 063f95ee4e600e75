"""Figures from reports: files of rows to exact values, each row accounted for."""

from hereof.data.dataset import DataSet, Datum
from hereof.data.expected import Expected, Quantity
from hereof.data.reading import read_data

__all__ = ["DataSet", "Datum", "Expected", "Quantity", "read_data"]
