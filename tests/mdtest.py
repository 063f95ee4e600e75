"""Runs tests that are written as Markdown: prose, the files of a rule base, what it must say.

Every heading opens a section, and a section has the files of the sections above
it in the heading tree: what is common stands under the first heading, each
variant adds to it or overrides it. A file is a fenced block whose info string is
a language and a path, ``hereof rules/demo/agreement.hereof`` or
``text agreements/demo/agreement.txt``. A section is a test where it says what is
expected:

- a table ``| D | K | term | outcome |``: on a date (or a month, for the Distribution
  Date in it), as known on a date or with `all on file`, the outcome of a term (where
  there are several agreements, ``agreement-id: Term``);
- a block ``findings``: every finding of the base, as ``severity code path:line``; in a block
  ``findings require-review N by NAME`` with N reviews demanded of everything, the files written
  by NAME (as git knows; without ``by NAME`` there is no git);
- a block ``console``: commands and what they print, which another test runs.

Anything else in a fence or a table is a mistake, and so is a section that has no
section below it and expects nothing: no test can silently not run.

By hand: ``python tests/mdtest.py FILE...``, with ``--update`` to write the findings anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

import hereof
from hereof.audit.sign_off import required
from hereof.calendar import Month
from hereof.model.names import CLASSES
from hereof.model.operation import Suspend
from hereof.report.check import walk
from hereof.report.tally import Tally
from hereof.timeline.answer import Answer, Outcome, state_outcome
from hereof.timeline.classes import named_in
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hereof.diagnostics import Diagnostic
    from hereof.timeline.state import State
    from hereof.timeline.step import Provision

MANIFEST: Final = "agreements/MANIFEST.sha256"
DISTRIBUTION_DATE: Final = "Distribution Date"

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})\s*(.*?)\s*")
_HEADER: Final = ("D", "K", "term", "outcome")
_FINDINGS: Final = re.compile(r"findings(?: require-review (\d+)(?: by (.+))?)?")
_FILE: Final = {"hereof": ("rules/", ".hereof"), "text": ("agreements/", "")}


class MdtestError(Exception):
    """The Markdown file is at fault, not what it tests: `file:line: what is wrong`."""


# ------------------------------------------------------------------------------ cases


@frozen
class Block:
    """A fenced block; `line` is the one of its first line of text, counted from 1."""

    text: str = field(repr=False)
    line: int
    demanded: int = 0
    author: str = ""


@frozen
class Row:
    """A row of a table: a question and the outcome that it must have."""

    line: int
    on: date | Month
    known_on: date | None
    agreement: str
    term: str
    expected: Expected


@frozen
class Case:
    """A section that expects something.

    Attributes:
        path: The Markdown file.
        line: The line of the section's heading.
        headings: The headings from the first level to the section's own.
        files: The files of the rule base by path, those of the sections above included.
        rows: The rows of its tables.
        findings: Its block of findings; none where it has no such block.
        console: Its blocks of commands, which `run` leaves alone.
    """

    path: Path
    line: int
    headings: tuple[str, ...]
    files: dict[str, Block]
    rows: tuple[Row, ...]
    findings: Block | None
    console: tuple[Block, ...]

    @property
    def id(self) -> str:
        """A name for the case that is unique within its file."""
        return "/".join((self.path.stem, *(_slug(heading) for heading in self.headings[1:])))

    @property
    def is_checked(self) -> bool:
        """Tell whether there is anything for `run` to check."""
        return bool(self.rows) or self.findings is not None


@frozen
class _Section:
    """A section while it is read."""

    level: int
    title: str
    line: int
    above: _Section | None
    files: dict[str, Block] = field(factory=dict)
    rows: list[Row] = field(factory=list)
    findings: list[Block] = field(factory=list)
    console: list[Block] = field(factory=list)
    below: list[_Section] = field(factory=list)

    @property
    def lineage(self) -> tuple[_Section, ...]:
        """The sections from the first level to this one."""
        return (*(self.above.lineage if self.above else ()), self)


def cases(path: Path) -> list[Case]:
    """Read the cases of a Markdown file.

    Raises:
        MdtestError: The file has a block, table or section that means nothing here.
    """
    found = [_case(path, section) for section in _Reader(path).read() if _expects(path, section)]
    if not found:
        raise MdtestError(f"{path}:1: there is no test in this file")
    seen: set[str] = set()
    for case in found:
        if case.id in seen:
            raise MdtestError(f"{path}:{case.line}: another section has the same headings")
        seen.add(case.id)
    return found


def _expects(path: Path, section: _Section) -> bool:
    if section.rows or section.findings or section.console:
        return True
    if not section.below:
        raise MdtestError(f"{path}:{section.line}: the section expects nothing")
    return False


def _case(path: Path, section: _Section) -> Case:
    files: dict[str, Block] = {}
    for each in section.lineage:
        files |= each.files
    if not files and (section.rows or section.findings):
        raise MdtestError(f"{path}:{section.line}: the section has no files")
    return Case(
        path,
        section.line,
        tuple(each.title for each in section.lineage),
        files,
        tuple(section.rows),
        section.findings[0] if section.findings else None,
        tuple(section.console),
    )


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


class _Reader:
    """Reads a Markdown file line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.at = 0
        self.sections: list[_Section] = []

    def read(self) -> list[_Section]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if fence := _FENCE.fullmatch(line):
                self._block(fence[1], fence[2])
            elif heading := _HEADING.fullmatch(line):
                self._heading(len(heading[1]), heading[2])
                self.at += 1
            elif line.lstrip().startswith("|"):
                self._table()
            else:
                self.at += 1
        return self.sections

    def _heading(self, level: int, title: str) -> None:
        above = self.sections[-1] if self.sections else None
        while above is not None and above.level >= level:
            above = above.above
        section = _Section(level, title, self.at + 1, above)
        self.sections.append(section)
        if above is not None:
            above.below.append(section)

    @property
    def section(self) -> _Section:
        if not self.sections:
            raise self._wrong("this stands before the first heading")
        return self.sections[-1]

    def _wrong(self, what: str) -> MdtestError:
        return MdtestError(f"{self.path}:{self.at + 1}: {what}")

    def _block(self, marks: str, info: str) -> None:
        first = self.at + 1
        end = first
        closing = re.compile(rf" {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}\s*")
        while end < len(self.lines) and not closing.fullmatch(self.lines[end]):
            end += 1
        if end == len(self.lines):
            raise self._wrong("the block is not closed")
        self._keep(info, Block("".join(f"{line}\n" for line in self.lines[first:end]), first + 1))
        self.at = end + 1

    def _keep(self, info: str, block: Block) -> None:
        language, _, path = info.partition(" ")
        if info == "console":
            self.section.console.append(block)
        elif demand := _FINDINGS.fullmatch(info):
            if self.section.findings:
                raise self._wrong("the section has two blocks of findings")
            block = evolve(block, demanded=int(demand[1] or 0), author=demand[2] or "")
            self.section.findings.append(block)
        elif language in _FILE and path:
            self._file(*_FILE[language], path, block)
        else:
            raise self._wrong(
                f"`{info}` is no block of a test: write `hereof rules/...`, "
                "`text agreements/...`, `findings` or `console`"
            )

    def _file(self, folder: str, suffix: str, path: str, block: Block) -> None:
        if not path.startswith(folder) or not path.endswith(suffix) or " " in path:
            raise self._wrong(f"`{path}` is no path of the form `{folder}...{suffix}`")
        if path in self.section.files:
            raise self._wrong(f"`{path}` is already in this section")
        self.section.files[path] = block

    def _table(self) -> None:
        if _cells(self.lines[self.at]) != _HEADER:
            raise self._wrong(f"a table of a test has the header `| {' | '.join(_HEADER)} |`")
        first = self.at
        while self.at < len(self.lines) and self.lines[self.at].lstrip().startswith("|"):
            cells = _cells(self.lines[self.at])
            if len(cells) != len(_HEADER):
                raise self._wrong(f"a row has {len(_HEADER)} cells")
            if self.at == first + 1 and set("".join(cells)) - set("-:"):
                raise self._wrong("a table has a line of dashes below its header")
            if self.at > first + 1:
                self.section.rows.append(self._row(cells))
            self.at += 1
        if self.at < first + 3:
            raise self._wrong("the table has no rows")

    def _row(self, cells: tuple[str, ...]) -> Row:
        on, known_on, subject, outcome = cells
        agreement, _, term = subject.rpartition(": ")
        try:
            return Row(
                self.at + 1,
                Month.parse(on) if re.fullmatch(r"\d{4}-\d{2}", on) else date.fromisoformat(on),
                None if known_on == "all on file" else date.fromisoformat(known_on),
                agreement,
                term,
                expectation(outcome),
            )
        except ValueError as failure:
            raise self._wrong(str(failure)) from failure


