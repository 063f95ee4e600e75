"""Whether every paragraph and definition was reviewed by as many others as are demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hereof.audit.authors import Author, Authors, folded
from hereof.diagnostics import Diagnostic, Source, Span, note, warning
from hereof.frozen import frozen
from hereof.language.blocks import split_blocks
from hereof.rulebase.review_checks import stands
from hereof.rulebase.reviewed import Subject, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hereof.model.words import Reviewed
    from hereof.rulebase.base import Agreement, RuleBase


@frozen
class SignedOff:
    """A paragraph or definition, and who reviewed it.

    Attributes:
        subject: What is reviewed.
        standing: The reviews of what stands now, one a reviewer.
        stale: Those of what stood before.
        own: Those of what stands now by an author of it.
        authors: Who wrote its lines, as far as git knows.
        is_known: Whether git knows that of each of its lines.
    """

    subject: Subject
    standing: tuple[Reviewed, ...]
    stale: tuple[Reviewed, ...]
    own: tuple[Reviewed, ...]
    authors: tuple[Author, ...]
    is_known: bool


def subjects(base: RuleBase, agreement: Agreement) -> Iterator[Subject]:
    """Give every paragraph and definition of an agreement with what it leans on."""
    return subjects_of(agreement.files, base.incorporated(agreement))


def signed_off(subject: Subject, authors: Authors) -> SignedOff:
    """Say who reviewed a paragraph or definition."""
    found, is_known = authors.of(subject.rules.source.path, _lines(subject))
    standing: dict[str, Reviewed] = {}
    own: list[Reviewed] = []
    stale: list[Reviewed] = []
    for each in subject.paragraph.reviewed:
        if not stands(subject, each):
            stale.append(each)
        elif any(author.is_called(each.by) for author in found):
            own.append(each)
        else:
            standing.setdefault(folded(each.by), each)
    return SignedOff(
        subject, tuple(standing.values()), tuple(stale), tuple(own), tuple(found), is_known
    )


def required(base: RuleBase, names: Sequence[str], demanded: int) -> Iterator[Diagnostic]:
    """Give a finding for every paragraph and definition that too few others reviewed.

    Args:
        base: The rule base.
        names: The agreements; none: all.
        demanded: So many different reviewers, none of them an author.

    Raises:
        HereofError: There is no such agreement.
    """
    authors = Authors(base.folder)
    unknown: dict[str, Source] = {}
    for name in names or base.every:
        agreement = base.agreement(name) if names else base.once(name)
        if agreement.placed is None:
            continue  # its errors say why
        for subject in subjects(base, agreement):
            found = signed_off(subject, authors)
            if not found.is_known:
                unknown.setdefault(subject.rules.source.path, subject.rules.source)
            yield from _own(found)
            if len(found.standing) < demanded:
                yield _missing(found, demanded)
    yield from _unknown(authors, unknown)


def _own(found: SignedOff) -> Iterator[Diagnostic]:
    for each in found.own:
        yield warning(
            "reviewed-by-author",
            f"{each.by} reviewed `{found.subject.name}` and wrote lines of it: that does not count",
            each.span,
            help="have somebody else review it",
        )


def _missing(found: SignedOff, demanded: int) -> Diagnostic:
    subject, count = found.subject, len(found.standing)
    had = f"{count} of {demanded} demanded reviews" if count else "no review that counts"
    return warning(
        "review-missing",
        f"`{subject.name}` has {had}",
        subject.paragraph.span,
        help=f'`hereof review "{subject.name}"` shows what is to be reviewed, and with `--by` and '
        "`--on` writes it down",
    )


def _unknown(authors: Authors, files: dict[str, Source]) -> Iterator[Diagnostic]:
    if authors.why_not:
        yield note(
            "review-author-unknown",
            f"who wrote the rule files is not known, since {authors.why_not}: a review by an "
            "author cannot be told apart",
            *(Span(source, 0, 0) for source in list(files.values())[:1]),
            help="check the rule base in a git checkout",
        )
        return
    for path, source in sorted(files.items()):
        yield note(
            "review-author-unknown",
            f"git does not know who wrote every line of `{path}`: a review by an author may not "
            "be told apart",
            Span(source, 0, 0),
            help="commit the file; in a shallow clone fetch the rest of the history",
        )


def block_of(subject: Subject) -> Span:
    """Give the block of a paragraph or definition, what stands behind its last word aside."""
    source, start = subject.rules.source, subject.paragraph.span.start
    blocks, _ = split_blocks(source)
    block = next(each for each in blocks if each.start <= start < each.end)
    end = block.start
    at = block.start
    for line in source.text[block.start : block.end].splitlines(keepends=True):
        at += len(line)
        text = line.strip()
        if text and not text.startswith("#"):
            end = at - len(line) + len(line.rstrip())
    return Span(source, block.start, end)


def _lines(subject: Subject) -> list[int]:
    """Give the lines of a paragraph or definition, its `reviewed` lines and comments aside."""
    source = subject.rules.source
    first, last = block_of(subject).lines
    aside = {
        line
        for each in subject.paragraph.reviewed
        for line in range(each.span.lines[0], each.span.lines[1] + 1)
    }
    return [
        line
        for line in range(first, last + 1)
        if line not in aside and (text := source.line(line).strip()) and not text.startswith("#")
    ]
