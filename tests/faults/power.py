"""A power cut after the fact: what a program wrote and synced is recorded, then replayed up to some instant.

What was written and not synced by then is lost, kept or torn, as a disk may do it: each write on its own, in any order,
in sectors. A new, renamed or removed name holds only once its folder was synced; of those that wait, the first few
hold. The recorder is strace; what is shared memory only (`-shm`) is never on the disk.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
SECTOR = 512
_CALLS = (
    "openat,pwrite64,write,lseek,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,unlink,unlinkat,mkdir,rmdir"
)
_LINE = re.compile(r"^(?P<pid>\d+)\s+(?P<rest>.*)$")
_CALL = re.compile(r"^(?P<name>\w+)\((?P<arguments>.*)\)\s+=\s+(?P<result>-?\w+)(?:<(?P<opened>[^>]*)>)?")
_FD = re.compile(r"^(?P<number>\d+)<(?P<path>[^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Step:
    """One thing a program did: `kind` is write, truncate, sync, create, rename, unlink or say."""

    kind: str
    path: str = ""
    offset: int = 0
    data: bytes = b""
    target: str = ""


def record(command: Sequence[str], folder: Path, trace: Path) -> list[Step]:
    """Run a program of ours under strace; answers what it did to a folder and said on standard output, in order."""
    tracer = ["strace", "-f", "-y", "-xx", "-s", "1100000", "-o", str(trace), "-e", f"trace={_CALLS}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*tracer, sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    with trace.open(encoding="ascii") as lines:
        return list(_Reader(str(folder)).read(_whole_calls(lines)))


def _whole_calls(lines: Iterable[str]) -> Iterator[str]:
    """Each call as one line, where it ended, also if another thread's came between."""
    begun: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if found is None:
            continue
        pid, rest = found["pid"], found["rest"]
        if rest.endswith("<unfinished ...>"):
            begun[pid] = rest.removesuffix("<unfinished ...>").rstrip()
        elif rest.startswith("<..."):
            yield begun.pop(pid, "") + rest.partition("resumed>")[2]
        else:
            yield rest


