"""An export as tables: CSV files in a zip, and an Excel workbook. The same export gives the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from allegata.render import records
from allegata.render.export import Export
from allegata.render.fitting import harmless, in_utf8, in_xml, risky

__all__ = ["as_csv", "csv_zip", "excel", "zipped"]

LONGEST = 32_767
"""Characters that a cell of Excel holds."""

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The time on files in an archive: the oldest that one can hold, and always the same."""

EPOCH = dt.datetime(2000, 1, 1)
"""The time that a workbook of no given day says it was made."""

_NODES = ("name", "kind", "degree", "id", "x", "y")
_EDGES = (
    *("source_name", "label", "target_name", "status", "claims", "statements", "holders", "documents"),
    *("independent_sources", "first", "last", "counted", "mark", "family", "relation"),
    *("asserted_by", "denied_by", "left_open_by", "claimed", "reported_in", "role", "fact_source", "fact_url"),
    *("claims_contested", "claims_confirmed", "claims_reported", "claims_unconfirmed", "claims_denied"),
    *("claims_left_out", "statements_left_out"),
    *("source", "target", "key"),
)
_STATEMENTS = (
    *("relation", "claim", "claim_status", "holder", "speaks_for", "stance", "certainty", "said_on", "via"),
    *("paraphrase", "document", "where", "url", "note", "event_from", "event_to", "modality", "value", "code", "edge"),
)
Cell = str | int | float | dt.date
Table = tuple[str, Sequence[str], Sequence[Sequence[Cell]]]
"""Name, names of the columns, rows."""


def csv_zip(export: Export) -> bytes:
    """Actors, relations and, where there is evidence, statements as CSV files (RFC 4180, UTF-8), and what they are."""
    files = {f"{name}.csv": as_csv(head, rows).encode("utf-8") for name, head, rows in _tables(export)}
    about = "".join(f"{name}: {words}\n" for name, words in records.about(export))
    return zipped({**files, "about.txt": in_utf8(about).encode("utf-8")})


def excel(export: Export) -> bytes:
    """A workbook with a sheet for actors, relations, statements (where there is evidence), and one about it."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    about: Table = ("about", ("what", "words"), [*records.about(export)])
    for name, head, rows in (*_tables(export), about):
        sheet = book.create_sheet(name.capitalize())
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, _said(each), bold=True) for each in head])
        for row in rows:
            sheet.append([_cell(sheet, each) for each in row])
    made = dt.datetime.combine(export.made, dt.time()) if export.made else EPOCH
    book.properties.creator, book.properties.title = "Allegata", in_xml(export.title)
    book.properties.created = made
    out = io.BytesIO()
    book.save(out)
    return _still(out.getvalue(), made)


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    """A value as openpyxl takes it: by itself, or as a cell where it would be taken for something that it is not."""
    plain = (in_xml(value)[:LONGEST] or None) if isinstance(value, str) else value
    if not bold and not (isinstance(plain, str) and (risky(plain) or plain.startswith("#"))):
        return plain
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made = WriteOnlyCell(sheet)
    # Text whatever it looks like: nothing that comes from data is reckoned.
    made._value, made.data_type = plain, "s"
    made.quotePrefix = risky(plain)
    if bold:
        made.font = Font(bold=True)
    return made


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """As CSV (RFC 4180, with a mark that tells Excel it is UTF-8).

    A text that a spreadsheet would take for a formula is quoted with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return "\ufeff" + in_utf8(out.getvalue())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, the same for the same content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, ALWAYS)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _still(book: bytes, made: dt.datetime) -> bytes:
    """A workbook without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    core = files["docProps/core.xml"].decode("utf-8")
    head, modified, rest = core.partition("<dcterms:modified")
    opening, _, tail = rest.partition(">")
    _, _, after = tail.partition("<")
    files["docProps/core.xml"] = f"{head}{modified}{opening}>{made:%Y-%m-%dT%H:%M:%SZ}<{after}".encode()
    return zipped(files)


def _tables(export: Export) -> list[Table]:
    names = {node.id: node.name for node in export.subgraph.nodes}
    found = [{**each, **_ends(each, names)} for each in records.edges(export)]
    tables: list[Table] = [
        ("actors", _NODES, _rows(_NODES, records.nodes(export))),
        ("relations", _EDGES, _rows(_EDGES, found)),
    ]
    if said := list(records.statements(export)):
        tables.append(("statements", _STATEMENTS, _rows(_STATEMENTS, said)))
    return tables


def _ends(record: records.Record, names: Mapping[str, str]) -> records.Record:
    return {"source_name": names[str(record["source"])], "target_name": names[str(record["target"])]}


def _rows(head: Sequence[str], found: Iterable[records.Record]) -> list[Sequence[Cell]]:
    def cell(value: records.Value) -> Cell:
        return "; ".join(value) if isinstance(value, tuple) else value

    return [tuple(cell(record.get(name, "")) for name in head) for record in found]


def _said(name: str) -> str:
    return name.replace("_", " ")
