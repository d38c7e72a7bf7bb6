"""The gate: searches finished files for what masking took out, and lets nothing by that it finds."""

from insight.gate.guard import Hit, Searched, fault_file_names, guard, search, tell_hits

__all__ = ["Hit", "Searched", "fault_file_names", "guard", "search", "tell_hits"]
