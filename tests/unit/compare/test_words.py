"""Differences word by word give both texts back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yanpan.compare.words import differences

TEXT = st.text("班子装路灯盏38%.a ", max_size=30)


@given(TEXT, TEXT)
def test_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "inserted") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == after


def test_a_figure_is_one_word() -> None:
    pieces = differences("满意率为92.2%。", "满意率为92.5%。")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "满意率为"),
        ("deleted", "92.2%"),
        ("inserted", "92.5%"),
        ("same", "。"),
    ]
