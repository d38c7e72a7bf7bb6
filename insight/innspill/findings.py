"""Where in a text something identifies a person, and the text with words for what stood there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

PATTERN, LIST, CONTEXT, MODEL, PERSON = "mønster", "ordliste", "sammenheng", "modell", "menneske"


class Finding(NamedTuple):
    """`text[start:end]` is or may be an identifier: `type` is one of tables.IDENTIFIERS, `how` what pointed it out.

    Only what is `sure` is masked; the rest is for a person to look at.
    """

    start: int
    end: int
    type: str
    how: str
    sure: bool = True


def settle(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in reading order without overlaps: the sure before the doubtful, then the longest, then the first.

    What overlaps only in part with a longer one is dropped, and so its rest is seen in the next pass of `mask`.
    """
    found = list(findings)
    if len(found) < 2:
        return found
    found.sort(key=lambda each: (not each.sure, each.start - each.end, each.start, each.type))
    taken = bytearray(max(finding.end for finding in found))
    settled = []
    for finding in found:
        if not any(taken[finding.start : finding.end]):
            taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
            settled.append(finding)
    return sorted(settled)


def replace(text: str, findings: Iterable[Finding]) -> str:
    """The text with "[type]" in place of each sure finding; they must be settled."""
    pieces, end = [], 0
    for finding in findings:
        if finding.sure:
            pieces += [text[end : finding.start], f"[{finding.type}]"]
            end = finding.end
    return "".join([*pieces, text[end:]])