def _cells(line: str) -> tuple[str, ...]:
    """Split a row at its strokes, but not at those within quotation marks."""
    parts = re.findall(r'(?:"(?:[^"\\]|\\.)*"|[^|])+', line.strip().strip("|"))
    return tuple(part.strip() for part in parts)


# ---------------------------------------------------------------------------- outcomes

_WORDS: Final = r'"(?:[^"\\]|\\.)*"'
_REF: Final = r'[^"¶;,:/]+ ¶\d+(?:\.\d+)*(?:\(\w+\))*'
_REFS: Final = rf"{_REF}(?:, {_REF})*"
_STATE: Final = (
    rf"(?:in force(?: as construed)?: {_WORDS}|in force as construed|deleted|not in force"
    rf"|words not on file(?:, as edited by {_REFS})?|guard failed: {_REFS}|{_WORDS})"
)
_HEAD: Final = re.compile(
    rf"suspended, treated as (?:[^;\"]+|{_WORDS}); beneath it: {_STATE}"
    rf"|crossing: {_STATE}(?: / {_STATE})+|finding at load|{_STATE}"
)
_TAIL: Final = re.compile(
    rf"; (?:pending: (?P<pending>{_REFS})"
    r"|it names Class(?:es)? (?P<names>[\w-]+(?:, [\w-]+)*)"
    r"|(?P<day>\d+ [A-Z][a-z]+) is itself the (?P<series>[A-Z][\w ]+)"
    r" in (?P<month>[A-Z][a-z]+ \d{4}) and the next is (?P<next>\d+ [A-Z][a-z]+)"
    r"|beside it a finding at load: (?P<beside>[^;]+))"
)
_AT_LOAD: Final = "finding at load"


