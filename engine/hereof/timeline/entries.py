"""Settles the dates of an instrument: the date it bears, and when it was executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.diagnostics import Diagnostic, Label, Span, error
from hereof.frozen import frozen
from hereof.model.instrument import Kind

if TYPE_CHECKING:
    from datetime import date

    from hereof.model.instrument import Instrument, RuleFile, Signature


@frozen(eq=False)
class Dates:
    """The dates of an instrument.

    Attributes:
        dated: The date that it bears.
        executed: The day of the last required signature or of delivery; none while it
            is not executed.
        lacking: The roles whose signatures are still required.
        assumed: Whether nothing is said of its execution, so that its date stands for it.
    """

    dated: date
    executed: date | None
    lacking: tuple[str, ...]
    assumed: bool


def settle(rules: RuleFile) -> tuple[Dates | None, tuple[Diagnostic, ...]]:
    """Settle the dates of a rule file's instrument."""
    instrument = rules.instrument
    if instrument is None:
        return None, ()
    if instrument.dated is None or instrument.dated.value is None:
        return None, (
            error(
                "dated-missing",
                f"`{instrument.id}` does not say what date it bears",
                instrument.span,
                help="write `dated` and the date",
            ),
        )
    dated = instrument.dated.value
    lacking = _lacking(instrument)
    findings = [*_contradictions(instrument, lacking)]
    if lacking:
        return Dates(dated, None, lacking, assumed=False), tuple(findings)
    if instrument.executed is not None:
        return Dates(dated, instrument.executed.value, (), assumed=False), tuple(findings)
    days = [signature.day for signature in instrument.signatures]
    known = [day for day in days if day is not None]
    if days and len(known) == len(days):
        return Dates(dated, max(known), (), assumed=False), tuple(findings)
    if known:
        findings.append(_unknown_day(instrument))
    return Dates(dated, dated, (), assumed=True), tuple(findings)


def _lacking(instrument: Instrument) -> tuple[str, ...]:
    signed = {s.role for s in instrument.signatures if s.signatory}
    missing = [role for role in instrument.requires if role not in signed]
    missing += [s.role for s in instrument.signatures if not s.signatory and s.role not in missing]
    return tuple(missing)


def _contradictions(instrument: Instrument, lacking: tuple[str, ...]) -> list[Diagnostic]:
    executed = instrument.executed
    if executed is None or executed.value is None:
        return []
    if lacking:
        return [
            error(
                "executed-unsigned",
                f"`{instrument.id}` is said to be executed, but the signature of "
                f"{' and '.join(lacking)} is lacking",
                Label(executed.span, "said to be executed"),
                help="add the signature, or write `not executed`",
            )
        ]
    late = _after(instrument.signatures, executed.value)
    if late is not None:
        return [
            error(
                "executed-before-signed",
                f"`{instrument.id}` is said to be executed on {executed.value}, before it was "
                f"signed for {late.role} on {late.day}",
                Label(executed.span, "said to be executed"),
                Label(late.span, "signed later"),
                help="an instrument is executed with the last required signature",
            )
        ]
    return []


def _after(signatures: tuple[Signature, ...], day: date) -> Signature | None:
    return next((s for s in signatures if s.day is not None and s.day > day), None)


def _unknown_day(instrument: Instrument) -> Diagnostic:
    without = next(s for s in instrument.signatures if s.day is None)
    return error(
        "executed-unknown",
        f"the day on which `{instrument.id}` was signed for {without.role} is not said",
        without.span,
        help="write `on` and the day, or say when the instrument was `executed`",
    )


def too_early(
    base: Instrument, agreed: Dates, later: Instrument, dates: Dates
) -> Diagnostic | None:
    """Refuse an instrument that was executed before the agreement that it belongs to."""
    if dates.executed is None or agreed.executed is None or dates.executed >= agreed.executed:
        return None
    place = later.executed.span if later.executed else _dated(later)
    agreement = base.executed.span if base.executed else _dated(base)
    return error(
        "executed-before-agreement",
        f"`{later.id}` was executed on {dates.executed}, before the agreement itself "
        f"({agreed.executed})",
        Label(place, "executed before"),
        Label(agreement, "the agreement"),
        help="one of the two dates is wrong",
    )


def _dated(instrument: Instrument) -> Span:
    return instrument.dated.span if instrument.dated else instrument.span


def is_base(instrument: Instrument) -> bool:
    """Tell whether an instrument is the agreement itself."""
    return instrument.kind is Kind.AGREEMENT
