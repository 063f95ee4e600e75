"""`hereof verify`: what of a certificate no longer matches."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import hereof
from audit.conftest import ASKED, RAMP, ROOT, TERM
from audit.ledgers import committed
from audit.recomputed import copied, resealed
from cli.runner import run_in
from hereof.audit.certificate import Asked, certify, file_bytes
from hereof.audit.signature import beside, sign
from hereof.audit.verify import Verification, verify
from hereof.calendar import Month

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hereof.audit.shapes import Certificate

RULES = f"rules/{RAMP}/amendment-1.hereof"
DOCUMENT = f"agreements/{RAMP}/amendment-1.txt"


@pytest.fixture
def file(moved: Path) -> Path:
    """The certificate of a rule base of its own."""
    base = hereof.load(moved)
    made = certify(base, base.agreement(RAMP), ASKED, [moved / "figures.csv"])
    path = moved / "certificate.json"
    path.write_bytes(file_bytes(made))
    return path


def verified(file: Path, **more: Any) -> Verification:  # noqa: ANN401 - as `verify` takes them
    return verify(file, hereof.load(file.parent), **more)


def kinds(view: Verification) -> list[str]:
    return [each["kind"] for each in view["findings"]]


def altered(file: Path, change: Callable[[Any], None]) -> Path:
    """Alter a certificate, and make every digest anew."""
    import json  # noqa: PLC0415 - one use

    found = json.loads(file.read_bytes())
    change(found)
    file.write_bytes(resealed(found))
    return file


# ---- nothing changed


def test_the_first_distribution_date_verifies(file: Path) -> None:
    view = verified(file)
    assert view["findings"] == []
    assert view["verified"]
    assert view["meaning"] == "unchanged"
    assert (view["value"], view["steps"]) == ("$263,706.99", 14)


def test_certifying_twice_gives_the_same_bytes(ramp: Certificate) -> None:
    base = hereof.load(ROOT)
    again = certify(base, base.agreement(RAMP), ASKED, [ROOT / "samples/ramp-2003-rs8.csv"])
    assert file_bytes(again) == file_bytes(ramp)


@pytest.mark.parametrize(("term", "on", "outcome"), [
    (TERM, Month(2003, 9), "no such date"), (TERM, date(2003, 10, 20), "in force as construed"),
    (TERM, Month(2003, 10), "in force"),
])  # fmt: skip
def test_a_refusal_is_certified_and_verified(
    moved: Path, term: str, on: date | Month, outcome: str
) -> None:
    base = hereof.load(moved)
    made = certify(base, base.agreement(RAMP), Asked(term, on))
    assert made["answer"]["outcome"] == outcome
    assert (made["value"], made["arithmetic"]) == (None, [])
    assert made["answer"]["no_value"]
    (moved / "refusal.json").write_bytes(file_bytes(made))
    assert verified(moved / "refusal.json")["verified"]


def test_certificates_of_the_fictional_agreement_verify(
    larkspur: list[Certificate], tmp_path: Path
) -> None:
    base = hereof.load(ROOT)
    data = [ROOT / "samples/larkspur-2004-1.csv"]
    for number, each in enumerate(larkspur[::29]):
        path = tmp_path / f"{number}.json"
        path.write_bytes(file_bytes(each))
        assert verify(path, base, data)["findings"] == []


# ---- a file changed


def test_any_byte_of_a_document_changed_is_named(file: Path) -> None:
    document = file.parent / DOCUMENT
    raw = document.read_bytes()
    for at in range(0, len(raw), max(len(raw) // 12, 1)):
        document.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        found = {(each["kind"], each["what"]) for each in verified(file)["findings"]}
        assert ("document", DOCUMENT) in found


def test_any_byte_of_a_rule_file_changed_is_named(file: Path) -> None:
    rules = file.parent / RULES
    raw = rules.read_bytes()
    for at in range(0, len(raw), max(len(raw) // 12, 1)):
        rules.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        found = {(each["kind"], each["what"]) for each in verified(file)["findings"]}
        assert ("rule file", RULES) in found


def test_any_byte_of_the_data_changed_is_named(file: Path) -> None:
    data = file.parent / "figures.csv"
    raw = data.read_bytes()
    for at in range(0, len(raw), max(len(raw) // 12, 1)):
        data.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        found = {(each["kind"], each["what"]) for each in verified(file)["findings"]}
        assert ("data file", str(data)) in found


@pytest.mark.parametrize("name", [RULES, DOCUMENT, "figures.csv"])
def test_a_file_that_is_gone_is_named(file: Path, name: str) -> None:
    (file.parent / name).unlink()
    assert any(each["what"].endswith(name) for each in verified(file)["findings"])


def test_a_comment_is_told_from_a_change_of_meaning(file: Path) -> None:
    rules = file.parent / RULES
    rules.write_text(f"# a note of a reader\n\n{rules.read_text()}")
    view = verified(file)
    assert (kinds(view), view["meaning"]) == (["rule file"], "unchanged")


def test_another_figure_changes_the_meaning(file: Path) -> None:
    data = file.parent / "figures.csv"
    data.write_text(data.read_text().replace("25,000,000.00", "25,000,001.00", 1))
    view = verified(file)
    assert view["meaning"] == "changed"
    assert kinds(view)[0] == "data file"
    assert any(each["what"] == "value" for each in view["findings"])


def test_another_rule_of_the_calendar_changes_the_meaning(file: Path) -> None:
    rules = file.parent / f"rules/{RAMP}/psa.hereof"
    text = rules.read_text()
    assert "or the next Business Day" in text
    rules.write_text(text.replace("or the next Business Day", "or the preceding Business Day", 1))
    view = verified(file)
    assert view["meaning"] == "changed"
    assert {each["what"] for each in view["findings"]} >= {"answer", f"rules/{RAMP}/psa.hereof"}


def test_a_file_added_is_a_note_while_the_meaning_stays(file: Path) -> None:
    added = file.parent / f"rules/{RAMP}/more.hereof"
    text = (file.parent / RULES).read_text().split("paragraph", 1)[0]
    added.write_text(text.replace(f"{RAMP}/1", f"{RAMP}/2"))
    view = verified(file)
    if view["meaning"] == "unchanged":
        assert view["verified"]
        assert any(str(added.name) in note for note in view["notes"])


def test_data_may_lie_elsewhere(file: Path) -> None:
    moved_to = file.parent / "elsewhere.csv"
    (file.parent / "figures.csv").rename(moved_to)
    assert kinds(verified(file))[0] == "data file"
    assert verified(file, data=[moved_to])["verified"]


# ---- the certificate changed, with every digest made anew


@pytest.mark.parametrize(("path", "value", "kind"), [
    (("answer", "sentence"), "All is well.", "places"),
    (("answer", "outcome"), "deleted", "meaning"),
    (("answer", "known", "on"), "2003-10-01", "places"),
    (("answer", "known"), None, "certificate"),
    (("answer", "leans"), [], "meaning"),
    (("answer", "governed_by"), "ramp-2003-rs8/9 paragraph 2", "meaning"),
    (("definitions", 0, "words"), "means everything", "meaning"),
    (("definitions", 0, "means"), "1", "meaning"),
    (("evidence", "documents", 0, "sha256"), "0" * 64, "document"),
    (("evidence", "documents", 0, "lines", 0, "first"), 1, "places"),
    (("evidence", "rules", 0, "path"), "../../etc/passwd", "rule file"),
    (("data", "files", 0, "path"), "/dev/zero", "data file"),
    (("data", "illustrative"), [], "meaning"),
    (("arithmetic", 0, "words"), "otherwise", "meaning"),
    (("arithmetic", 0, "place"), "otherwise:1:1", "places"),
    (("paragraphs", 0, "paragraph", "rule"), "otherwise:1:1", "places"),
    (("data", "figures", 0, "path"), "otherwise.csv", "places"),
    (("data", "figures", 0, "line"), 99, "places"),
    (("arithmetic", 0, "source"), "otherwise.csv:1", "places"),
    (("answer", "known", "latest_executed"), "2003-10-20", "places"),
    (("answer", "known", "latest_title"), "Another", "places"),
    (("question", "agreement", "title"), "Another", "meaning"),
    (("question", "agreement", "id"), "another", "rule base"),
    (("question", "on"), "2003-13", "certificate"),
    (("question", "on"), None, "certificate"),
    (("instruments",), {}, "certificate"),
    (("definitions",), 7, "certificate"),
    (("evidence",), [], "certificate"),
    (("answer",), None, "certificate"),
])  # fmt: skip
def test_what_was_altered_is_said(file: Path, path: tuple[Any, ...], value: Any, kind: str) -> None:  # noqa: ANN401
    def change(found: Any) -> None:  # noqa: ANN401
        for name in path[:-1]:
            found = found[name]
        assert found[path[-1]] != value
        found[path[-1]] = value

    view = verified(altered(file, change))
    assert not view["verified"]
    assert kind in kinds(view), view["findings"]


def test_a_data_file_given_twice_is_named_once(moved: Path) -> None:
    base = hereof.load(moved)
    figures = moved / "figures.csv"
    made = certify(base, base.agreement(RAMP), ASKED, [figures, figures])
    assert len(made["data"]["files"]) == 1
    path = moved / "certificate.json"
    path.write_bytes(file_bytes(made))
    assert kinds(verified(path)) == []


def test_a_data_file_named_twice_is_said(file: Path) -> None:
    def change(found: Any) -> None:  # noqa: ANN401
        found["data"]["files"] *= 2

    assert not verified(altered(file, change))["verified"]


# ---- signatures


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Two keys, and a file that allows the first."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH is not here")
    for name in ("mine", "other"):
        key = tmp_path / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    (tmp_path / "allowed").write_text(f"auditor@example.org {(tmp_path / 'mine.pub').read_text()}")
    return tmp_path


def signed(file: Path, key: Path) -> None:
    beside(file).write_bytes(sign(file.read_bytes(), key))


def test_who_signed_is_said(file: Path, keys: Path) -> None:
    signed(file, keys / "mine")
    view = verified(file, allowed=keys / "allowed", require_signature=True)
    assert view["verified"]
    assert view["signature"]["by"] == "auditor@example.org"
    assert verified(file)["signature"]["good"]


def test_a_key_that_is_not_allowed_is_refused(file: Path, keys: Path) -> None:
    signed(file, keys / "other")
    assert kinds(verified(file, allowed=keys / "allowed")) == ["signature"]


def test_what_was_consistently_recomputed_is_refused_by_its_signature(
    file: Path, keys: Path
) -> None:
    signed(file, keys / "mine")
    data = file.parent / "figures.csv"
    data.write_text(data.read_text().replace("25,000,000.00", "25,000,001.00", 1))
    base = hereof.load(file.parent)
    file.write_bytes(file_bytes(certify(base, base.agreement(RAMP), ASKED, [data])))
    assert kinds(verified(file)) == ["signature"]
    assert kinds(verified(file, allowed=keys / "allowed")) == ["signature"]
    beside(file).unlink()
    assert verified(file)["verified"]  # all but the signature holds
    assert kinds(verified(file, allowed=keys / "allowed", require_signature=True)) == ["signature"]


def test_a_signature_for_another_purpose_is_none(file: Path, keys: Path) -> None:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", str(keys / "mine"), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    assert kinds(verified(file)) == ["signature"]


# ---- the verbs


def test_the_verbs(moved: Path, keys: Path) -> None:
    out = moved / "made/certificate.json"
    data = ("--data", str(moved / "figures.csv"))
    asked = (TERM, "--on", "2003-10", *data)
    ran = run_in(moved, "certify", *asked, "--out", str(out), "--sign", str(keys / "mine"))
    assert ran.code == 0, ran.err
    assert "sha256:" in ran.out
    assert beside(out).exists()
    assert run_in(moved, "certify", *asked, "--json").out.encode() == out.read_bytes()
    ran = run_in(
        moved, "verify", str(out), "--require-signature", "--allowed-signers", str(keys / "allowed")
    )
    assert ran.code == 0, ran.out
    assert "signed by auditor@example.org" in ran.flat
    assert run_in(None, "verify", str(out), "--alone").code == 0
    assert run_in(moved, "certify", *asked, "--out", str(out)).code == 2  # another's signature
    beside(out).unlink()
    ran = run_in(
        moved, "verify", str(out), "--require-signature", "--allowed-signers", str(keys / "allowed")
    )
    assert ran.code == 1
    out.write_bytes(out.read_bytes().replace(b"263,706.99", b"263,706.98", 1))
    ran = run_in(moved, "verify", str(out))
    assert ran.code == 1
    assert "was $263,706.98" in ran.flat


@pytest.mark.parametrize(("more", "says"), [
    (("--sign", "no-key"), "there is no key"),
    (("--sign", "no-key", "--json"), "signs the certificate's file"),
    (("--issued", "2003-13-01"), "2003-13-01"),
    (("--out", "c.docx"), "and not as docx"),
])  # fmt: skip
def test_misuse_of_certify_is_said(moved: Path, more: tuple[str, ...], says: str) -> None:
    where = () if "--json" in more else ("--out", str(moved / "c.json"))
    ran = run_in(moved, "certify", TERM, "--on", "2003-10", *where, *more)
    assert ran.code == 2
    assert says in " ".join(ran.err.split())
    assert not (moved / "c.json").exists()


@pytest.mark.parametrize(("args", "code"), [
    (("none.json",), 2), (("none.json", "--require-signature"), 2),
])  # fmt: skip
def test_misuse_of_verify_is_said(moved: Path, args: tuple[str, ...], code: int) -> None:
    ran = run_in(moved, "verify", *args)
    assert (ran.code, ran.out) == (code, "")


def test_without_openssh_a_sentence_says_so(
    file: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(file, keys / "mine")
    monkeypatch.setenv("PATH", str(keys))
    ran = run_in(file.parent, "verify", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "ssh-keygen" in ran.err


def test_a_certificate_bears_a_date_and_a_purpose_only_where_they_are_given(
    moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def certified(*more: str) -> Any:  # noqa: ANN401 - what JSON gives
        return run_in(moved, "certify", TERM, "--on", "2003-10", "--json", *more).json

    assert (certified()["issued"], certified()["question"]["purpose"]) == (None, "")
    assert certified("--issued", "2004-01-02")["issued"] == "2004-01-02"
    assert certified("--purpose", "sample 7")["question"]["purpose"] == "sample 7"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1066694400")
    assert certified()["issued"] == "2003-10-21"


def test_the_checkout_is_named(moved: Path) -> None:
    def git(*words: str) -> str:
        command = ["git", "-C", str(moved), "-c", "user.name=a", "-c", "user.email=a@b", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def made() -> Any:  # noqa: ANN401 - a part of a certificate
        base = hereof.load(moved)
        return certify(base, base.agreement(RAMP), ASKED)["repository"]

    assert made() is None
    git("init", "-q")
    assert made() is None
    git("add", ".")
    git("commit", "-q", "-m", "all")
    assert made() == {"commit": git("rev-parse", "HEAD"), "clean": True}
    (moved / RULES).write_text("# a note\n" + (moved / RULES).read_text())
    assert made()["clean"] is False


def test_copies_are_copies(ramp: Certificate) -> None:
    assert copied(ramp) == ramp


def certified(folder: Path, name: str) -> Path:
    base = hereof.load(folder)
    made = certify(base, base.agreement(RAMP), ASKED, [folder / "figures.csv"])
    (folder / name).write_bytes(file_bytes(made))
    return folder / name


def test_another_commit_with_the_same_files_is_a_note(moved: Path) -> None:
    first = committed(moved, "first")
    made = certified(moved, "clean.json")
    assert verified(made)["notes"] == []
    rule = moved / RULES
    text = rule.read_text()
    rule.write_text(text + "# more\n")
    dirty = certified(moved, "dirty.json")
    assert verified(dirty)["notes"] == []
    second = committed(moved, "second")
    view = verified(dirty)
    assert view["verified"]
    (note,) = view["notes"]
    assert note.startswith(f"made from commit {first[:12]} with files changed or added")
    assert note.endswith(f"compared with commit {second[:12]}: its files are the same")
    rule.write_text(text)
    third = committed(moved, "third")
    view = verified(made)
    assert view["verified"]
    (note,) = view["notes"]
    assert note.startswith(f"made from commit {first[:12]}, and")
    assert note.endswith(f"compared with commit {third[:12]}: its files are the same")


def test_a_commit_that_does_not_hold_the_files_is_said(moved: Path) -> None:
    first = committed(moved, "first")
    rule = moved / RULES
    rule.write_text(rule.read_text() + "# more\n")
    made = certified(moved, "dirty.json")
    found = verified(altered(made, lambda each: each["repository"].update(clean=True)))["notes"]
    assert f"commit {first[:12]} does not hold `{RULES}` as the certificate names it" in found
    other = {"commit": "0" * 40, "clean": True}
    found = verified(altered(made, lambda each: each.update(repository=other)))["notes"]
    assert any(f"commit {'0' * 12} is not in this repository" in note for note in found)
    shutil.rmtree(moved / ".git")
    assert "in no git checkout" in verified(made)["notes"][0]


def test_the_commit_that_rules_were_read_at_is_compared(moved: Path) -> None:
    first = committed(moved, "first")
    asked = ("certify", TERM, "--on", "2003-10", "--data", str(moved / "figures.csv"))
    made = moved / "at.json"
    assert run_in(moved, *asked, "--rules-at", "HEAD", "--out", str(made)).code == 0
    assert run_in(moved, "verify", str(made), "--rules-at", "HEAD", "--json").json["notes"] == []
    view = run_in(moved, "verify", str(made), "--json").json
    assert view["verified"]
    (note,) = view["notes"]
    assert note.startswith(f"made from commit {first[:12]}, read from the history, and compared")
    assert note.endswith("its files are the same")
    altered(made, lambda each: each["answer"]["known"]["rules_at"].update(commit="1" * 40))
    (finding,) = run_in(moved, "verify", str(made), "--alone", "--json").json["findings"]
    assert "name different commits" in finding["says"]
