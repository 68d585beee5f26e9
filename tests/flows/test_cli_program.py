"""The installed program as a process of its own: real key derivation, real streams, real exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import SystemClock
from intake_app.opening import Doors, create_centre
from intake_app.paths import data_folder
from intake_app.vault.policy import PRODUCTION_POLICY
from tests.flows.conftest import CENTRE, PROGRAM, run_program
from tests.made import PASSPHRASE, SETUP
from tests.unit.mrz_specimens import TD3

if TYPE_CHECKING:
    from tests.flows.conftest import Answer

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="the package is not installed beside this Python")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with one person in it, its keyring as cheap to open as the program allows."""
    data = tmp_path_factory.mktemp("program") / "centre"
    floor = Doors(SystemClock(), replace(PRODUCTION_POLICY, is_calibrated=False))
    create_centre(data_folder(data), SETUP, PASSPHRASE, floor)[0].close()
    record(data, family_name="Иванов", given_name="Сергей").document("register")
    return data


def record(data: Path, **fields: str) -> Answer:
    stdin = json.dumps(fields, ensure_ascii=False).encode()
    return run_program("--data", data, "register", "--from", "-", "--json", stdin=stdin)


def test_options_hold_on_both_sides_of_the_command(centre: Path) -> None:
    before = run_program("--data", centre, "--user", "Aigerim", "--json", "find", "Иванов").document("find")
    after = run_program("find", "Иванов", "--data", centre, "--user", "Aigerim", "--json").document("find")
    assert before == after
    assert before["people"][0]["given_name"] == "Сергей"


def test_a_scanned_passport_is_registered_and_found(centre: Path) -> None:
    answer = run_program("--data", centre, "register", "--mrz", "-", "--json", stdin=TD3.encode())
    (person,) = answer.document("register")["people"]
    assert person["person"]["given_name_latin"] == "ANNA MARIA"
    shown = run_program("--data", centre, "show", person["card_number"])
    assert (shown.status, "ERIKSSON" in shown.out) == (0, True)


def test_names_come_whole_through_a_plain_c_locale(centre: Path) -> None:
    environment = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = run_program("--data", centre, "find", "Sergey", "--json", env=environment)
    assert answer.document("find")["people"][0]["family_name"] == "Иванов"


@pytest.mark.parametrize("passphrase", ["not the right one", "пароль" * 1000])
def test_a_wrong_passphrase_is_refused_in_one_sentence(centre: Path, passphrase: str) -> None:
    run_program("--data", centre, "places", "--json", passphrase=passphrase).refusal(1)


@pytest.mark.parametrize("passphrase", [None, ""])
def test_without_passphrase_and_terminal_it_is_said_what_to_do(centre: Path, passphrase: str | None) -> None:
    assert "INTAKE_PASSPHRASE" in run_program("--data", centre, "places", passphrase=passphrase).refusal(1)


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("places", "--nonsense")],
)
def test_wrong_usage_is_exit_status_2(centre: Path, arguments: tuple[str, ...]) -> None:
    run_program("--data", centre, *arguments).refusal(2)