@frozen
class SeriesClaim:
    """That a date belongs to a month of a series, alone, and which date is the next."""

    term: str
    month: Month
    day: str
    following: str


@frozen
class Expected:
    """An outcome as a table writes it, in one canonical form.

    Attributes:
        outcome: The outcome with its words.
        pending: The paragraphs whose condition is not shown to be met.
        names: The Classes that the words name; none where the row does not say.
        series: What it says of the dates of a series.
        beside: A finding that stands beside the answer.
    """

    outcome: str
    pending: frozenset[str] = frozenset()
    names: tuple[str, ...] | None = None
    series: SeriesClaim | None = None
    beside: str = ""


def expectation(cell: str) -> Expected:
    """Read the outcome of a row.

    Raises:
        ValueError: It is no outcome.
    """
    text = re.sub(rf"({_WORDS})|\*\*", lambda found: found[1] or "", cell)
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"`{cell}` is no outcome")
    said: dict[str, str] = {}
    at = head.end()
    while at < len(text):
        tail = _TAIL.match(text, at)
        if tail is None:
            raise ValueError(f"`{text[at:]}` is nothing that an outcome goes on with")
        said |= {name: value for name, value in tail.groupdict().items() if value is not None}
        at = tail.end()
    return Expected(
        _canonical(head.group()),
        frozenset(said["pending"].split(", ")) if "pending" in said else frozenset(),
        tuple(said["names"].split(", ")) if "names" in said else None,
        SeriesClaim(said["series"], Month.parse(said["month"]), said["day"], said["next"])
        if "series" in said
        else None,
        said.get("beside", ""),
    )


