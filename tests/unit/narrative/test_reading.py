from yanpan.config.phrases import PhraseBook
from yanpan.document import Paragraph, Run
from yanpan.narrative.reading import reading_notices, sentences_of, skeletons

BOOK = PhraseBook.model_validate({"称谓": {}, "评价词": ["良好"], "短语": {}})


def paragraph(*runs, origin="program"):
    return Paragraph(id="x", owner="V03", runs=tuple(Run(text=t, fact=f) for t, f in runs), origin=origin)


def test_sentences_keep_their_full_stop():
    assert sentences_of(paragraph(("修路。装灯。", None))) == ["修路。", "装灯。"]


def test_a_skeleton_is_what_the_data_leave():
    text = paragraph(("新桥村完成", None), ("兴和路", "V03.路"), ("3公里", "V03.长"), ("路基扩面。", None))
    assert skeletons(text, name="新桥村") == ["□完成□路基扩面。"]


def test_words_that_rest_on_sources_belong_to_the_skeleton():
    assert skeletons(paragraph(("成员", None), ("各负其责", "V03.互证.履职成效.维度"), ("。", None))) == [
        "成员各负其责。"
    ]


def test_a_sentence_of_data_alone_has_no_skeleton():
    assert skeletons(paragraph(("路子少", "V03.问题.1"), ("；", None), ("规模小", "V03.问题.2"), ("。", None))) == [""]


def test_a_sentence_of_ninety_characters_is_not_too_long():
    assert list(reading_notices("V03", [paragraph(("路" * 89 + "。", None))], BOOK)) == []
    (notice,) = reading_notices("V03", [paragraph(("路" * 90 + "。", None))], BOOK)
    assert notice.code == "R13"
    assert "91字" in notice.message


def test_a_judgement_in_a_remark_is_the_analysts_to_answer_for():
    (notice,) = reading_notices("V03", [paragraph(("场镇秩序良好。", None), origin="analyst")], BOOK)
    assert notice.code == "R11"
    assert list(reading_notices("V03", [paragraph(("场镇秩序良好。", None))], BOOK)) == []
