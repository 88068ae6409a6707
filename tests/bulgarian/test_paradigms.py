"""Inflection by rule: what grammar gives, with no list of words."""

import pytest

from indexer.bulgarian.paradigms import NOTHING, Evidence, adjectives, conjugated, nouns


def noun(lemma: str, kind: str, *own: str) -> frozenset[str]:
    found = {paradigm.kind: paradigm.forms for paradigm in nouns(lemma, Evidence(own))}
    return found[kind]


@pytest.mark.parametrize(
    ("lemma", "kind", "own", "forms"),
    [
        ("град", "noun-m", "", "град града градът градове градовете"),
        ("ученик", "noun-m", "", "ученика ученикът ученици учениците"),
        ("варненец", "noun-m", "", "варненеца варненецът варненци варненците"),
        ("министър", "noun-m", "", "министъра министърът министри министрите"),
        ("гражданин", "noun-m", "", "гражданина граждани гражданите"),
        ("случай", "noun-m", "", "случая случаят случаи случаите"),
        ("учител", "noun-m", "", "учителя учителят учители учителю"),
        ("тероризъм", "noun-m", "", "тероризма тероризмът тероризми тероризмите"),
        ("бряг", "noun-m", "брегът брегове", "брега брегът брегове бреговете"),
        ("жена", "noun-f", "", "жената жени жените"),
        ("партия", "noun-f", "", "партията партии партиите"),
        ("промяна", "noun-f", "промени", "промяната промени промените"),
        ("радост", "noun-i", "", "радостта радости радостите"),
        ("песен", "noun-i", "песни", "песента песни песните"),
        ("село", "noun-n", "", "селото села селата"),
        ("решение", "noun-n", "", "решението решения решенията"),
        ("куче", "noun-n", "", "кучето кучета кучетата"),
        ("училище", "noun-n", "", "училището училища училищата"),
        ("такси", "noun-n", "", "таксито таксита такситата"),
        ("финанси", "noun-p", "", "финансите"),
    ],
)
def test_nouns(lemma: str, kind: str, own: str, forms: str) -> None:
    assert {lemma, *forms.split()} <= noun(lemma, kind, *own.split())


def test_the_article_of_a_feminine_noun_is_not_a_masculine_one() -> None:
    assert "женаът" not in noun("жена", "noun-f")
    assert "градта" not in noun("град", "noun-m")


@pytest.mark.parametrize(
    ("lemma", "kind", "forms"),
    [
        ("нов", "adj", "нова новата ново новото нови новия новият новите"),
        ("бял", "adj", "бяла бялото бели белия белите"),
        ("важен", "adj-short", "важна важното важни важния"),
        ("краен", "adj-short", "крайна крайното крайни крайните"),
        ("добър", "adj-short", "добра доброто добри добрият"),
        ("тесен", "adj-short-ya", "тясна тясното тесни тесния"),
        ("испански", "adj", "испанска испанското испанските испанския"),
        ("син", "adj-soft", "синя синьото сини синият"),
    ],
)
def test_adjectives(lemma: str, kind: str, forms: str) -> None:
    found: set[str] = set()
    for paradigm in adjectives(lemma, NOTHING):
        if paradigm.kind == kind:
            found |= paradigm.forms
    assert {lemma, *forms.split()} <= found


@pytest.mark.parametrize(
    ("lemma", "kind", "forms"),
    [
        ("гледам", "verb-3", "гледаш гледат гледах гледаше гледал гледан гледащ гледай гледайки"),
        ("говоря", "verb-2i", "говориш говорят говорих говореше говорил говорен говорейки"),
        ("видя", "verb-2a", "видиш видят видях видял видели видян видени"),
        ("държа", "verb-2a", "държиш държат държах държал държани"),
        ("пиша", "verb-1s0", "пишеш пишат писах писа писал писан пишещ"),
        ("лъжа", "verb-1s1", "лъжеш лъгах лъгал"),
        ("режа", "verb-1sya0", "режеш рязах рязал рязан"),
        ("чета", "verb-1o", "четеш четох чел чела четен четящ"),
        ("пека", "verb-1o", "печеш пекат пекох пекъл пекли печен"),
        ("вляза", "verb-1o", "влезеш влязох влязъл влезли"),
        ("облека", "verb-1oya", "облечеш облякох облякъл облекли облечен"),
        ("вдигна", "verb-1n", "вдигнеш вдигнах вдигнал вдигнат"),
        ("пия", "verb-1vt", "пиеш пих пил пит"),
        ("живея", "verb-1en", "живееш живях живял живели живян"),
        ("пея", "verb-1et", "пееш пях пял пели пят"),
        ("играя", "verb-1vn", "играеш играх играл игран"),
        ("бера", "verb-1r", "береш брах брал бран"),
        ("спра", "verb-1rya", "спреш спрях спрял спрели спрян"),
        ("взема", "verb-1em", "вземеш взех взел взет"),
        ("дам", "verb-give", "дадеш дадох дал даден дай"),
    ],
)
def test_verbs(lemma: str, kind: str, forms: str) -> None:
    paradigm = conjugated(lemma, kind)
    assert paradigm is not None
    assert {lemma, *forms.split()} <= paradigm.forms


def test_a_shape_that_no_conjugation_fits() -> None:
    assert conjugated("гледам", "verb-1n") is None
    assert conjugated("куче", "verb-3") is None
