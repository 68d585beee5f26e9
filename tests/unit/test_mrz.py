"""Machine-readable zones: the ICAO specimens, every single wrong character in them, noise, repairs, findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.countries import country_codes
from intake_app.domain.mrz import LetterTable, check_digit, looks_like_mrz, mrz_blocks, read_mrz
from tests.unit.mrz_specimens import CLAIR, CONFIRMED, RUSSIAN, SPECIMENS, TD1, TD2, TD3, TD3_OLD, TODAY, VISA_A, VISA_B

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.domain.mrz import MrzReading, Severity

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
RUSSIAN_KEYS = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM<", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ")
KAZAKH_DIGITS = str.maketrans("1234567890", '"әіңғ,.үұқ')

# Per format: the fields that a check digit covers (with its place), the parts of the composite, and the parts
# that no check digit covers. Written out here from Doc 9303, counted through the joined lines.
CHECKED = {
    "TD3": [(44, 53), (57, 63), (65, 71), (72, 86)],
    "RUS-INTERNAL": [(44, 53), (57, 63), (65, 71), (72, 86)],
    "MRV-A": [(44, 53), (57, 63), (65, 71)],
    "TD2": [(36, 45), (49, 55), (57, 63)],
    "MRV-B": [(36, 45), (49, 55), (57, 63)],
    "TD1": [(5, 14), (30, 36), (38, 44)],
}
COMPOSITE = {
    "TD3": [*range(44, 54), *range(57, 64), *range(65, 87)],
    "RUS-INTERNAL": [*range(44, 54), *range(57, 64), *range(65, 87)],
    "TD2": [*range(36, 46), *range(49, 56), *range(57, 71)],
    "TD1": [*range(5, 37), *range(38, 45), *range(48, 59)],
}
COMPOSITE_AT = {"TD3": 87, "RUS-INTERNAL": 87, "TD2": 71, "TD1": 59}
DATES = {
    "TD3": (57, 65),
    "RUS-INTERNAL": (57, 65),
    "MRV-A": (57, 65),
    "TD2": (49, 57),
    "MRV-B": (49, 57),
    "TD1": (30, 38),
}
COUNTRIES = {
    "TD3": (2, 54),
    "RUS-INTERNAL": (2, 54),
    "MRV-A": (2, 54),
    "TD2": (2, 46),
    "MRV-B": (2, 46),
    "TD1": (2, 45),
}
NAMES = {"TD3": (5, 44), "MRV-A": (5, 44), "TD2": (5, 36), "MRV-B": (5, 36), "TD1": (60, 90)}
SEX = {"TD3": 64, "RUS-INTERNAL": 64, "MRV-A": 64, "TD2": 56, "MRV-B": 56, "TD1": 37}


def read(text: str, letters: LetterTable | None = CLAIR) -> MrzReading:
    return read_mrz(text, TODAY, letters=letters)


def codes(reading: MrzReading, severity: Severity = "error") -> set[tuple[str, str]]:
    return {(finding.field, finding.code) for finding in reading.found(severity)}


def weight_sum(chars: str) -> int:
    values = [0 if char == "<" else int(char, 36) for char in chars]
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def breaks_a_sum(form: str, true: str, wrong: str) -> bool:
    """Whether any check digit of the specimen's format no longer fits, or is no digit."""
    pairs = [(wrong[start:end], wrong[end]) for start, end in CHECKED[form]]
    if form in COMPOSITE:
        pairs.append(("".join(wrong[at] for at in COMPOSITE[form]), wrong[COMPOSITE_AT[form]]))
    return any(
        digit != str(weight_sum(value)) and not (digit == "<" and not value.strip("<") and form == "RUS-INTERNAL")
        for value, digit in pairs
    )


def breaks_syntax(form: str, wrong: str) -> bool:
    """Whether a field holds what it must not: dates, sex, countries, Latin names, the type."""
    birth, expiry = (wrong[at : at + 6] for at in DATES[form])
    issuer, nation = (wrong[at : at + 3] for at in COUNTRIES[form])
    names = "".join(wrong[slice(*NAMES[form])]) if form in NAMES else ""
    return (
        not birth.isdigit()
        or (not expiry.isdigit() and expiry != "<<<<<<")
        or wrong[SEX[form]] not in "MF<X"
        or issuer not in country_codes()
        or nation not in country_codes()
        or any(char.isdigit() for char in names)
        or wrong[0] not in "PVIAC"
        or wrong[1].isdigit()
    )


