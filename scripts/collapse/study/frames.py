"""A table of a study as a data frame of pandas, which the extra `pandas` brings."""

from collapse.study import Table

try:
    import pandas as pd
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("pandas is not installed; run: pip install 'modelcollapse[pandas]'") from error


def frame(table: Table) -> pd.DataFrame:
    """Give the table as a data frame.

    Args:
        table: what a sweep measured.

    Returns:
        A row for each setting, generation and metric; settings are columns, so that `pivot` and `groupby` find them.
    """
    return pd.DataFrame(table.rows, columns=list(table.columns))
