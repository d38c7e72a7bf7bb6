"""From what citizens wrote to a stor B report for the kommunestyre.

import insight

innspill = insight.read_innspill("data/raw")
innspill = insight.clean_innspill(innspill)
behov = insight.find_behov(innspill)
behov, clusters = insight.cluster_behov(behov)
stor_b = insight.gather_stor_b(innspill, behov, clusters)
insight.write_report(innspill, behov, stor_b, "data/processed")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from insight.version import VERSION as __version__

if TYPE_CHECKING:
    from insight.behov import find_behov
    from insight.clusters import choose_themes, cluster_behov, explain_behov
    from insight.config import Config, read_config
    from insight.decisions import approve_quotes, read_decisions, read_reviews
    from insight.demo import make_demo
    from insight.errors import InsightError
    from insight.evaluate_file import evaluate
    from insight.evaluation import Evaluation
    from insight.innspill import clean_innspill, read_files, read_innspill
    from insight.pipeline import Run, run
    from insight.report import write_report
    from insight.stor_b import add_links, gather_stor_b, list_questions

_HOMES = {
    "Config": "config",
    "Evaluation": "evaluation",
    "InsightError": "errors",
    "Run": "pipeline",
    "add_links": "stor_b",
    "approve_quotes": "decisions",
    "choose_themes": "clusters",
    "clean_innspill": "innspill",
    "cluster_behov": "clusters",
    "evaluate": "evaluate_file",
    "explain_behov": "clusters",
    "find_behov": "behov",
    "gather_stor_b": "stor_b",
    "list_questions": "stor_b",
    "make_demo": "demo",
    "read_config": "config",
    "read_decisions": "decisions",
    "read_files": "innspill",
    "read_innspill": "innspill",
    "read_reviews": "decisions",
    "run": "pipeline",
    "write_report": "report",
}

__all__ = [
    "Config",
    "Evaluation",
    "InsightError",
    "Run",
    "__version__",
    "add_links",
    "approve_quotes",
    "choose_themes",
    "clean_innspill",
    "cluster_behov",
    "evaluate",
    "explain_behov",
    "find_behov",
    "gather_stor_b",
    "list_questions",
    "make_demo",
    "read_config",
    "read_decisions",
    "read_files",
    "read_innspill",
    "read_reviews",
    "run",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Each verb is imported when it is first used, so that `import insight` is silent and quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'insight' has no attribute {name!r}")
    return getattr(import_module(f"insight.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