def says_the_same(reading: MrzReading, zone: str, fields: dict[str, str]) -> bool:
    """Whether every field is the specimen's; the check digit of an empty field may be a zero or a filler."""
    answered = dict(reading.fields)
    return answered.pop("mrz").replace("0", "<") == zone.replace("0", "<") and answered == fields


def wrong_zones(zone: str) -> Iterator[str]:
    for at, true in enumerate(zone):
        for other in ALPHABET:
            if true not in {other, "\n"}:
                yield zone[:at] + other + zone[at + 1 :]


@pytest.mark.parametrize(("zone", "form", "fields"), SPECIMENS)
def test_each_specimen_answers_its_fields_without_a_fault(zone: str, form: str, fields: dict[str, str]) -> None:
    reading = read(zone)
    assert reading.format == form
    assert dict(reading.fields) == fields | {"mrz": zone}
    assert not reading.has_errors
    assert not reading.found("repaired")
    assert looks_like_mrz(zone)


@pytest.mark.parametrize(("zone", "form", "fields"), SPECIMENS)
def test_every_single_wrong_character_is_refused_or_put_right(zone: str, form: str, fields: dict[str, str]) -> None:
    seen = 0
    for wrong in wrong_zones(zone):
        joined = wrong.replace("\n", "")
        has_broken_sum = breaks_a_sum(form, zone.replace("\n", ""), joined)
        if not has_broken_sum and not breaks_syntax(form, joined):
            continue
        seen += 1
        reading = read(wrong)
        is_put_right = bool(reading.found("repaired")) and says_the_same(reading, zone, fields)
        assert reading.has_errors or is_put_right, wrong
        assert not (is_put_right and reading.has_errors)
    assert seen > 1000


@pytest.mark.parametrize(("zone", "form", "fields"), SPECIMENS)
def test_swapped_neighbours_are_refused_unless_the_sums_stay_right(
    zone: str, form: str, fields: dict[str, str]
) -> None:
    joined = zone.replace("\n", "")
    width = len(zone.split("\n", maxsplit=1)[0])
    for at in range(len(joined) - 1):
        wrong = joined[:at] + joined[at + 1] + joined[at] + joined[at + 2 :]
        if breaks_a_sum(form, joined, wrong):
            lines = "\n".join(wrong[start : start + width] for start in range(0, len(wrong), width))
            assert read(lines).has_errors, lines


def test_the_check_digit_is_that_of_the_published_examples() -> None:
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"


@pytest.mark.parametrize(("zone", "form", "fields"), SPECIMENS)
@pytest.mark.parametrize(
    "disturb",
    [
        lambda zone: zone.replace("\n", "\r\n") + "\r\n",
        lambda zone: zone.replace("\n", "\r"),
        lambda zone: zone.replace("\n", "\t") + "\t",
        lambda zone: zone.replace("\n", ""),
        lambda zone: zone.replace("\n", " "),
        lambda zone: zone.lower(),
        lambda zone: "\x02" + zone + "\x03\r",
        lambda zone: "]o1" + zone,
        lambda zone: "  " + " ".join(zone),
        lambda zone: zone.replace("<", "‹"),
        lambda zone: zone.replace("<<", "«"),
        lambda zone: zone.replace("<", "«"),
        lambda zone: zone.replace("<", "&lt;"),
        lambda zone: zone.replace("E", "Е").replace("O", "О").replace("M", "М"),
        lambda zone: zone.translate(RUSSIAN_KEYS),
        lambda zone: zone.translate(RUSSIAN_KEYS).lower(),
        lambda zone: zone.translate(RUSSIAN_KEYS).translate(KAZAKH_DIGITS),
        lambda zone: "".join(chr(ord(char) + 0xFEE0) if char.isalnum() else char for char in zone),
    ],
    ids=[
        "crlf",
        "cr",
        "tabs",
        "glued",
        "one line",
        "small",
        "frame",
        "aim",
        "spaced",
        "‹",
        "« two",
        "« one",
        "html",
        "look-alikes",
        "russian layout",
        "russian small",
        "kazakh layout",
        "full width",
    ],
)
def test_noise_of_scanners_and_clipboards_is_seen_through(
    disturb: Callable[[str], str], zone: str, form: str, fields: dict[str, str]
) -> None:
    noisy = disturb(zone)
    reading = read(noisy)
    assert dict(reading.fields) == fields | {"mrz": zone}
    assert not reading.has_errors
    assert not reading.found("repaired")
    assert looks_like_mrz(noisy)


def test_a_letter_read_for_a_digit_is_put_right_where_the_check_digit_proves_it() -> None:
    reading = read(TD3.replace("7408122", "74O8I22"))
    assert reading.fields["birth_date"] == "1974-08-12"
    assert [(f.field, f.code, f.detail) for f in reading.found("repaired")] == [
        ("birth_date", "letter_read_as_digit", "2:16 O=0, 2:18 I=1")
    ]
    assert not reading.has_errors


