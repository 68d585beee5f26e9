"""Machine-readable zones beside typed fields: what the zone fills in, and where the two contradict each other.

Nothing is chosen silently: a field on which they disagree refuses the whole input, by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import ALL_INPUTS, DeskContext, check_field
from intake_app.domain.mrz import MrzFinding, MrzReading, read_mrz
from intake_app.domain.names import fold
from intake_app.domain.search_terms import document_key
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import explain_field, name_field
from intake_app.packs.letters import russian_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMES = ("family_name", "given_name", "patronymic")
_DATES = ("birth_date", "issued_on", "expires_on")
_UNSPECIFIED = "XXX"


def read_zone(block: str, context: DeskContext, position: str = "") -> MrzReading:
    """The reading of a zone without errors; UserError names each field that has one."""
    reading = read_mrz(block, context.today, letters=russian_letters())
    if reading.has_errors:
        raise _refused(reading.found("error"), position)
    return reading


def fields_of(reading: MrzReading) -> dict[str, Any]:
    """The flat fields a zone fills in; a name it gives in Latin letters only is the name in both spellings."""
    fields = {name: value for name, value in reading.fields.items() if value and name in ALL_INPUTS}
    for name in _NAMES[:2]:
        if latin := fields.get(f"{name}_latin"):
            fields.setdefault(name, latin)
    return fields


def join_zone(flat: Mapping[str, Any], reading: MrzReading, context: DeskContext, position: str = "") -> dict[str, Any]:
    """Typed fields and a zone as one flat input; UserError `contradiction` names the fields they disagree on.

    The zone fills what was left open, the Latin names and the rest of a partial date; where the two mean the
    same, the typed spelling of original names and numbers is kept.
    """
    zone = fields_of(reading)
    joined: dict[str, Any] = {**zone, **{name: value for name, value in flat.items() if not _is_empty(value)}}
    contradicted = []
    for name, read in zone.items():
        if name == "mrz" or _is_empty(flat.get(name)):
            continue
        agreed = _agree(name, flat[name], read, reading, context)
        if agreed is None:
            contradicted.append(name)
        else:
            joined[name] = agreed
    if flat.get("birth_date_estimated") is True and len(zone.get("birth_date", "")) == len("1987-05-30"):
        contradicted.append("birth_date_estimated")
    if contradicted:
        what, do = explain_field(contradicted[0], "contradiction")
        named = ", ".join(name_field(name) for name in contradicted)
        raise UserError("contradiction", f"{position}{named}: {what}", do, field=contradicted[0])
    joined["mrz"] = zone["mrz"]
    return joined


def _agree(name: str, typed: Any, read: str, reading: MrzReading, context: DeskContext) -> str | None:
    """The value that both mean, or None where they mean different things; raises FieldProblem for what is none."""
    value = check_field(name, typed, context)[name]
    if name.removesuffix("_latin") in _NAMES:
        if not _is_same_name(value, read, is_cut=_is_cut(reading)):
            return None
        return read if name.endswith("_latin") and not _is_cut(reading) else value
    if name in _DATES:
        shorter, longer = sorted((value, read), key=len)
        return longer if f"{longer}-".startswith(f"{shorter}-") else None
    if name == "document_number":
        return value if document_key(value) == document_key(read) else None
    if name == "issuing_authority" or (name == "citizenship" and read == _UNSPECIFIED):
        return str(value)  # a zone gives a department's code or "not specified": no contradiction to words
    return value if value == check_field(name, read, context)[name] else None


def _is_same_name(typed: str, read: str, *, is_cut: bool) -> bool:
    """Whether both are one name in any script; a zone that is full may hold its beginning only."""
    one, other = fold(typed).replace(" ", ""), fold(read).replace(" ", "")
    return one == other or (is_cut and bool(other) and one.startswith(other))


def _is_cut(reading: MrzReading) -> bool:
    return any(finding.code == "name_may_be_cut" for finding in reading.findings)


def _is_empty(value: Any) -> bool:
    return value in (None, "", [])


def _refused(errors: Iterable[MrzFinding], position: str) -> UserError:
    said: dict[str, str] = {}
    first: MrzFinding | None = None
    for finding in errors:
        first = first or finding
        what = explain_field(finding.field, finding.code)[0]
        said.setdefault(finding.field, f"{name_field(finding.field)}: {what}")
    field, code = (first.field, first.code) if first else ("mrz", "not_an_mrz")
    return UserError("mrz_refused", position + " ".join(said.values()), explain_field(field, code)[1], field=field)


def describe_zone(reading: MrzReading) -> list[dict[str, str]]:
    """What was repaired and what is worth knowing, as findings of an answer."""
    return [
        describe(finding.field, finding.code, finding.severity, finding.detail)
        for finding in reading.findings
        if finding.severity != "error"
    ]


def describe(field: str, code: str, severity: str = "note", detail: str = "") -> dict[str, str]:
    """One finding of an answer: field, code, severity, detail, and its sentences."""
    return {
        "field": field,
        "code": code,
        "severity": severity,
        "detail": detail,
        "message": " ".join(explain_field(field, code)),
    }


def count_disagrees(people: int, zones: int) -> UserError:
    """The refusal of a list and zones that cannot be paired."""
    return UserError(
        "counts_differ",
        _("There are {people} people and {zones} zones; they are paired in order.").format(people=people, zones=zones),
        _("Give a zone for each of them, or record the two kinds one after the other."),
    )
