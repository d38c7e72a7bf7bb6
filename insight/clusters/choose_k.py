"""How many themes: a rule of thumb from the number of needs."""

from __future__ import annotations

MOST = 20


def choose_k(n_statements: int) -> int:
    """The number of themes for `n_statements` needs: one and a half times the cube root, from 2 to 20.

    100 needs give 7 themes, 300 give 10, 1,000 give 15. It lies between the rules in use in open consultation tools
    (the cube root itself, and 6·log5 n), and stops at what a council can take in. It is a starting point: the analyst
    decides.
    """
    return int(min(MOST, max(2, round(1.5 * n_statements ** (1 / 3)))))
