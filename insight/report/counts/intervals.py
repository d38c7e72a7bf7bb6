"""How far a share may be from the population's, for drawn samples only: who chose to answer gives no such margin."""

from __future__ import annotations

from math import inf, sqrt

Z = 1.959963984540054
"""95 percent of a normal distribution lie within so many standard deviations."""


def margin_of_error(n: int, population: int) -> float:
    """The 95 percent margin in percentage points for a share of one half, with finite population correction.

    For `n` drawn at random of `population` (Cochran, Sampling Techniques, 3rd ed., Wiley 1977, sections 2.6 and 3.2).
    Raises ValueError unless 1 <= n <= population.

    >>> [round(margin_of_error(n, 6990), 1) for n in (50, 100, 600)]
    [13.8, 9.7, 3.8]
    """
    return 100 * Z * sqrt(0.25 / _count_effective(n, population))


def share_interval(k: int, n: int, population: int) -> tuple[float, float]:
    """The 95 percent interval for the share of the population, from 0 to 1, when `k` of `n` drawn have something.

    Wilson's score interval (Journal of the American Statistical Association 22, 1927) with the effective sample size in
    place of n, which takes in that the population is finite. Raises ValueError unless 0 <= k <= n and
    1 <= n <= population.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    effective, share = _count_effective(n, population), k / n
    if effective == inf:
        return share, share
    middle = (share + Z * Z / (2 * effective)) / (1 + Z * Z / effective)
    half = Z * sqrt(share * (1 - share) / effective + Z * Z / (4 * effective**2)) / (1 + Z * Z / effective)
    return (0.0 if k == 0 else max(0.0, middle - half)), (1.0 if k == n else min(1.0, middle + half))


def _count_effective(n: int, population: int) -> float:
    """How many drawn from an endless population would tell as much: the variance is (N - n) / (N - 1) of that."""
    if not 1 <= n <= population:
        raise ValueError(f"{n} cannot be drawn from {population}")
    return inf if n == population else n * (population - 1) / (population - n)
