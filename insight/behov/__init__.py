"""WHAT THEY NEED: answers become statements, each told as behov, løsning, ros, klage or ikke svar."""

from insight.behov.find import find_behov
from insight.behov.recognize import Recognition, recognize

__all__ = ["Recognition", "find_behov", "recognize"]
