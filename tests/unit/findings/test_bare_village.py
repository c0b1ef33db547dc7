import re

from yanpan.narrative.problems import problems
from yanpan.narrative.village import achievements, chapter, highlights, voice_of


def texts(found, phrases):
    voice = voice_of(found, phrases)
    blocks = [*achievements(found, voice), *problems(found, voice), *highlights(found, voice)]
    for part in (found.method, found.public, found.sources, found.grade, found.rectification):
        blocks += chapter(part, voice, id="x", owner="V03")
    return [block.plain() for block in blocks]


def test_a_village_of_which_nothing_is_known_still_reads_as_sentences(make_village, phrases):
    for text in texts(make_village(), phrases):
        assert text.endswith("。")
        assert not re.search(r"[，；：]。|。。|，，|{|}|\[|\]", text)


def test_what_is_missing_is_said(make_village, phrases):
    whole = "".join(texts(make_village(), phrases))
    assert "因材料不足，本轮对新桥村班子暂不作总体评价" in whole
    assert "问题清单中没有新桥村的条目，是否确无问题，须由工作组确认" in whole
    assert "没有可用的满意度测评表" in whole


def test_no_all_clear_without_prechecks(make_village, phrases):
    assert "暂未发现" not in "".join(texts(make_village(), phrases))