class _Reader:
    """Turns calls into steps; knows where each open file stands and which names there are."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._places: dict[str, int] = {}
        self._names = {str(path) for path in Path(folder).rglob("*") if path.is_file()}

    def read(self, calls: Iterator[str]) -> Iterator[Step]:
        for call in calls:
            found = _CALL.match(call)
            if found is None or found["result"].startswith("-"):
                continue
            yield from self._step(found["name"], found["arguments"], found)

    def _step(self, name: str, arguments: str, found: re.Match[str]) -> Iterator[Step]:
        described = _FD.match(arguments)
        number, path = (described["number"], _text(described["path"])) if described else ("", "")
        if name == "openat":
            yield from self._open(arguments, found)
        elif name == "lseek":
            self._places[number] = int(found["result"])
        elif name == "write" and number == "1":
            yield Step("say", data=_bytes(arguments))
        elif name in {"write", "pwrite64"} and self._is_ours(path):
            yield self._written(name, number, path, arguments)
        elif name == "ftruncate" and self._is_ours(path):
            yield Step("truncate", path, int(arguments.rpartition(",")[2]))
        elif name in {"fsync", "fdatasync"} and path.startswith(self._folder):
            yield Step("sync", path)
        elif name in {"rename", "renameat", "renameat2", "unlink", "unlinkat"}:
            yield from self._renamed(name, [_decoded(text) for text in _STRING.findall(arguments)])

    def _open(self, arguments: str, found: re.Match[str]) -> Iterator[Step]:
        path = _text(found["opened"] or "")
        self._places[found["result"]] = 0
        if self._is_ours(path) and "O_CREAT" in arguments and path not in self._names:
            self._names.add(path)
            yield Step("create", path)
        if self._is_ours(path) and "O_TRUNC" in arguments:
            yield Step("truncate", path, 0)

    def _written(self, name: str, number: str, path: str, arguments: str) -> Step:
        data = _bytes(arguments)
        if name == "pwrite64":
            return Step("write", path, int(arguments.rpartition(",")[2]), data)
        place = self._places.get(number, 0)
        self._places[number] = place + len(data)
        return Step("write", path, place, data)

    def _renamed(self, name: str, paths: list[str]) -> Iterator[Step]:
        if not self._is_ours(paths[0]):
            return
        self._names.discard(paths[0])
        if name.startswith("rename"):
            self._names.add(paths[1])
            yield Step("rename", paths[0], target=paths[1])
        else:
            yield Step("unlink", paths[0])

    def _is_ours(self, path: str) -> bool:
        return path.startswith(f"{self._folder}/") and not path.endswith(("-shm", "(deleted)"))


@dataclass
class Disk:
    """What is on the disk, and what waits to get there: bytes by file, names by folder."""

    names: dict[str, int] = field(default_factory=dict)
    files: dict[int, bytearray] = field(default_factory=dict)
    waiting: dict[int, list[Step]] = field(default_factory=dict)
    renaming: list[Step] = field(default_factory=list)
    seen_names: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A disk with everything in a folder safely on it."""
        disk = cls()
        for number, path in enumerate(sorted(each for each in folder.rglob("*") if each.is_file())):
            disk.names[str(path)] = number
            disk.files[number] = bytearray(path.read_bytes())
        disk.seen_names = dict(disk.names)
        return disk

    def take(self, step: Step) -> None:
        """One step of the program."""
        if step.kind == "create":
            self.seen_names[step.path] = number = len(self.files)
            self.files[number] = bytearray()
            self.renaming.append(Step("create", step.path, number))
        elif step.kind == "rename":
            number = self.seen_names.pop(step.path)
            self.seen_names[step.target] = number
            self.renaming.append(Step("rename", step.path, number, target=step.target))
        elif step.kind == "unlink":
            self.seen_names.pop(step.path, None)
            self.renaming.append(step)
        elif step.kind in {"write", "truncate"}:
            self.waiting.setdefault(self.seen_names[step.path], []).append(step)
        elif step.kind == "sync":
            self._sync(step.path)

    def cut(self, chance: random.Random) -> None:
        """The power goes: of what waits, some is there, some is not, some is torn."""
        keeps_all = chance.random() < 0.2
        for number, steps in self.waiting.items():
            for step in steps:
                if keeps_all or chance.random() < 0.5:
                    self._apply(number, step)
                elif chance.random() < 0.3:
                    self._apply(number, _torn(step, chance))
        for step in self.renaming[: len(self.renaming) if keeps_all else chance.randint(0, len(self.renaming))]:
            self._rename(step)

    def lay_out(self, folder: Path, origin: Path) -> None:
        """Write what is on the disk into another folder."""
        for name, number in self.names.items():
            path = folder / Path(name).relative_to(origin)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[number])

    def _sync(self, path: str) -> None:
        number = self.seen_names.get(path)
        if number is not None:
            for step in self.waiting.pop(number, []):
                self._apply(number, step)
            return
        later = []
        for step in self.renaming:
            if str(Path(step.target or step.path).parent) == path:
                self._rename(step)
            else:
                later.append(step)
        self.renaming = later

    def _apply(self, number: int, step: Step) -> None:
        content = self.files[number]
        if step.kind == "truncate":
            del content[step.offset :]
            content.extend(bytes(step.offset - len(content)))
            return
        content.extend(bytes(max(step.offset - len(content), 0)))
        content[step.offset : step.offset + len(step.data)] = step.data

    def _rename(self, step: Step) -> None:
        if step.kind == "create":
            self.names[step.path] = step.offset
        elif step.kind == "rename":
            self.names.pop(step.path, None)
            self.names[step.target] = step.offset
        else:
            self.names.pop(step.path, None)


def _torn(step: Step, chance: random.Random) -> Step:
    """Some whole sectors of a write, from its beginning or from its end."""
    if step.kind != "write":
        return Step("write", step.path, 0, b"")
    part = SECTOR * chance.randint(0, len(step.data) // SECTOR)
    if chance.random() < 0.5:
        return Step("write", step.path, step.offset, step.data[:part])
    return Step("write", step.path, step.offset + part, step.data[part:])


def _bytes(arguments: str) -> bytes:
    found = _STRING.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _text(path: str) -> str:
    return _decoded(path) if "\\x" in path else path


def _decoded(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode()
