"""Which sheets the workbook has, and in what order they stand."""

from __future__ import annotations

from insight.report.book.actors import make_actors
from insight.report.book.blt import make_follow_up, make_fundaments, make_nabc, make_recipe
from insight.report.book.cards import make_cards, make_needs
from insight.report.book.heard import make_heard
from insight.report.book.heat import make_heat
from insight.report.book.matrix import make_matrix
from insight.report.book.page import Page
from insight.report.book.run import make_method, make_run_log
from insight.report.book.sheets import make_accounts, make_files, make_groups, make_quotes, make_solutions
from insight.report.book.summary import make_summary
from insight.report.shapes import Report


def list_read(report: Report, voices: Page) -> list[Page]:
    """What is read, from the summary to all the statements (`voices`, as they fit) and whom they speak of.

    Who was heard has a sheet only where there are figures to lay the answers beside.
    """
    return [
        make_summary(report),
        make_needs(report),
        make_cards(report),
        make_groups(report),
        *([make_heard(report)] if report.heard else []),
        *make_heat(report),
        make_solutions(report),
        make_quotes(report),
        voices,
        make_actors(report),
    ]


def list_worked(report: Report) -> list[Page]:
    """What those who work on fill in and count with, and how the work was done: they stand after the decisions."""
    return [
        make_recipe(report),
        make_fundaments(report),
        make_nabc(report),
        make_follow_up(report),
        make_matrix(report),
        make_files(report),
        make_accounts(report),
        make_method(report),
        make_run_log(report),
    ]
