"""What the words of a search ask of one person, stage by stage: whole words, then beginnings, then fragments.

Everything here is folded words and keys (`domain.search_terms.Query.words`); where people are kept is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.search_keys import ANY_END, KEY_SIGN, birth_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

SHORTEST_FRAGMENT = 3
"""Letters a fragment needs; shorter ones are looked for at the beginnings of words."""
_WHOLE_BIRTH = len(birth_key("1997-05-25"))
Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Want:
    """What one typed word asks for: that a word or key of the person is one of `exact`, or begins as one of `begins`
    does, or has one of `inside` anywhere. `apart` are the forms of each other typed word that begin so as well: every
    one of these takes a word of the person for itself (И in "Иванов И" needs a second one).
    """

    exact: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    apart: Words = ()

    @property
    def is_fragment(self) -> bool:
        """Whether nothing but fragments is asked for."""
        return bool(self.inside) and not (self.exact or self.begins)


def whole_words(words: Words) -> tuple[Want, ...]:
    """Each word as a whole word, an initial beside longer ones as the beginning of another; a birth date as one known
    to the day, a year or month as it is.
    """
    return _whole(words, lambda _place, forms: _is_initial(forms))


def last_begins(words: Words) -> tuple[Want, ...]:
    """As whole words, but the last, which is still being typed, as a beginning; nothing new of a single word."""
    last = len(words) - 1
    if not last or _is_initial(words[last]):
        return ()
    return _whole(words, lambda place, forms: place == last or _is_initial(forms))


def beginnings(words: Words) -> tuple[Want, ...]:
    """Each word as the beginning of one."""
    wants = (replace(keys, begins=(*_plain(forms), *keys.begins)) for forms in words for keys in (_keys(forms),))
    return _told_apart(tuple(wants))


def fragments(words: Words) -> tuple[Want, ...]:
    """Each word as a part of one; a short one as a beginning. None where all are short."""
    wants = []
    for forms in words:
        keys, plain = _keys(forms), _plain(forms)
        short = tuple(form for form in plain if len(form) < SHORTEST_FRAGMENT)
        inside = tuple(form for form in plain if len(form) >= SHORTEST_FRAGMENT)
        wants.append(replace(keys, begins=(*short, *keys.begins), inside=inside))
    return _told_apart(tuple(wants)) if any(want.inside for want in wants) else ()


def with_others(
    words: Words, others_of: Callable[[str], Sequence[str]], places: Collection[int] = ()
) -> tuple[tuple[Want, ...], ...]:
    """The words with those at some places, all of them at once, taken for whole words that they may stand for; without
    places, one word after the other. The rest are whole words, then beginnings. None where a word stands for no other.
    """
    others = {place: tuple(_others(forms, others_of)) for place, forms in enumerate(words)}
    changes = [places] if places else [(place,) for place in others if others[place]]
    return tuple(
        tuple(Want(others[place]) if place in changed else want for place, want in enumerate(plain))
        for changed in changes
        if all(others[place] for place in changed)
        for plain in dict.fromkeys((whole_words(words), beginnings(words)))
    )


def _others(forms: tuple[str, ...], others_of: Callable[[str], Sequence[str]]) -> Iterator[str]:
    return (other for form in _plain(forms) for other in others_of(form))


def _whole(words: Words, is_begun: Callable[[int, tuple[str, ...]], bool]) -> tuple[Want, ...]:
    is_alone = all(map(_is_initial, words))
    wants = []
    for place, forms in enumerate(words):
        keys, plain = _keys(forms), _plain(forms)
        born = tuple(key for key in keys.exact if len(key) == _WHOLE_BIRTH)
        is_start = is_begun(place, forms) and not is_alone
        exact, begins = ((), plain) if is_start else (plain, ())
        wants.append(Want((*exact, *born), (*begins, *keys.begins)))
    return _told_apart(tuple(wants))


def _is_initial(forms: tuple[str, ...]) -> bool:
    return all(len(form) == 1 for form in forms)


def _keys(forms: tuple[str, ...]) -> Want:
    """What the keys among the forms ask for."""
    keys = [form for form in forms if form.startswith(KEY_SIGN)]
    return Want(
        exact=tuple(key for key in keys if not key.endswith(ANY_END)),
        begins=tuple(key.removesuffix(ANY_END) for key in keys if key.endswith(ANY_END)),
    )


def _plain(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in forms if not form.startswith(KEY_SIGN))


def _told_apart(wants: tuple[Want, ...]) -> tuple[Want, ...]:
    """A word with which another begins must be found beside that one. A birth date may be typed beside its year."""
    return tuple(
        replace(want, apart=tuple(filter(None, (_longer(other, want.begins) for other in wants if other is not want))))
        for want in wants
    )


def _longer(want: Want, begins: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a want that begin as one of these does."""
    forms = (form for form in (*want.exact, *want.begins, *want.inside) if not form.startswith(KEY_SIGN))
    return tuple(form for form in forms if any(form != own and form.startswith(own) for own in begins))
