"""Acceptance, line 6: four mistakes are four findings, and no input does harm.

On copies of the rule base for 2003-RS8, and on bases made to do harm.
"""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import hereof
from hereof.documents import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hereof.diagnostics import Diagnostic

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "ramp-2003-rs8"
AMENDMENT: Final = f"rules/{NAME}/amendment-1.hereof"


# ------------------------------------------------------------------ four mistakes, four findings

MISTAKES: Final = {
    "a date": ("dated      2003-10-21", "dated      2003-10-22", "fact-not-shown"),
    "a name": ('"JPMorgan Chase Bank" as', '"JPMorgan Chase Bancorp" as', "name-not-in-document"),
    "a bare quotation": ("used herein and", "used here and", "quotation-not-found"),
    "a keyword": ("  effective as of", "  efective as of", "unexpected-text"),
    "an instruction": ("by deleting the\n", "by removing the\n", "quotation-not-found"),
    "a quotation": ("shall continue to be", "shall remain", "quotation-not-found"),
    "a block's keyword": ("\nparagraph 3", "\nparagaph 3", "unknown-block"),
    "a quotation mark": ('the amendment"\n', "the amendment\n", "quotation-mark-missing"),
    "a day": ("on     2003-10-20", "on     2003-10-32", "no-such-date"),
    "another block's keyword": ('\nexample "nobody', '\nsample "nobody', "unknown-block"),
}
"""What is written, what it is changed to, and the code."""

BLOCKS: Final = (
    ("a date", "a name"),
    ("a bare quotation",),
    ("a keyword", "an instruction"),
    ("a quotation", "a block's keyword"),
    ("a quotation mark",),
    ("a day",),
    ("another block's keyword",),
)
"""The mistakes by the block in which they are made."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the rule base that has the agreement 2003-RS8 alone."""
    for folder in ("rules", "agreements"):
        shutil.copytree(ROOT / folder / NAME, tmp_path / folder / NAME)
    record(tmp_path / "agreements", write=True)
    return tmp_path


