"""A result that fails the validity gate is printed with the reason beside it; one that passes is printed alone."""

from yanpan.narrative.village import chapter, voice_of


def told(make_village, phrases, *, present):
    returns = {"meeting": "HY", "instrument": "满意度测评表", "issued": 30, "returned": 30, "valid": 30, "invalid": 0}
    found = make_village(
        meetings=[{"meeting": "HY", "kind": "党员群众代表会议", "expected": 40, "present": present}],
        form_returns=[returns],
        satisfaction_forms=[{"form": f"{i:03d}", "overall": "满意"} for i in range(30)],
    )
    blocks = chapter(found.public, voice_of(found, phrases), id="x", owner="V03")
    return "".join(block.plain() for block in blocks)


def test_too_few_people_are_told_beside_the_rate(make_village, phrases):
    text = told(make_village, phrases, present=25)
    assert "实到25人，少于30人；应到40人、实到25人，不足三分之二" in text
    assert "慎用" in text


def test_enough_people_need_no_word(make_village, phrases):
    assert "慎用" not in told(make_village, phrases, present=30)
