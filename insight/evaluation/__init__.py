"""HOW OFTEN IT IS RIGHT: the tool against a file a person has labelled, with tables and intervals."""

from insight.evaluation.evaluate import Finders, evaluate_labelled
from insight.evaluation.excel import write_evaluation
from insight.evaluation.labelled import Labelled, read_labelled
from insight.evaluation.last import LAST_FILE, keep_last, read_last
from insight.evaluation.shapes import Evaluation

__all__ = [
    "LAST_FILE",
    "Evaluation",
    "Finders",
    "Labelled",
    "evaluate_labelled",
    "keep_last",
    "read_labelled",
    "read_last",
    "write_evaluation",
]
