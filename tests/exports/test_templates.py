"""A template goes out prefilled and comes back exactly; what it may not contain is refused."""

import io
import json
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from campaign import District, State, wording
from exports import Addressee, FormCell, template, template_name, templates_zip
from tests.loaders.drawn import PACK, ROSTER, read

WORDS = wording("zh_CN")
DISTRICT = District("yunling", "云岭区", PACK.id, PACK.calendar)
WEEK = PACK.calendar.week(3)
UNITS = tuple(unit for unit in ROSTER.on(WEEK.ends_on) if unit.group_id in ("g02", "g04"))
ASKED = FormCell(
    DISTRICT, PACK, "weekly_report", WEEK, Addressee("g02", "第二指导组", UNITS), WORDS
)


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def place_of(sheet, heading: str) -> int:
    return next(c.column for c in sheet[3] if str(c.value).startswith(heading))


def filled(data: bytes, cells, sheet_name="填报") -> bytes:
    """The template with texts or numbers written into cells, by (row, column)."""
    book = opened(data)
    for (row, column), value in cells.items():
        book[sheet_name].cell(row, column).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_every_unit_has_its_line_and_only_figures_it_owes_are_open():
    sheet = opened(template(ASKED))["填报"]
    names = [sheet.cell(row, 3).value for row in range(4, 4 + len(UNITS))]
    assert names == [unit.name for unit in UNITS]
    factory = next(r for r in range(4, 4 + len(UNITS)) if "红星" in sheet.cell(r, 3).value)
    owed = place_of(sheet, "研讨交流")
    spared = place_of(sheet, "理论学习中心组学习")
    assert sheet.cell(factory, owed).value is None
    assert not sheet.cell(factory, owed).protection.locked
    assert sheet.cell(factory, spared).value == "/"
    assert sheet.cell(factory, spared).protection.locked
    assert sheet.protection.sheet
    assert sheet.cell(4, 3).protection.locked


def test_cells_are_checked_as_whole_numbers_days_and_options():
    sheet = opened(template(ASKED))["填报"]
    kinds = {
        str(v.sqref).split(":", maxsplit=1)[0].rstrip("0123456789"): (v.type, v.formula1)
        for v in sheet.data_validations.dataValidation
    }
    letter = sheet.cell(3, place_of(sheet, "研讨交流")).column_letter
    kind, formula = kinds[letter]
    assert kind == "custom"
    assert f"INT({letter}4)={letter}4" in formula
    assert f'{letter}4="免报"' in formula
    conflict = sheet.cell(3, place_of(sheet, "本周工学冲突情况")).column_letter
    assert kinds[conflict][0] == "list"
    assert "_form" in kinds[conflict][1]


def test_an_exemption_typed_in_a_template_comes_back_as_one():
    data = template(ASKED)
    sheet = opened(data)["填报"]
    place, study = place_of(sheet, "研讨交流"), place_of(sheet, "集中学习")
    (table,) = read(filled(data, {(4, place): "免报", (4, study): 2, (5, place): "(豁免)"})).tables
    said = [e.values["discussion_session_count"] for e in table.entries[:2]]
    assert [(value.state, value.value) for value in said] == [(State.EXEMPT, None)] * 2
    assert table.entries[0].accepted
    assert table.entries[0].values["study_session_count"].value == 2


def test_a_template_filled_in_comes_back_exactly():
    data = template(ASKED)
    sheet = opened(data)["填报"]
    discussion, study = place_of(sheet, "研讨交流"), place_of(sheet, "集中学习")
    cells = {(row, discussion): row - 4 for row in range(4, 4 + len(UNITS))}
    cells |= {(row, study): 2 for row in range(4, 4 + len(UNITS))}
    reading = read(filled(data, cells))
    (table,) = reading.tables
    assert (table.form, [week.number for week in table.weeks]) == ("weekly_report", [3])
    assert [e.unit_id for e in table.entries] == [unit.id for unit in UNITS]
    assert all(entry.accepted for entry in table.entries)
    assert not [i for i in reading.all_issues if i.severity in ("error", "stop")]
    values = [entry.values["discussion_session_count"].value for entry in table.entries]
    assert values == list(range(len(UNITS)))


