"""Certificates and verifications are of their published form, and pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit.conftest import LARKSPUR, ROOT, TERM
from cli.runner import run_in
from cli.test_json import faults
from hereof.audit.canonical import NotCanonicalError, canonical
from hereof.audit.certificate import file_bytes
from hereof.audit.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from hereof import RuleBase
    from hereof.audit.shapes import Certificate


def test_certificates_are_as_their_schema_says(
    ramp: Certificate, larkspur: list[Certificate]
) -> None:
    for each in (ramp, *larkspur[::5]):
        assert list(faults(each)) == []


def test_verifications_are_as_their_schema_says(
    ramp: Certificate, base: RuleBase, tmp_path: Path
) -> None:
    file = tmp_path / "c.json"
    file.write_bytes(file_bytes(ramp))
    assert list(faults(verify(file, base))) == []
    file.write_bytes(file_bytes(ramp)[:-1])
    assert list(faults(verify(file, base))) == []


def test_many_outcomes_are_certified(larkspur: list[Certificate]) -> None:
    outcomes = {each["answer"]["outcome"] for each in larkspur}
    assert outcomes >= {"in force", "not in force", "words not on file", "suspended"}


@pytest.mark.parametrize("how", ["html", "md"])
def test_a_page_shows_the_certificate(tmp_path: Path, how: str) -> None:
    asked = ("certify", TERM, "--on", "2003-10", "--data", str(ROOT / "samples/ramp-2003-rs8.csv"))
    file = tmp_path / f"page.{how}"
    assert run_in(ROOT, *asked, "--out", str(file)).code == 0
    page = file.read_text(encoding="utf-8").replace("\\", "")
    for text in ("263,706.99", "343873917/1304", "sha256:", "It does not prove", "illustrative"):
        assert text.casefold() in page.casefold()


@pytest.mark.parametrize("how", ["html", "md"])
@pytest.mark.parametrize("asked", [
    ("Required Reserve Amount", "2005-10-25"), ("Exhibit C", "2005-08-01"), ("Classes", "2004-12"),
    ("Delinquency Test", "2005-05-02"), ("Lockout Percentage", "1990-01"),
])  # fmt: skip
def test_a_page_shows_a_refusal(tmp_path: Path, how: str, asked: tuple[str, str]) -> None:
    term, on = asked
    file = tmp_path / f"page.{how}"
    run_in(ROOT, "certify", term, "-a", LARKSPUR, "--on", on, "--out", str(file))
    assert term in file.read_text(encoding="utf-8")


# ---- the canonical form (RFC 8785)


def test_members_stand_in_the_order_of_utf_16() -> None:
    # RFC 8785, section 3.2.3: U+20AC, U+000D, U+FB33, "1", U+1F600, U+0080, U+00F6
    data = dict.fromkeys(("€", "\r", "דּ", "1", "😀", "\x80", "ö"), "")
    order = ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    expected = "{" + ",".join(f'{canonical(name).decode()}:""' for name in order) + "}"
    assert canonical(data).decode() == expected


def test_texts_are_escaped_as_little_as_can_be() -> None:
    # RFC 8785, section 3.2.2.2
    assert (
        canonical('\u20ac$\x0f\nA\'B"\\\\"/\x7f')
        == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'
    )
    assert canonical([None, True, False, -7, 2**53 - 1]) == b"[null,true,false,-7,9007199254740991]"


@pytest.mark.parametrize(
    "data", [1.5, 1.0, float("nan"), 2**53, "\ud800", {1: ""}, {"a": {2}}, b""]
)
def test_what_has_no_canonical_form_is_refused(data: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(data)
