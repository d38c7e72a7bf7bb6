"""What is counted, tested and hidden before anything is shown. Knows nothing of files."""
