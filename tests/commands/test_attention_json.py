"""What `figures --json` says of units and of the district."""

import json

from campaign import load_pack
from commands.printed.attention import attention_json, findings_json, imbalance_json
from exports.papers import Beside
from tests.measures import logged
from tests.measures.told import Told

PACK = load_pack("c2023_ztjy")
STUDY = "study_session_count"
TOLD = Told(
    ("section_team", "non_public"), (4, 0), (({STUDY: 0.0}, {STUDY: 1.0}),) * 2 + ((None, None),)
)
DAY = TOLD.panel.weeks[-1].week.ends_on


def test_every_unit_has_a_line_with_its_reasons_in_both_languages():
    first, second = attention_json(TOLD.panel, PACK, Beside(None, None, DAY))
    assert first | {"reasons": []} == {
        "unit_id": "u0",
        "unit": "单位0",
        "type": "section_team",
        "group": "g01",
        "level": "attention",
        "no_data": True,
        "listed": True,
        "reasons": [],
    }
    assert [(r["code"], r["level"]) for r in first["reasons"]] == [("zero_streak", "attention")]
    assert (second["level"], second["listed"], second["reasons"]) == ("normal", False, [])


def test_a_reason_is_exactly_what_the_document_promises():
    (first, _) = attention_json(TOLD.panel, PACK, Beside(None, None, DAY))
    streak = next(r for r in first["reasons"] if r["code"] == "zero_streak")
    assert streak == {
        "code": "zero_streak",
        "level": "attention",
        "value": 3,
        "limit": 3,
        "n": 2,
        "weeks": 3,
        "change": 1,
        "sentence": {
            "zh": "集中学习连续3周为零或未报（其中1周未报）；开展1场次并报送即出列",
            "en": "Group study: none reported for 3 weeks running (1 without a figure); "
            "1 held and reported and this item is gone",
        },
    }


def test_imbalance_has_null_where_nothing_is_known():
    lines = imbalance_json(TOLD.panel, PACK)
    keys = ["quantity", "index", "value", "noise_floor", "n", "zeros"]
    assert list(lines[0]) == [*keys, "between_types", "between_groups"]
    talks = next(line for line in lines if line["quantity"] == "discussion_session_count")
    assert (talks["value"], talks["n"]) == (None, 0)
    json.dumps(lines, allow_nan=False)


def test_findings_name_their_places():
    rows = "| u0 | g01 | 2023-10-03 | hear | study |\n" * 20
    log = logged.visit_log(f"| unit | group | day | method | stream |\n{rows}")
    found = findings_json(TOLD.panel, PACK, Beside(log, None, DAY), names={"east": "东城区"})
    assert found == [
        {
            "code": "effort_uneven",
            "value": 1,
            "limit": 0.6,
            "places": [{"kind": "workstream", "id": "study", "name": "理论学习"}],
        },
        {
            "code": "reports_missing",
            "value": 0,
            "limit": 0.95,
            "places": [{"kind": "district", "id": "east", "name": "东城区"}],
        },
    ]
