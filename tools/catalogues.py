"""The catalogues of translations, kept in step with the code by Babel.

    python -m tools.catalogues extract FILE   every text of the window, the core and the reports, as a template
    python -m tools.catalogues update         put new texts into each catalogue, take those out that are gone
    python -m tools.catalogues compile        make the .mo beside each .po
    python -m tools.catalogues check          say how far each catalogue is; fails where one cannot be shipped

The command line speaks English (intake_app/i18n.py), so its texts are in no catalogue.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from intake_app.i18n import LANGUAGES, catalogue_path, compile_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel.messages.catalog import Message

ARE_COMPLETE = True
"""Whether the translations are finished: from then on a text without one, or with a doubtful one, fails the check."""

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("intake_app", "ui", "reports")
ENGLISH_ONLY = ("intake_app/cli/",)
KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "mark": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "kk": "nplurals=2; plural=(n != 1);",
}
HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
"""What gettext needs, and no dates: a catalogue changes when a text does."""
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")


class Standing(NamedTuple):
    """How far a catalogue is: `missing` and `gone` against the code, the rest of what it holds."""

    language: str
    texts: int
    missing: tuple[str, ...]
    gone: tuple[str, ...]
    untranslated: tuple[str, ...]
    fuzzy: tuple[str, ...]
    wrong: tuple[str, ...]

    def is_shippable(self) -> bool:
        """Whether nothing of it would show a wrong text; and no English one, once translations are complete."""
        faults = [self.missing, self.wrong, *((self.gone, self.untranslated, self.fuzzy) if ARE_COMPLETE else ())]
        return not any(faults)


def extract() -> Catalog:
    """Every text of the code, with the files that hold it; no line numbers, which would change with each edit."""
    found = Catalog(project="Intake", charset="utf-8")
    for folder in FOLDERS:
        texts = extract_from_dir(ROOT / folder, [("**.py", "python")], {}, KEYWORDS, ("Translators:",))
        for name, line, text, comments, context in texts:
            place = f"{folder}/{Path(name).as_posix()}"
            if not place.startswith(ENGLISH_ONLY):
                found.add(text, None, [(place, line)], auto_comments=comments, context=context)
    return found


def read(language: str) -> Catalog:
    """A catalogue as it stands; empty where there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Intake", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, texts: Catalog) -> None:
    """Take new texts into a catalogue untranslated and drop those that are gone; a guess would go unnoticed."""
    known = read(language)
    made = Catalog(locale=language, charset="utf-8")
    for text in (each for each in texts if each.id):
        had = known.get(text.id, text.context)
        is_same_kind = had is not None and isinstance(had.id, str) == isinstance(text.id, str)
        made.add(
            text.id,
            had.string if had is not None and is_same_kind else None,
            sorted({(place, 1) for place, _line in text.locations}),
            had.flags - {"python-brace-format"} if had is not None else (),
            auto_comments=text.auto_comments,
            user_comments=had.user_comments if had is not None else (),
            context=text.context,
        )
    with catalogue_path(language).open("wb") as file:
        file.write(HEAD.format(language=language, plurals=PLURALS[language]).encode())
        write_po(file, made, width=100, sort_by_file=True, include_lineno=False, omit_header=True)


def compile_all() -> None:
    """Make each `.mo`, whole or not at all: a window may be reading it."""
    for language in TRANSLATED:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        half = target.with_suffix(f".{os.getpid()}")
        half.write_bytes(compile_catalogue(source))
        half.replace(target)


def standing(language: str, texts: Catalog) -> Standing:
    """Compare a catalogue with the texts of the code."""
    known = read(language)
    wanted = {(text.context, _first(text)) for text in texts if text.id}
    held = {(text.context, _first(text)): text for text in known if text.id}
    return Standing(
        language,
        len(wanted),
        tuple(sorted(text for context, text in wanted if (context, text) not in held)),
        tuple(sorted(text for context, text in held if (context, text) not in wanted)),
        tuple(sorted(_first(text) for text in held.values() if not _is_whole(text))),
        tuple(sorted(_first(text) for text in held.values() if text.fuzzy)),
        tuple(sorted(_first(text) for text in held.values() if faults_of(text, known.num_plurals))),
    )


def faults_of(text: Message, plurals: int) -> list[str]:
    """What is wrong with a translation; nothing where there is none yet.

    Each form names exactly the placeholders of its text. A form for one alone may leave the number out, as the English
    does; where a language has three forms, the first is for 21 and 101 too.
    """
    forms = _forms(text)
    if not any(forms):
        return []
    ids = (text.id,) if isinstance(text.id, str) else tuple(text.id)
    faults = [] if len(forms) == (1 if isinstance(text.id, str) else plurals) else ["another number of plural forms"]
    for number, form in enumerate(forms):
        allowed = [placeholders(ids[-1])]
        if number == 0 and plurals <= 2:
            allowed.append(placeholders(ids[0]))
        if form and placeholders(form) not in allowed:
            faults.append(f"placeholders of {form!r}")
        if form and (form[:1].isspace(), form[-1:].isspace()) != (ids[0][:1].isspace(), ids[0][-1:].isspace()):
            faults.append(f"spaces around {form!r}")
    return faults


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, sorted, each as often as it stands there; `?` where the braces do not match."""
    try:
        return tuple(sorted(name for _text, name, _spec, _how in Formatter().parse(text) if name is not None))
    except ValueError:
        return ("?",)


def check() -> int:
    """Print how far each catalogue is; 1 where one of them cannot be shipped."""
    texts = extract()
    standings = [standing(language, texts) for language in TRANSLATED]
    for each in standings:
        done = each.texts - len(each.untranslated) - len(each.missing)
        print(f"{LANGUAGES[each.language]}: {done} of {each.texts} texts translated", end="")
        for word, found in zip(each._fields[2:], each[2:], strict=True):
            print(f", {len(found)} {word}", end="")
        print()
        for word in ("missing", "wrong") + (("gone", "fuzzy", "untranslated") if ARE_COMPLETE else ()):
            for text in getattr(each, word):
                print(f"  {word}: {text!r}")
    if not all(each.is_shippable() for each in standings):
        print("`make strings` takes new texts into the catalogues; wrong ones are mended in the .po")
        return 1
    return 0


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    match arguments:
        case ["extract", target]:
            with Path(target).open("wb") as file:
                write_po(file, extract(), width=100, sort_by_file=True, include_lineno=False)
        case ["update"]:
            texts = extract()
            for language in TRANSLATED:
                update(language, texts)
        case ["compile"]:
            compile_all()
        case ["check"]:
            return check()
        case _:
            print(__doc__)
            return 2
    return 0


def _first(text: Message) -> str:
    return text.id if isinstance(text.id, str) else str(text.id[0])


def _is_whole(text: Message) -> bool:
    return bool(forms := _forms(text)) and all(forms)


def _forms(text: Message) -> tuple[str, ...]:
    return (text.string,) if isinstance(text.string, str) else tuple(str(form or "") for form in text.string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