def test_an_unfilled_template_holds_no_figure():
    reading = read(template(ASKED))
    assert all(
        value.value is None
        for entry in reading.tables[0].entries
        for value in entry.values.values()
    )


def test_a_template_of_another_version_is_held_with_its_number():
    book = opened(template(ASKED))
    cell = next(c for c in book["_form"]["B"] if c.value == PACK.form_version("weekly_report"))
    cell.value = "00000000"
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert "L10" in [issue.code for issue in reading.all_issues]
    assert not any(entry.accepted for entry in reading.tables[0].entries)


def test_a_title_changed_to_another_week_is_asked_about():
    reading = read(filled(template(ASKED), {(1, 1): "云岭区主题教育工作进展情况周报表（第5周）"}))
    assert "P01" in [issue.code for issue in reading.all_issues]


def test_the_hidden_sheet_is_neither_read_nor_reported():
    reading = read(template(ASKED))
    assert "L05" not in [issue.code for issue in reading.all_issues]


@pytest.mark.parametrize(
    "form", [f.id for f in PACK.forms if f.kind not in ("weekly", "roster")], ids=str
)
def test_a_log_or_register_is_recognised_from_its_own_empty_form(form):
    asked = replace(ASKED, form_id=form)
    sheet = opened(template(asked))["填报"]
    unit = next((c for c in sheet[3] if c.value == field_title(form, "unit")), None)
    cells = {(4, unit.column): UNITS[0].name} if unit else {(4, 2): "第1项"}
    cells |= {(4, place_of(sheet, t)): "2023-10-18" for t in date_titles(form)}
    reading = read(filled(template(asked), cells))
    assert [table.form for table in reading.tables] == [form]
    assert not [i.code for i in reading.all_issues if i.code in ("L01", "L02", "L03", "L04", "L12")]


def field_title(form: str, kind: str) -> str:
    return next((f.title for f in PACK.form[form].fields if f.kind == kind), "")


def date_titles(form: str) -> list[str]:
    return [f.title for f in PACK.form[form].fields if f.kind == "date" and f.required]


def test_drop_downs_list_the_units_and_the_options():
    sheet = opened(template(replace(ASKED, form_id="guidance_log")))["填报"]
    book = sheet.parent
    lists = [[c.value for c in col if c.value] for col in book["_form"].iter_cols(min_col=9)]
    assert [unit.name for unit in UNITS] in lists
    assert [o.label.zh for o in PACK.choices["guidance_log.method"]] in lists
    assert [v for v in sheet.data_validations.dataValidation if v.type == "date"]


def test_an_archive_has_one_template_for_each():
    second = replace(ASKED, addressee=Addressee("g09", "第九/组", UNITS[:1]))
    with zipfile.ZipFile(io.BytesIO(templates_zip([ASKED, second]))) as archive:
        assert archive.namelist() == [f"{template_name(ASKED)}.xlsx", "周报表_第3周_第九_组.xlsx"]


def test_nobody_without_units_is_sent_a_weekly_report():
    with pytest.raises(ValueError, match="no units"):
        template(replace(ASKED, addressee=Addressee("g01", "第一指导组", ())))


def test_the_office_log_s_empty_form_takes_how_many_work_there():
    """工作人员数 filled in the blank comes back as the number of its line."""
    asked = replace(ASKED, form_id="office_log")
    sheet = opened(template(asked))["填报"]
    said = {"日期": "2023-10-18", "类别": "人员配备", "对象": "办公室", "工作人员数": 10}
    field = PACK.form["office_log"].field
    titles = {"日期": "day", "类别": "category", "对象": "audience", "工作人员数": "staff_count"}
    cells = {(4, place_of(sheet, field[titles[k]].title)): v for k, v in said.items()}
    (table,) = read(filled(template(asked), cells)).tables
    assert table.submission is not None
    (fields,) = table.submission.rows["fields"]
    assert json.loads(fields)["staff_count"] == 10