def test_a_letter_that_the_check_digit_does_not_prove_is_left_and_refused() -> None:
    reading = read(TD3.replace("7408122", "S408122"))
    assert codes(reading) >= {
        ("birth_date", "check_digit"),
        ("birth_date", "date_syntax"),
        ("composite", "check_digit"),
    }
    assert reading.fields["birth_date"] == ""
    assert read(TD3.replace("L898902C3", "L8989O2C3")).has_errors


@pytest.mark.parametrize(
    ("zone", "clipped"),
    [
        (TD3, TD3.replace("<<<<<<\n", "\n")),
        (TD3, "\n".join(line.rstrip("<") for line in TD3.split("\n"))),
        (TD3, TD3.replace("226B<<<<<10", "226B<<<<10")),
        (TD3, TD3.replace("226B<<<<<10", "226B10")),
        (TD3, TD3.replace("\n", "<<\n")),
        (TD2, "\n".join(line.rstrip("<") for line in TD2.split("\n"))),
        (TD2, TD2.replace("<<<<<<<6", "<<<<6")),
        (TD1, "\n".join(line.rstrip("<") for line in TD1.split("\n"))),
        (TD1, TD1.replace("UTO<<<<<<<<<<<6", "UTO<<<<<6")),
        (VISA_A, "\n".join(line.rstrip("<") for line in VISA_A.split("\n"))),
        (VISA_B, "\n".join(line.rstrip("<") for line in VISA_B.split("\n"))),
    ],
)
def test_lost_and_surplus_fillers_are_put_right_and_reported(zone: str, clipped: str) -> None:
    assert clipped != zone
    reading = read(clipped)
    assert reading.fields["mrz"] == zone
    assert codes(reading, "repaired") == {("mrz", "fillers_restored")}
    assert not reading.has_errors
    assert looks_like_mrz(clipped)


def test_a_line_with_a_lost_character_is_refused_with_its_length() -> None:
    for at in [45, 48, 60, 66, 80]:
        reading = read(TD3[:at] + TD3[at + 1 :])
        assert codes(reading) == {("mrz", "line_length")}
        assert reading.found("error")[0].detail == "2:43=44"
        assert reading.format == "TD3"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Иванов Сергей",
        "ORL-A-000123-Q",
        "<" * 88,
        TD3.split("\n")[0],
        "\ud800",
        TD3 + "\n" + TD3,
        "x" * 10_000,
    ],
)
def test_what_is_no_zone_says_so_and_does_not_look_like_one(text: str) -> None:
    reading = read(text)
    assert reading.has_errors
    assert text == "<" * 88 or codes(reading) == {("mrz", "not_an_mrz")}
    assert text == "<" * 88 or not looks_like_mrz(text)


def test_blocks_are_parted_by_blank_lines() -> None:
    text = f"\r\n{TD3}\r\n \t\r\n\r\n{TD1}\n\n\n".replace("\n", "\r\n").replace("\r\r\n", "\r\n")
    assert [read(block).format for block in mrz_blocks(text)] == ["TD3", "TD1"]
    assert looks_like_mrz(text)
    assert mrz_blocks(" \n\n ") == []


def rebuilt(zone: str, **parts: tuple[int, str]) -> str:
    """A two-line 44 wide zone with parts of its second line replaced and every check digit made right."""
    first, second = zone.split("\n")
    for at, text in parts.values():
        second = second[:at] + text + second[at + len(text) :]
    for start, end in ((0, 9), (13, 19), (21, 27), (28, 42)):
        second = second[:end] + check_digit(second[start:end]) + second[end + 1 :]
    return f"{first}\n{second[:43]}{check_digit(second[:10] + second[13:20] + second[21:43])}"


@pytest.mark.parametrize(
    ("six", "iso", "note"),
    [
        ("740812", "1974-08-12", None),
        ("7408<<", "1974-08", None),
        ("74<<<<", "1974", None),
        ("<<<<<<", "", "birth_date_unknown"),
        ("180101", "2018-01-01", "birth_century_assumed"),
        ("150101", "2015-01-01", None),
        ("261122", "2026-11-22", "birth_century_assumed"),
        ("261123", "1926-11-23", None),
        ("000229", "2000-02-29", None),
        ("20<<<<", "2020", "birth_century_assumed"),
    ],
)
def test_births_find_their_century_and_unknown_parts_stay_unknown(six: str, iso: str, note: str | None) -> None:
    reading = read(rebuilt(TD3, birth=(13, six), expiry=(21, "310101")))
    assert reading.fields["birth_date"] == iso
    assert codes(reading, "note") == ({("birth_date", note)} if note else set())
    assert not reading.has_errors


