"""Throws random and spoiled rule files at the engine.

Each goes all the way: bytes, text, model, check against its documents, and, where
nothing is found, questions; then through the formatter. It is a failure if anything
is raised, if a file takes over two seconds (of the processor's time, since other work
on the machine is no fault of the engine), or if a file is written.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
import traceback
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, AnyStr, Final

from attrs import frozen

import generate
import mutate
from hereof.calendar import Month
from hereof.diagnostics import HereofError
from hereof.documents import read_manifest, record
from hereof.rulebase.folder import Folder
from hereof.rulebase.loading import Kept, Loader
from hereof.rulebase.readings import NONE, Readings, read_file
from hereof.rulebase.survey import Survey, look
from hereof.timeline.series import NoSeriesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from hereof.rulebase.base import Agreement

ROOT: Final = Path(__file__).resolve().parent.parent
MOST_SECONDS: Final = 2.0
DEADLINE_SECONDS: Final = 60.0
MINUTE: Final = 60
CHUNK: Final = 200
MOST_TRIALS: Final = 400
DAYS: Final = (date.min, date(2003, 10, 27), date(2004, 7, 1), date.max)
MONTHS: Final = (Month(1, 1), Month(2003, 10), Month(9998, 12))
FENCED: Final = re.compile(r"^```(?:hereof|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen(eq=False)
class Stub(Folder):
    """A rule base's folder whose rule files are held in memory."""

    files: dict[str, bytes]

    def read(self, path: str) -> bytes:
        """Give a rule file."""
        return self.files[path]


@frozen(eq=False)
class Failure:
    """A rule file that broke the rules.

    Attributes:
        case: Its number; with the seed it makes the file again.
        path: Which rule file of which base was replaced.
        data: The file, made as small as it still fails.
        what: What happened, last line first.
    """

    case: int
    path: str
    data: bytes
    what: str


class HangError(BaseException):
    """Raised by the alarm in a case that does not end; nothing may catch it by accident."""


# ------------------------------------------------------------------------- the rule bases


PLACE: Final[list[Path]] = []
"""The folder of this process, once there is one."""


@cache
def bases() -> tuple[Stub, ...]:
    """Give the rule bases that cases start from; see `prepare` for where their documents lie."""
    folder = PLACE[0]
    found = [_stub(ROOT, _on_disk(ROOT))]
    texts = [page.read_text() for page in sorted((ROOT / "tests").rglob("*.md"))]
    for number, text in enumerate(texts):
        files = {path: body.encode() for path, body in FENCED.findall(text)}
        if any(path.startswith("rules/") for path in files):
            found.append(_stub(_written(folder / str(number), files), files))
    long = {"rules/generated/1.hereof": generate.rule_file(80).encode()}
    found.append(_stub(_written(folder / "generated", long), long))
    often = {path: body.encode() for path, body in generate.often_amended(12)}
    found.append(_stub(_written(folder / "often", often), often))
    return tuple(found)


def _on_disk(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "rules").rglob("*.hereof"))
    }


