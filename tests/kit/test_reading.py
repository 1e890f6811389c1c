"""How hard a text is to read."""

import pytest

from vugge.kit.reading import lix


def test_short_words_in_short_sentences_are_easy() -> None:
    """Four words to a sentence, and one of eight over six letters: 4 + 12.5."""
    assert lix("Du kan ringe til os. Vi hjælper dig.") == pytest.approx(4 + 12.5)


def test_a_text_of_the_law_is_hard() -> None:
    """What is written for lawyers comes out above 55."""
    text = (
        "Kommunalbestyrelsen træffer afgørelse om iværksættelse af sprogstimulerende aktiviteter, når den på baggrund "
        "af sprogvurderingen konstaterer, at barnet har behov herfor."
    )
    assert lix(text) > 55


def test_more_short_sentences_are_easier_than_one_long() -> None:
    """The same words are easier with more full stops."""
    assert lix("Kom her. Sid ned. Tag en kop.") < lix("Kom her sid ned tag en kop.")


@pytest.mark.parametrize("text", ["Det sker fx den 1. august og ca. kl. 14.30 hver uge", "Ring f.eks. til os i dag."])
def test_a_stop_that_ends_no_sentence_is_not_counted(text: str) -> None:
    """A shortened word, a date and a clock do not make a text look easier than it is."""
    words = text.replace("f.eks.", "feks").split()
    assert lix(text) >= len(words)


def test_a_colon_and_a_line_break_end_a_sentence() -> None:
    """So does Björnsson's index count, and so lists are read."""
    assert lix("Husk det: tag sko med") == lix("Husk det. tag sko med") == lix("Husk det\ntag sko med")


@pytest.mark.parametrize("text", ["", "   ", "...", "–"])
def test_a_text_without_words_is_not_hard(text: str) -> None:
    """Nothing to read is no trouble."""
    assert lix(text) == 0