@pytest.mark.parametrize(
    ("six", "code"),
    [
        ("741301", "date_not_real"),
        ("740230", "date_not_real"),
        ("740000", "date_not_real"),
        ("74<<12", "date_syntax"),
        ("<<0812", "date_syntax"),
        ("7<0812", "date_syntax"),
        ("74A812", "date_syntax"),
    ],
)
def test_births_that_are_no_dates_are_refused_though_the_sums_are_right(six: str, code: str) -> None:
    reading = read(rebuilt(TD3, birth=(13, six)))
    assert codes(reading) == {("birth_date", code)}


@pytest.mark.parametrize(
    ("six", "iso", "is_expired"),
    [
        ("940623", "1994-06-23", True),
        ("120415", "2012-04-15", True),
        ("961210", "1996-12-10", True),
        ("310101", "2031-01-01", False),
        ("261122", "2026-11-22", False),
        ("261121", "2026-11-21", True),
        ("660101", "2066-01-01", False),
    ],
)
def test_expiry_finds_its_century_and_expired_is_a_note(six: str, iso: str, is_expired: bool) -> None:
    reading = read(rebuilt(TD3, expiry=(21, six)))
    assert reading.fields["expires_on"] == iso
    assert (("expires_on", "document_expired") in codes(reading, "note")) == is_expired
    assert not reading.has_errors


def test_an_expiry_must_be_whole_or_absent() -> None:
    assert codes(read(rebuilt(TD3, expiry=(21, "3101<<")))) == {("expires_on", "date_syntax")}
    assert codes(read(rebuilt(TD3, expiry=(21, "310231")))) == {("expires_on", "date_not_real")}
    assert codes(read(rebuilt(TD3, expiry=(21, "<<<<<<"))), "note") == {("expires_on", "expiry_missing")}


def test_the_check_digit_of_empty_optional_data_may_be_a_zero_or_a_filler() -> None:
    with_zero = rebuilt(TD3, optional=(28, "<" * 14))
    assert with_zero[-2] == "0"
    with_filler = with_zero[:-2] + "<" + with_zero[-1]
    for zone in (with_zero, with_filler):
        assert not read(zone).has_errors
        assert read(zone).fields["optional_data"] == ""


def test_long_numbers_of_cards_go_on_in_the_optional_data() -> None:
    number = "00059044830"
    rest = f"{number[9:]}{check_digit(number)}"
    first = f"I<UTO{number[:9]}<{rest}".ljust(30, "<")
    second = "7408122F3104159UTO<<<<<<<<<<<"
    second = second[:14] + check_digit("310415") + second[15:]
    composite = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    reading = read(f"{first}\n{second}{composite}\n{TD1.split(chr(10))[2]}")
    assert reading.fields["document_number"] == number
    assert reading.fields["optional_data"] == ""
    assert not reading.has_errors


@pytest.mark.parametrize(
    ("names", "family", "given"),
    [
        ("ERIKSSON", "ERIKSSON", ""),
        ("VAN<DER<BERG<<ANNA<MARIA", "VAN DER BERG", "ANNA MARIA"),
        ("A" * 20 + "<<" + "B" * 17, "A" * 20, "B" * 17),
    ],
)
def test_names_are_parted_and_a_full_field_may_be_cut(names: str, family: str, given: str) -> None:
    reading = read(f"P<UTO{names.ljust(39, '<')}\n" + TD3.split("\n")[1])
    assert (reading.fields["family_name_latin"], reading.fields["given_name_latin"]) == (family, given)
    assert not reading.has_errors
    assert (("given_name_latin", "name_may_be_cut") in codes(reading, "note")) == (len(names) == 39)
    assert (("given_name_latin", "given_name_missing") in codes(reading, "note")) == (given == "")


@pytest.mark.parametrize("names", ["", "<<ANNA", "<ANNA", "A<<<B", "A<<B<<C", "A<<B<<<C", "A1<<B"])
def test_names_that_are_no_names_are_refused(names: str) -> None:
    reading = read(f"P<UTO{names.ljust(39, '<')}\n" + TD3.split("\n")[1])
    assert codes(reading) == {("family_name_latin", "name_syntax")}


