"""WHAT THE COUNCIL SHOULD SEE: one row a need, with those who have it and what they said."""

from insight.stor_b.gather import gather_stor_b

__all__ = ["gather_stor_b"]
