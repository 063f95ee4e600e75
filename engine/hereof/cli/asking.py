"""Which agreement and which term a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hereof.cli.exits import Misuse, shown
from hereof.cli.terms import look_up
from hereof.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hereof.cli.terms import Lookup
    from hereof.rulebase.base import Agreement, RuleBase

_MOST_LISTED: Final = 12


@frozen
class Question:
    """A term of an agreement.

    Attributes:
        agreement: Loaded, and without errors.
        term: As defined.
        typed: As typed.
        exact: Whether that is the same.
    """

    agreement: Agreement
    term: str
    typed: str
    exact: bool


def find_agreement(base: RuleBase, typed: str, named: str | None) -> Agreement | None:
    """Find the agreement that a name means; nothing where it is to be looked for among terms.

    An agreement is named by its whole name, by a name with a colon behind it, or by a part of
    its name or by its title where no term is meant by that.

    Args:
        base: The rule base.
        typed: As typed.
        named: The agreement, where it is named besides: then a term is meant.

    Raises:
        Misuse: It may mean an agreement and a term, or several agreements.
        HereofError: The agreement has errors.
    """
    plain = " ".join(typed.split())
    if named is not None or not plain:
        return None
    if plain.endswith(":") and plain[:-1].strip() in base.agreements:
        return base.agreement(plain[:-1].strip())
    small = plain.casefold()
    whole = [name for name in base.agreements if name.casefold() == small]
    found = look_up(plain, holders_of_terms(base))
    if whole and any(name.casefold() == small for name in found.names):
        raise Misuse(
            "name-ambiguous",
            f"`{typed}` is an agreement, and a term",
            help=f"write `{whole[0]}:` for the agreement, `{whole[0]}: {found.names[0]}` for the "
            "term",
        )
    if whole:
        return base.agreement(whole[0])
    return None if found.names or ":" in plain else _by_part(base, typed, small)


def _by_part(base: RuleBase, typed: str, small: str) -> Agreement | None:
    """Find the one agreement of which a part of the name, or the title, is typed."""
    from hereof.report.listing import agreements  # noqa: PLC0415 - only once a base is open

    listed = agreements(base)["agreements"]
    found = [each for each in listed if small in (each["id"].casefold(), each["title"].casefold())]
    found = found or [each for each in listed if small in each["id"].casefold()]
    if len(found) > 1:
        raise Misuse(
            "agreement-ambiguous",
            f"`{typed}` may mean {len(found)} agreements",
            help="give more of the name",
            detail=_cut([f"{each['id']}  ({each['title']})" for each in found]),
        )
    return base.agreement(found[0]["id"]) if found else None


def find_question(base: RuleBase, typed: str, named: str | None) -> Question:
    """Find the one agreement and the one term that a question means.

    Only that agreement is loaded; which agreements speak of the term is known
    from a look at the headers.

    Args:
        base: The rule base.
        typed: The term as typed, perhaps as `agreement: Term`.
        named: The agreement, where it is named.

    Raises:
        Misuse: It may mean several, or none.
        HereofError: There is no such agreement, or it has errors, or the words of the term, or
            of a calendar, state something else than the rule file.
    """
    named, typed = _prefix(base, typed, named)
    if not typed.strip():
        raise Misuse("term-unnamed", "no term is named", help="`hereof list AGREEMENT` shows them")
    if named is None:
        named = _only_agreement(base, typed)
    agreement = base.agreement(named)
    from hereof.report.listing import subjects  # noqa: PLC0415 - only once a base is open

    found = look_up(typed, subjects(agreement.timeline))
    if len(found.names) != 1:
        raise _unclear(typed, found, f"agreement `{named}`", ())
    from hereof.rulebase.sure import be_sure  # noqa: PLC0415 - the same

    be_sure(agreement, found.names[0])
    return Question(agreement, found.names[0], typed, found.exact)


def _prefix(base: RuleBase, typed: str, named: str | None) -> tuple[str | None, str]:
    """Take an agreement that stands before the term off it.

    Raises:
        Misuse: There is no such agreement, or another is named as well.
    """
    if named is not None and not named.strip():
        raise Misuse(
            "agreement-unnamed",
            "no agreement is named",
            help="`hereof list` shows the agreements; name one with `--agreement`",
        )
    head, colon, rest = (part.strip() for part in typed.partition(":"))
    if not colon or not head or not base.agreements:
        return named, typed
    if head in base.agreements:
        if named is not None and named != head:
            raise Misuse(
                "agreement-twice",
                f"two agreements are named, `{head}` and `{named}`",
                help="name one, before the term or with `--agreement`",
            )
        return head, rest
    if named is None and not look_up(typed, holders_of_terms(base)).names:
        from hereof.spelling import did_you_mean  # noqa: PLC0415 - only where there is a mistake

        raise Misuse(
            "agreement-unknown",
            f"there is no agreement `{shown(head)}` in the rule base",
            help=did_you_mean(head, base.agreements, "`hereof list` shows the agreements"),
        )
    return named, typed


def _only_agreement(base: RuleBase, typed: str) -> str:
    if not base.agreements:
        raise Misuse(
            "base-empty",
            f"there is no agreement in `{base.folder.root}`",
            help="add a rule file to `rules`, or name another rule base with `--base`",
        )
    if len(base.agreements) == 1:
        return base.agreements[0]
    holders = holders_of_terms(base)
    found = look_up(typed, holders)
    if len(found.names) == 1:
        agreements = holders[found.names[0]]
        if len(agreements) == 1:
            return agreements[0]
        raise _several_agreements(found.names[0], agreements)
    raise _unclear(
        typed,
        found,
        "the rule base",
        [f"{name}  ({_listed(holders[name])})" for name in found.names],
    )


def holders_of_terms(base: RuleBase) -> dict[str, list[str]]:
    """Give every term with the agreements that speak of it or incorporate it."""
    from hereof.model.names import CLASSES  # noqa: PLC0415 - only once a base is open

    takers: dict[str, set[str]] = {}
    for file in base.survey.files:
        for name in file.needs:
            takers.setdefault(name, set()).add(file.agreement)
    found: dict[str, list[str]] = {CLASSES: list(base.agreements)}
    for term, own in base.survey.terms().items():
        if not term[:1].isalnum():
            continue
        holders, todo = set(own), list(own)
        while todo:
            for taker in takers.get(todo.pop(), ()):
                if taker not in holders:
                    holders.add(taker)
                    todo.append(taker)
        if holders := holders & set(base.agreements):
            found[term] = sorted(holders)
    return found


def _several_agreements(term: str, agreements: list[str]) -> Misuse:
    return Misuse(
        "agreement-unnamed",
        f"{len(agreements)} agreements speak of `{term}`",
        help=f"name one, as in `{agreements[0]}: {term}` or `--agreement {agreements[0]}`",
        detail=_cut(agreements),
    )


def _unclear(typed: str, found: Lookup, where: str, lines: Iterable[str]) -> Misuse:
    if found.names:
        return Misuse(
            "term-ambiguous",
            f"`{shown(typed)}` may mean {len(found.names)} terms of {where}",
            help="give more of the name",
            detail=_cut(list(lines) or list(found.names)),
        )
    near = " or ".join(
        filter(
            None,
            (
                ", ".join(f"`{n}`" for n in found.nearest[:-1]),
                *(f"`{n}`" for n in found.nearest[-1:]),
            ),
        )
    )
    return Misuse(
        "term-unknown",
        f"there is no term `{shown(typed)}` in {where}",
        help=f"did you mean {near}?" if near else "`hereof list AGREEMENT` shows its terms",
    )


def _listed(agreements: list[str]) -> str:
    if len(agreements) <= 2:  # noqa: PLR2004 - two fit beside the term
        return ", ".join(agreements)
    return f"{agreements[0]} and {len(agreements) - 1} more"


def _cut(lines: list[str]) -> list[str]:
    if len(lines) <= _MOST_LISTED:
        return lines
    return [*lines[:_MOST_LISTED], f"... and {len(lines) - _MOST_LISTED} more"]
