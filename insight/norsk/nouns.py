"""Whether a word names a matter: nouns do, but not all of them."""

from insight.norsk.compounds import find_boundaries
from insight.norsk.lexicon import is_known, look_up
from insight.norsk.wordlists import keep, read_entries


@keep
def is_noun(key: str) -> bool:
    """Whether the word, or its last part, has a definite form in a dictionary, or nobody knows it."""
    ends = find_boundaries(key)
    head = key[ends[-1] :] if ends else key
    last = head[-1:]
    definites = (f"{head}{ending}" for ending in ("n", "en", "et", f"{last}en", f"{last}et", "ne", "ene"))
    return not is_known(head) or any(look_up(form) == head for form in definites)


def names_no_matter(key: str) -> bool:
    """Whether a lemma is on the list of those that name no matter alone (`ord-uten-sak.txt`)."""
    return any(key in words for words in read_entries("ord-uten-sak").values())
