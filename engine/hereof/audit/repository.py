"""Whether a certificate names the commit that it is compared with, and what that commit holds."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, Any, Final

from hereof.audit import checker
from hereof.audit.git import GitError, ask
from hereof.audit.provenance import Origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hereof.rulebase.base import RuleBase

_COMMIT: Final = re.compile("[0-9a-f]{40,64}")
_SHOWN: Final = 12


def see_one_commit(certificate: Mapping[str, Any]) -> None:
    """See that the commit that the rules were read from is the one of the repository.

    Raises:
        FaultError: It is another; `LookupError`, `TypeError`: the form is another.
    """
    at, repository = certificate["answer"]["known"]["rules_at"], certificate["repository"]
    if repository is not None and type(repository["clean"]) is not bool:
        raise TypeError("whether the checkout was clean is neither true nor false")
    if at is not None and repository != {"commit": at["commit"], "clean": True}:
        raise checker.FaultError("`rules_at` and `repository` name different commits")


def other_source(
    certificate: Mapping[str, Any], base: RuleBase, *, files_are_same: bool
) -> Iterator[str]:
    """Say where the commit that a certificate names is not what it is compared with.

    None of it keeps the certificate from holding: files are compared by their hashes.

    Args:
        certificate: What is compared.
        base: The rule base that it is compared with.
        files_are_same: Whether every file is what the certificate names, and none was added.
    """
    then, now = certificate["repository"], Origins(base).repository
    if then is None:
        return
    was = _named(then, from_history=certificate["answer"]["known"]["rules_at"] is not None)
    if now is None:
        yield f"made from {was}, and compared with files that are in no git checkout"
        return
    here = _named(now, from_history=base.folder.at is not None)
    if was != here:
        same = "its files are the same" if files_are_same else "its files are not the same"
        yield f"made from {was}, and compared with {here}: {same}"
    if then["clean"] and then != now:
        yield from _not_of_commit(certificate, base, str(then["commit"]))


def _named(repository: Mapping[str, Any], *, from_history: bool) -> str:
    commit = f"commit {str(repository['commit'])[:_SHOWN]}"
    if from_history:
        return f"{commit}, read from the history"
    return (
        commit if repository["clean"] else f"{commit} with files changed or added in the checkout"
    )


def _not_of_commit(certificate: Mapping[str, Any], base: RuleBase, commit: str) -> Iterator[str]:
    """Say which files the commit does not hold as the certificate names them, where it is here."""
    root = base.folder.checkout
    short = commit[:_SHOWN]
    if not _COMMIT.fullmatch(commit):
        yield f"`{commit[:80]}` is no commit"
        return
    try:
        ask(root, "cat-file", "-e", f"{commit}^{{commit}}")
        prefix = os.fsdecode(ask(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except GitError:
        yield f"commit {short} is not in this repository, so that its files were not compared"
        return
    for file in (each for kind in certificate["evidence"].values() for each in kind):
        try:
            held = ask(root, "cat-file", "blob", f"{commit}:{prefix}{file['path']}")
        except (GitError, ValueError):
            held = b""
        checked_out = (held, held.replace(b"\n", b"\r\n"))
        if file["sha256"] not in {hashlib.sha256(each).hexdigest() for each in checked_out}:
            yield f"commit {short} does not hold `{file['path']}` as the certificate names it"
