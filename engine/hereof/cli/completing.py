"""What a shell may complete: agreements, terms, rule files."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click

    from hereof.rulebase.base import RuleBase

_MOST_OFFERED = 500


def complete_agreement(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the agreements of the base."""
    del param
    base = _base(ctx)
    names = base.agreements if base else ()
    return _offered(name for name in names if name.startswith(incomplete))


def complete_term(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the terms of the base, or of the agreement that is already named."""
    del param
    base = _base(ctx)
    if base is None:
        return []
    named = ctx.params.get("agreement")
    begun = incomplete.casefold()
    return _offered(
        term
        for term, holders in sorted(base.survey.terms().items())
        if term[:1].isalnum()
        and term.casefold().startswith(begun)
        and (named is None or named in holders)
    )


def complete_either(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the agreements of the base, and then its terms."""
    agreements = [] if ctx.params.get("agreement") else complete_agreement(ctx, param, incomplete)
    return [*agreements, *complete_term(ctx, param, incomplete)][:_MOST_OFFERED]


def complete_type(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the types, once the term and `=` are there."""
    del ctx, param
    from hereof.formula.inputs import DIMENSIONS  # noqa: PLC0415 - only in completion

    term, sign, begun = incomplete.partition("=")
    if not sign:
        return []
    return _offered(f"{term}={name}" for name in DIMENSIONS if name.startswith(begun))


def complete_convention(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the conventions."""
    del ctx, param
    from hereof.formula.english.usage import CONVENTIONS  # noqa: PLC0415 - only in completion

    return _offered(name for name in CONVENTIONS if name.startswith(incomplete))


def _offered(names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in islice(names, _MOST_OFFERED)]


def _base(ctx: click.Context) -> RuleBase | None:
    """Open the base that the command line so far names; silence where there is none."""
    from hereof.cli.settings import Settings  # noqa: PLC0415 - settings come first elsewhere
    from hereof.diagnostics import HereofError  # noqa: PLC0415 - only in completion

    try:
        return ctx.ensure_object(Settings).open()
    except (HereofError, OSError):
        return None
