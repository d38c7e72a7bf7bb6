"""Signs and values that are the same in every language of the report."""

from __future__ import annotations

HIDDEN = ":"
"""Statistics Norway's sign for a number that must not be shown."""
CUT = "[…]"
"""Where the rest of a quote is left out."""
BY_TOOL = "verktøy"
"""`titled_by` (tables.STOR_B) of a name that no person has given."""
