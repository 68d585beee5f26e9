"""Any valid zone, made here from its fields, is read back as those fields; nothing makes the reader fall."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from intake_app.domain.countries import country_codes
from intake_app.domain.mrz import check_digit, looks_like_mrz, mrz_blocks, read_mrz
from tests.unit.mrz_specimens import CONFIRMED, SPECIMENS, TODAY

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
DIGITS = "0123456789"

words = st.text(LETTERS, min_size=1, max_size=6)
name_parts = st.lists(words, min_size=1, max_size=2).map(" ".join)
codes = st.sampled_from([code for code in country_codes() if code != "DEU"]) | st.just("DEU")
births = st.dates(date(1927, 1, 1), TODAY)
expiries = st.dates(TODAY - timedelta(days=59 * 365), TODAY + timedelta(days=39 * 365))
sexes = st.sampled_from(["F", "M", "X", ""])
numbers = st.text(LETTERS + DIGITS, min_size=1, max_size=9)
people = st.fixed_dictionaries(
    {
        "family_name_latin": name_parts,
        "given_name_latin": st.just("") | name_parts,
        "document_country": codes,
        "citizenship": codes,
        "document_number": numbers,
        "sex": sexes,
        "optional_data": st.text(LETTERS + DIGITS, max_size=7),
    }
)


def six(day: date) -> str:
    return day.strftime("%y%m%d")


def checked(text: str) -> str:
    return text + check_digit(text)


def code_of(country: str) -> str:
    return "D<<" if country == "DEU" else country


def names_of(person: dict[str, str], width: int) -> str:
    parts = [person[key].replace(" ", "<") for key in ("family_name_latin", "given_name_latin")]
    return "<<".join(part for part in parts if part).ljust(width, "<")


def middle(person: dict[str, str], birth: date, expiry: date) -> str:
    """Positions 1 to 28 of the second line of every format of two lines."""
    number = checked(person["document_number"].ljust(9, "<"))
    return f"{number}{code_of(person['citizenship'])}{checked(six(birth))}{person['sex'] or '<'}{checked(six(expiry))}"


def closed(line: str) -> str:
    return line + check_digit(line[0:10] + line[13:20] + line[21:])


def two_lines(form: str, person: dict[str, str], birth: date, expiry: date) -> str:
    first = {"TD3": "P<", "TD2": "I<", "MRV-A": "V<", "MRV-B": "V<"}[form] + code_of(person["document_country"])
    width = 36 if form in {"TD2", "MRV-B"} else 44
    second, optional = middle(person, birth, expiry), person["optional_data"]
    if form == "TD3":
        second = closed(second + checked(optional.ljust(14, "<")))
    elif form == "TD2":
        second = closed(second + optional.ljust(7, "<"))
    else:
        second = (second + optional).ljust(width, "<")
    return f"{first}{names_of(person, width - 5)}\n{second}"


def td1(person: dict[str, str], birth: date, expiry: date) -> str:
    number, optional = checked(person["document_number"].ljust(9, "<")), person["optional_data"].ljust(15, "<")
    first = f"I<{code_of(person['document_country'])}{number}{optional}"
    second = f"{checked(six(birth))}{person['sex'] or '<'}{checked(six(expiry))}{code_of(person['citizenship'])}".ljust(
        29, "<"
    )
    composite = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return f"{first}\n{second}{composite}\n{names_of(person, 30)}"


def td1_long(person: dict[str, str], number: str, birth: date, expiry: date) -> str:
    rest = f"{number[9:]}{check_digit(number)}"
    zone = td1(person | {"document_number": number[:9], "optional_data": rest}, birth, expiry)
    first, second, names = zone.split("\n")
    first = first[:14] + "<" + first[15:]
    return f"{first}\n{second[:29]}{check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])}\n{names}"


@given(st.sampled_from(["TD3", "TD2", "MRV-A", "MRV-B", "TD1"]), people, births, expiries)
def test_every_valid_zone_is_read_back(form: str, person: dict[str, str], birth: date, expiry: date) -> None:
    zone = td1(person, birth, expiry) if form == "TD1" else two_lines(form, person, birth, expiry)
    reading = read_mrz(zone, TODAY)
    assert reading.format == form
    assert not reading.has_errors, reading.findings
    assert not reading.found("repaired")
    assert {key: reading.fields[key] for key in person} == person
    assert reading.fields["expires_on"] == expiry.isoformat()
    assert reading.fields["birth_date"][2:] == birth.isoformat()[2:]
    is_assumed = any(finding.code == "birth_century_assumed" for finding in reading.findings)
    assert reading.fields["birth_date"] == birth.isoformat() or is_assumed
    assert reading.fields["mrz"] == zone
    assert looks_like_mrz(zone)
    assert read_mrz(reading.fields["mrz"], TODAY) == reading


@given(people, st.text(LETTERS + DIGITS, min_size=10, max_size=20), births, expiries)
def test_long_numbers_of_td1_are_read_back(person: dict[str, str], number: str, birth: date, expiry: date) -> None:
    reading = read_mrz(td1_long(person, number, birth, expiry), TODAY)
    assert reading.fields["document_number"] == number
    assert reading.fields["optional_data"] == ""
    assert not reading.has_errors, reading.findings


@given(
    st.text(CYRILLIC, min_size=2, max_size=12),
    st.text(CYRILLIC, min_size=2, max_size=10),
    st.text(CYRILLIC, min_size=2, max_size=12),
    st.text(DIGITS, min_size=10, max_size=10),
    st.text(DIGITS, min_size=6, max_size=6),
    st.dates(date(1940, 1, 1), date(2010, 1, 1)),
    st.dates(date(2011, 7, 1), TODAY),
    st.sampled_from("FM"),
)
def test_every_internal_passport_gives_back_its_cyrillic_names(
    family: str, given_name: str, patronymic: str, number: str, office: str, birth: date, issued: date, sex: str
) -> None:
    assume(issued >= birth + timedelta(days=14 * 366))
    names = f"{CONFIRMED.encode(family)}<<{CONFIRMED.encode(given_name)}<{CONFIRMED.encode(patronymic)}".ljust(39, "<")
    data = checked(f"{number[3]}{six(issued)}{office}<")
    second = f"{checked(number[:3] + number[4:])}RUS{checked(six(birth))}{sex}<<<<<<<{data}"
    reading = read_mrz(f"PNRUS{names}\n{closed(second)}", TODAY, letters=CONFIRMED)
    assert not reading.has_errors, reading.findings
    assert {key: reading.fields[key].upper() for key in ("family_name", "given_name", "patronymic")} == {
        "family_name": family,
        "given_name": given_name,
        "patronymic": patronymic,
    }
    assert reading.fields["document_number"] == number
    assert reading.fields["birth_date"] == birth.isoformat()
    assert reading.fields["issued_on"] == issued.isoformat()
    assert reading.fields["issuing_authority"] == f"{office[:3]}-{office[3:]}"


@given(st.sampled_from([zone for zone, _, _ in SPECIMENS]), st.data())
def test_lost_fillers_come_back_or_the_zone_is_refused(zone: str, data: st.DataObject) -> None:
    fillers = [at for at, char in enumerate(zone) if char == "<"]
    lost = set(data.draw(st.lists(st.sampled_from(fillers), min_size=1, max_size=4)))
    clipped = "".join(char for at, char in enumerate(zone) if at not in lost)
    reading = read_mrz(clipped, TODAY, letters=CONFIRMED)
    assert reading.has_errors or reading.found("repaired")


@given(st.text(max_size=200) | st.text(alphabet="PVIACURSTO<0123456789 \n«", min_size=60, max_size=120))
def test_any_text_is_answered(text: str) -> None:
    reading = read_mrz(text, TODAY, letters=CONFIRMED)
    assert reading.has_errors or reading.format
    assert isinstance(looks_like_mrz(text), bool)
    assert all(block.strip() == block != "" for block in mrz_blocks(text))


@given(st.text(LETTERS + DIGITS + "<", min_size=88, max_size=88))
def test_random_zones_are_refused(zone: str) -> None:
    assert read_mrz(f"{zone[:44]}\n{zone[44:]}", TODAY).has_errors
