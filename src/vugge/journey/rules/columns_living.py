"""From what is on file of many lives to the facts that plans are worked out from: `living.py` on columns.

Offers `school_starts`.
"""

import numpy as np

from vugge.journey.rules.columns_facts import NOT_KNOWN, Days
from vugge.journey.rules.living import AUGUST, STARTS_AT


def school_starts(born: Days, first_school: Days) -> Days:
    """Return the 1 August of grade 0 that each child's first day at a school tells of, `NOT_KNOWN` where it does not.

    >>> int(school_starts(np.array([18017], np.int32), np.array([20677], np.int32))[0])  # 2019-05-01, 2026-08-12
    20666
    """
    year_born = born.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32)
    months = first_school.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    began = (months - (AUGUST - 1)) // 12
    youngest, oldest = STARTS_AT
    is_start = (youngest <= began - year_born) & (began - year_born <= oldest)
    days = (began * 12 + AUGUST - 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
    return np.where(is_start, days, np.int32(NOT_KNOWN))
