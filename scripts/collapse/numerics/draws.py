"""Drawing without replacement in many replicates at once."""

import numpy as np
import numpy.typing as npt

from collapse.numerics.accepted import check_number


def distinct_indices(rows: int, total: int, size: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return in each row a random set of `size` different indices below `total`, sorted.

    Repeats within a row are drawn again until none is left. The procedure treats all indices alike, so each set of the
    right size is equally likely. A set larger than half is the complement of a smaller one.

    Args:
        rows: how many sets, one a replicate.
        total: how many indices there are.
        size: how many are drawn, from 1 to `total`.
        rng: the generator.

    Returns:
        Of shape (rows, size).

    Raises:
        ValueError: if the size is no such whole number.
    """
    check_number(size, "size")
    if size > total:
        raise ValueError(f"size is {size}, but only {total} points can be drawn without replacement")
    if 2 * size > total:
        kept = np.ones((rows, total), dtype=bool)
        if size < total:
            np.put_along_axis(kept, distinct_indices(rows, total, total - size, rng), values=False, axis=1)
        return np.nonzero(kept)[1].reshape(rows, size)
    chosen = np.sort(rng.integers(total, size=(rows, size)), axis=1)
    unsettled = np.arange(rows)
    while unsettled.size:
        part = chosen[unsettled]
        repeated = np.zeros(part.shape, dtype=bool)
        repeated[:, 1:] = part[:, 1:] == part[:, :-1]
        rows_with_repeats = repeated.any(axis=1)
        unsettled, part, repeated = unsettled[rows_with_repeats], part[rows_with_repeats], repeated[rows_with_repeats]
        part[repeated] = rng.integers(total, size=int(repeated.sum()))
        chosen[unsettled] = np.sort(part, axis=1)
    return chosen
