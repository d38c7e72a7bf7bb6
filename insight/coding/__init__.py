"""WHAT PEOPLE TEACH IT: the statements most worth labelling, as a workbook, and the labels that come back."""

from insight.coding.choose import choose_statements, find_doubtful, weigh_doubt
from insight.coding.curve import Curve, Foretell, find_curve
from insight.coding.labels import LABELS, LABELS_FILE, Labels, find_key, join_labels, parse_labels
from insight.coding.learnt import Learnt, tell_lost
from insight.coding.read import Coded, Coding, read_coding
from insight.coding.workbook import LONGEST, Asked, clean_text, write_coding

__all__ = [
    "LABELS",
    "LABELS_FILE",
    "LONGEST",
    "Asked",
    "Coded",
    "Coding",
    "Curve",
    "Foretell",
    "Labels",
    "Learnt",
    "choose_statements",
    "clean_text",
    "find_curve",
    "find_doubtful",
    "find_key",
    "join_labels",
    "parse_labels",
    "read_coding",
    "tell_lost",
    "weigh_doubt",
    "write_coding",
]