def test_sex_and_countries_are_read_as_printed() -> None:
    second = TD3.split("\n")[1]
    assert read(TD3.replace("F120415", "<120415")).fields["sex"] == ""
    assert read(TD3.replace("F120415", "X120415")).fields["sex"] == "X"
    german = read(TD3.replace("P<UTO", "P<D<<").replace(second, second.replace("UTO", "XXA")))
    assert (german.fields["document_country"], german.fields["citizenship"]) == ("DEU", "XXA")
    assert not german.has_errors
    assert codes(read(TD3.replace("P<UTO", "P<DE<"))) == {("document_country", "country_unknown")}


def test_all_faults_of_a_zone_are_told_at_once() -> None:
    reading = read(TD3.replace("P<UTO", "P<QQQ").replace("7408122F", "7408123K").replace("120415", "120416"))
    assert codes(reading) == {
        ("document_country", "country_unknown"),
        ("birth_date", "check_digit"),
        ("sex", "sex_unknown"),
        ("expires_on", "check_digit"),
        ("composite", "check_digit"),
    }


def test_the_russian_internal_passport_gives_back_the_cyrillic_name_marked_unconfirmed() -> None:
    reading = read(RUSSIAN)
    assert (reading.fields["family_name"], reading.fields["given_name"], reading.fields["patronymic"]) == (
        "Щёлочкин",
        "Юрий",
        "Ильич",
    )
    assert {field for field, code in codes(reading, "note") if code == "letter_table_unconfirmed"} == {
        "family_name",
        "given_name",
        "patronymic",
    }
    assert not read(RUSSIAN, CONFIRMED).found("note")


def test_the_internal_passport_without_its_letter_table_is_refused() -> None:
    assert codes(read(RUSSIAN, None)) == {("family_name", "letter_table_missing")}


@pytest.mark.parametrize(
    ("names", "expected", "is_assumed"),
    [
        ("IVANOV<<PETR", ("Иванов", "Петр", ""), False),
        ("RIMSKIQ<KORSAKOV<<NIKOLAQ<ANDREEVI3", ("Римский Корсаков", "Николай", "Андреевич"), False),
        ("ALIEV<<RASUL<ALI<OGLY", ("Алиев", "Расул", "Али Оглы"), True),
        ("IVANOVA<<ANNA<MARI8<PETROVNA", ("Иванова", "Анна Мария", "Петровна"), True),
    ],
)
def test_words_of_the_internal_passport_become_name_and_patronymic(
    names: str, expected: tuple[str, str, str], is_assumed: bool
) -> None:
    reading = read(f"PNRUS{names.ljust(39, '<')}\n" + RUSSIAN.split("\n")[1], CONFIRMED)
    assert tuple(reading.fields[name] for name in ("family_name", "given_name", "patronymic")) == expected
    assert (("patronymic", "patronymic_assumed") in codes(reading, "note")) == (
        names.count("<") > 3 and "KORS" not in names
    )
    assert not reading.has_errors


def test_digits_read_as_letters_in_the_internal_passport_are_put_right() -> None:
    reading = read(RUSSIAN.replace("RUS45", "RUS4S").replace("451345678", "4S1345678"))
    assert reading.fields["document_number"] == "4512345678"
    assert codes(reading, "repaired") == {("document_number", "letter_read_as_digit")}


def test_the_holder_of_an_internal_passport_is_at_least_fourteen() -> None:
    reading = read(rebuilt(RUSSIAN, birth=(13, "100101"), expiry=(21, "<<<<<<")))
    assert codes(reading) == {("birth_date", "date_not_real")}
    old_enough = read(rebuilt(RUSSIAN, birth=(13, "040101"), optional=(28, "2180501770001<")))
    assert old_enough.fields["birth_date"] == "2004-01-01"
    assert not old_enough.has_errors


def test_optional_data_of_an_internal_passport_must_be_thirteen_digits() -> None:
    reading = read(rebuilt(RUSSIAN, optional=(28, "2<10501770001<")))
    assert codes(reading) == {("optional_data", "optional_data_syntax")}
    assert codes(read(rebuilt(RUSSIAN, optional=(28, "2129901770001<")))) == {("issued_on", "date_not_real")}


def test_a_letter_table_must_lead_both_ways() -> None:
    with pytest.raises(ValueError, match="both ways"):
        LetterTable({"A": "А", "B": "А"}, "confirmed", "")


def test_a_specimen_with_an_older_number_keeps_it_without_its_filler() -> None:
    assert read(TD3_OLD).fields["document_number"] == "L898902C"


def test_today_decides_nothing_but_centuries_and_expiry() -> None:
    young, old = (read_mrz(TD3, date(year, 1, 1)) for year in (2010, 2030))
    assert dict(young.fields) == dict(old.fields)
    assert not young.found("note")