def _canonical(head: str) -> str:
    if head.startswith('"'):
        raise ValueError(f"`{head}` says no outcome, as in `in force: {head}`")
    kind, colon, rest = head.partition(": ")
    if kind == "crossing":
        return _crossing(re.findall(_STATE, rest))
    if kind.startswith("suspended"):
        return f"{kind}: {rest.removeprefix('in force: ')}"
    return kind + colon + rest


def _crossing(states: Iterable[str]) -> str:
    return "crossing: " + " / ".join(sorted(state.removeprefix("in force: ") for state in states))


# ------------------------------------------------------------- what the engine answers


def found_outcome(answer: Answer) -> str:
    """Write the outcome of an answer as a table would."""
    if answer.outcome is Outcome.CROSSING:
        return _crossing(_state(state) for state in answer.states)
    beneath = _state(answer.state)
    if answer.outcome is Outcome.GUARD_FAILED:
        failed = {paragraph_name(s.failed.provision) for s in answer.states if s.failed}
        return f"{Outcome.GUARD_FAILED.value}: {', '.join(sorted(failed))}"
    if answer.outcome is not Outcome.SUSPENDED:
        return beneath
    treated = dict.fromkeys(
        operation.treated_as
        for place in answer.suspensions
        for operation in place.operations
        if isinstance(operation, Suspend)
    )
    return _canonical(f"suspended, treated as {' and '.join(treated)}; beneath it: {beneath}")


def _state(state: State) -> str:
    outcome = state_outcome(state)
    name: str = outcome.value
    if outcome is Outcome.IN_FORCE:
        return f"{name}: {_quoted(state.words)}"
    if outcome is Outcome.AS_CONSTRUED and state.construed:
        return f"{name}: {_quoted(state.construed)}"
    if outcome is Outcome.NOT_ON_FILE and state.edited_by:
        edits = ", ".join(paragraph_name(step.provision) for step in state.edited_by)
        return f"{name}, as edited by {edits}"
    if outcome is Outcome.GUARD_FAILED and state.failed is not None:
        return f"{name}: {paragraph_name(state.failed.provision)}"
    return name


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def paragraph_name(provision: Provision) -> str:
    """Name a paragraph as people do: `Amendment No. 1 ¶1`."""
    title = provision.entry.instrument.title
    number = provision.paragraph.number
    return (title.value if title else provision.entry.id) + (f" ¶{number}" if number else "")


# ----------------------------------------------------------------------------- running


def write(case: Case, folder: Path) -> None:
    """Write the files of a case, and a manifest unless it brings its own."""
    for name in ("rules", "agreements"):
        (folder / name).mkdir(exist_ok=True)
    for path, block in case.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(block.text.encode())
    if MANIFEST not in case.files:
        (folder / MANIFEST).write_bytes("".join(_hashes(case)).encode())


def _hashes(case: Case) -> Iterator[str]:
    for path, block in sorted(case.files.items()):
        if path.startswith("agreements/"):
            digest = hashlib.sha256(block.text.encode()).hexdigest()
            yield f"{digest}  {path.removeprefix('agreements/')}\n"


def run(case: Case, tmp_path: Path) -> None:
    """Run a case in an empty folder.

    Raises:
        AssertionError: What is found is not what is expected; it names every line.
        MdtestError: There is nothing to check.
    """
    if not case.is_checked:
        raise MdtestError(f"{case.path}:{case.line}: the section has only a console to run")
    write(case, tmp_path)
    if case.findings is not None and case.findings.author:
        _commit(tmp_path, case.findings.author)
    base = hereof.load(tmp_path)
    wrong = list(_wrong_findings(case, base))
    for row in case.rows:
        wrong += (f"{case.path}:{row.line}: {text}" for text in _wrong_row(base, row))
    if wrong:
        raise AssertionError("\n".join(("", *wrong)))


def _commit(folder: Path, author: str) -> None:
    """Make a checkout of a folder, all of it written by one author."""
    who = f"{author} <author@example.com>"
    surroundings = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_COMMITTER_NAME": "Clerk",
        "GIT_COMMITTER_EMAIL": "clerk@example.com",
    }
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "rules", "--author", who]):
        subprocess.run(["git", *words], cwd=folder, env=surroundings, check=True)


