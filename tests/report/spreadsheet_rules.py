"""The rules of accessible public spreadsheets: each tells what breaks it.

The rules are those of the UK Analysis Function («Releasing statistics in spreadsheets», with its checklist of the
basics), which ONS's gptables follows, and of WCAG 2.1 AA (1.1.1, 1.4.1, 1.4.3, 2.4.2, 3.1.1). Two are set aside with
open eyes: filters and frozen panes stay, since the sheets are worked in; and a footer has the page's number, the title
and the sheet's name, all of which stand in cells too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl.utils import range_boundaries

TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
INPUT = "FFFFF2CC"
THIN = 4.5
"""The least contrast of text and ground (WCAG 2.1, 1.4.3)."""
NUMBER, DAY = re.compile(r"-?\d+([.,]\d+)?"), re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}")

Faults = Iterator[str]


def tell_notes(sheet, table) -> str:
    """What stands above the table."""
    first = range_boundaries(table.ref)[1]
    return " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=first - 1))


def parts(path: Path, beginning: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(beginning)}


def has_title_in_a1(book, path) -> Faults:
    titles = [sheet["A1"].value for sheet in book]
    yield from (f"{sheet.title}: no title" for sheet in book if not isinstance(sheet["A1"].value, str))
    yield from (f"{title}: told twice" for title in titles[1:] if titles.count(title) > 1)


def has_one_table_a_sheet(book, path) -> Faults:
    yield from (f"{sheet.title}: {len(sheet.tables)} tables" for sheet in book.worksheets[1:] if len(sheet.tables) != 1)


def has_nothing_below_or_beside_the_table(book, path) -> Faults:
    for sheet in book.worksheets[1:]:
        ends = [range_boundaries(table.ref) for table in sheet.tables.values()]
        last = (max(column for _, _, column, _ in ends), max(row for *_, row in ends))
        told = [cell for row in sheet for cell in row if cell.value is not None]
        if any(first != 1 for first, *_ in ends) or any(cell.column > last[0] or cell.row > last[1] for cell in told):
            yield f"{sheet.title}: something beside or below the table"


def has_no_merged_cells(book, path) -> Faults:
    yield from (f"{sheet.title}: merged cells" for sheet in book if sheet.merged_cells.ranges)


def has_no_blank_rows_or_columns(book, path) -> Faults:
    """A blank column is to be filled in (it has its frame), or the notes say of it by name when it is empty."""
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            header, *rows = list(sheet[table.ref])
            yield from (f"{sheet.title}: blank row" for row in rows if not any(cell.value is not None for cell in row))
            for at, head in enumerate(header):
                column = [row[at] for row in rows]
                blank = all(cell.value is None for cell in column)
                told = re.search(f"[«“]{re.escape(str(head.value))}[»”]", tell_notes(sheet, table))
                if len(rows) > 1 and blank and not told and column[0].fill.fgColor.rgb != INPUT:
                    yield f"{sheet.title}: {head.value} is blank"


def has_nothing_hidden(book, path) -> Faults:
    for sheet in book:
        if sheet.sheet_state != "visible":
            yield f"{sheet.title}: hidden"
        hidden = [each for each in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()) if each.hidden]
        yield from (f"{sheet.title}: {each.index} hidden" for each in hidden)


def has_tables_of_their_own_name(book, path) -> Faults:
    names = [table.name for sheet in book for table in sheet.tables.values()]
    yield from (f"{name}: no meaningful or single name" for name in names if names.count(name) > 1 or name[:3] != "tbl")


def has_headings(book, path) -> Faults:
    for sheet in book:
        for table in sheet.tables.values():
            headings = [cell.value for cell in sheet[table.ref][0]]
            if len({str(heading).casefold() for heading in headings}) < len(headings) or not all(headings):
                yield f"{sheet.title}: {headings}"


def has_signs_explained(book, path) -> Faults:
    """A sign for a hidden number, or for none, is told in words above the table."""
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            cells = [cell for row in sheet[table.ref] for cell in row]
            above = tell_notes(sheet, table)
            signs = {":" for cell in cells if cell.value == ":"}
            signs |= {"-" for cell in cells if cell.value == 0 and '"-"' in cell.number_format}
            yield from (
                f"{sheet.title}: «{sign}» is not explained" for sign in signs if not re.search(f"[«“]{sign}[»”]", above)
            )


def has_a_front_with_every_sheet(book, path) -> Faults:
    front, *others = book.worksheets
    links = {cell.hyperlink.location: cell.value for row in front for cell in row if cell.hyperlink}
    for sheet in others:
        if links.get(f"'{sheet.title}'!A1") != sheet.title:
            yield f"{sheet.title}: not in the contents"
        back = [cell.hyperlink.location for row in sheet.iter_rows(max_row=30) for cell in row if cell.hyperlink]
        if f"'{front.title}'!A1" not in back and f"{front.title}!A1" not in back:
            yield f"{sheet.title}: no link to the front"


def has_links_that_lead_somewhere(book, path) -> Faults:
    """To a sheet that is there, and to rows of it with something in them."""
    for sheet in book:
        for cell in (cell for row in sheet for cell in row if cell.hyperlink):
            name, _, place = (cell.hyperlink.location or "").rpartition("!")
            if cell.value is None or name.strip("'") not in book.sheetnames:
                yield f"{sheet.title} {cell.coordinate}: {cell.value!r} leads nowhere"
            elif range_boundaries(place)[3] > book[name.strip("'")].max_row:
                yield f"{sheet.title} {cell.coordinate}: {place} is below the rows of {name}"


def has_a_title(book, path) -> Faults:
    if not book.properties.title:
        yield "no title"


def has_a_language(book, path) -> Faults:
    if book.properties.language not in TAGS.values():
        yield f"language {book.properties.language!r}"
    for name, xml in parts(path, "xl/charts/").items():
        yield from (f"{name}: in {tag}" for tag in re.findall(r'lang(?: val)?="([^"]+)"', xml) if tag == "en-US")


def has_charts_told_in_words(book, path) -> Faults:
    for name, xml in parts(path, "xl/drawings/drawing").items():
        for frame in re.findall(r"<xdr:cNvPr [^>]*>", xml):
            if len("".join(re.findall(r'descr="([^"]*)"', frame))) < 20:
                yield f"{name}: {frame}"


def has_no_pictures_or_macros(book, path) -> Faults:
    yield from parts(path, "xl/media/")
    yield from parts(path, "xl/vbaProject")


def luminance(rgb: str) -> float:
    levels = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in levels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def find_colours(cell) -> tuple[str, str]:
    """Those of the text and of its ground: black on white where none is set."""
    ink = cell.font.color.rgb if cell.font.color is not None and cell.font.color.type == "rgb" else "FF000000"
    ground = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else "FFFFFFFF"
    return ink[-6:], ground[-6:]


def has_contrast(book, path) -> Faults:
    pairs = {find_colours(cell): f"{sheet.title} {cell.coordinate}" for sheet in book for row in sheet for cell in row}
    yield from (f"{where}: {pair}" for pair, where in pairs.items() if contrast(*pair) < THIN)


def has_no_meaning_in_colour_alone(book, path) -> Faults:
    """A ground that is coloured has a number printed on it, or a frame around it that the notes tell of."""
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            for row in list(sheet[table.ref])[1:]:
                for cell in row:
                    framed = cell.border.left.style and cell.border.top.style
                    if cell.fill.patternType == "solid" and not framed and not isinstance(cell.value, int):
                        yield f"{sheet.title} {cell.coordinate}: colour alone"


def has_numbers_and_dates_as_such(book, path) -> Faults:
    """A column with a number has no number written as text; no cell of ours has a date as text."""
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            header, *rows = list(sheet[table.ref])
            for at, head in enumerate(header):
                values = [row[at].value for row in rows]
                texts = [value for value in values if isinstance(value, str)]
                counts = any(isinstance(value, int | float) for value in values)
                if counts and any(NUMBER.fullmatch(text) for text in texts):
                    yield f"{sheet.title}: {head.value} has numbers as text"
                if any(DAY.fullmatch(text) for text in texts):
                    yield f"{sheet.title}: {head.value} has dates as text"


def has_text_that_wraps(book, path) -> Faults:
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            long = [
                cell for row in sheet[table.ref] for cell in row if isinstance(cell.value, str) and len(cell.value) > 60
            ]
            yield from (
                f"{sheet.title} {cell.coordinate}"
                for cell in long
                if not cell.alignment.wrap_text and cell.data_type != "f"
            )


def prints_on_a4(book, path) -> Faults:
    for sheet in book:
        setup = (
            sheet.page_setup.orientation,
            int(sheet.page_setup.paperSize or 0),
            int(sheet.page_setup.fitToWidth or 1),
        )
        if setup != ("landscape", 9, 1) or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            yield f"{sheet.title}: {setup}"
        if "&P" not in (sheet.oddFooter.right.text or ""):
            yield f"{sheet.title}: no page number"


def repeats_its_header(book, path) -> Faults:
    for sheet in book.worksheets[1:]:
        for table in sheet.tables.values():
            _, top, _, _ = range_boundaries(table.ref)
            if sheet.print_title_rows != f"${top}:${top}":
                yield f"{sheet.title}: {sheet.print_title_rows}"


def find_chart_ends(sheet) -> list[tuple[int, int]]:
    """The last column and row, from 1, that each chart lies over."""
    return [(chart.anchor.to.col + 1, chart.anchor.to.row + 1) for chart in sheet._charts]


def prints_its_table_and_its_charts_whole(book, path) -> Faults:
    """Nothing is left out of what is printed, and no page of it is empty."""
    for sheet in book.worksheets[1:]:
        *_, last_column, last_row = range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))
        for table in sheet.tables.values():
            *_, column, row = range_boundaries(table.ref)
            ends = [(column, row), *find_chart_ends(sheet)]
            if last_column != max(column for column, _ in ends):
                yield f"{sheet.title}: {sheet.print_area} is not as wide as {ends}"
            if not 0 <= last_row - max(row for _, row in ends) <= 3:
                yield f"{sheet.title}: {sheet.print_area} is not as tall as {ends}"


RULES: tuple[Callable[..., Faults], ...] = (
    has_title_in_a1,
    has_one_table_a_sheet,
    has_nothing_below_or_beside_the_table,
    has_no_merged_cells,
    has_no_blank_rows_or_columns,
    has_nothing_hidden,
    has_tables_of_their_own_name,
    has_headings,
    has_signs_explained,
    has_a_front_with_every_sheet,
    has_links_that_lead_somewhere,
    has_a_title,
    has_a_language,
    has_charts_told_in_words,
    has_no_pictures_or_macros,
    has_contrast,
    has_no_meaning_in_colour_alone,
    has_numbers_and_dates_as_such,
    has_text_that_wraps,
    prints_on_a4,
    repeats_its_header,
    prints_its_table_and_its_charts_whole,
)