def mistaken(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        old, new, _ = MISTAKES[name]
        assert text.count(old) == 1, name
        text = text.replace(old, new)
    return text


def four_in_different_blocks() -> Iterator[tuple[str, ...]]:
    """Give every choice of four mistakes that do not hide one another."""
    for blocks in itertools.combinations(BLOCKS, 4):
        yield from itertools.product(*blocks)


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_is_one_finding(base: Path, name: str) -> None:
    _, new, code = MISTAKES[name]
    text = mistaken((base / AMENDMENT).read_text(encoding="utf-8"), (name,))
    (base / AMENDMENT).write_text(text, encoding="utf-8")
    (finding,) = hereof.load(base).check()
    assert finding.code == code
    assert finding.help
    path, line = finding.place.split(":")[:2]
    assert path == AMENDMENT
    before = text[: text.index(new.strip())].count("\n") + 1
    assert before - 1 <= int(line) <= before


def test_a_file_with_four_independent_mistakes_gives_exactly_four_findings(base: Path) -> None:
    text = (base / AMENDMENT).read_text(encoding="utf-8")
    for names in four_in_different_blocks():
        (base / AMENDMENT).write_text(mistaken(text, names), encoding="utf-8")
        found = list(hereof.load(base).check())
        expected = sorted(MISTAKES[name][2] for name in names)
        assert sorted(finding.code for finding in found) == expected, names
        assert len({finding.place for finding in found}) == len(names)


# ------------------------------------------------------------------------- what does harm

AGREEMENT: Final = """\
agreement pine-1
  document "pine/agreement.txt"
  dated 2020-01-01
    > dated January 1, 2020

define Fee
  > $100 a month.
"""
TERMS: Final = """\
TRUST AGREEMENT, dated January 1, 2020

"Fee" means $100 a month.
"""
OUTSIDE: Final = "What lies outside of the rule base, dated January 1, 2020: $100 a month.\n"


def write(
    root: Path, rules: str | bytes = AGREEMENT, terms: str | bytes = TERMS, *, listed: bool = True
) -> Path:
    """Write a rule base, with a file beside it that it has no business with."""
    base = root / "base"
    for folder in ("rules/pine", "agreements/pine"):
        (base / folder).mkdir(parents=True)
    (root / "secret.txt").write_text(OUTSIDE, encoding="utf-8")
    (base / "rules/pine/agreement.hereof").write_bytes(_bytes(rules))
    (base / "agreements/pine/agreement.txt").write_bytes(_bytes(terms))
    if listed:
        assert not record(base / "agreements", write=True).diagnostics
    return base


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def content(root: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes, every link with where it leads."""
    found: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        name = os.fsdecode(path.relative_to(root))
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        else:
            found[name] = path.read_bytes() if path.is_file() else b""
    return found


def checked(base: Path) -> list[Diagnostic]:
    """Check a base; whatever it holds, nothing in or beside it is written."""
    before = content(base.parent)
    found = list(hereof.load(base).check())
    assert content(base.parent) == before
    assert all(finding.help for finding in found)
    return found


def codes(base: Path) -> list[tuple[str, str]]:
    """Give the code and the path and line of every finding."""
    return [(found.code, ":".join(found.place.split(":")[:2])) for found in checked(base)]


RULES: Final = "rules/pine/agreement.hereof"


def test_the_base_that_nobody_has_tampered_with(tmp_path: Path) -> None:
    assert codes(write(tmp_path)) == []


@pytest.mark.parametrize("depth", [49, 1_000, 100_000])
def test_brackets_nested_deeply(tmp_path: Path, depth: int) -> None:
    lines = "\n".join("  (" for _ in range(depth)) + " $100 " + "\n".join(")" for _ in range(depth))
    rules = AGREEMENT + "  means\n" + lines.replace("\n)", "\n  )") + "\n"
    (finding,) = checked(write(tmp_path, rules))
    assert finding.code in {"nested-too-deeply", "block-too-large"}
    assert finding.place.startswith(f"{RULES}:")


@pytest.mark.parametrize("depth", [49, 5_000])
def test_conditions_nested_deeply(tmp_path: Path, depth: int) -> None:
    rules = AGREEMENT + "  means\n" + "    if Fee then $1 otherwise\n" * depth + "    $2\n"
    (finding,) = checked(write(tmp_path, rules))
    assert finding.code == "nested-too-deeply"


@pytest.mark.parametrize("depth", [49, 5_000])
def test_moments_nested_deeply(tmp_path: Path, depth: int) -> None:
    opened = "    the later of (2020-02-01 and\n" * depth
    rules = AGREEMENT + "  effective\n" + opened + "    2020-03-01" + ")" * depth + "\n"
    (finding,) = checked(write(tmp_path, rules))
    assert finding.code == "nested-too-deeply"


def test_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    rules = f"{AGREEMENT}  # {'x' * 10 * 1024 * 1024}\n"
    assert codes(write(tmp_path, rules)) == [("file-too-large", f"{RULES}:1")]


def test_a_line_as_long_as_a_file_may_be(tmp_path: Path) -> None:
    rules = f"{AGREEMENT}  # {'x' * 4_000_000}\n"
    assert codes(write(tmp_path, rules)) == [("line-too-long", f"{RULES}:8")]


def test_a_document_that_is_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    terms = TERMS.replace("\n", " ") + "and so on " * 1024 * 1024
    found = codes(write(tmp_path, terms=terms))
    assert found == [("words-run-on", f"{RULES}:7")]


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02", bytes(range(256)), b"\x7fELF\x02\x01\x01\x00", b"\xff\xfe\x00a"]
)
def test_a_rule_file_that_is_binary(tmp_path: Path, data: bytes) -> None:
    ((code, place),) = codes(write(tmp_path, data))
    assert code == "file-not-text"
    assert place.startswith(f"{RULES}:")


@pytest.mark.parametrize("data", [b"\x00\x01\x02", bytes(range(256)), b"%PDF-1.7\n%\xe2\xe3"])
def test_a_document_that_is_binary(tmp_path: Path, data: bytes) -> None:
    assert codes(write(tmp_path, terms=data)) == [("document-not-text", f"{RULES}:2")]


def test_a_manifest_that_is_binary(tmp_path: Path) -> None:
    base = write(tmp_path)
    (base / "agreements/MANIFEST.sha256").write_bytes(bytes(range(256)))
    assert [code for code, _ in codes(base)] == ["manifest-malformed"]


def test_a_lone_surrogate_in_a_rule_file(tmp_path: Path) -> None:
    rules = AGREEMENT.encode().replace(b"month", b"mon\xed\xa0\x80th")
    assert codes(write(tmp_path, rules)) == [("file-not-text", f"{RULES}:7")]


def test_a_lone_surrogate_in_a_document(tmp_path: Path) -> None:
    terms = TERMS.encode().replace(b"month", b"mon\xed\xa0\x80th")
    assert codes(write(tmp_path, terms=terms)) == [("quotation-not-found", f"{RULES}:7")]


def test_a_lone_surrogate_in_the_name_of_a_rule_file(tmp_path: Path) -> None:
    base = write(tmp_path)
    name = base / "rules/pine" / os.fsdecode(b"am\xffendment.hereof")
    try:
        name.write_text("paragraph 1\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    assert {code for code, _ in codes(base)} >= {"header-missing"}


def test_line_ends_of_another_system(tmp_path: Path) -> None:
    base = write(tmp_path, AGREEMENT.replace("\n", "\r\n"), TERMS.replace("\n", "\r\n"))
    assert codes(base) == [("carriage-return", f"{RULES}:1")]
    assert not hereof.load(base).agreement("pine-1").errors


def test_a_document_whose_line_ends_were_changed(tmp_path: Path) -> None:
    base = write(tmp_path)
    (base / "agreements/pine/agreement.txt").write_bytes(TERMS.replace("\n", "\r\n").encode())
    assert codes(base) == [("document-changed", f"{RULES}:2")]


def test_a_byte_order_mark(tmp_path: Path) -> None:
    base = write(tmp_path, b"\xef\xbb\xbf" + AGREEMENT.encode())
    assert codes(base) == [("byte-order-mark", f"{RULES}:1")]
    assert not hereof.load(base).agreement("pine-1").errors


def test_a_byte_order_mark_in_the_middle(tmp_path: Path) -> None:
    base = write(tmp_path, AGREEMENT.replace("define Fee", "define \ufeffFee"))
    assert codes(base) == [("unexpected-text", f"{RULES}:6")]


# ------------------------------------------------------------- documents that lie elsewhere


def escaping(root: Path, path: str) -> Path:
    return write(root, AGREEMENT.replace("pine/agreement.txt", path))


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "../../secret.txt",
        "pine/../../../secret.txt",
        "pine/../pine/agreement.txt",
        "..",
        ".",
        "./pine/agreement.txt",
        "pine//agreement.txt",
        ".hidden",
        "MANIFEST.sha256",
    ],
)
def test_a_document_that_goes_up(tmp_path: Path, path: str) -> None:
    assert codes(escaping(tmp_path, path)) == [("document-path-outside", f"{RULES}:2")]


def test_a_document_with_an_absolute_path(tmp_path: Path) -> None:
    secret = (tmp_path / "secret.txt").as_posix()
    assert codes(escaping(tmp_path, secret)) == [("document-path-outside", f"{RULES}:2")]


@pytest.mark.parametrize("path", ["C:/secret.txt", "c:secret.txt", r"\\\\server\\secret.txt"])
def test_a_document_with_a_path_of_another_system(tmp_path: Path, path: str) -> None:
    assert codes(escaping(tmp_path, path)) == [("document-path-outside", f"{RULES}:2")]


def test_a_document_that_is_a_link_out_of_the_rule_base(tmp_path: Path) -> None:
    base = write(tmp_path, listed=False)
    document = base / "agreements/pine/agreement.txt"
    document.unlink()
    document.symlink_to(tmp_path / "secret.txt")
    assert codes(base) == [("document-path-outside", f"{RULES}:2")]


def test_a_document_below_a_link_out_of_the_rule_base(tmp_path: Path) -> None:
    base = escaping(tmp_path, "out/secret.txt")
    (base / "agreements/out").symlink_to(tmp_path)
    assert codes(base) == [
        ("folder-passed-over", "agreements/out:1"),
        ("document-path-outside", f"{RULES}:2"),
    ]


def test_a_document_that_is_a_link_to_itself(tmp_path: Path) -> None:
    base = write(tmp_path, listed=False)
    document = base / "agreements/pine/agreement.txt"
    document.unlink()
    document.symlink_to(document)
    ((code, place),) = codes(base)
    assert code in {"document-unreadable", "document-missing"}
    assert place == f"{RULES}:2"


def test_a_document_that_is_a_pipe(tmp_path: Path) -> None:
    base = escaping(tmp_path, "pine/pipe")
    os.mkfifo(base / "agreements/pine/pipe")
    before = sorted(path.name for path in base.rglob("*"))
    (finding,) = hereof.load(base).check()
    assert finding.code == "document-not-a-file"
    assert sorted(path.name for path in base.rglob("*")) == before


def test_a_rule_file_that_is_a_link_out_of_the_rule_base(tmp_path: Path) -> None:
    base = write(tmp_path)
    outside = tmp_path / "outside.hereof"
    outside.write_text("amendment pine-1/1\n", encoding="utf-8")
    (base / "rules/pine/amendment-1.hereof").symlink_to(outside)
    (finding,) = checked(base)
    assert finding.code == "file-unreadable"
    assert "leads out of `rules/`" in finding.message


def test_a_folder_of_rules_that_is_a_link_to_itself(tmp_path: Path) -> None:
    base = write(tmp_path)
    (base / "rules/again").symlink_to(base / "rules")
    assert codes(base) == [("folder-passed-over", "rules/again:1")]


def test_a_document_that_shows_a_condition_met_lies_elsewhere(tmp_path: Path) -> None:
    base = write(
        tmp_path,
        AGREEMENT
        + '  effective when "consented", met 2020-02-01, shown 2020-02-01 by "../x.txt"\n',
    )
    assert codes(base) == [("document-path-outside", f"{RULES}:8")]
