"""Registers of many made-up people, made fast and always the same."""

from __future__ import annotations

import random
import shutil
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.clock import SystemClock
from intake_app.domain.cards import HIGHEST_NUMBER, card_number
from intake_app.domain.ids import new_id
from intake_app.domain.records import Card, Document, Person, Place, Stay
from intake_app.domain.romanisation import romanise
from intake_app.opening import Doors, Unlocked, create_centre
from intake_app.paths import data_folder
from intake_app.services.centres import CentreSetup
from intake_app.vault.policy import KdfPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "made up for a benchmark"
CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=64, floor_iterations=1)
BATCH, AN_ACT = 5_000, 100_000

_ROOTS = [
    "Иван",
    "Петр",
    "Сидор",
    "Куз",
    "Смирн",
    "Попов",
    "Вас",
    "Сокол",
    "Михайл",
    "Нов",
    "Фёдор",
    "Мороз",
    "Волк",
    "Алексе",
    "Лебед",
    "Семён",
    "Егор",
    "Павл",
    "Козл",
    "Степан",
    "Никол",
    "Орл",
    "Андре",
    "Макар",
    "Никит",
    "Захар",
    "Зайц",
    "Солов",
    "Борис",
    "Яковл",
    "Григор",
    "Роман",
    "Воробь",
    "Серге",
    "Кузьм",
    "Фрол",
    "Александр",
    "Дмитри",
    "Корол",
    "Гус",
    "Кисел",
    "Ильин",
    "Максим",
    "Поляк",
    "Сорок",
    "Виногр",
    "Ковал",
    "Бел",
    "Медвед",
    "Антон",
    "Тарас",
    "Жук",
    "Баран",
    "Филипп",
    "Комар",
    "Давыд",
    "Бел",
    "Герасим",
    "Богдан",
    "Осип",
    "Сидор",
    "Матве",
    "Тит",
    "Марк",
    "Мирон",
    "Крыл",
    "Карп",
    "Влас",
    "Мельник",
    "Денис",
    "Гаврил",
    "Тихон",
    "Щерб",
    "Байжан",
    "Сейтқали",
    "Нұрлан",
    "Әбіл",
    "Жұмабай",
    "Қасым",
    "Ермек",
    "Темір",
    "Алдияр",
    "Бекзат",
]
_ENDINGS = ("ов", "ев", "ин", "ский", "енко", "ич", "ук", "баев", "улы", "")
_GIVEN = [
    "Сергей",
    "Александр",
    "Дмитрий",
    "Алексей",
    "Иван",
    "Максим",
    "Андрей",
    "Артём",
    "Никита",
    "Михаил",
    "Даниил",
    "Егор",
    "Кирилл",
    "Илья",
    "Роман",
    "Павел",
    "Владимир",
    "Тимур",
    "Руслан",
    "Айдар",
    "Ерлан",
    "Нұрсұлтан",
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Юлия",
    "Татьяна",
    "Ирина",
    "Екатерина",
    "Светлана",
    "Айгерим",
    "Динара",
    "Гүлнәр",
    "Жанна",
    "Ксения",
    "Полина",
    "Алина",
    "Виктория",
    "Дарья",
    "Лев",
    "Фёдор",
    "Глеб",
    "Ян",
    "Эмиль",
    "Марат",
    "Данияр",
    "Арман",
]
_PATRONYMICS = [
    "Петрович",
    "Иванович",
    "Сергеевич",
    "Александрович",
    "Олегович",
    "Петровна",
    "Ивановна",
    "Сергеевна",
    "Маратовна",
    "Ерланұлы",
]


def kept_register(count: int) -> Path:
    """The folder of a register of `count` made-up people, made once for each form of the tables and kept in build/.

    Whoever opens it may read, and may type drafts, but records nobody.
    """
    root = Path(__file__).resolve().parent.parent
    tables = max(path.stem for path in (root / "intake_app/storage/migrations/versions").glob("0*.py"))
    folder = root / "build" / "bench" / f"{tables}_{count}"
    if not folder.exists():
        half = folder.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        half.parent.mkdir(parents=True, exist_ok=True)
        made_register(half, count).close()
        half.rename(folder)
    return folder


def made_register(folder: Path, count: int) -> Unlocked:
    """A new register of `count` made-up people with a document, a stay, a card and a bed each."""
    setup = CentreSetup(name="Made-up centre", code="ORL", country="KZ", desk="A", user_name="Bench")
    unlocked, _recovery = create_centre(data_folder(folder), setup, PASSPHRASE, Doors(SystemClock(), CHEAP))
    place = Place(place_id=new_id(), name="Hall 1", capacity=count, position=1)
    people = made_people(count)
    with unlocked.register.writing("made_up") as unit:
        unit.create(place)
        unit.set_local("card.A", str(2 * count))
        unit.commit()
    while batch := list(islice(people, AN_ACT)):  # a million in one act would need all of it in memory
        with unlocked.register.writing("made_up") as unit:
            for start in range(0, len(batch), BATCH):
                records = [(person, *belongings) for person, belongings in batch[start : start + BATCH]]
                unit.create_many(list(chain.from_iterable(records)))
            unit.commit()
    return unlocked


def made_people(count: int) -> Iterator[tuple[Person, list[object]]]:
    """People with what belongs to them, of about as many different names as a real register has."""
    chance = random.Random(20221125)
    number = 0
    for _serial in range(count):
        card = None
        while card is None:
            number += 1
            desk, own = divmod(number, HIGHEST_NUMBER)
            card = card_number("ORL", "ABCDE"[desk], own or HIGHEST_NUMBER)
        yield _person(chance, card)


def _person(chance: random.Random, card: str) -> tuple[Person, list[object]]:
    family = chance.choice(_ROOTS) + chance.choice(("", "", "а", "о", "ю")) + chance.choice(_ENDINGS)
    given = chance.choice(_GIVEN)
    born = f"{chance.randint(1950, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    entered = f"2022-{chance.randint(9, 11):02}-{chance.randint(1, 28):02}"
    person = Person(
        person_id=new_id(),
        family_name=family,
        given_name=given,
        patronymic=chance.choice(_PATRONYMICS),
        family_name_latin=romanise(family),
        given_name_latin=romanise(given),
        sex=chance.choice("FM"),
        birth_date=chance.choice((born, born, born[:7], born[:4])),
        citizenship="RUS",
        languages=("rus",),
        phone=f"+7912{chance.randint(0, 9_999_999):07}",
    )
    owner = person.person_id
    paper = Document(
        document_id=new_id(),
        person_id=owner,
        document_type="internal_passport",
        document_number=f"{chance.randint(1000, 9999)} {chance.randint(0, 999_999):06}",
        document_country="RUS",
    )
    stay = Stay(stay_id=new_id(), person_id=owner, entered_on=entered, arrived_on=entered, sleeps="here")
    given_card = Card(card_id=new_id(), person_id=owner, card_number=card, given_on=entered)
    return person, [paper, stay, given_card]
