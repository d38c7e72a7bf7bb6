"""What the council reads: a workbook, and figures for notebooks."""

from insight.report.charts import draw_kinds, draw_needs, draw_who
from insight.report.compose import compose
from insight.report.excel import write_workbook
from insight.report.printed import list_printed
from insight.report.shapes import Report
from insight.report.write import save_report, write_report

__all__ = [
    "Report",
    "compose",
    "draw_kinds",
    "draw_needs",
    "draw_who",
    "list_printed",
    "save_report",
    "write_report",
    "write_workbook",
]
