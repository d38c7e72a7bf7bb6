"""What the council reads: a workbook, a page, a document and a letter back, and figures for notebooks."""

from insight.report.charts import draw_kinds, draw_needs, draw_who
from insight.report.compose import compose
from insight.report.excel import write_workbook
from insight.report.figures import draw_heard, draw_heat
from insight.report.html import write_html
from insight.report.pdf import save_pdf
from insight.report.printed import list_printed
from insight.report.shapes import Report
from insight.report.word import write_word
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
