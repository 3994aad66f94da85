"""Workbooks for tests, written as Excel and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

Cell = str | float | bool | datetime | None


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time as a workbook holds it, which knows no zone."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


Sheets = dict[str, list[list[Cell]]]


def column_name(place: int) -> str:
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def xlsx(sheets: Sheets, *, hidden: tuple[str, ...] = (), merged: tuple[str, ...] = ()) -> bytes:
    """A workbook as Excel writes it, with its dates as numbers in a date's format."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        parts.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType='
            '"application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats'
            '-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{overrides}</Types>",
        )
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
            f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"'
            f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
            for n, name in enumerate(sheets, 1)
        )
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        )
        related = "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        styles = f'<Relationship Id="rs" Type="{office}/styles" Target="styles.xml"/>'
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{related}{styles}</Relationships>',
        )
        parts.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/>'
            "</cellXfs></styleSheet>",
        )
        for n, rows in enumerate(sheets.values(), 1):
            body = "".join(
                f'<row r="{y}">'
                + "".join(_cell(f"{column_name(x)}{y}", cell) for x, cell in enumerate(row))
                + "</row>"
                for y, row in enumerate(rows, 1)
            )
            spans = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
            parts.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>'
                f"{f'<mergeCells>{spans}</mergeCells>' if spans else ''}</worksheet>",
            )
    return out.getvalue()


def _cell(place: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime):
        days = (cell - at(1899, 12, 30)).total_seconds() / 86_400
        return f'<c r="{place}" s="1"><v>{days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def ods(rows: list[list[str]]) -> bytes:
    """A workbook as LibreOffice writes it."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
        )
        parts.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0"'
            f' xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Answers">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return out.getvalue()
