"""Every code that the domain, the services and the exchange can answer has its words."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from intake_app.domain.arrivals import ALL_INPUTS, DEPARTURES, DOCUMENT_TYPES, INTENTIONS, NEEDS, SLEEPS, FieldProblem
from intake_app.domain.deadlines import OwedBy, RuleStatus
from intake_app.domain.records import RECORD_TYPES, field_specs
from intake_app.domain.roles import Role
from intake_app.messages import FIELD_LABELS, PROBLEMS, explain_field, say_damage, say_word, user_error
from intake_app.packs.rules import load_rule_pack
from intake_app.services.due_list import When
from intake_app.words import WORDS

ROOT = Path(__file__).resolve().parent.parent.parent / "intake_app"

# The name of a call that makes a code -> which argument is the code.
MAKERS = {
    "FieldProblem": 1,
    "DateProblem": 0,
    "NameProblem": 0,
    "Finding": 1,
    "MrzFinding": 1,
    "_find": 1,
    "_one_of": 1,
    "refuse": 1,
}
ROOMS = {"domain": set(MAKERS) - {"refuse"}, "services": {"FieldProblem", "Finding"}, "exchange": {"FieldProblem"}}


def calls(room: str) -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                found.append((name, node))
    return found


def texts(node: ast.expr) -> set[str]:
    """Every text an argument can be: a constant, or either side of `x if y else z`."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def codes(room: str) -> set[str]:
    found: set[str] = set()
    for name, call in calls(room):
        if name in ROOMS[room] and len(call.args) > MAKERS[name]:
            found |= texts(call.args[MAKERS[name]])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_every_code_of_a_room_has_its_two_sentences(room: str) -> None:
    found = codes(room)
    assert room != "domain" or len(found) > 35, "the codes are not found any more: look at MAKERS"
    assert sorted(found - set(PROBLEMS)) == []


def test_every_row_problem_of_an_import_has_its_two_sentences() -> None:
    source = ast.parse((ROOT / "exchange/import_rows.py").read_text(encoding="utf-8"))
    row_problem = next(
        each for each in ast.walk(source) if isinstance(each, ast.ClassDef) and each.name == "RowProblem"
    )
    words = (ast.get_docstring(row_problem) or "").split("`")[1::2]
    listed = {word for word in words if "." not in word}
    assert len(listed) > 8
    assert sorted(listed - set(PROBLEMS)) == []


def test_sentences_are_whole_and_hold_no_place_for_a_value() -> None:
    for code in PROBLEMS:
        for sentence in explain_field("birth_date", code):
            assert sentence[0].isupper(), code
            assert sentence.endswith("."), code
            assert "{" not in sentence, code


def test_every_field_of_a_record_has_a_label() -> None:
    inner = {"replica", "name", "capacity", "position", "centre_id"}
    fields = {
        spec.name
        for table in ("person", "document", "stay", "card", "placement", "need", "consent", "group", "group_member")
        for spec in field_specs(table)
        if not spec.name.endswith("_id")
    }
    assert sorted(fields - inner - set(FIELD_LABELS)) == []
    assert set(ALL_INPUTS) <= set(FIELD_LABELS)


def test_every_act_in_the_sources_has_its_word() -> None:
    acts: set[str] = set()
    for room in ("services", "opening", "exchange"):
        for name, call in calls(room):
            if name == "writing" and call.args:
                acts |= texts(call.args[0])
    assert {"register", "correct"} <= acts
    assert sorted(acts - set(WORDS["act"])) == []


def test_every_choice_has_its_word() -> None:
    assert set(DOCUMENT_TYPES) == set(WORDS["document_type"])
    assert set(SLEEPS) == set(WORDS["sleeps"])
    assert set(INTENTIONS) == set(WORDS["intention"])
    assert set(DEPARTURES) == set(WORDS["departure"])
    assert set(NEEDS) == set(WORDS["need"])
    assert {role.value for role in Role} == set(WORDS["role"])
    assert set(get_args(RuleStatus)) == set(WORDS["status"])
    assert set(get_args(OwedBy)) - {"nobody"} == set(WORDS["owed_by"])
    assert set(get_args(When)) == set(WORDS["when"])
    assert set(RECORD_TYPES) == set(WORDS["table"])


def test_every_rule_of_the_pack_has_its_name() -> None:
    assert {rule.rule_id for rule in load_rule_pack("KZ").rules} == set(WORDS["rule"])


def test_a_finding_of_check_is_said_whatever_table_it_speaks_of() -> None:
    assert say_damage("person_differs") == "a record is not what its changes add up to"
    assert say_damage("change_missing") == "changes are missing"
    assert say_damage("group_member_without_change") == "a record without any change"


def test_a_refused_field_is_named_by_label_and_permanent_name_and_never_by_its_value() -> None:
    refusal = user_error(FieldProblem("birth_date", "in_future"))
    assert (refusal.code, refusal.field) == ("in_future", "birth_date")
    assert refusal.what == "Birth date (birth_date): This day has not come yet."
    assert refusal.do


def test_a_code_without_words_is_its_own_word() -> None:
    assert say_word("act", "merge") == "merge"
    assert explain_field("x", "new_code")[0] == "This cannot be taken."
