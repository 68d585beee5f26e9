"""A day's work with five hundred marked names, then a lock and a kill: no file holds one of them in clear.

The window and the commands are processes of their own whose home, settings, data and temporary files all begin empty.
What was written in clear on purpose lies in folders that were chosen for it: these alone are not searched.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.faults.canary_day import FAMILY, GIVEN, NUMBER, PHONE, TYPED
from tests.faults.conftest import ROOT
from tests.made import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = 500
IN_A_PARTY = 19
IN_CLEAR = ("sheets", "export", "copy")
"""The folder for PDF files, a plain export, and the copy that somebody asked for."""
MARKS = (FAMILY, GIVEN, "KANAREIKIN", "Kanareikin", "VYUROCHEK", "Vyurochek", NUMBER, "KANAR", PHONE)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")


@dataclass
class Laptop:
    """A home in which nothing lies yet, and the processes that are given it."""

    root: Path

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "run", "stick", *IN_CLEAR):
            (self.root / name).mkdir(mode=0o700)

    @property
    def environment(self) -> dict[str, str]:
        home = self.root / "home"
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        return kept | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "TMPDIR": str(self.root / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "INTAKE_PASSPHRASE": PASSPHRASE,
        }

    def start(self, module: str, *arguments: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", module, *map(str, arguments)]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, commands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        with self.start("tests.faults.canary_command") as process:
            out, err = process.communicate(json.dumps(commands))
        assert process.returncode == 0, err
        return [json.loads(line) for line in out.splitlines()]

    def files(self) -> Iterator[Path]:
        """Every file that is there, but for what was written in clear on purpose."""
        kept = {self.root / name for name in IN_CLEAR}
        return (path for path in self.root.rglob("*") if path.is_file() and not kept & set(path.parents))


def test_after_a_day_and_a_lock_no_file_no_title_and_no_clipboard_holds_a_name(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    laptop = Laptop(tmp_path)
    with laptop.start("tests.faults.canary_day", tmp_path / "sheets") as window:
        assert window.stdin is not None
        assert window.stdout is not None
        _expect(window, "open")
        _work_at_the_command_line(laptop)
        while_open = _found(laptop)
        written = _written_elsewhere(window.pid, tmp_path)
        called = Path(f"/proc/{window.pid}/cmdline").read_bytes() if sys.platform == "linux" else b""
        _say(window)
        said = _expect(window, "locked")
        window.send_signal(signal.SIGKILL)
    after = _found(laptop)
    count = sum(1 for _file in laptop.files())
    figures = f"{len(while_open)} found while open, {len(after)} after a lock and a kill -9"
    seen("canary", f"{NAMES} names, {count} files of home, tmp, data, logs and stick: {figures}")
    assert while_open == []
    assert after == []
    assert written == []
    assert not _pattern().search(called)
    assert f"copied\t{FAMILY}" in said
    assert [line for line in said if line.startswith("clipboard")] == ["clipboard\t"] * 2
    assert {line for line in said if line.startswith("title")} == {"title\tIntake", "title\t"}


@pytest.mark.parametrize("encoding", _ENCODINGS[:3])
@pytest.mark.parametrize("place", ["home/.config/QtProject.conf", "tmp/spool", "stick/note", "run/x"])
def test_the_search_finds_a_name_that_was_left_behind(tmp_path: Path, place: str, encoding: str) -> None:
    laptop = Laptop(tmp_path)
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(os.urandom(100_001) + f"{FAMILY.upper()}77".encode(encoding) + os.urandom(1_000))
    assert [path for path, _mark in _found(laptop)] == [place]
    file.write_bytes(os.urandom(100_000))
    assert _found(laptop) == []
    file.rename(file.with_name(f"sheet_{FAMILY}5.tmp"))
    assert len(_found(laptop)) == 1


def _work_at_the_command_line(laptop: Laptop) -> None:
    """Record the rest of the names, look, hand out, back up, export, erase one, and meet a bug that quotes a name."""
    numbers = range(TYPED + 1, NAMES + 1)
    parties = [numbers[start : start + IN_A_PARTY] for start in range(0, len(numbers), IN_A_PARTY)]
    records = [{"call": ["register", "--from", "-", "--json"], "stdin": json.dumps([_somebody(n) for n in party])}
               for party in parties]  # fmt: skip
    answers = laptop.run([*records, {"call": ["find", f"{FAMILY}7", "--json"]}])
    assert [answer["status"] for answer in answers] == [0] * len(answers), answers
    first = json.loads(answers[0]["out"])["people"]
    card, gone = first[0]["card_number"], first[1]["card_number"]
    calls = [
        ["show", card], ["history", card], ["find", NUMBER], ["audit"], ["deadlines"], ["duplicates"], ["check"],
        ["sheet", card, "--out", f"{laptop.root}/sheets/one.pdf"],
        ["backup"], ["backup", "--to", f"{laptop.root}/stick"],
        ["export", "--out", f"{laptop.root}/export", "--csv", "--plain", "--purpose", "canary"],
        ["copy", card, "--out", f"{laptop.root}/copy"],
        ["forget", gone],
        ["show", f"{FAMILY} nobody"],
    ]  # fmt: skip
    done = laptop.run([{"call": call} for call in calls])
    assert [answer["status"] for answer in done] == [0] * (len(calls) - 1) + [1], done
    (broken,) = laptop.run([{"call": ["find", FAMILY], "breaks": f"no such column: {FAMILY} {GIVEN}"}])
    assert broken["status"] == 1
    assert not _pattern().search(broken["err"].encode())
    assert list(laptop.root.rglob("errors.log"))
    assert any(_pattern().search(path.read_bytes()) for path in (laptop.root / "export").iterdir())


def _somebody(number: int) -> dict[str, str]:
    return {
        "family_name": f"{FAMILY}{number}",
        "given_name": GIVEN,
        "document_type": "passport",
        "document_number": f"{NUMBER}{number:05}",
        "phone": f"+{PHONE}{number:03}",
        "entered_on": "-1",
    }


def _expect(window: subprocess.Popen[str], word: str) -> list[str]:
    """What the window tells until this word."""
    assert window.stdout is not None
    said = []
    for line in window.stdout:
        said.append(line.rstrip("\n"))
        if said[-1] == word:
            return said
    assert window.stderr is not None
    raise AssertionError(window.stderr.read()[-3_000:])


def _say(window: subprocess.Popen[str]) -> None:
    assert window.stdin is not None
    window.stdin.write("\n")
    window.stdin.flush()


def _found(laptop: Laptop) -> list[tuple[str, str]]:
    """File and mark, wherever a name stands in what a file holds or is called; a PDF holds names however it looks."""
    pattern, found = _pattern(), []
    for path in laptop.files():
        name = str(path.relative_to(laptop.root))
        content = path.read_bytes()
        hit = pattern.search(content) or pattern.search(name.encode())
        if hit:
            found.append((name, hit[0].hex()))
        elif content.startswith(b"%PDF"):
            found.append((name, "a PDF"))
    return found


def _pattern() -> re.Pattern[bytes]:
    """Any of the marks, in capitals too, in each encoding. Every one of the names begins with one."""
    texts = {form for mark in MARKS for form in (mark, mark.upper(), mark.lower())}
    # Five letters of a code page or of ASCII come by chance in many megabytes of cipher; two bytes each do not.
    coded = {
        text.encode(encoding) for text in texts for encoding in _ENCODINGS if len(text) > 5 or "utf-16" in encoding
    }
    return re.compile(b"|".join(re.escape(each) for each in sorted(coded)))


def _written_elsewhere(process: int, root: Path) -> list[str]:
    """Files that a process holds open for writing and that do not lie in its own folders."""
    folder = Path(f"/proc/{process}/fd")
    if sys.platform != "linux" or not os.access(folder, os.R_OK):
        return []
    found = []
    for number in folder.iterdir():
        target = str(number.readlink())
        flags = Path(f"/proc/{process}/fdinfo/{number.name}").read_text(encoding="ascii").split("flags:")[1].split()[0]
        is_written = int(flags, 8) & (os.O_WRONLY | os.O_RDWR)
        if is_written and target.startswith("/") and not target.startswith(("/dev/", "/memfd:", str(root))):
            found.append(target)
    return found
