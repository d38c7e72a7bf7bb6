"""WHAT THE COUNCIL SHOULD SEE: one row a need, with those who have it and what they said."""

from insight.stor_b.check_sentence import check_sentences
from insight.stor_b.gather import gather_stor_b
from insight.stor_b.links import add_links, list_questions, list_wishes

__all__ = ["add_links", "check_sentences", "gather_stor_b", "list_questions", "list_wishes"]