def test_damaged_data_is_exit_status_3_and_nothing_is_changed(centre: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    (copy / "config").mkdir(parents=True)
    for name in ("register.db", "register.keyring"):
        (copy / name).write_bytes((centre / name).read_bytes())
    register = copy / "register.db"
    data = bytearray(register.read_bytes())
    data[5000] ^= 1
    register.write_bytes(data)
    run_program("--data", copy, "check", "--json").refusal(3)
    assert register.read_bytes() == bytes(data)


def test_a_full_disk_where_the_answer_goes_is_said_so(centre: Path) -> None:
    environment = os.environ | {"INTAKE_PASSPHRASE": PASSPHRASE}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [str(PROGRAM), "--data", str(centre), "places"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 1
    assert "answer" in done.stderr.decode().splitlines()[-1]  # before it may stand who tried to unlock
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(("closed", "status", "said"), [("<&-", 1, "input is empty"), (">&-", 0, "")])
def test_a_closed_stream_is_no_drama(centre: Path, closed: str, status: int, said: str) -> None:
    command = ["register", "--from", "-"] if status else ["places"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {closed}', "sh", str(PROGRAM), "--data", str(centre), *command],
        capture_output=True,
        env=os.environ | {"INTAKE_PASSPHRASE": PASSPHRASE},
        check=False,
    )
    assert done.returncode == status
    assert said in done.stderr.decode()
    assert done.stderr.decode().count("\n") == status


def test_a_reader_that_goes_away_is_no_drama(centre: Path) -> None:
    environment = os.environ | {"INTAKE_PASSPHRASE": PASSPHRASE}
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [str(PROGRAM), "--data", str(centre), "places"],
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_without_command_and_display_the_program_says_what_to_do() -> None:
    no_display = dict.fromkeys(("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"), "")
    assert "display" in run_program(env=no_display).refusal(1)


def test_no_name_is_readable_in_any_file_of_the_folder(centre: Path) -> None:
    for path in centre.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for name in ("Иванов", "Сергей", "IVANOV"):
                assert name.encode() not in data, path
                assert name.encode("utf-16-le") not in data, path


def answer_prompt(stream: int, keyboard: int) -> bytes:
    """Type the passphrase when it is asked for: what is typed before the question is thrown away."""
    asked = b""
    while not asked.endswith(b": ") and (part := os.read(stream, 1)):
        asked += part
    os.write(keyboard, f"{PASSPHRASE}\n".encode())
    return asked


def test_at_a_terminal_the_passphrase_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    keyboard, terminal = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "INTAKE_PASSPHRASE"}
    command = [str(PROGRAM), "init", *CENTRE, "--user", "Aigerim", "--data", str(tmp_path / "centre"), "--json"]
    running = subprocess.Popen(
        command,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    os.close(terminal)
    assert running.stderr is not None
    asked = [answer_prompt(running.stderr.fileno(), keyboard) for _time in range(2)]
    try:
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    os.close(keyboard)
    assert running.returncode == 0, err
    assert json.loads(out)["user"] == "Aigerim"
    assert PASSPHRASE.encode() not in out + err + b"".join(asked)
    assert run_program("--data", tmp_path / "centre", "places", "--json").document("places") == {"places": []}


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system takes root, as continuous integration has")
def test_on_a_full_disk_each_file_is_refused_in_a_sentence_and_none_is_left_half(centre: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(disk)], check=True)
    try:
        card = run_program("--data", centre, "find", "Иванов", "--json").document("find")["people"][0]["card_number"]
        for arguments in (
            ("sheet", card, "--out", disk / "sheet.pdf"),
            ("export", "--out", disk / "export", "--purpose", "test", "--xlsx"),
            ("backup", "--to", disk),
        ):
            run_program("--data", centre, *arguments, "--json").refusal(1)
        run_program("init", *CENTRE, "--user", "Aigerim", "--data", disk / "centre").refusal(1)
        left = [path for path in disk.rglob("*") if path.is_file() and path.stat().st_size]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert left == []


def test_two_programs_work_beside_each_other(centre: Path) -> None:
    environment = os.environ | {"INTAKE_PASSPHRASE": PASSPHRASE}
    command = [str(PROGRAM), "--data", str(centre), "register", "--from", "-", "--json"]
    running = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        )
        for _number in range(3)
    ]
    answers = [each.communicate(b'{"family_name": "Beside"}') for each in running]
    assert [error for _out, error in answers] == [b"", b"", b""]
    cards = {json.loads(out)["people"][0]["card_number"] for out, _error in answers}
    assert len(cards) == 3


def test_the_demo_does_the_main_job_and_refuses_to_do_it_twice(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    answer = run_program("demo", "--out", out, "--json", passphrase=None).document("demo")
    assert answer["people"] >= 40
    assert answer["held"] == 1
    assert answer["is_sound"] is True
    assert answer["passphrase"]
    assert answer["printed"] == answer["people"] - answer["held"]
    for path in (*answer["sheets"], *answer["export"], answer["backup"]):
        assert Path(path).stat().st_size > 0
    assert all(Path(sheet).read_bytes().startswith(b"%PDF") for sheet in answer["sheets"])
    names = "".join(path.name for path in out.rglob("*"))
    assert names.isascii()
    assert "Kuznetsov" not in names
    found = run_program("--data", answer["data"], "find", "Kuznetsov", "--json", passphrase=answer["passphrase"])
    assert found.document("find")["people"][0]["family_name"] == "Кузнецов"
    assert "already" in run_program("demo", "--out", out, passphrase=None).refusal(1)
