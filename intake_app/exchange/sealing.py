"""Files encrypted with age, to recipients or to a passphrase, without a plain copy anywhere on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

SUFFIX = ".age"


@dataclass(frozen=True)
class Seal:
    """Who will be able to read a file: everybody, these age recipients, or whoever has the passphrase."""

    recipients: tuple[str, ...] = ()
    passphrase: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Whether anything is encrypted at all."""
        return bool(self.recipients or self.passphrase)

    @property
    def suffix(self) -> str:
        """What is put after the name of a file."""
        return SUFFIX if self.is_encrypted else ""


def check_recipients(recipients: Iterable[str]) -> tuple[str, ...]:
    """The age X25519 recipients (`age1...`) without doubles; UserError for anything else."""
    wanted = tuple(dict.fromkeys(text.strip() for text in recipients if text.strip()))
    for text in wanted:
        _recipient(text)
    return wanted


def write_sealed(chunks: Iterator[bytes], stream: BinaryIO, seal: Seal) -> None:
    """Write the chunks as they come; what the chunks or the stream raise passes as it is."""
    if seal.recipients:
        _encrypt_to_recipients(chunks, stream, seal.recipients)
    elif seal.passphrase:
        import pyrage

        stream.write(pyrage.passphrase.encrypt(b"".join(chunks), seal.passphrase))
    else:
        stream.writelines(chunks)


def decrypt(data: bytes, *, passphrase: str, identity: str) -> bytes:
    """The plain bytes of an age file; UserError where neither passphrase nor identity opens it."""
    import pyrage

    try:
        if identity:
            plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.strip())])
        else:
            plain = pyrage.passphrase.decrypt(data, passphrase)
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise UserError(
            "not_decrypted",
            _("The file is encrypted, and this passphrase or identity does not open it."),
            _("Give the passphrase it was encrypted with, or the identity (AGE-SECRET-KEY-...) it is meant for."),
            field="identity" if identity else "passphrase",
        ) from None
    return plain


class _Chunks:
    """Chunks as a file to read from; keeps what went wrong, which pyrage would only quote."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while len(self._held) < size and (chunk := next(self._chunks, None)) is not None:
                self._held += chunk
        except BaseException as error:
            self.error = error
            raise
        part, self._held = self._held[:size], self._held[size:]
        return part


class _Sink:
    """A file to write to that keeps what went wrong."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._stream.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._stream.flush()


def _encrypt_to_recipients(chunks: Iterator[bytes], stream: BinaryIO, recipients: tuple[str, ...]) -> None:
    import pyrage

    source, sink = _Chunks(chunks), _Sink(stream)
    try:
        pyrage.encrypt_io(source, sink, [_recipient(text) for text in recipients])
    except pyrage.EncryptError:
        if (cause := source.error or sink.error) is not None:
            raise cause from None
        raise


def _recipient(text: str) -> Any:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise UserError(
            "recipient_unknown",
            _("One of the recipients is not an age recipient."),
            _("Copy it whole; it begins with age1."),
            field="recipients",
        ) from None
