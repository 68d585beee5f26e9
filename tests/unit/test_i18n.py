from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.numbers import format_decimal

from intake_app import i18n
from intake_app.i18n import (
    LANGUAGES,
    PSEUDO_LONG,
    PSEUDO_MIRRORED,
    _,
    catalogue_path,
    compile_catalogue,
    current_language,
    interface_language,
    is_right_to_left,
    load_catalogue,
    ngettext,
    pgettext,
    say_number,
    set_language,
    speaking,
)
from tools.catalogues import PLURALS, TRANSLATED, extract, faults_of, placeholders, read, standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: ru\\n"\n'


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A catalogue of one text, with a compiled one beside it that says something else."""
    path = tmp_path / "intake.po"
    path.write_text(f'{HEAD}\nmsgid "Desk"\nmsgstr "Старое"\n', encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compile_catalogue(path))
    path.write_text(f'{HEAD}\nmsgid "Desk"\nmsgstr "Стойка"\n', encoding="utf-8")
    return path


def test_a_language_changes_what_is_said_and_english_is_always_there() -> None:
    said = {}
    for language in LANGUAGES:
        set_language(language)
        said[language] = _("Settings")
    assert said["en"] == "Settings"
    assert len(set(said.values())) == 3


def test_an_unknown_language_is_english() -> None:
    set_language("xx")
    assert (_("Settings"), current_language(), interface_language()) == ("Settings", "en", "en")


def test_nothing_is_not_the_head_of_a_catalogue() -> None:
    set_language("ru")
    assert _("") == ""


def test_a_text_without_translation_is_shown_in_english() -> None:
    set_language("ru")
    assert _("Nothing of ours") == "Nothing of ours"
    assert pgettext("bed", "Nothing of ours") == "Nothing of ours"


def test_a_compiled_catalogue_that_is_older_than_its_source_is_not_used(source: Path) -> None:
    os.utime(source.with_suffix(".mo"), ns=(0, 0))
    assert load_catalogue(source).gettext("Desk") == "Стойка"


def test_a_compiled_catalogue_that_is_newer_saves_the_compiling(source: Path) -> None:
    os.utime(source, ns=(0, 0))
    assert load_catalogue(source).gettext("Desk") == "Старое"


def test_without_a_compiled_catalogue_the_source_is_used(source: Path) -> None:
    source.with_suffix(".mo").unlink()
    assert load_catalogue(source).gettext("Desk") == "Стойка"


def test_a_built_application_needs_no_source(source: Path) -> None:
    source.unlink()
    assert load_catalogue(source).gettext("Desk") == "Старое"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 999, 1_000, 123_456_789, -4_321])
def test_numbers_are_grouped_as_the_language_does(language: str, number: int) -> None:
    set_language(language)
    assert say_number(number) == format_decimal(number, locale=language)


def test_the_long_language_doubles_words_and_leaves_placeholders_alone() -> None:
    set_language(PSEUDO_LONG)
    assert _("Save {count} now") == "[ŠŠáávvéé {count} ññóóŵŵ]"
    assert ngettext("{count} bed", "{count} beds", 2) == "[{count} bbééđđšš]"
    assert _("") == ""
    assert interface_language() == "en"


def test_the_mirrored_language_runs_from_right_to_left_around_its_placeholders() -> None:
    set_language(PSEUDO_MIRRORED)
    assert is_right_to_left()
    assert _("Desk {code}") == "\u200f\u202eDesk\u202c\u200f {code}"
    set_language("kk")
    assert not is_right_to_left()


def test_what_is_put_into_a_text_from_right_to_left_keeps_its_own_order() -> None:
    desk = "\u200f\u202eDesk\u202c\u200f"
    set_language(PSEUDO_MIRRORED)
    assert _("Desk {code}").format(code="25 Nov") == f"{desk} \u206825 Nov\u2069"
    assert ngettext("Desk {count:03}", "", 1).format(count=-1) == f"{desk} \u2068-01\u2069"
    assert pgettext("a place", "Desk {code}").format(code="") == f"{desk} "
    undo, bed = _("Undo"), _("another bed")
    assert _("{undo}: {what}").format(undo=undo, what=bed) == f"\u200f\u2068{undo}\u2069: \u2068{bed}\u2069"
    with speaking("en"):
        assert _("Desk {code}").format(code="25 Nov") == "Desk 25 Nov"
    set_language("en")
    assert _("Desk {code}").format(code="25 Nov") == "Desk 25 Nov"


def test_no_translation_would_show_something_wrong() -> None:
    texts = extract()
    assert {language: standing(language, texts).wrong for language in TRANSLATED} == dict.fromkeys(TRANSLATED, ())


def test_a_text_that_no_catalogue_holds_is_found() -> None:
    texts = extract()
    assert "Settings" not in standing("ru", texts).missing
    texts.add("Nothing of ours")
    found = standing("ru", texts)
    assert "Nothing of ours" in found.missing
    assert not found.is_shippable()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_plural_forms_of_its_language(language: str) -> None:
    catalogue = read(language)
    assert catalogue.num_plurals == {"ru": 3, "kk": 2}[language]
    assert PLURALS[language] in catalogue_path(language).read_text(encoding="utf-8")


def test_russian_counts_in_three_forms() -> None:
    set_language("ru")
    said = [ngettext("{count} person", "{count} people", count).format(count=count) for count in (1, 3, 5, 11, 21, 22)]
    assert said == ["1 человек", "3 человека", "5 человек", "11 человек", "21 человек", "22 человека"]


def test_placeholders_are_read_out_of_a_text() -> None:
    assert placeholders("{count} of {all}, {count}") == ("all", "count", "count")
    assert placeholders("{count") == ("?",)
    assert placeholders("none") == ()


@pytest.mark.parametrize(
    ("text", "translation", "is_right"),
    [
        ("Desk {code}", "Стойка {code}", True),
        ("Desk {code}", "Стойка {kod}", False),
        ("Desk {code}", "Стойка", False),
        ("Desk", "Стойка {code}", False),
        ("Desk", " Стойка", False),
        ("Desk {code}", "", True),
        (("one person", "{count} people"), ("{count} человек", "{count} человека", "{count} человек"), True),
        (("one person", "{count} people"), ("один человек", "{count} человека", "{count} человек"), False),
        (("one person", "{count} people"), ("{count} человек", "{count} человека"), False),
    ],
)
def test_a_translation_that_would_show_something_wrong_is_found(text: str, translation: str, is_right: bool) -> None:
    catalogue = Catalog(locale="ru")
    message = catalogue.add(text, translation)
    assert (faults_of(message, 3) == []) is is_right


def test_kazakh_may_leave_the_number_out_where_there_is_one() -> None:
    catalogue = Catalog(locale="kk")
    message = catalogue.add(("one person", "{count} people"), ("бір адам", "{count} адам"))
    assert faults_of(message, 2) == []


def test_the_languages_that_are_set_are_those_with_a_catalogue() -> None:
    assert set(TRANSLATED) == {path.parent.parent.name for path in i18n._FOLDER.glob("*/LC_MESSAGES/intake.po")}


def test_a_text_is_said_aside_in_another_language_and_then_in_the_one_in_force_again() -> None:
    set_language("kk")
    try:
        with speaking("ru"):
            said = (_("Family name"), ngettext("{count} sheet", "{count} sheets", 2), interface_language())
            with speaking("en"):
                assert (_("Family name"), interface_language()) == ("Family name", "en")
        assert said[0] == "Фамилия"
        assert said[2] == "ru"
        assert interface_language() == "kk"
    finally:
        set_language("en")


def test_what_is_said_aside_in_one_thread_is_not_said_in_another() -> None:
    with speaking("ru"), ThreadPoolExecutor(1) as other:
        assert other.submit(interface_language).result() == "en"
