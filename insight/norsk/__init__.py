"""Norwegian: words, sentences, language and word lists. Everything lies in the package; nothing is fetched."""
