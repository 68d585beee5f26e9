"""The stages of a search by words: whole words, beginnings, fragments; each answers row numbers, at most LIMIT of them.

The first word leads; the others must belong to the same person. For a few people their words are read and looked
through. Where even the first word is of many, that reads a page of the file for each, and the sets of row numbers that
the word table keeps together are compared instead (docs/decisions/0004-search-index.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

LIMIT = 500
FEW = 200
"""People whose own words are read to check the others: about as quick as to compare two sets of thousands."""
SOME = 4_000
"""People of the first word who are kept at once to find enough among them."""
MIN_FRAGMENT = 3
LAST = "\U0010ffff"

Run = Callable[..., Any]
Forms = tuple[str, ...]
_Sql = tuple[str, list[object]]
_MATCH = "SELECT rowid AS row_no FROM search_text WHERE search_text MATCH ?"


def exact(run: Run, form: str, others: list[Forms], *, is_common: bool = False) -> Iterable[int]:
    """Row numbers of people with this very word."""
    lead: _Sql = ("SELECT row_no FROM search_token WHERE token = ?", [form])
    is_common = is_common and len(numbers(run, f"{lead[0]} LIMIT {FEW + 1}", lead[1])) > FEW
    return _compared(run, lead, map(_beginning, others)) if is_common and others else _looked_through(run, lead, others)


def beginnings(run: Run, form: str, others: list[Forms], *, is_common: bool = False) -> Iterable[int]:
    """Row numbers of people with a longer word that begins so, for `exact` has found the word itself; of many, those
    alone whose other words begin as asked.
    """
    lead: _Sql = ("SELECT row_no FROM search_token WHERE token > ? AND token < ?", [form, form + LAST])
    return _compared(run, lead, map(_beginning, others)) if is_common and others else _looked_through(run, lead, others)


def fragments(run: Run, form: str, others: list[Forms], *, is_common: bool = False) -> Iterable[int]:
    """Row numbers of people in whose words it stands anywhere; none for fewer than three letters."""
    if len(form) < MIN_FRAGMENT:
        return ()
    indexed = [forms for forms in others if not _short(forms)]
    short = [forms for forms in others if _short(forms)]
    match = " AND ".join(map(_phrases, ((form,), *indexed)))
    lead: _Sql = (_MATCH, [match])
    return _compared(run, lead, map(_standing, short)) if is_common and short else _looked_through(run, lead, short)


def numbers(run: Run, sql: str, values: Iterable[object]) -> list[int]:
    """The numbers a query selects as `row_no`, handed over in one piece.

    Between any two rows the driver waits for the interpreter, which the window has while it paints.
    """
    joined = run(f"SELECT group_concat(row_no) FROM ({sql})", values).fetchone()[0]
    return list(map(int, joined.split(","))) if joined else []


def count_beginnings(run: Run, form: str, most: int) -> int:
    """How many words begin so, counted up to `most`."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search_token WHERE token >= ? AND token < ? LIMIT ?)"
    return int(run(sql, (form, form + LAST, most)).fetchone()[0])


def _looked_through(run: Run, lead: _Sql, others: list[Forms]) -> list[int]:
    """Each further word must begin some word of the same person, or stand inside one."""
    sql, values = f"SELECT DISTINCT t.row_no FROM ({lead[0]}) t", list(lead[1])
    for number, forms in enumerate(others):
        checks = " OR ".join("instr(' ' || w.names || ' ' || w.numbers, ?) > 0" for _form in forms)
        # The words by row number: for few people they are quicker than the index.
        sql += " AND " if number else " WHERE "
        sql += f"EXISTS (SELECT 1 FROM search_row w WHERE w.row_no = t.row_no AND ({checks}))"
        values += [form if len(form) >= MIN_FRAGMENT else f" {form}" for form in forms]
    return numbers(run, f"{sql} LIMIT {LIMIT}", values)


def _compared(run: Run, lead: _Sql, others: Iterable[_Sql]) -> list[int]:
    """Those of the lead who are in every other set; a part of a large lead often has enough of them."""
    others = list(others)
    some = (f"{lead[0]} LIMIT {SOME}", lead[1])
    found = _common(run, some, others)
    is_all = len(found) >= LIMIT or not run(f"{lead[0]} LIMIT 1 OFFSET {SOME}", lead[1]).fetchone()
    return found if is_all else _common(run, lead, others)


def _common(run: Run, lead: _Sql, others: list[_Sql]) -> list[int]:
    """Who is in all sets; that of the most people is walked, not kept."""
    *kept, walked = others
    sql, values = f"SELECT DISTINCT row_no FROM ({walked[0]}) WHERE EXISTS ({lead[0]})", [*walked[1], *lead[1]]
    for each_sql, each_values in (lead, *kept):
        sql += f" AND row_no IN ({each_sql})"
        values += each_values
    return numbers(run, f"{sql} LIMIT {LIMIT}", values)


def _beginning(forms: Forms) -> _Sql:
    """The rows of the words that begin as any of the forms."""
    ranges = " OR ".join("(token >= ? AND token < ?)" for _form in forms)
    values: list[object] = [value for form in forms for value in (form, form + LAST)]
    return f"SELECT row_no FROM search_token WHERE ({ranges})", values


def _standing(forms: Forms) -> _Sql:
    """The rows of the words that begin as a short form, or have a longer one anywhere."""
    short = _short(forms)
    sql, values = _beginning(short)
    indexed = tuple(form for form in forms if form not in short)
    return (f"{sql} UNION {_MATCH}", [*values, _phrases(indexed)]) if indexed else (sql, values)


def _short(forms: Forms) -> Forms:
    """The forms that the index cannot find inside a word."""
    return tuple(form for form in forms if len(form) < MIN_FRAGMENT)


def _phrases(forms: Forms) -> str:
    """What the index is asked for: any of the forms."""
    return "(" + " OR ".join('"' + form.replace('"', "") + '"' for form in forms) + ")"
