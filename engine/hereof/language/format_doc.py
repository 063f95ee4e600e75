"""A small document algebra: text that is laid out on one line, or broken where it is too long.

After Wadler, "A prettier printer" (2003), with two things added for rule
files: a comment stays with its word and ends the line, and quoted lines are
lines of their own.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import field

from hereof.frozen import frozen

WIDTH: Final = 100
"""Columns that a line may have where there is a place to break it."""


@frozen
class Word:
    """A token as printed, the comments above it and the one at its line's end."""

    text: str
    above: tuple[str, ...] = ()
    beside: str = ""


@frozen
class Quoted:
    """Quoted lines, as printed after their margin, and the comments above them."""

    lines: tuple[str, ...]
    above: tuple[str, ...] = ()


@frozen
class Gap:
    """What stands between two words: a space, nothing, or the start of a new line.

    Attributes:
        flat: What is printed where the line is not broken here.
        breaks: Whether the line is broken here when its group does not fit.
        hard: Whether it is always broken here.
        ahead: For a list that is filled line by line, the width of what comes
            next: broken only where that does not fit.
    """

    flat: str = " "
    breaks: bool = False
    hard: bool = False
    ahead: int | None = None


@frozen
class Nest:
    """Parts whose further lines are indented, from the margin or from this column."""

    parts: tuple[Doc, ...]
    indent: int = 0
    here: bool = False


@frozen
class Group:
    """Parts printed on one line if they fit, else broken at every gap of their own."""

    parts: tuple[Doc, ...]
    size: Size = field(eq=False, repr=False)


Doc: TypeAlias = Word | Quoted | Gap | Nest | Group

SPACE: Final = Gap()
LINE: Final = Gap(breaks=True)
CUT: Final = Gap(flat="", breaks=True)
HARD: Final = Gap(hard=True)


@frozen
class Size:
    """How wide a document is on one line, and where comments forbid that.

    Attributes:
        width: In columns.
        above: A comment stands above the first word.
        inside: A comment stands between the first word and the last.
        beside: A comment stands after the last word.
        words: Whether there is a word at all.
    """

    width: int = 0
    above: bool = False
    inside: bool = False
    beside: bool = False
    words: bool = False


def group(*parts: Doc) -> Group:
    """Make a group, measured."""
    return Group(parts, size_of(parts))


def nest(indent: int, *parts: Doc) -> Nest:
    """Indent the further lines of parts, counted from the margin around them."""
    return Nest(parts, indent)


def align(*parts: Doc, indent: int = 0) -> Nest:
    """Indent the further lines of parts, counted from the column where they begin."""
    return Nest(parts, indent, here=True)


def size_of(parts: tuple[Doc, ...]) -> Size:
    """Measure parts in a row."""
    whole = Size()
    for part in parts:
        size = _size(part)
        whole = Size(
            whole.width + size.width,
            whole.above if whole.words else size.above,
            whole.inside
            or size.inside
            or (size.words and whole.words and (whole.beside or size.above)),
            size.beside if size.words else whole.beside,
            whole.words or size.words,
        )
    return whole


def _size(part: Doc) -> Size:
    if isinstance(part, Word):
        comment = bool(part.beside)
        return Size(len(part.text), bool(part.above), False, comment, True)  # noqa: FBT003
    if isinstance(part, Gap):
        return Size(len(part.flat), inside=part.hard)
    if isinstance(part, Group):
        return part.size
    if isinstance(part, Nest):
        return size_of(part.parts)
    return Size(0, bool(part.above), inside=True, words=True)


class Printer:
    """Prints documents one below the other."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line = ""
        self._margin = 0
        self._must_end = False

    def statement(self, doc: Doc, margin: int) -> None:
        """Print a document on lines of its own."""
        self._margin = margin
        todo: list[tuple[int, bool, Doc]] = [(margin, False, doc)]
        while todo:
            indent, flat, part = todo.pop()
            if isinstance(part, Word):
                self._word(part, indent)
            elif isinstance(part, Quoted):
                self._quoted(part, indent)
            elif isinstance(part, Gap):
                self._gap(part, indent, flat=flat)
            elif isinstance(part, Nest):
                here = part.here and not self._must_end
                inner = part.indent + (self._column if here else indent)
                todo.extend((inner, flat, p) for p in reversed(part.parts))
            else:
                one_line = flat or self._fits(part, todo)
                todo.extend((indent, one_line, p) for p in reversed(part.parts))
        self._end(0)

    def blank(self) -> None:
        """Leave a line blank, unless the last one is or there is none."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    @property
    def _column(self) -> int:
        return len(self._line) or self._margin

    def _end(self, indent: int) -> None:
        if self._line:
            self.lines.append(self._line.rstrip())
        self._line = ""
        self._margin = indent
        self._must_end = False

    def _put(self, text: str) -> None:
        self._line = (self._line or " " * self._margin) + text

    def _word(self, word: Word, indent: int) -> None:
        if self._must_end or (word.above and self._line):
            self._end(indent)
        margin = self._margin
        for comment in word.above:
            self._put(comment)
            self._end(margin)
        self._put(word.text)
        if word.beside:
            self._put("  " + word.beside)
            self._must_end = True

    def _quoted(self, quoted: Quoted, indent: int) -> None:
        self._end(indent)
        if self.lines and self.lines[-1].lstrip().startswith(">"):
            self.blank()
        for comment in quoted.above:
            self._put(comment)
            self._end(indent)
        for line in quoted.lines:
            self._put(line)
            self._end(indent)

    def _gap(self, gap: Gap, indent: int, *, flat: bool) -> None:
        broken = gap.breaks and not flat
        if gap.ahead is not None:
            broken = self._column + len(gap.flat) + gap.ahead > WIDTH
        if broken or gap.hard or self._must_end:
            self._end(indent)
        elif self._line:
            self._put(gap.flat)

    def _fits(self, part: Group, rest: list[tuple[int, bool, Doc]]) -> bool:
        if part.size.inside:
            return False
        room = WIDTH - self._column - part.size.width
        return room >= 0 and (part.size.beside or _tail(rest) <= room)


def _tail(rest: list[tuple[int, bool, Doc]]) -> int:
    """Measure what must stand on the same line after a group, such as brackets and commas."""
    width = 0
    todo = list(rest[-WIDTH:])
    while todo and width <= WIDTH:
        indent, flat, part = todo.pop()
        if isinstance(part, Gap):
            if part.hard or part.ahead is not None or (part.breaks and not flat):
                break
            width += len(part.flat)
        elif isinstance(part, Word):
            if part.above:
                break
            width += len(part.text)
            if part.beside:
                break
        elif isinstance(part, Quoted):
            break
        else:
            todo.extend((indent, flat, p) for p in reversed(part.parts))
    return width