def _written(root: Path, files: dict[str, bytes]) -> Path:
    (root / "agreements").mkdir(parents=True)
    for path, data in files.items():
        if path.startswith("agreements/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    record(root / "agreements", write=True)
    return root


def _stub(root: Path, files: dict[str, bytes]) -> Stub:
    return Stub(root, {p: data for p, data in files.items() if p.startswith("rules/")})


@cache
def pool() -> tuple[str, ...]:
    """Give the tokens of all rule files, each once."""
    found: dict[str, None] = {}
    for base in bases():
        for data in base.files.values():
            found.update(dict.fromkeys(mutate.TOKEN.findall(data.decode())))
    return tuple(found)


@cache
def _every_file() -> tuple[bytes, ...]:
    return tuple(data for base in bases() for data in base.files.values())


# ------------------------------------------------------------------------------ one case


def make(seed: int, case: int) -> tuple[Stub, str, bytes]:
    """Give the base, the rule file in it to replace, and what replaces it."""
    random = Random(f"{seed}/{case}")  # noqa: S311 - dice, no secret
    base = random.choice(bases())
    path = random.choice(tuple(base.files))
    if random.random() < 0.15:  # noqa: PLR2004 - a share of the dice
        data = mutate.compose(random)
        return base, path, data if random.random() < 0.5 else _spoiled(data, random)  # noqa: PLR2004
    return base, path, _spoiled(base.files[path], random)


def _spoiled(data: bytes, random: Random) -> bytes:
    return mutate.spoil(data, pool(), _every_file(), random)


def run(base: Stub, path: str, data: bytes) -> str:
    """Take a rule file all the way; give what went wrong, or nothing."""
    Watch.written.clear()
    started = time.process_time()
    try:
        with deadline():
            _through(base, path, data)
    except HangError:
        return f"did not end within {DEADLINE_SECONDS:.0f} seconds"
    except RecursionError:
        return "RecursionError"
    except Exception:  # noqa: BLE001 - whatever it is, it is the find
        return "\n".join(reversed(traceback.format_exc().strip().split("\n")))
    taken = time.process_time() - started
    if Watch.written:
        return f"wrote {', '.join(Watch.written)}"
    if taken > MOST_SECONDS:
        return f"took {taken:.1f} seconds"
    return ""


def _through(base: Stub, path: str, data: bytes) -> None:
    files = {**base.files, path: data}
    manifest, faults = read_manifest(base.agreements)
    survey = Survey(tuple(look(name, body) for name, body in files.items()))
    rules = Loader(Stub(base.root, files), survey, manifest, faults, {})
    spoilt = {file.agreement for file in survey.files if file.path == path}
    spoilt.add(look(path, base.files[path]).agreement)
    for name in spoilt & set(survey.agreements):
        agreement = rules.load(name, (), Kept(_readings(base.root)))  # others are not read anew
        for finding in agreement.findings:
            assert finding.message
            for label in finding.labels:
                assert label.span.place
                assert label.span.lines
        if not agreement.errors:
            _ask(agreement)
    if "" in spoilt:
        rules.read(path, NONE)  # as for a file that names no instrument
    _format(path, data)


@cache
def _readings(root: Path) -> Readings:
    """Give how the files of a base are read, so that only the spoilt one is read in each case."""
    base = next(base for base in bases() if base.root == root)
    return Readings(
        None,
        {
            path: (hashlib.sha256(data).digest(), read_file(path, data))
            for path, data in base.files.items()
        },
    )


def _ask(agreement: Agreement) -> None:
    with contextlib.suppress(HereofError):
        for term in agreement.terms[:8]:
            for on in DAYS:
                assert agreement.in_force(term, on).states
                assert agreement.in_force(term, on, date(2004, 3, 1)).states
            assert agreement.history(term).row().stretches()
            for month in MONTHS:
                with contextlib.suppress(NoSeriesError):
                    agreement.timeline.calendars.date_in(term, month, None)


def _format(path: str, data: bytes) -> None:
    try:
        from hereof.language.format import format_bytes  # noqa: PLC0415
    except ImportError:
        return
    result = format_bytes(data, path)
    assert all(finding.code != "format-refused" for finding in result.findings), "format refused"
    if result.text is not None:
        assert format_bytes(result.text.encode(), path).text == result.text, "format moves"


@contextlib.contextmanager
def deadline() -> Iterator[None]:
    """Ring where a case does not end, and watch meanwhile what is written.

    What counts is the processor's time: a machine that is busy elsewhere, or asleep, is no fault.
    """

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, DEADLINE_SECONDS)
    Watch.is_on = True
    try:
        yield
    finally:
        Watch.is_on = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Watch:
    """Sees every file that is written while it is on."""

    is_on = False
    is_hooked = False
    written: Final[list[str]] = []
    changing: Final = frozenset(
        {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
    )

    @classmethod
    def hook(cls) -> None:
        """Begin to watch; an audit hook cannot be taken off again, only ignored."""
        if not cls.is_hooked:
            cls.is_hooked = True
            sys.addaudithook(cls._see)

    @classmethod
    def _see(cls, event: str, arguments: tuple[Any, ...]) -> None:
        if not cls.is_on:
            return
        if event == "open":
            name, mode, flags = arguments
            asked = isinstance(mode, str) and any(c in mode for c in "wax+")
            if asked or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                cls.written.append(str(name))
        elif event in cls.changing:
            cls.written.append(f"{event} {arguments[0]}")


# ------------------------------------------------------------------------------ many cases


def prepare(folder: Path) -> None:
    """Load what is loaded once, so that no case pays for it or is seen to write it.

    Args:
        folder: Where a process may make a folder of its own, for documents.
    """
    PLACE.append(folder / str(os.getpid()))
    os.environ["HEREOF_CACHE"] = os.devnull  # no folder: so that no case finds one either
    for base in bases():
        path = next(iter(base.files))
        run(base, path, base.files[path])
    pool()
    mutate.compose(Random(0))  # noqa: S311
    Watch.hook()


def chunk(seed: int, start: int, stop: int) -> tuple[int, list[Failure]]:
    """Run some cases."""
    failures = []
    for case in range(start, stop):
        base, path, data = make(seed, case)
        what = run(base, path, data)
        if what:
            small = _smaller(base, path, data, what)
            failures.append(Failure(case, f"{base.root.name}:{path}", small, what))
    return stop - start, failures


def _smaller(base: Stub, path: str, data: bytes, what: str) -> bytes:
    """Cut a failing file down while it fails in the same way."""
    if "second" in what:
        return data
    for separator in (b"\n", b" "):

        def fails(parts: list[bytes], joint: bytes = separator) -> bool:
            return run(base, path, joint.join(parts)).startswith(kind_of(what))

        parts: list[bytes] = data.split(separator)
        data = separator.join(fewest(parts, fails))
    return data


def kind_of(what: str) -> str:
    """Give what a failure has in common with others like it."""
    return re.split(r"[\n:]", what, maxsplit=1)[0]


def fewest(parts: list[AnyStr], fails: Callable[[list[AnyStr]], bool]) -> list[AnyStr]:
    """Leave out parts as long as what is left fails."""
    trials, size = 0, max(1, len(parts) // 2)
    while size and trials < MOST_TRIALS:
        at = 0
        while at < len(parts) and trials < MOST_TRIALS:
            trials += 1
            fewer = parts[:at] + parts[at + size :]
            if fails(fewer):
                parts = fewer
            else:
                at += size
        size //= 2
    return parts


def main(
    prepare: Callable[[Path], None] = prepare,
    chunk: Callable[[int, int, int], tuple[int, list[Failure]]] = chunk,
    things: str = "rule files",
) -> int:
    """Run the cases on every core; 1 where there was a failure.

    Args:
        prepare: What each process does first.
        chunk: Runs some cases.
        things: What the cases are.
    """
    arguments = _arguments(things)
    started = time.perf_counter()
    done = failed = 0
    kinds: dict[str, int] = {}
    numbers = (
        range(arguments.case, arguments.case + 1)
        if arguments.case is not None
        else range(arguments.start, arguments.start + arguments.count)
    )
    chunks = [(n, min(n + CHUNK, numbers.stop)) for n in range(numbers.start, numbers.stop, CHUNK)]
    progress = Progress(len(numbers), things)
    with (
        contextlib.suppress(KeyboardInterrupt),
        tempfile.TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(
            arguments.jobs, prepare, (Path(folder),)
        ) as workers,
    ):
        results = [workers.apply_async(partial(chunk, arguments.seed, *each)) for each in chunks]
        for result in results:
            count, failures = result.get()
            done += count
            failed += len(failures)
            for failure in failures:
                kind = "\n".join(failure.what.split("\n")[:3])
                kinds[kind] = kinds.get(kind, 0) + 1
                if kinds[kind] <= arguments.show:
                    _show(failure, arguments.seed, save=arguments.save)
            progress.show(done, failed)
            if arguments.seconds and time.perf_counter() - started > arguments.seconds:
                workers.terminate()
                break
    taken = time.perf_counter() - started
    progress.clear()
    whole = "all" if done == len(numbers) else f"broken off after {done:,} of"
    print(
        f"seed {arguments.seed}: {whole} {len(numbers):,} {things}, {failed} failures of "
        f"{len(kinds)} kinds, {taken:.0f} s, {done / taken:.0f} a second on {arguments.jobs} cores"
    )
    return 1 if failed else 0


class Progress:
    """Tells on standard error how far the cases are: one line that changes, or one a minute."""

    def __init__(self, count: int, things: str) -> None:
        self._count = count
        self._things = things
        self._started = self._told = time.perf_counter()
        self._same_line = sys.stderr.isatty()

    def show(self, done: int, failed: int) -> None:
        """Tell how many are done, unless that was told a moment ago."""
        now = time.perf_counter()
        if now - self._told < (1 if self._same_line else MINUTE):
            return
        self._told = now
        left = (now - self._started) / done * (self._count - done)
        text = (
            f"{done:,} of {self._count:,} {self._things}, {failed} failures, "
            f"about {left / MINUTE:.0f} minutes left"
        )
        end = "" if self._same_line else "\n"
        print(f"\r{text:<78}" if self._same_line else text, end=end, file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._same_line:
            print(f"\r{'':78}\r", end="", file=sys.stderr, flush=True)


def _show(failure: Failure, seed: int, *, save: bool) -> None:
    print(f"--- seed {seed} case {failure.case}, in place of {failure.path}")
    print("\n".join(failure.what.split("\n")[:12]))
    print(ascii(failure.data[:1500].decode("utf-8", "replace")), flush=True)
    if save:
        Path(f"fuzz-{seed}-{failure.case}.txt").write_bytes(failure.data)


def _arguments(things: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=f"Throws random and spoiled {things} at the engine."
    )
    parser.add_argument("--count", type=int, default=1000, help=f"how many {things}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--case", type=int, help="run this one case again")
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long; 0: do not")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, default=2, help="failures shown of each kind")
    parser.add_argument("--save", action="store_true", help="keep failing files in this folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
