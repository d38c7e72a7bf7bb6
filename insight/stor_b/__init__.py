"""WHAT THE COUNCIL SHOULD SEE: one row a need, with those who have it and what they said."""

from insight.stor_b.gather import gather_stor_b
from insight.stor_b.links import add_links, list_questions, list_wishes

__all__ = ["add_links", "gather_stor_b", "list_questions", "list_wishes"]
