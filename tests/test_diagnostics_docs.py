"""Every diagnostic has its page in `docs/diagnostics/`, and what a page shows is what happens.

By hand, `python tests/test_diagnostics_docs.py --update` writes the index anew.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import computed_diagnostics as computing
import hereof
import mdtest
import words_examples
from hereof.diagnostics import HereofError
from hereof.documents import MAX_DOCUMENT_BYTES, record
from hereof.language.blocks import (
    MAX_BLOCK_CHARACTERS,
    MAX_FILE_CHARACTERS,
    MAX_LINE_CHARACTERS,
)
from hereof.language.format import format_rules
from hereof.report.examples import run as run_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hereof.diagnostics import Diagnostic

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = ROOT / "docs" / "diagnostics"
INDEX: Final = PAGES / "README.md"
ENGINE: Final = Path(hereof.__file__).resolve().parent

NOT_SHOWN_BY_FILES: Final = {
    "base-not-found": "there is no rule base to show",
    "block-too-large": "the smallest such file is half a megabyte",
    "byte-order-mark": "an editor of the page would not show it, and might take it out",
    "carriage-return": "the same",
    "document-too-large": "the smallest such document is 64 megabytes",
    "document-unreadable": "it is the system that does not let the file be read",
    "example-fails": "`hereof test` says so, not `hereof check`",
    "example-without-date": "the same",
    "file-not-text": "a page is text",
    "folder-passed-over": "a page has no symbolic links",
    "format-refused": "no file is known that the formatter would change",
    "file-too-large": "the smallest such file is four megabytes",
    "file-unreadable": "it is the system that does not let the file be read",
    "line-too-long": "the smallest such line has 20,000 characters",
    "manifest-unreadable": "it is the system that does not let the file be read",
    "manifest-unwritable": "`hereof record` says so, not `hereof check`",
    **dict.fromkeys(
        (
            *(*computing.FORMULAS, *computing.FILES, *computing.NOTES),
            *("input-given-twice", "input-not-exact"),
        ),
        "`hereof calc` says so, not `hereof check`",
    ),
}
"""Codes whose page quotes the message and has no example that can be run, and why."""


# ------------------------------------------------------------------ what the engine can say


def codes_of_engine() -> dict[str, str]:
    """Give every code that the engine's source can report, with its severity."""
    found: dict[str, str] = {}
    for path in sorted(ENGINE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for code, severity in _codes_in(node):
                    assert found.setdefault(code, severity) == severity, f"{code} weighs twice"
    return found


def _codes_in(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        severity = "error" if node.func.id == "UnreadableError" else node.func.id
        if severity in {"error", "warning", "note"}:
            for code in _texts(node.args[0], function):
                yield code, severity


def _texts(argument: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """Give the texts that an argument can be: a literal, or what is assigned to a name."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from _assigned(target, node.value, argument.id)


def _assigned(target: ast.expr, value: ast.expr, name: str) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, part in zip(target.elts, value.elts, strict=True):
            yield from _assigned(each, part, name)
    elif isinstance(target, ast.Name) and target.id == name and isinstance(value, ast.Constant):
        yield str(value.value)


CODES: Final = codes_of_engine()


# ---------------------------------------------------------------------------- the pages


def pages() -> list[Path]:
    return sorted(path for path in PAGES.glob("*.md") if path != INDEX)


def first_sentence(page: Path) -> str:
    paragraph = page.read_text(encoding="utf-8").split("\n\n")[1]
    return " ".join(paragraph.split()).partition(". ")[0].rstrip(".") + "."


ABOUT: Final = """\
# Diagnostics

Everything that Hereof can find wrong has a code that stays the same, and a page here: what it
means, an example that triggers it, and the example mended. The tests run the examples. All names in
them are invented.

An error stops every answer about its agreement. A warning leaves answers standing. A note
asks for nothing.

| code | severity | what it says |
|---|---|---|
"""


def index() -> str:
    rows = [
        f"| [{page.stem}]({page.name}) | {CODES.get(page.stem, '')} | {first_sentence(page)} |"
        for page in pages()
    ]
    return ABOUT + "".join(f"{row}\n" for row in rows)


def examples() -> list[mdtest.Case]:
    return [case for page in pages() if _is_shown(page) for case in mdtest.cases(page)]


def _is_shown(page: Path) -> bool:
    return page.stem not in NOT_SHOWN_BY_FILES and not _is_of_words(page)


def _is_of_words(page: Path) -> bool:
    """Tell whether a page shows words that cannot be read, and no rule file."""
    return "```words\n" in page.read_text(encoding="utf-8")


def of_words() -> list[words_examples.Example]:
    return [
        each for page in pages() if _is_of_words(page) for each in words_examples.examples(page)
    ]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in pages()} == set(CODES)
    for page in pages():
        assert page.read_text(encoding="utf-8").startswith(f"# {page.stem}\n")


def test_the_index_is_complete() -> None:
    assert INDEX.read_text(encoding="utf-8") == index()


def test_what_is_not_shown_by_files_still_exists() -> None:
    assert set(NOT_SHOWN_BY_FILES) <= set(CODES)


@pytest.mark.parametrize(
    "page", [page for page in pages() if _is_shown(page)], ids=lambda page: page.stem
)
def test_a_page_has_an_example_and_the_example_mended(page: Path) -> None:
    example, mended = mdtest.cases(page)
    assert (example.headings[1:], mended.headings[1:]) == (("Example",), ("Mended",))
    assert example.findings is not None
    assert mended.findings is not None
    said = [line.split() for line in example.findings.text.splitlines()]
    assert [CODES[page.stem], page.stem] in [words[:2] for words in said]
    assert mended.findings.text == ""


@pytest.mark.parametrize("case", examples(), ids=lambda case: case.id)
def test_an_example_says_what_its_page_says(case: mdtest.Case, tmp_path: Path) -> None:
    mdtest.run(case, tmp_path)


@pytest.mark.parametrize(
    "page", [page for page in pages() if _is_of_words(page)], ids=lambda page: page.stem
)
def test_a_page_of_words_has_an_example_and_the_example_mended(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["Example", "Mended"]
    example, mended = words_examples.examples(page)
    assert [line.split()[:2] for line in example.expected] == [[CODES[page.stem], page.stem]]
    assert mended.expected == ()


@pytest.mark.parametrize("example", of_words(), ids=lambda example: example.id)
def test_words_come_to_what_their_page_says(example: words_examples.Example) -> None:
    assert words_examples.said(example) == example.expected
    for finding in words_examples.read(example).diagnostics:
        check_style(finding)


@pytest.mark.parametrize("case", examples(), ids=lambda case: case.id)
def test_what_an_example_says_is_in_style(case: mdtest.Case, tmp_path: Path) -> None:
    mdtest.write(case, tmp_path)
    for finding in mdtest.checked(hereof.load(tmp_path)):
        check_style(finding)


# ---------------------------------------------------------------------- how messages speak

_PYTHON: Final = re.compile(
    r"\b(?:None|NoneType|True|False|str|int|bool|dict|tuple|attrs|lark|Traceback"
    r"|\w+Error|\w+Exception|Token|Tree)\b|<(?:class|hereof|function)|__"
)
_NO_PLACE: Final = frozenset({"base-not-found", "manifest-unwritable"})


def check_style(finding: Diagnostic) -> None:
    """Check what a finding says against the rules of `Messages` in the style guide."""
    assert finding.help, f"{finding.code} says not what to do"
    for text in (finding.message, finding.help, *(label.text for label in finding.labels)):
        own = re.sub(r"`[^`]*`", "``", text)
        assert text == text.strip(), text
        assert not own[:1].isupper(), f"begins with a capital: {text}"
        assert not own.endswith("."), f"ends with a full stop: {text}"
        assert "error:" not in own, text
        assert not _PYTHON.search(own), f"speaks Python: {text}"
        assert text.count("`") % 2 == 0, f"a backtick is left open: {text}"
    assert finding.place or finding.code in _NO_PLACE, f"{finding.code} names no place"


# ------------------------------------------------------ what no files of a page could show

AGREEMENT: Final = """\
agreement pine-1
  document "pine/agreement.txt"
  dated 2020-01-01
    > dated January 1, 2020
"""
TERMS: Final = "TRUST AGREEMENT, dated January 1, 2020\n"


def _base(root: Path, rules: bytes | str = AGREEMENT, more: bytes | str = b"") -> Path:
    """Write a rule base of one agreement; `more` is the rule file of its first amendment."""
    for folder in ("rules/pine", "agreements/pine"):
        (root / folder).mkdir(parents=True)
    (root / "agreements/pine/agreement.txt").write_text(TERMS, encoding="utf-8")
    for name, text in (("agreement", rules), ("amendment-1", more)):
        data = text.encode() if isinstance(text, str) else text
        if data:
            (root / f"rules/pine/{name}.hereof").write_bytes(data)
    assert not record(root / "agreements", write=True).diagnostics
    return root


def _refuse(patch: pytest.MonkeyPatch, name: str) -> None:
    """Have the system not let a file be read, whoever runs the tests."""
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    patch.setattr(Path, "read_bytes", refused)


def _checked(root: Path) -> Iterable[Diagnostic]:
    return hereof.load(root).check()


def _tested(root: Path) -> Iterator[Diagnostic]:
    base = hereof.load(root)
    assert not list(base.check())
    for name in base.agreements:
        for _, findings in run_examples(base.agreement(name)):
            yield from findings


def _base_not_found(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    patch.chdir(root)
    with pytest.raises(HereofError) as raised:
        hereof.load()
    return raised.value.diagnostics


def _block_too_large(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    lines = "    # and so on and so on\n" * (MAX_BLOCK_CHARACTERS // 26 + 1)
    return _checked(_base(root, AGREEMENT + "define Fee\n" + lines))


def _byte_order_mark(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _checked(_base(root, b"\xef\xbb\xbf" + AGREEMENT.encode()))


def _carriage_return(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _checked(_base(root, AGREEMENT.replace("\n", "\r\n")))


def _document_too_large(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    with (_base(root) / "agreements/pine/agreement.txt").open("r+b") as stream:
        stream.truncate(MAX_DOCUMENT_BYTES + 1)
    return _checked(root)


def _document_unreadable(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _base(root)
    _refuse(patch, "agreement.txt")
    return _checked(root)


def _file_not_text(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    text = AGREEMENT + '  title "Convention'.ljust(112) + "\xe9"
    return _checked(_base(root, text.encode("latin-1")))


def _file_too_large(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _checked(
        _base(root, (AGREEMENT + "\n" * MAX_FILE_CHARACTERS)[: MAX_FILE_CHARACTERS + 1])
    )


def _file_unreadable(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _base(root, more="amendment pine-1/1\n  dated 2021-03-01\n  document not on file\n")
    _refuse(patch, "amendment-1.hereof")
    return _checked(root)


def _folder_passed_over(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _base(root)
    (root / "rules/older").symlink_to(root / "rules/pine")
    return _checked(root)


def _format_refused(_: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    patch.setattr("hereof.language.format._laid_out", lambda _: AGREEMENT.replace("2020", "2021"))
    return format_rules(AGREEMENT, "rules/pine/agreement.hereof").findings


def _line_too_long(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _checked(_base(root, f"{AGREEMENT}#{'x' * MAX_LINE_CHARACTERS}\n"))


def _manifest_unreadable(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    _base(root)
    _refuse(patch, "MANIFEST.sha256")
    return _checked(root)


def _manifest_unwritable(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    (_base(root) / "agreements/pine/letter.txt").write_text("A letter.\n", encoding="utf-8")

    def refused(path: Path, _: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(path))

    patch.setattr(Path, "replace", refused)
    return record(root / "agreements", write=True).diagnostics


def _example(root: Path, lines: str) -> Iterable[Diagnostic]:
    return _tested(_base(root, f'{AGREEMENT}\nexample "the Fee is not yet due"\n{lines}'))


def _example_fails(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    later = '\ndefine Fee\n  effective 2021-01-01, construed because "x"\n  words not on file\n'
    return _example(root, "  on 2020-02-01\n  expect Fee in force as construed\n" + later)


def _example_without_date(root: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    return _example(root, "  expect Fee in force as construed\n")


def _computed(code: str) -> Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]:
    """Have a computation refused: for its formula, for its data file, or for what it is given."""

    def made(root: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
        formula, _ = computing.NOTES.get(code, (computing.FORMULAS.get(code, "Collections"), ""))
        rules = AGREEMENT + computing.agreement(formula)
        base = hereof.load(_base(root, rules))
        assert not list(base.check())
        patch.chdir(root)
        if code in computing.NOTES:
            return computing.noted(base, Path(), code)
        if code in computing.FILES:
            return computing.read(base, Path(), code)
        if code in computing.FORMULAS:
            return computing.computed(base, Path(), code)
        return computing.asked(base, code)

    return made


MADE: Final[dict[str, Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]]] = {
    "base-not-found": _base_not_found,
    "block-too-large": _block_too_large,
    "byte-order-mark": _byte_order_mark,
    "carriage-return": _carriage_return,
    "document-too-large": _document_too_large,
    "document-unreadable": _document_unreadable,
    "example-fails": _example_fails,
    "example-without-date": _example_without_date,
    "file-not-text": _file_not_text,
    "file-too-large": _file_too_large,
    "file-unreadable": _file_unreadable,
    "folder-passed-over": _folder_passed_over,
    "format-refused": _format_refused,
    "line-too-long": _line_too_long,
    "manifest-unreadable": _manifest_unreadable,
    "manifest-unwritable": _manifest_unwritable,
    **{
        code: _computed(code)
        for code in (
            *(*computing.FORMULAS, *computing.FILES, *computing.NOTES),
            *("input-given-twice", "input-not-exact"),
        )
    },
}


def test_what_is_not_shown_by_files_is_made() -> None:
    assert set(MADE) == set(NOT_SHOWN_BY_FILES)


@pytest.mark.parametrize("code", MADE)
def test_a_page_without_an_example_quotes_the_message(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list(MADE[code](tmp_path, monkeypatch))
    monkeypatch.undo()
    assert [(finding.code, finding.severity.value) for finding in found] == [(code, CODES[code])]
    check_style(found[0])
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    words = " ".join(page.split())
    assert f"> {found[0].message.replace(str(tmp_path), '/home/clerk')}\n" in page
    assert found[0].help.replace(str(tmp_path), "/home/clerk") in words


if __name__ == "__main__" and "--update" in sys.argv:
    INDEX.write_text(index(), encoding="utf-8")
