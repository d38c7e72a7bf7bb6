"""The workbook: a sheet a file, and the page they are all laid out on."""
