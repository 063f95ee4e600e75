"""The rule base as a commit of its git repository holds it.

The checkout is not touched: the commit's `rules/` and `agreements/` are written, byte for byte as
git holds them, into a private folder named by the ids of the two trees. Nothing in that folder is
taken on trust. Before each use every file in it is compared with the id that git gives for it,
and where one differs the whole is written anew.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hereof.audit.git import GitError, GitRefusedError, ask
from hereof.cachedir import private_cache
from hereof.frozen import frozen
from hereof.rulebase.folder import AGREEMENTS, RULES, Revision, find_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK: Final = "120000"
_MODULE: Final = "160000"
_PRIVATE: Final = 0o700
_KEPT: Final = "revisions"


@frozen
class Held:
    """A file that a commit holds.

    Attributes:
        path: Relative to the rule base.
        mode: As git writes it, such as `100644`; `120000` is a symbolic link.
        blob: The id of its bytes.
    """

    path: str
    mode: str
    blob: str


@frozen
class Then:
    """A rule base of a commit, written down.

    Attributes:
        folder: The private folder that holds it.
        revision: Which commit it is of.
    """

    folder: Path
    revision: Revision


def rule_base_at(named: str | None, asked: str) -> Then:
    """Write down the rule base of a commit.

    Args:
        named: The rule base's folder in the checkout; none: the one in which one stands, or above.
        asked: The commit: an id, a tag, a branch, or any other name that git knows.

    Raises:
        GitError: There is no git, no repository, no such commit, or no rule base in it.
        HereofError: There is no rule base in the checkout either.
    """
    start = Path.cwd() if named is None else Path(named)
    root = find_folder(start, upwards=named is None).root
    prefix = _prefix(root)
    commit = _commit(root, asked)
    trees = [_tree(root, commit, asked, prefix, name) for name in (RULES, AGREEMENTS)]
    files = [
        each
        for name, tree in zip((RULES, AGREEMENTS), trees, strict=True)
        for each in _listed(root, name, tree)
    ]
    folder = _written(root, "-".join(trees), files)
    return Then(folder, Revision(asked, commit, root))


def _prefix(root: Path) -> str:
    """Give where a folder lies in its repository; empty, or ending with a stroke."""
    try:
        found = ask(root, "rev-parse", "--show-prefix")
    except GitRefusedError as failure:
        if "not a git repository" in failure.said:
            raise GitError(
                "git-no-checkout",
                f"`{root}` lies in no git checkout, so that there is no history to read",
                "leave out `--rules-at`, or name a rule base in a checkout with `--base`",
            ) from failure
        raise
    return os.fsdecode(found.removesuffix(b"\n"))


def _commit(root: Path, asked: str) -> str:
    unknown = GitError(
        "revision-unknown",
        f"git knows no commit `{asked}` here",
        "`git log` lists commits; a shallow or partial clone may lack it",
    )
    if not asked or "\0" in asked:
        raise unknown
    try:
        found = ask(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}"
        )
    except GitRefusedError as failure:
        raise unknown from failure
    return found.decode("ascii").strip()


def _tree(root: Path, commit: str, asked: str, prefix: str, name: str) -> str:
    path = f"{prefix}{name}"
    try:
        listed = ask(root, "ls-tree", "-z", "--full-tree", commit, "--", path)
    except GitRefusedError as failure:
        raise _lacking(commit) from failure
    mode, kind, tree = (*listed.partition(b"\t")[0].decode("ascii").split(), "", "", "")[:3]
    if kind != "tree":
        what = "is no folder" if mode else "is not there"
        raise GitError(
            "revision-without-base",
            f"at `{asked}` (commit {commit[:12]}) there is no rule base: `{path}` {what}",
            "name a later commit, or with `--base` the folder where the rule base then lay",
        )
    return tree


def _listed(root: Path, name: str, tree: str) -> Iterator[Held]:
    try:
        listed = ask(root, "ls-tree", "-r", "-z", "--full-tree", tree)
    except GitRefusedError as failure:
        raise _lacking(tree) from failure
    for line in listed.split(b"\0")[:-1]:
        about, _, raw = line.partition(b"\t")
        mode, _, blob = about.decode("ascii").split()
        path = f"{name}/{os.fsdecode(raw)}"
        if mode == _MODULE:
            raise GitError(
                "revision-submodule",
                f"`{path}` is a submodule, whose files this repository's history does not hold",
                "read its rule base in the submodule's own checkout",
            )
        if not all(part.strip(".") for part in path.split("/")) or "\\" in path:
            raise GitError("revision-unreadable", f"`{path}` is no name for a file")
        yield Held(path, mode, blob)


def _lacking(what: str) -> GitError:
    return GitError(
        "revision-unreadable",
        f"git does not hold all of `{what[:12]}`",
        "fetch what a shallow or partial clone left out",
    )


# ---------------------------------------------------------------- the private folder


def _written(root: Path, key: str, files: list[Held]) -> Path:
    """Give the folder that holds just these files, made where it is not there."""
    cache = private_cache()
    if cache is None:
        passing = Path(tempfile.mkdtemp(prefix="hereof-"))
        atexit.register(shutil.rmtree, passing, ignore_errors=True)
        _write(root, passing, files)
        return passing
    kept = cache / _KEPT
    target = kept / key
    try:
        kept.mkdir(mode=_PRIVATE, exist_ok=True)
        if _holds(target, files):
            return target
        draft = Path(tempfile.mkdtemp(prefix=".", dir=kept))
        try:
            _write(root, draft, files)
            _put(draft, target, files)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as failure:
        reason = (failure.strerror or "unknown fault").lower()
        raise GitError(
            "revision-unwritable",
            f"the files of the commit cannot be written to `{target}`: {reason}",
            "mend what the system reports, or name another folder with `HEREOF_CACHE`",
        ) from failure
    return target


def _put(draft: Path, target: Path, files: list[Held]) -> None:
    """Put a folder in its place in one step; what another process put there meanwhile may stay."""
    if target.exists() or target.is_symlink():
        stale = Path(tempfile.mkdtemp(prefix=".", dir=target.parent))
        with contextlib.suppress(FileNotFoundError):
            target.rename(stale / "old")
        shutil.rmtree(stale, ignore_errors=True)
    try:
        draft.rename(target)
    except OSError:
        if not _holds(target, files):
            raise


def _write(root: Path, folder: Path, files: list[Held]) -> None:
    """Write files down, links last, so that none is written through a link."""
    for name in (RULES, AGREEMENTS):
        (folder / name).mkdir(mode=_PRIVATE)
    plain = [each for each in files if each.mode != _LINK]
    links = [each for each in files if each.mode == _LINK]
    for held, data in _bytes_of(root, [*plain, *links]):
        path = folder / held.path
        path.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        if held.mode == _LINK:
            path.symlink_to(os.fsdecode(data))
        else:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                out.write(data)


def _bytes_of(root: Path, files: list[Held]) -> Iterator[tuple[Held, bytes]]:
    """Give the bytes of files as git holds them: no filter and no line end is applied."""
    asked = "".join(f"{each.blob}\n" for each in files).encode("ascii")
    found = memoryview(ask(root, "cat-file", "--batch", given=asked) if files else b"")
    at = 0
    for held in files:
        end = bytes(found[at : at + 256]).find(b"\n")
        head = bytes(found[at : at + end]).decode("ascii", "replace").split()
        if len(head) != 3 or head[1] != "blob":  # noqa: PLR2004 - id, kind, size
            raise _lacking(held.blob)
        start = at + end + 1
        data = bytes(found[start : start + int(head[2])])
        if _id_of(data, held.blob) != held.blob:
            raise _lacking(held.blob)
        yield held, data
        at = start + len(data) + 1


def _holds(folder: Path, files: list[Held]) -> bool:
    """Tell whether a folder holds these files and nothing else, byte for byte."""
    expected = {each.path: each for each in files}
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return False
        found = {path.relative_to(folder).as_posix(): path for path in _files_in(folder)}
        return found.keys() == expected.keys() and all(
            _is(path, expected[name]) for name, path in found.items()
        )
    except OSError:
        return False


def _files_in(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_in(Path(entry.path))
            else:
                yield Path(entry.path)


def _is(path: Path, held: Held) -> bool:
    is_link = path.is_symlink()
    if is_link != (held.mode == _LINK):
        return False
    data = os.fsencode(path.readlink()) if is_link else path.read_bytes()
    return _id_of(data, held.blob) == held.blob


def _id_of(data: bytes, like: str) -> str:
    """Give the id that git gives to bytes, by the hash of another id."""
    kind = hashlib.sha1 if len(like) == 40 else hashlib.sha256  # noqa: PLR2004 - git's own ids
    return kind(b"blob %d\0" % len(data) + data).hexdigest()
