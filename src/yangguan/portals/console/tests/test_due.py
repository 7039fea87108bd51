"""`yangguan due`."""

import io
import json

import pytest
import typer
from django.utils import translation
from typer.testing import CliRunner

from yangguan.portals.console.due import due

application = typer.Typer()
application.command("due", context_settings={"ignore_unknown_options": True})(due)


def run(*arguments: str, lines: str | bytes = ""):
    return CliRunner().invoke(application, list(arguments), input=lines)


def test_the_answer_in_json_is_exactly_due_skipped_and_provisional():
    result = run("2026-02-12", "5", "--json")

    festival = [{"date": f"2026-02-{day}", "reason": "春节"} for day in range(15, 24)]
    assert json.loads(result.stdout) == {
        "due": "2026-02-26",
        "skipped": festival,
        "provisional": False,
    }
    assert result.exit_code == 0


def test_the_answer_for_people_lists_every_skipped_day_and_why():
    result = run("2026-04-30", "4", "--stop", "2026-05-06..2026-05-07")

    assert "2026-05-11" in result.stdout
    for line in ("2026-05-01 星期五  劳动节", "2026-05-06 星期三  停止计时", "2026-05-10 星期日"):
        assert line in result.stdout


def test_people_who_read_english_are_told_in_english_and_programs_in_one_language():
    with translation.override("en"):
        people, program = run("2026-02-12", "5"), run("2026-02-12", "5", "--json")

    assert "2026-02-16 Monday  Spring Festival" in people.stdout
    assert json.loads(program.stdout)["skipped"][0]["reason"] == "春节"


def test_stops_may_be_repeated():
    result = run(
        "2026-03-02",
        "20",
        "--stop",
        "2026-03-10..2026-03-13",
        "--stop=2026-03-13..2026-03-19",
        "--json",
    )

    answer = json.loads(result.stdout)
    assert answer["due"] == "2026-04-09"
    assert sum(day["reason"] == "停止计时" for day in answer["skipped"]) == 7


def test_a_year_that_is_not_announced_is_said_to_be_provisional():
    assert json.loads(run("2026-12-30", "2", "--json").stdout)["provisional"] is True
    assert "暂定" in run("2026-12-30", "2").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["2026-02-30", "5"],
        ["20260212", "5"],
        ["2026-02-12"],
        ["2026-02-12", "five"],
        ["2026-02-12", "-1"],
        ["2026-02-12", "99999"],
        ["2026-02-12", "5", "--stop", "2026-02-13"],
        ["2026-02-12", "5", "--stop", "2026-02-13..2026-02-12"],
        ["-", "5"],
        ["-", "--stop", "2026-02-13..2026-02-25"],
    ],
)
def test_a_question_in_the_wrong_form_is_refused_in_one_line(arguments):
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("错误（")
    assert result.stderr.count("\n") == 1


def test_a_year_beyond_the_calendar_is_told_with_the_remedy():
    result = run("2027-12-30", "9")

    assert result.exit_code == 1
    assert "2028.json" in result.stderr


def test_a_stop_without_end_is_told():
    result = run("2026-03-02", "20", "--stop", "2026-03-10..", "--json")

    assert json.loads(result.stdout)["error"]["code"] == "stop_never_ends"
    assert result.exit_code == 1


def test_many_lines_are_answered_line_by_line_and_a_bad_one_stops_nothing():
    lines = (
        "2026-02-12 5\n"
        "nonsense\n"
        "\n"
        "2026-02-12 5 --stop 2026-02-13..2026-02-25\n"
        "2026-02-12 5 --stop\n"
        "2026-02-12 5 --slow\n"
        "2026-02-12 5 6\n"
        "2026-02-12 '5\n"
        "2026-02-12 -5\n"
        "2026-03-02 20 --stop=2026-03-10..2026-03-19\n"
    )

    result = run("-", "--json", lines=lines)

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    told = [answer.get("due") or answer["error"]["code"] for answer in answers]
    assert told == [
        "2026-02-26",
        "date",
        "2026-03-02",
        "stop",
        "usage",
        "usage",
        "usage",
        "days_out_of_range",
        "2026-04-09",
    ]
    assert result.exit_code == 1


def test_lines_for_people_are_one_line_each():
    result = run("-", lines="2026-02-12 5\n2026-03-02 4\nx\n")

    answers = result.stdout.splitlines()
    assert len(answers) == 3
    assert "2026-02-26" in answers[0]
    assert "不计入：无" in answers[1]
    assert answers[2].startswith("错误（date）")
    assert result.exit_code == 1


def test_a_line_in_another_encoding_is_only_a_bad_line():
    result = run("-", "--json", lines="日期 5\n".encode("gb18030") + b"2026-02-12 5\n")

    bad, good = (json.loads(line) for line in result.stdout.splitlines())
    assert (bad["error"]["code"], good["due"]) == ("date", "2026-02-26")


def test_good_lines_end_well():
    assert run("-", lines="2026-02-12 5\n").exit_code == 0


def test_a_line_can_ask_for_json_by_itself():
    result = run("-", lines="2026-02-12 5 --json\n2026-02-12 x --json\n")

    good, bad = (json.loads(line) for line in result.stdout.splitlines())
    assert good["due"] == "2026-02-26"
    assert bad["error"]["code"] == "days"


def test_an_answer_is_out_before_the_next_line_is_read(monkeypatch):
    class Pipe(io.StringIO):
        delivered = ""

        def flush(self) -> None:
            self.delivered = self.getvalue()

    out = Pipe()
    seen = []

    def questions():
        yield "2026-02-12 5\n"
        seen.append(out.delivered)
        yield "2026-03-02 4\n"
        seen.append(out.delivered)

    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stdin", questions())

    with pytest.raises(typer.Exit):
        due("-", as_json=True)

    assert [text.count("\n") for text in seen] == [1, 2]
