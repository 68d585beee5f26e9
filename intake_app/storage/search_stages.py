"""Who has everything that a search wants (`domain.search_wants`): row numbers, at most LIMIT of them, in no order.

The want of the fewest people leads. Either those it leads to are looked at one by one, until there are enough, or the
sets of row numbers that the words' B-tree keeps together are compared: whichever is less work by the sizes of the sets
(docs/decisions/0004-search-index.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from intake_app.domain.search_keys import KEY_SIGN
from intake_app.domain.search_wants import Want

LIMIT = 500
LAST = "\U0010ffff"
_LEAST_COUNTED = 8_000
_LOOK = 16
"""To look at the words of one person costs as much as to walk over so many row numbers."""
_FEW = 200
"""People who are looked at one by one in any case."""
_DEAR = 24_000
"""Row numbers walked over from which a search takes several milliseconds."""
_MOST_LOOKED_AT = 4_000
"""People with a fragment whose other words are looked at."""
_OF_FATHERS = "('ich', 'vna', 'hna', 'uli', 'izi')"
"""How patronymics end, folded."""
_MATCH = "SELECT rowid AS row_no FROM search_text WHERE search_text MATCH ?"

Run = Callable[..., Any]
_Sql = tuple[str, list[object]]


class Counts:
    """How many people have a word or a beginning, as far as it was counted; kept while nothing is written."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[tuple[str, str], int] = {}
        self.everybody = int(run("SELECT max(row_no) FROM search_row").fetchone()[0] or 0)
        self._most = max(_LEAST_COUNTED, self.everybody // 4)

    def ask(self, run: Run) -> None:
        """Count by another cursor from now on, of the same connection."""
        self._run = run

    def of(self, want: Want) -> int:
        """About how many people have it; fragments are not counted, and taken for many."""
        size = sum(self._count("token = ?", (word,)) for word in want.exact)
        size += sum(self._count("token >= ? AND token < ?", (word, word + LAST)) for word in want.begins)
        return max(size, self.everybody // 10) if want.inside else size

    def of_inside(self, want: Want) -> int:
        """How many words begin as a fragment does: of two the one that fewer begin with is likely the rarer."""
        return sum(map(self.count_beginnings, want.inside))

    def looks(self, sizes: Sequence[int]) -> float:
        """How many of the fewest must be looked at, likely, until there are enough who have the rest; `sizes` rise."""
        enough = float(LIMIT)
        for size in sizes[1:]:
            enough *= max(1.0, self.everybody / max(1, size))
        return min(float(sizes[0]), enough)

    def count_beginnings(self, word: str) -> int:
        """How many words begin so, as far as it matters."""
        return self._count("token >= ? AND token < ?", (word, word + LAST))

    def _count(self, where: str, values: tuple[str, ...]) -> int:
        key = (where, values[0])
        if key not in self._known:
            sql = f"SELECT count(*) FROM (SELECT 1 FROM search_token WHERE {where} LIMIT ?)"
            self._known[key] = int(self._run(sql, (*values, self._most)).fetchone()[0])
        return self._known[key]


def find_all(run: Run, wants: Sequence[Want], counts: Counts) -> list[int]:
    """Row numbers of those who have every want; of fragments beside other words only so many are looked at."""
    if len(wants) == 1:
        return _led_by(run, wants[0])
    ordered = sorted(wants, key=counts.of)
    if ordered[0].inside or any(want.is_fragment for want in wants):
        rarest = min((want for want in wants if want.inside), key=counts.of_inside)
        return look_at(run, rarest, [want for want in wants if want is not rarest])
    sizes = [counts.of(want) for want in ordered]
    if not sizes[0]:
        return []
    if sizes[0] <= _FEW or counts.looks(sizes) * _LOOK <= sum(sizes):
        return look_at(run, ordered[0], ordered[1:])
    return compare(run, ordered)


def is_dear(wants: Sequence[Want], counts: Counts) -> bool:
    """Whether it takes a good part of a frame to find who has them all."""
    if len(wants) == 1 or any(want.inside for want in wants):
        return False
    sizes = sorted(map(counts.of, wants))
    return min(counts.looks(sizes) * _LOOK, sum(sizes)) > _DEAR


def numbers(run: Run, sql: str, values: Iterable[object]) -> list[int]:
    """The numbers a query selects as `row_no`, handed over in one piece.

    Between any two rows the driver waits for the interpreter, which the window has while it paints.
    """
    joined = run(f"SELECT group_concat(row_no) FROM ({sql})", values).fetchone()[0]
    return list(map(int, joined.split(","))) if joined else []


def _led_by(run: Run, want: Want) -> list[int]:
    """Who has one want: of many who have words that begin so, those first whose patronymic it is not."""
    if not want.begins:
        sql, values = _having(want)
        return numbers(run, f"SELECT DISTINCT row_no FROM ({sql}) LIMIT {LIMIT}", values)
    found: dict[int, None] = {}
    for of_fathers in (f"substr(token, -3) NOT IN {_OF_FATHERS}", f"substr(token, -3) IN {_OF_FATHERS}"):
        sql, values = _having(want, of_fathers)
        found |= dict.fromkeys(numbers(run, f"SELECT DISTINCT row_no FROM ({sql}) LIMIT {LIMIT}", values))
        if len(found) >= LIMIT:
            break
    return list(found)[:LIMIT]


def look_at(run: Run, lead: Want, others: Sequence[Want]) -> list[int]:
    """Those of the lead who have the others, looked at until there are enough."""
    sql, values = _having(lead)
    checks = [_check(want) for want in others]
    where = " AND ".join(check for check, _values in checks)
    values += [value for _check, each in checks for value in each]
    if lead.inside:
        sql += f" LIMIT {_MOST_LOOKED_AT}"
    return numbers(run, f"SELECT DISTINCT t.row_no FROM ({sql}) t WHERE {where} LIMIT {LIMIT}", values)


def compare(run: Run, ordered: Sequence[Want]) -> list[int]:
    """Who is in all sets; that of the most people is walked, not kept."""
    *kept, walked = ordered
    # Every set a plain range of the B-tree: of a union the planner makes a walk for each row.
    sets = [_having_parts(want) for want in kept]
    where = " AND ".join("(" + " OR ".join(f"row_no IN ({sql})" for sql, _values in parts) + ")" for parts in sets)
    within = [value for parts in sets for _sql, values in parts for value in values]
    found: dict[int, None] = {}
    for sql, values in _having_parts(walked):
        found |= dict.fromkeys(
            numbers(run, f"SELECT DISTINCT row_no FROM ({sql}) WHERE {where} LIMIT {LIMIT}", [*values, *within])
        )
    return list(found)[:LIMIT]


def _having(want: Want, of_tokens: str = "true") -> _Sql:
    """The rows of those who have it, by words of which something more is true."""
    parts = _having_parts(want, of_tokens)
    return " UNION ALL ".join(sql for sql, _values in parts), [value for _sql, values in parts for value in values]


def _having_parts(want: Want, of_tokens: str = "true") -> list[_Sql]:
    newest_first = " ORDER BY row_no DESC" if len(want.exact) == 1 and not (want.begins or want.inside) else ""
    where = f"{of_tokens}{newest_first}"
    parts: list[_Sql] = [
        (f"SELECT row_no FROM search_token WHERE token = ? AND {where}", [word]) for word in want.exact
    ]
    for word in want.begins:
        parts += [
            (f"SELECT row_no FROM search_token WHERE token >= ? AND token < ? AND {where}", [start, end])
            for start, end in _spans(word, want.apart)
        ]
    if want.inside:
        parts.append(_matching([want]))
    return parts


def _spans(word: str, apart: Sequence[str]) -> list[tuple[str, str]]:
    """Where words begin so in the order of all, without those that begin as one apart does."""
    spans, start = [], word
    for other in sorted(each for each in apart if each.startswith(word)):
        if start < other:
            spans.append((start, other))
        start = max(start, other + LAST)
    return [*spans, (start, word + LAST)]


def _matching(wants: Sequence[Want]) -> _Sql:
    """What the trigram index is asked for: any of the fragments of each."""
    phrases = ("(" + " OR ".join('"' + each.replace('"', "") + '"' for each in want.inside) + ")" for want in wants)
    return _MATCH, [" AND ".join(phrases)]


def _check(want: Want) -> _Sql:
    """Whether the person of `t.row_no` has it. Words of letters are looked for among the names."""
    in_names = Want(*(tuple(filter(_is_of_letters, forms)) for forms in (want.exact, want.begins, want.inside)))
    in_more = Want(
        *(tuple(form for form in forms if not _is_of_letters(form)) for forms in (want.exact, want.begins, want.inside))
    )
    checks: list[_Sql] = []
    if in_names.exact:
        marks = ", ".join("?" * len(in_names.exact))
        has = f"EXISTS (SELECT 1 FROM search_token x WHERE x.token IN ({marks}) AND x.row_no = t.row_no)"
        checks.append((has, list(in_names.exact)))
    in_names = Want((), in_names.begins, in_names.inside)
    if in_names.begins or in_names.inside:
        checks.append(_standing("search_row", "r.names", in_names, want.apart))
    if in_more.exact or in_more.begins or in_more.inside:
        checks.append(_standing("search_more", "r.numbers || ' ' || r.keys", in_more, ()))
    sql = " OR ".join(sql for sql, _values in checks)
    return f"({sql})", [value for _sql, values in checks for value in values]


def _standing(table: str, words: str, want: Want, apart: Sequence[str]) -> _Sql:
    text, before = f"(' ' || {words} || ' ')", ""
    values: list[object] = []
    tests = []
    for word in want.exact:
        tests.append(f"instr({text}, ?) > 0")
        values.append(f" {word} ")
    for word in want.begins:
        before, removed = text, [each for each in apart if each.startswith(word)]
        for _each in removed:
            before = f"replace({before}, ?, '|')"
        tests.append(f"instr({before}, ?) > 0")
        values += [*(f" {each}" for each in removed), f" {word}"]
    for word in want.inside:
        tests.append(f"instr({text}, ?) > 0")
        values.append(word)
    return f"EXISTS (SELECT 1 FROM {table} r WHERE r.row_no = t.row_no AND ({' OR '.join(tests)}))", values


def _is_of_letters(form: str) -> bool:
    return not form.startswith(KEY_SIGN) and not any(map(str.isdigit, form))
