"""What the analyst is told over the whole township."""

from yanpan.findings.township.notices import notices


def codes(data):
    return [notice.code for notice in notices(data)]


def test_a_stretch_registered_by_two_villages_is_told(make_data, frames):
    frames["projects"]["segment"] = frames["projects"]["road"].map({"双龙路": "桥头至岔口"})
    (notice,) = notices(make_data())
    assert notice.code == "R06"
    assert "河口社区、青山村、新桥村" in notice.message


def test_stretches_that_differ_are_not_told(make_data):
    assert codes(make_data()) == []


def test_more_good_teams_than_the_policy_allows_are_told(make_data, places, make_summary):
    good = {place.id: make_summary(place, grade="好") for place in places}
    assert codes(make_data(summaries=good)) == ["R07"]


def test_two_coders_without_a_theme_in_common_are_told(make_data, frames):
    frames["problems"]["recoded"] = ["集体经济", "集体经济", "产业规模", None, None]
    (notice,) = notices(make_data())
    assert notice.code == "R09"
    assert notice.message.startswith("WT-V03-2的主题")
