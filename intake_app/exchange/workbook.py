"""A workbook of string cells as a stream of bytes: nothing in it can be a formula, a link or a number.

Written here and not by a library, because a library keeps a large sheet in a plain temporary file or whole in
memory; names must be in neither. Office Open XML (ECMA-376) with inline strings, one sheet a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape  # that of xml.sax loads the library's whole network client
from itertools import chain, islice
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.exchange.archives import zip_chunks
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_ROWS = 500_000
ROWS_AT_ONCE = 500
_WIDEST, _NARROWEST = 38, 10
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Characters that XML cannot hold, and text that reads like the way they are written (ECMA-376, ST_Xstring).
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its columns, the rows under them."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Sequence[str]]


def workbook_chunks(names: Sequence[str], sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """The workbook piece by piece, its sheets in the order of their names; UserError beyond `MOST_ROWS` in one."""
    parts = ((path, [text.encode()]) for path, text in _parts(names))
    bodies = (
        (f"xl/worksheets/sheet{number}.xml", map(str.encode, _sheet_xml(sheet)))
        for number, sheet in enumerate(sheets, 1)
    )
    return zip_chunks(chain(parts, bodies))


def _sheet_xml(sheet: Sheet) -> Iterator[str]:
    header = _row_xml(sheet.columns, ' s="1"')
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(name)}" customWidth="1"/>'
        for number, name in enumerate(sheet.columns, 1)
    )
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{header}"
    )
    count = 0
    while batch := list(islice(sheet.rows, ROWS_AT_ONCE)):
        count += len(batch)
        if count > MOST_ROWS:
            raise UserError(
                "workbook_too_long",
                _("These are too many rows for a workbook, so nothing was written."),
                _("Export CSV, or fewer people."),
            )
        yield "".join([_row_xml(row) for row in batch])
    yield "</sheetData></worksheet>"


def _row_xml(cells: Sequence[str], style: str = "") -> str:
    head, tail = f'<c t="inlineStr"{style}><is><t xml:space="preserve">', "</t></is></c>"
    return "<row>" + "".join([f"{head}{_xml(cell)}{tail}" if cell else "<c/>" for cell in cells]) + "</row>"


def _xml(text: str) -> str:
    if text.isalnum():
        return text
    return escape(_NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


def _width(name: str) -> int:
    return _WIDEST if name.endswith("_id") else max(_NARROWEST, len(name) + 4)


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Everything but the sheets: what is in the package, and one style for plain and one for bold cells."""
    sheets = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in sheets
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>'
    )
    yield "[Content_Types].xml", types
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name="{escape(name, quote=False)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(sheets, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in sheets]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (f"rId{len(names) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _styles()


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in targets
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _styles() -> str:
    font = '<sz val="11"/><name val="Calibri"/>'
    cell = 'numFmtId="49" borderId="0" fillId="0" applyNumberFormat="1"'  # 49 is text: a cell stays text when edited
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="2"><xf {cell} fontId="0" xfId="0"/><xf {cell} fontId="1" applyFont="1" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
