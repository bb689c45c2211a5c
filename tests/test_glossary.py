"""Words are found whole, the longest first, and explained once."""

import pytest

from finder.glossary import Glossary, Piece
from finder.models import Directory, Seen, Term


def _term(id_: str, *words: str) -> Term:
    return Term(id=id_, words=words, explanation=f"Det är {id_}.", sources=(Seen(url="https://example.org"),))


REMISS, SIP, PLAN = _term("remiss", "remiss"), _term("sip", "SIP"), _term("plan", "plan", "samordnad plan")
GLOSSARY = Glossary([REMISS, SIP, PLAN])


def _marked(text: str, told: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(piece.text, piece.term.id) for piece in GLOSSARY.explain(text, told) if piece.term]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Du behöver en remiss.", [("remiss", "remiss")]),
        ("Remiss behövs.", [("Remiss", "remiss")]),
        ("En remiss och en remiss till.", [("remiss", "remiss")]),
        ("En samordnad plan (SIP).", [("samordnad plan", "plan"), ("SIP", "sip")]),
        ("Sip av ett glas, och en remissrunda.", []),
        ("En egenremiss, en e-remiss.", []),
        ("", []),
    ],
)
def test_marks(text: str, marked: list[tuple[str, str]]) -> None:
    assert _marked(text) == marked


def test_the_pieces_make_the_text() -> None:
    text = "En remiss, sedan en plan. Ring!"
    assert "".join(piece.text for piece in GLOSSARY.explain(text)) == text


def test_what_is_told_already_is_not_marked() -> None:
    assert _marked("En remiss och en plan.", told=("remiss",)) == [("plan", "plan")]


def test_no_terms() -> None:
    assert Glossary([]).explain("En remiss.") == (Piece("En remiss."),)
    assert Glossary([]).terms_in(["En remiss."]) == ()


def test_terms_in_the_order_they_are_met() -> None:
    assert GLOSSARY.terms_in(["En plan.", "En remiss och en plan."]) == (PLAN, REMISS)


def test_the_shipped_glossary(directory: Directory) -> None:
    terms = {term.id: term for term in directory.glossary}
    assert len(terms) == len(directory.glossary)
    wanted = (
        "bistandsbeslut insats handlaggare laro sip lvm tolv-steg mi kbt cra asi remiss personligt-ombud orosanmalan "
        "tystnadsplikt anonym sparrmedicin oppenvard primarbehandling aterfallsprevention mst nada"
    )
    assert set(wanted.split()) <= set(terms)


def test_no_form_belongs_to_two_terms(directory: Directory) -> None:
    forms = [word.casefold() for term in directory.glossary for word in term.words]
    assert sorted({form for form in forms if forms.count(form) > 1}) == []