def found_findings(base: hereof.RuleBase) -> list[str]:
    """Write every finding of a base as a block of findings does, sorted by place."""
    return [_written(finding) for finding in sorted(checked(base), key=_place)]


def checked(base: hereof.RuleBase) -> Iterator[Diagnostic]:
    """Give what `hereof check` reports."""
    return walk(base, (), Tally())


def _all_of(base: hereof.RuleBase, block: Block) -> Iterator[Diagnostic]:
    yield from checked(base)
    if block.demanded:
        yield from required(base, (), block.demanded)


def _place(finding: Diagnostic) -> tuple[str, int, str, str]:
    path, line = "", 0
    if finding.labels:
        span = finding.labels[0].span
        path, line = span.source.path, span.lines[0]
    return path, line, finding.severity.value, finding.code


def _written(finding: Diagnostic) -> str:
    path, line, severity, code = _place(finding)
    return f"{severity} {code} {path}:{line}" if path else f"{severity} {code}"


def _wrong_findings(case: Case, base: hereof.RuleBase) -> Iterator[str]:
    if case.findings is None:
        return
    place = f"{case.path}:{case.findings.line}"
    expected = [line for line in case.findings.text.split("\n") if line.strip()]
    found = sorted(_all_of(base, case.findings), key=_place)
    missing = list(expected)
    strange: list[str] = []
    for finding in found:
        if (written := _written(finding)) in missing:
            missing.remove(written)
        else:
            strange.append(f"{written}: {finding.message}")
    yield from (f"{place}: a finding that is not expected: {each}" for each in strange)
    yield from (f"{place}: an expected finding is missing: {each}" for each in missing)
    if not strange and not missing and expected != [_written(finding) for finding in found]:
        yield f"{place}: the findings are not in the order of their places"


def _wrong_row(base: hereof.RuleBase, row: Row) -> Iterator[str]:
    agreement = base.agreement(_agreement(base, row))
    expected = row.expected
    if expected.outcome == _AT_LOAD:
        if not agreement.errors:
            yield f"{row.term}: a finding at load is expected, and there is no error"
        return
    if agreement.errors:
        found = "; ".join(f"{_written(finding)}: {finding.message}" for finding in agreement.errors)
        yield f"{row.term}: `{expected.outcome}` is expected, and there are errors: {found}"
        return
    calendars = agreement.timeline.calendars
    on = row.on
    try:
        if isinstance(on, Month):
            on = calendars.date_in(DISTRIBUTION_DATE, on, row.known_on).day
        answer = agreement.in_force(row.term, on, row.known_on)
        yield from _differences(expected, answer)
        if expected.names is not None:
            yield from _wrong_names(agreement, answer, expected.names)
        if expected.series is not None:
            yield from _wrong_series(agreement, answer, expected.series)
    except NoSeriesError as failure:
        yield f"{row.term}: {failure}"
    if expected.beside:
        yield from _wrong_beside(agreement, expected.beside)


def _agreement(base: hereof.RuleBase, row: Row) -> str:
    names = base.agreements
    if row.agreement or len(names) == 1:
        return row.agreement or names[0]
    raise AssertionError(f"line {row.line} must say which of {', '.join(names)} it asks about")


def _differences(expected: Expected, answer: Answer) -> Iterator[str]:
    found = found_outcome(answer)
    if found != expected.outcome:
        why = f" ({answer.state.why})" if answer.state.why else ""
        yield _unlike(answer, expected.outcome, found + why)
    pending = frozenset(paragraph_name(provision) for provision in answer.pending)
    if pending != expected.pending:
        yield _unlike(answer, _pending(expected.pending), _pending(pending))


def _pending(names: Iterable[str]) -> str:
    return f"pending: {', '.join(sorted(names)) or 'nothing'}"


def _unlike(answer: Answer, expected: str, found: str) -> str:
    known = f" as known on {answer.known_on}" if answer.known_on else ""
    return (
        f"{answer.subject} on {answer.on}{known}\n    expected  {expected}\n    found     {found}"
    )


