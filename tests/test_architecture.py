"""Who imports whom, how large things grow and what they are called, read from the sources (docs/architecture.md)."""

from __future__ import annotations

import ast
import gc
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("intake_app", "ui", "reports")
EVERYTHING = (*PRODUCT, "tests", "benchmarks", "tools")

# Directly in intake_app, of no room.
GROUND = {
    "dumps",
    "errors",
    "clock",
    "i18n",
    "files",
    "paths",
    "messages",
    "log",
    "progress",
    "pseudo",
    "words",
    "values",
}
DOORS_MAY = GROUND | {"opening", "services", "exchange", "vault", "packs", "reports", "domain"}
MAY_IMPORT = {
    "domain": {"errors", "clock", "i18n"},
    "vault": {"errors", "clock", "i18n", "files"},  # files: the keyring's copies are replaced whole or not at all
    "services": {"errors", "clock", "i18n", "messages", "values", "progress", "domain"},
    "storage": (GROUND - {"messages", "values"}) | {"domain", "services"},
    "packs": GROUND | {"domain"},
    "exchange": GROUND | {"domain", "services"},
    "reports": GROUND | {"domain"},
    "opening": GROUND | {"domain", "services", "storage", "packs", "exchange", "vault", "reports"},
    "cli": DOORS_MAY,
    "ui": DOORS_MAY,
    "values": {"i18n", "messages", "domain"},
    "messages": {"errors", "i18n", "words", "domain"},  # sentences for the codes of the domain, for both doors
} | dict.fromkeys(GROUND - {"messages", "values"}, GROUND - {"messages", "values"})

# An outer library -> the one room that names it.
OWNED = {
    "PySide6": "ui",
    "reportlab": "reports",
    "sqlalchemy": "storage",
    "alembic": "storage",
    "sqlcipher3": "storage",
    "pyrage": "exchange",
    "mnemonic": "vault",
    "zxcvbn_rs_py": "vault",
}
NETWORK = re.compile(
    r"(socket|socketserver|ssl|http|urllib\.request|ftplib|smtplib|xmlrpc|requests|urllib3|httpx|aiohttp"
    r"|PySide6\.(QtNetwork|QtWebSockets|QtWebEngine\w*|QtHttpServer))(\.|$)"
)

MOST_LINES = 400
MOST_LINES_OF_TESTS = 600
MOST_LINES_OF_A_FUNCTION = 50
MOST_METHODS = 20
REASON = re.compile(r"^# Over \d+ lines: \S", re.MULTILINE)
VAGUE = {"manager", "controller", "util", "utils", "helper", "helpers", "common"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
STATEMENTS = ROOT / "intake_app/storage/migrations/versions"  # one long list of statements each, never changed again


@pytest.fixture(autouse=True, scope="module")
def trees() -> Iterator[None]:
    """Everything is parsed once for this module, with no look for cycles among half a million nodes in between."""
    gc.disable()
    yield
    tree.cache_clear()
    gc.enable()


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(imports(tree(path)))


def imports(node: ast.AST) -> Iterator[str]:
    """Every module named, `from a import b` as `a.b`: b may be a module too."""
    for each in ast.walk(node):
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom) and each.module:
            yield from (f"{each.module}.{alias.name}" for alias in each.names)


def room_of(parts: tuple[str, ...]) -> str:
    if parts[0] != "intake_app":
        return parts[0]
    return parts[1] if len(parts) > 1 else ""


def modules() -> Iterator[tuple[Path, str, str]]:
    """Every import of the product: the importing file, its room, the name that it imports."""
    for path in sources(*PRODUCT):
        room = room_of(path.relative_to(ROOT).with_suffix("").parts)
        yield from ((path.relative_to(ROOT), room, name) for name in imports_of(path))


def test_every_room_imports_only_the_rooms_it_may() -> None:
    offences = [
        f"{path} imports {name}"
        for path, room, name in modules()
        if name.split(".")[0] in PRODUCT
        and (other := room_of(tuple(name.split(".")))) != room
        and other not in {"__version__", ""} | MAY_IMPORT.get(room, set())
    ]
    assert offences == []


def test_an_outer_library_is_named_by_one_room() -> None:
    offences = [
        f"{path} imports {name}"
        for path, room, name in modules()
        if (owner := OWNED.get(name.split(".")[0])) is not None and room != owner
    ]
    assert offences == []


def test_nothing_can_reach_a_network() -> None:
    offences = [f"{path} imports {name}" for path, _, name in modules() if NETWORK.match(name)]
    assert offences == []


def test_the_composition_module_loads_storage_only_when_a_register_is_opened() -> None:
    """The unlock window is on the screen before the database code is imported."""
    opening = ROOT / "intake_app/opening/__init__.py"
    at_once = [node for node in tree(opening).body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [name for node in at_once for name in imports(node) if name.startswith("intake_app.storage")] == []


def test_modules_stay_short_or_say_why_not() -> None:
    offences = []
    for path in sources(*EVERYTHING):
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        most = MOST_LINES_OF_TESTS if path.is_relative_to(ROOT / "tests") else MOST_LINES
        if lines > most and not REASON.search(text):
            offences.append(f"{path.relative_to(ROOT)}: {lines} lines and no comment `# Over {most} lines: why`")
    assert offences == []


def test_functions_and_classes_stay_small() -> None:
    offences = []
    for path in sources(*PRODUCT, "benchmarks", "tools"):
        if path.parent == STATEMENTS:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and (lines := _length(node)) > MOST_LINES_OF_A_FUNCTION:
                offences.append(f"{path.relative_to(ROOT)}: {node.name} has {lines} lines")
            if isinstance(node, ast.ClassDef) and (methods := _methods(node)) > MOST_METHODS:
                offences.append(f"{path.relative_to(ROOT)}: {node.name} has {methods} methods")
    assert offences == []


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _methods(node: ast.ClassDef) -> int:
    return sum(isinstance(each, ast.FunctionDef) for each in node.body)


def test_no_module_has_a_name_that_takes_anything_in() -> None:
    offences = [
        str(path.relative_to(ROOT))
        for path in sources(*EVERYTHING)
        if VAGUE & {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}
    ]
    assert offences == []


def test_nothing_is_left_for_later() -> None:
    offences = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources(*EVERYTHING)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert offences == []
