"""What people said: reads every export and note of a folder into one table, and cleans it."""

from insight.innspill.clean import clean_innspill
from insight.innspill.mask import count_masks, mask
from insight.innspill.overview import Overview, read_columns, read_overview
from insight.innspill.read import Delivery, account_files, read_delivery, read_files, read_innspill

__all__ = [
    "Delivery",
    "Overview",
    "account_files",
    "clean_innspill",
    "count_masks",
    "mask",
    "read_columns",
    "read_delivery",
    "read_files",
    "read_innspill",
    "read_overview",
]
