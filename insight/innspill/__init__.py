"""What people said: reads every export and note of a folder into one table, and cleans it."""

from insight.innspill.clean import clean_innspill
from insight.innspill.mask import count_masks, mask
from insight.innspill.read import Delivery, read_delivery, read_files, read_innspill

__all__ = [
    "Delivery",
    "clean_innspill",
    "count_masks",
    "mask",
    "read_delivery",
    "read_files",
    "read_innspill",
]
