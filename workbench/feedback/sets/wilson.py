"""The interval of a share that was counted in a few cases.

Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. Journal of the American
Statistical Association 22 (158), 209-212. It stays between 0 and 1 and says something also where the share is 0 or 1,
which the usual plus-or-minus does not.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


def wilson(count: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Where the true share lies, 95 times of 100: low and high, both between 0 and 1. (0, 1) where nothing was counted.

    Raises ValueError where ``count`` is no part of ``of``.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} is no part of {of}")
    if of == 0:
        return 0.0, 1.0
    share, spread = count / of, z * z / of
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    # At the ends the exact bound is the share itself; floats may miss it by a hair.
    return (0.0 if count == 0 else max(0.0, low)), (1.0 if count == of else min(1.0, high))
