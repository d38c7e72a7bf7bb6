"""The page for the browser: one file that fetches nothing."""