def _wrong_names(
    agreement: hereof.Agreement, answer: Answer, expected: Sequence[str]
) -> Iterator[str]:
    listed = agreement.in_force(CLASSES, answer.on, answer.known_on).state.classes
    found = named_in(answer.words or "", listed)
    if found != expected:
        yield _unlike(answer, f"names {', '.join(expected)}", f"names {', '.join(found)}")


def _wrong_series(
    agreement: hereof.Agreement, answer: Answer, expected: SeriesClaim
) -> Iterator[str]:
    calendars = agreement.timeline.calendars
    found = [
        [each.day for each in calendars.dates_in(expected.term, month, answer.known_on)]
        for month in (expected.month, expected.month.next())
    ]
    day = _day_in(expected.day, expected.month.first)
    if answer.on != day:
        yield _unlike(answer, f"{day} is itself the {expected.term}", f"the row is of {answer.on}")
    if found != [[day], [_day_in(expected.following, day)]]:
        dates = ", ".join(str(each) for month in found for each in month)
        yield _unlike(answer, f"{expected.day}, then {expected.following}", dates or "no dates")


def _day_in(text: str, after: date) -> date:
    """Give the first day of that name, such as `26 November`, on or after a date."""
    number, _, name = text.partition(" ")
    month = Month.parse(f"{name} {after.year:04}").month
    year = after.year if (month, int(number)) >= (after.month, after.day) else after.year + 1
    return date(year, month, int(number))


def _wrong_beside(agreement: hereof.Agreement, expected: str) -> Iterator[str]:
    """Look for a finding that says the sentence, instruments by title for their names."""
    wanted = expected
    for entry in agreement.timeline.entries:
        if entry.instrument.title:
            title = re.escape(entry.instrument.title.value)
            named = rf"{title}(?![\w.])(?: ¶([\w.()]+))?"
            wanted = re.sub(
                named,
                lambda m, i=entry.id: f"`{i} paragraph {m[1]}`" if m[1] else f"`{i}`",  # type: ignore[misc]
                wanted,
            )
    parts = wanted.partition("` ")
    subject, rest = parts[0] + "`", parts[2]
    if not any(subject in f.message and rest in f.message for f in agreement.findings):
        said = "; ".join(finding.message for finding in agreement.findings) or "nothing"
        yield f"a finding that {wanted} is expected, and found is: {said}"


# ---------------------------------------------------------------------------- by hand


def update(path: Path) -> bool:
    """Write the findings of a Markdown file anew; tell whether anything changed."""
    lines = path.read_text(encoding="utf-8").split("\n")
    old = list(lines)
    for case in reversed(cases(path)):
        if case.findings is not None:
            with tempfile.TemporaryDirectory() as folder:
                write(case, Path(folder))
                if case.findings.author:
                    _commit(Path(folder), case.findings.author)
                every = _all_of(hereof.load(folder), case.findings)
                found = [_written(finding) for finding in sorted(every, key=_place)]
            first = case.findings.line - 1
            lines[first : first + case.findings.text.count("\n")] = found
    if lines != old:
        path.write_text("\n".join(lines), encoding="utf-8")
    return lines != old


def main(arguments: Sequence[str]) -> int:
    """Run Markdown files by hand.

    Returns:
        1 where a case fails or no file is named, 2 where a file is at fault.
    """
    paths = [Path(argument) for argument in arguments if argument != "--update"]
    try:
        failures = sum(_by_hand(path, anew="--update" in arguments) for path in paths)
    except MdtestError as fault:
        sys.stdout.write(f"{fault}\n")
        return 2
    return 1 if failures or not paths else 0


def _by_hand(path: Path, *, anew: bool) -> int:
    """Run a Markdown file, say how each case went, and count those that failed."""
    if anew and update(path):
        sys.stdout.write(f"{path}: findings written anew\n")
    failures = 0
    for case in cases(path):
        if not case.is_checked:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                run(case, Path(folder))
            except AssertionError as failure:
                failures += 1
                sys.stdout.write(f"{case.id}: failed{failure}\n")
            else:
                sys.stdout.write(f"{case.id}: passed\n")
    return failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
