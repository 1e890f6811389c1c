"""A request put again as the statements that it put to the database, which costs a twentieth of the request.

Time and chance stand still (`freezing`), so an answer depends on nothing but what the database says. Where every
statement of a request, put again in its order, is answered as before, the request would put the same statements and
give the same answer. Where one is answered otherwise nothing follows, and the page itself has to be asked. The runs ask
some pages all the same, and `test_two_worlds` holds this claim against the pages themselves.

Offers `listening` and `said`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection
from tests.promises.worlds.freezing import gone_afterwards

Statement = tuple[str, Any, bool]
"""The SQL, its parameters, and whether they are many."""  # Any: what a database driver takes

Said = list[Any]
"""What the database answered to each statement."""  # Any: rows of any table


@contextmanager
def listening() -> Iterator[list[Statement]]:
    """Collect the statements that are put inside."""
    heard: list[Statement] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Any: as Django calls it
        heard.append((sql, params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard


def said(statements: Sequence[Statement]) -> Said:
    """Put the statements again, undo what they changed, and return what the database answered to each."""
    with gone_afterwards(), connection.cursor() as cursor:
        return [_said(cursor, one) for one in statements]


def _said(cursor: Any, statement: Statement) -> Any:  # Any: Django's cursor, and rows
    sql, params, is_many = statement
    try:
        cursor.executemany(sql, params) if is_many else cursor.execute(sql, params)
    except DatabaseError as refused:
        return type(refused).__name__
    return cursor.rowcount if cursor.description is None else cursor.fetchall()  # a new row's id is RETURNED
