"""Figures for notebooks and documents, and the sentences that go with them on every face."""
