"""Who has everything that a search wants (`domain.search_wants`): row numbers, at most LIMIT of them, in no order.

The want of the fewest people leads. Either those it leads to are looked at one by one, until there are enough, or the
sets of row numbers that the words' B-tree keeps together are compared: whichever is less work by the sizes of the sets
(docs/decisions/0004-search-index.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from intake_app.domain.search_keys import KEY_SIGN
from intake_app.domain.search_wants import Want, Words

LIMIT = 500
LAST = "\U0010ffff"
_LEAST_COUNTED = 8_000
_LOOK = 16
"""To look at the words of one person costs as much as to walk over so many row numbers."""
_GROUP = 4
"""To count the words of each person that begin alike costs as much a word as to walk over so many row numbers."""
_FEW = 200
"""People who are looked at one by one in any case."""
_DEAR = 24_000
"""Row numbers walked over from which a search takes several milliseconds."""
_MOST_LOOKED_AT = 8_000
"""People of one word whose other words are looked at, ten milliseconds; whoever comes after them may be missed."""
_MOST_PROBED = 2
_OF_FATHERS = "('ich', 'vna', 'hna', 'uli', 'izi')"
"""How patronymics end, folded."""
_WITH_MORE = "SELECT row_no FROM search_token WHERE token >= ? AND token < ? GROUP BY row_no HAVING count(*) > ?"
"""Who has more words that begin so than are taken."""
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
    grouped = sum(counts.count_beginnings(each) for want in wants for forms in want.apart for each in forms)
    if sizes[0] <= _FEW or counts.looks(sizes) * _LOOK <= sum(sizes) + grouped * _GROUP:
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
    """Those of the lead who have the others, looked at until there are enough, or so many that it would take long."""
    sql, values = _having(lead)
    in_names = [want for want in others if _is_in_names(want)]
    checks = [_check(want) for want in others if want not in in_names]
    if in_names:
        checks.append(_named(in_names))
    where = " AND ".join(check for check, _values in checks)
    values += [value for _check, each in checks for value in each]
    led = f"SELECT row_no FROM ({sql}) LIMIT {_MOST_LOOKED_AT}"
    return numbers(run, f"SELECT DISTINCT t.row_no FROM ({led}) t WHERE {where} LIMIT {LIMIT}", values)


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
    parts: list[_Sql] = []
    if want.exact:
        newest_first = " ORDER BY row_no DESC" if len(want.exact) == 1 and not (want.begins or want.inside) else ""
        marks = ", ".join("?" * len(want.exact))
        sql = f"SELECT row_no FROM search_token WHERE token IN ({marks}) AND {of_tokens}{newest_first}"
        parts.append((sql, list(want.exact)))
    for word in want.begins:
        parts += [
            (f"SELECT row_no FROM search_token WHERE token >= ? AND token < ? AND {of_tokens}", [start, end])
            for start, end in _spans(word, want.apart)
        ]
        longer = {each for forms in want.apart for each in forms if each.startswith(word)}
        parts += [(_WITH_MORE, [each, each + LAST, _taken(each, want.apart)]) for each in sorted(longer)]
    if want.inside:
        parts.append(_matching([want]))
    return parts


def _spans(word: str, apart: Words) -> list[tuple[str, str]]:
    """Where words begin so in the order of all, without those that begin as one apart does."""
    spans, start = [], word
    for other in sorted({each for forms in apart for each in forms if each.startswith(word)}):
        if start < other:
            spans.append((start, other))
        start = max(start, other + LAST)
    return [*spans, (start, word + LAST)]


def _taken(word: str, apart: Words) -> int:
    """How many words of a person that begin so other typed words take for themselves."""
    return sum(any(each.startswith(word) for each in forms) for forms in apart)


def _matching(wants: Sequence[Want]) -> _Sql:
    """What the trigram index is asked for: any of the fragments of each."""
    phrases = ("(" + " OR ".join('"' + each.replace('"', "") + '"' for each in want.inside) + ")" for want in wants)
    return _MATCH, [" AND ".join(phrases)]


def _is_in_names(want: Want) -> bool:
    """Whether it is best looked for in the names: words of letters, but not one or two whole ones, which the B-tree
    answers by person as well.
    """
    forms = (*want.exact, *want.begins, *want.inside)
    return all(map(_is_of_letters, forms)) and not (0 < len(forms) == len(want.exact) <= _MOST_PROBED)


def _named(wants: Sequence[Want]) -> _Sql:
    """Whether the names of the person of `t.row_no` have all of these."""
    tests = [_tests("r.names", want) for want in wants]
    sql = " AND ".join(f"({test})" for test, _values in tests)
    values = [value for _test, each in tests for value in each]
    return f"EXISTS (SELECT 1 FROM search_row r WHERE r.row_no = t.row_no AND {sql})", values


def _check(want: Want) -> _Sql:
    """Whether the person of `t.row_no` has it. Words of letters are looked for among the names."""
    if want.exact and all(map(_is_of_letters, (*want.exact, *want.begins, *want.inside))):
        marks = ", ".join("?" * len(want.exact))
        has = f"EXISTS (SELECT 1 FROM search_token x WHERE x.token IN ({marks}) AND x.row_no = t.row_no)"
        return has, list(want.exact)
    checks = []
    if (in_names := _of(want, _is_of_letters)) != Want(apart=want.apart):
        checks.append(_named([in_names]))
    in_more = _of(want, lambda form: not _is_of_letters(form))
    test, values = _tests("r.numbers || ' ' || r.keys", in_more)
    checks.append((f"EXISTS (SELECT 1 FROM search_more r WHERE r.row_no = t.row_no AND ({test}))", values))
    return f"({' OR '.join(sql for sql, _values in checks)})", [value for _sql, each in checks for value in each]


def _of(want: Want, is_meant: Callable[[str], bool]) -> Want:
    """What a want asks of some forms alone."""
    exact, begins, inside = (tuple(filter(is_meant, each)) for each in (want.exact, want.begins, want.inside))
    return Want(exact, begins, inside, want.apart)


def _tests(words: str, want: Want) -> _Sql:
    """Whether one of its forms stands in a text of words."""
    text = f"(' ' || {words} || ' ')"
    tests: list[str] = []
    values: list[object] = []
    for word in want.begins:
        if taken := _taken(word, want.apart):
            tests.append(f"length({text}) - length(replace({text}, ?, '')) > ?")
            values += [f" {word}", taken * (len(word) + 1)]
        else:
            tests.append(f"instr({text}, ?) > 0")
            values.append(f" {word}")
    for word in (*(f" {word} " for word in want.exact), *want.inside):
        tests.append(f"instr({text}, ?) > 0")
        values.append(word)
    return " OR ".join(tests), list(values)


def _is_of_letters(form: str) -> bool:
    return not form.startswith(KEY_SIGN) and not any(map(str.isdigit, form))
