"""Forgetting a person who asks for it (GDPR art. 17): raw data, tables of earlier runs, and every later report."""

from insight.forget.carry import forget, tell_plan
from insight.forget.plan import Plan, SeveralError, mark_file, plan_forgetting

__all__ = ["Plan", "SeveralError", "forget", "mark_file", "plan_forgetting", "tell_plan"]
