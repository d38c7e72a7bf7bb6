"""What is read on paper: the Word report, the text for the case, the letter back, and the PDF."""
