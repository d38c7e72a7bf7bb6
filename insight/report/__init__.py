"""What the council reads: a workbook, a page, a document and a letter back, and figures for notebooks."""

from insight.report.book.workbook import write_workbook
from insight.report.compose import compose
from insight.report.counts.printed import list_printed
from insight.report.document.pdf import save_pdf
from insight.report.document.report import write_word
from insight.report.figures.composed import draw_heard, draw_heat
from insight.report.figures.counted import draw_kinds, draw_needs, draw_who
from insight.report.shapes import Report
from insight.report.web.page import write_html
from insight.report.write import save_report, write_report

__all__ = [
    "Report",
    "compose",
    "draw_heard",
    "draw_heat",
    "draw_kinds",
    "draw_needs",
    "draw_who",
    "list_printed",
    "save_pdf",
    "save_report",
    "write_html",
    "write_report",
    "write_word",
    "write_workbook",
]
