"""`yangguan verify`: independent checks of the trace and of licences; a changed byte is named."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from yangguan.foundation.cipher.quiet import native_errors_hidden
from yangguan.foundation.trace.verification import TraceVerdict, verify_all, verify_stream
from yangguan.portals.console.database import database
from yangguan.portals.console.verify_licence import LicenceFinding, examine_licence

_MISUSED = 2

verify = typer.Typer(
    help="独立核验：留痕链、电子证照。\n\nIndependent checks: the trace, licences.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。 Print JSON.")]


@verify.command("trace")
def trace(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="[CASE]",
            help="办件编号，或者 licence:、item: 开头的对象；不写则核验全部。 "
            "A case number, or a subject such as licence:…; everything without it.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """
    核验全过程留痕有没有被改、被删、被插；有问题时以 1 结束。

    Check the trace for changed, removed and inserted entries; exit 1 if any.
    """
    with database():
        verdict = verify_stream(trace_subject(case)) if case else verify_all()
    typer.echo(_trace_json(verdict) if as_json else _trace_text(verdict))
    if not verdict.is_intact:
        raise typer.Exit(1)


@verify.command("licence")
def licence(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="证照的 PDF，或者它的 JSON 数据。 A licence as PDF or as JSON.",
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """
    核验证照文件：签名、与库中底本逐字节比对、证照状态；有问题时以 1 结束。

    Check a licence file: signature, byte by byte against the library, state; exit 1 if wrong.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        words = _("错误：读不出文件 %(file)s（%(why)s）。")
        typer.echo(words % {"file": file, "why": error.strerror or error}, err=True)
        raise typer.Exit(_MISUSED) from error
    with database(), native_errors_hidden():
        finding = examine_licence(data, on=timezone.localdate())
    typer.echo(_licence_json(finding) if as_json else _licence_text(finding))
    if not finding.is_right:
        raise typer.Exit(1)


def trace_subject(case: str) -> str:
    """The subject of a trace stream; a bare number is a case's."""
    return case if ":" in case else f"case:{case}"


def _trace_json(verdict: TraceVerdict) -> str:
    report = {"intact": verdict.is_intact, **asdict(verdict)}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _trace_text(verdict: TraceVerdict) -> str:
    lines = [f"{fault.subject}：{fault.message}（{fault.code}）" for fault in verdict.faults]
    counted = {"streams": verdict.streams, "entries": verdict.entries, "faults": len(lines)}
    if verdict.is_intact:
        lines.append(_("完好：核验了 %(streams)d 条链、%(entries)d 条留痕，没有问题。") % counted)
    else:
        lines.append(
            _("不完好：核验了 %(streams)d 条链、%(entries)d 条留痕，发现 %(faults)d 处问题。")
            % counted
        )
    return "\n".join(lines)


def _licence_json(finding: LicenceFinding) -> str:
    report = {"valid": finding.is_right, **asdict(finding)}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _licence_text(finding: LicenceFinding) -> str:
    verdict = _("真实有效") if finding.is_right else _("核验不通过")
    lines = [
        _("%(verdict)s：%(licence)s") % {"verdict": verdict, "licence": finding.licence or "—"},
        *(_("  有误：%(message)s") % {"message": fault.message} for fault in finding.faults),
        *(_("  已核：%(what)s") % {"what": what} for what in finding.checked),
        *(_("  未核：%(what)s") % {"what": what} for what in finding.unchecked),
    ]
    return "\n".join(lines)
