"""What is sealed opens with its key only, and what is hashed is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.errors import NotPossibleHere
from vugge.kit.sealing import KeyedHash, Sealer

OLD, NEW, OTHER = (f"a key for the tests, number {number}, of enough bytes".encode() for number in (1, 2, 3))


@given(st.text(), st.text())
def test_what_is_sealed_opens_again(text: str, about: str) -> None:
    sealer = Sealer([OLD])
    assert sealer.decrypt(sealer.encrypt(text, about=about), about=about) == text


@given(st.text(min_size=4))
def test_the_same_text_is_never_sealed_the_same_way(text: str) -> None:
    sealer = Sealer([OLD])
    assert sealer.encrypt(text) != sealer.encrypt(text)
    assert text not in sealer.encrypt(text)


@given(st.data())
def test_a_changed_sign_is_noticed(data: st.DataObject) -> None:
    sealed = Sealer([OLD]).encrypt("0000000000")
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    with pytest.raises(NotPossibleHere, match="krypteret oplysning"):
        Sealer([OLD]).decrypt(changed)


@pytest.mark.parametrize("broken", ["", "v1", "v1..", "v1.00000000.AAAA", "v2.a.b", "æ.ø.å", "v1.a.b.c"])
def test_what_was_never_sealed_does_not_open(broken: str) -> None:
    with pytest.raises(NotPossibleHere):
        Sealer([OLD]).decrypt(broken)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(NotPossibleHere):
        Sealer([OTHER]).decrypt(Sealer([OLD]).encrypt("0000"))


def test_one_persons_number_does_not_open_in_anothers_row() -> None:
    sealed = Sealer([OLD]).encrypt("0000", about="one")
    with pytest.raises(NotPossibleHere):
        Sealer([OLD]).decrypt(sealed, about="another")


def test_a_new_key_takes_over_without_anything_being_unreadable() -> None:
    stored = Sealer([OLD]).encrypt("0000", about="one")
    during = Sealer([NEW, OLD])
    assert during.decrypt(stored, about="one") == "0000"
    assert not during.is_current(stored)
    rotated = during.rotate(stored, about="one")
    assert Sealer([NEW]).decrypt(rotated, about="one") == "0000"
    assert during.rotate(rotated, about="one") == rotated


def test_the_same_text_is_found_by_its_hash_with_the_same_key_and_use_only() -> None:
    by_cpr = KeyedHash(OLD, use="cpr")
    assert by_cpr("0000") == KeyedHash(OLD, use="cpr")("0000")
    others = [KeyedHash(NEW, use="cpr")("0000"), KeyedHash(OLD, use="search")("0000"), by_cpr("0001")]
    assert by_cpr("0000") not in others


def test_a_hash_is_sixty_four_hexadecimal_digits() -> None:
    assert len(KeyedHash(OLD)("0000")) == 64
    assert int(KeyedHash(OLD)("0000"), 16)


def test_a_short_key_is_refused() -> None:
    for make in (lambda: Sealer([b"short"]), lambda: KeyedHash(b"short"), lambda: Sealer([])):
        with pytest.raises(ValueError, match="key"):
            make()


def test_keys_are_never_shown() -> None:
    assert "tests" not in repr(Sealer([OLD])) + repr(KeyedHash(OLD)) + Sealer([OLD]).encrypt("")
