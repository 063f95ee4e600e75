"""Checks a certificate of Hereof by itself: its form, its digest, and every step of its arithmetic.

One file, for an auditor to read and to run: `python checker.py CERTIFICATE`. It needs Python
3.11 and nothing else, and shares no code with what made the certificate.

What it proves: the bytes are the ones that were digested; each step follows from the steps
that it names; what is taken as given (figures, dates of a calendar, numbers of the words)
is what the certificate states as given; the value is the last step. What it does not prove:
that the figures are right, that the words mean this, that the documents say so, or who
made the certificate. The digest alone can be made anew by anybody: only a signature tells
whether somebody did.
"""

import hashlib
import json
import operator
import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

SCHEMA = "hereof/certificate/1"
NUMBER = re.compile(r"(-?[0-9]{1,2000})(?:/([0-9]{1,2000}))?")
HALF = Fraction(1, 2)
LONGEST = 20_000
"""Of the parts of a number, in bits: no sum or product may come to more."""
UNITS = {"ratio": "%", "rate per year": "% per year", "days": " days", "count": "", "": ""}
FAULTS = (ArithmeticError, LookupError, TypeError, ValueError)
MONTHS = "January February March April May June July August September October November December"


class FaultError(Exception):
    """Something does not hold; the message says what."""


# ---- the form of the file


def canonical(data: Any) -> str:
    """Write data as RFC 8785 does, for texts, whole numbers, truths, and names in ASCII."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def whole(text: str) -> int:
    """Read a whole number that is the same everywhere; all others stand in texts."""
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise FaultError(f"`{text[:80]}` is no whole number: amounts are texts")
    return int(text)


def read(raw: bytes) -> dict[str, Any]:
    """Read a certificate, and see that its bytes are its canonical form and its digest holds."""
    try:
        found: dict[str, Any] = json.loads(
            raw.decode("utf-8"), parse_float=whole, parse_int=whole, parse_constant=whole
        )
        same = type(found) is dict and canonical(found).encode("utf-8") + b"\n" == raw
    except (ValueError, RecursionError) as failure:
        raise FaultError(f"the file is not JSON in UTF-8: {failure}") from None
    if not same:
        raise FaultError("the bytes are not the canonical form of what they say")
    if found.get("schema") != SCHEMA:
        raise FaultError(f"the form is `{found.get('schema')}`, and this checks `{SCHEMA}`")
    check_members(found)
    rest = {name: value for name, value in found.items() if name != "digest"}
    if found.get("digest") != f"sha256:{hashlib.sha256(canonical(rest).encode()).hexdigest()}":
        raise FaultError("the digest is not that of the rest of the certificate")
    return found


FORM = """
: schema digest issued question answer definitions paragraphs instruments evidence calendar data
  value arithmetic roundings meaning repository engine
question: agreement term on known_on purpose; agreement: id title; series: term month day why fixed
  fixed_by; known: on latest latest_title latest_executed unread rules_at; unread: path why
answer: outcome answered sentence on series known words governed_by suspensions pending unexecuted
  no_value leans; rules_at: revision commit; suspensions: waived treated_as by; leans: what because
paragraph by fixed_by: instrument title paragraph does authority section effective_from
  effective_until known_from known_until conditions instruction words corrected_by revived_by
  because rule
words instruction known_from: text document sha256 first_line last_line rule; document: path sha256
conditions: text met shown document effective_from ends pending
corrected_by: instrument title paragraph effective_from known_from instruction
definitions: agreement term on outcome words construed because passages means standing readings
  conventions classes by; passages: text by; paragraphs: name paragraph
instruments: id kind title dated executed execution_assumed lacking authority document known_from
  parties signatures rule; parties: name role; signatures: signatory capacity role day
evidence: documents rules; documents: path sha256 lines; lines: first last; rules files: path sha256
calendar: library version dates; dates: what day why
data: files illustrative notes figures; figures: input dimension exact shown path line
value: dimension exact shown is_all; roundings: step before after rule unit; meaning: digest
arithmetic: id op of how value formula words place source
repository: commit clean; engine: name version grammars; grammars: name sha256
"""
MEMBERS = {
    name: members
    for names, _, members in (each.partition(":") for each in re.split(r";|\n(?! )", FORM.strip()))
    for name in names.split() or [""]
}
"""What an object may have, by the name under which it stands."""


def check_members(data: Any, name: str = "") -> None:
    """See that no object has a member that this form does not know."""
    for each in data if type(data) is list else [data] if type(data) is dict else []:
        if type(each) is dict:
            unknown = each.keys() - set(MEMBERS.get(name, "").split())
            if unknown:
                place = f"`{name}`" if name else "the certificate"
                raise FaultError(f"{place} has `{min(unknown)[:80]}`, which is not of `{SCHEMA}`")
            for member, value in each.items():
                check_members(value, member)
        elif type(each) is list:
            raise FaultError(f"`{name}` has a list in a list, which is not of `{SCHEMA}`")


# ---- values: numbers as `7` or `25/326`, dates, months, and `met` or `not met`


def value_of(text: str) -> Any:
    """Read a value, which must be written in the one way in which it can be."""
    if text in ("met", "not met"):
        return text == "met"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d{4}-\d\d", text):
        return text
    number = fraction(text)
    if str(number) != text:
        raise FaultError(f"`{text[:80]}` is not written in lowest terms")
    return number


def fraction(text: str) -> Fraction:
    """Read a number such as `-7` or `25/326`; its form and its length are seen first."""
    found = NUMBER.fullmatch(text)
    if found is None:
        raise FaultError(f"`{text[:80]}` is no value: it is such as `7`, `25/326` or `2003-10-27`")
    return Fraction(int(found[1]), int(found[2] or 1))


def held(number: Fraction) -> Fraction:
    """See that a number is not too long to go on with."""
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > LONGEST:
        raise FaultError("it comes to a number that is too long to be one of an agreement")
    return number


def literal(text: str) -> Any:
    """Read a value as the formula writes it: `$500,000`, `5%`, `(1 / 3)`, `2005-01-25`, `met`."""
    number = (
        r"(\()?\$?(-?[\d,]{1,2000}(?:\.\d{1,2000})?)(?: / (\d{1,2000}))?"
        r"(?(1)\))(%?)(?: per year)?"
    )
    found = re.fullmatch(number, text, re.ASCII)
    if found is None:
        return value_of(text)
    value = Fraction(found[2].replace(",", "")) / int(found[3] or 1)
    return value / 100 if found[4] else value


def rounded(value: Fraction, rule: str, unit: Fraction) -> Fraction:
    """Round the size of a number to a multiple of a unit; the sign stays."""
    down, rest = divmod(abs(value) / unit, 1)
    if rule == "nearest" and rest == HALF:
        raise FaultError("the value lies in the middle, where the words do not say what is taken")
    up = {
        "down": False,
        "up": rest > 0,
        "half up": rest >= HALF,
        "nearest": rest > HALF,
        "half even": rest > HALF or (rest == HALF and down % 2 == 1),
    }[rule]
    return (down + up) * unit * (-1 if value < 0 else 1)


# ---- the operations: each takes the values that it rests on, and its own particulars


def product(of: Iterable[Fraction]) -> Fraction:
    """Multiply."""
    value = Fraction(1)
    for each in of:
        value = held(value * each)
    return value


def total(of: Iterable[Fraction]) -> Fraction:
    """Add."""
    value = Fraction(0)
    for each in of:
        value = held(value + each)
    return value


RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(("at least", "on or after"), operator.ge),
    **dict.fromkeys(("at most", "on or before"), operator.le),
    **dict.fromkeys(("more than", "after"), operator.gt),
    **dict.fromkeys(("less than", "before"), operator.lt),
    "equal to": operator.eq,
}


def compare(of: list[Any], how: list[str]) -> Any:
    """Compare two values of one kind."""
    (left, right), (relation,) = of, how
    if type(left) is not type(right):
        raise FaultError("values of two kinds are compared")
    return RELATIONS[relation](left, right)


def choose(of: list[Any], how: list[str]) -> Any:
    """Take what a test chooses: `then` where it is met."""
    test, chosen = of
    if how != ["then" if test is True else "otherwise"]:
        raise FaultError("the test chooses the other part")
    return chosen


def schedule(of: list[Any], how: list[str]) -> Any:
    """Take the last value that has begun, else the first that has not ended.

    It rests on the date asked about, the dates that were compared, and the value taken; `how`
    says of each date `from` or `before`, and last which of them was taken, counted from 0.
    """
    on, *dates, value = of
    *words, taken = how
    pairs = list(enumerate(zip(words, dates, strict=True)))
    begun = [n for n, (word, day) in pairs if word == "from" and on >= day]
    ahead = [n for n, (word, day) in pairs if word == "before" and on < day]
    if int(taken) != (begun[-1] if begun else ahead[0]):
        raise FaultError("the dates choose another value")
    return value


def tests(*, decisive: bool) -> Callable[[list[Any], list[str]], Any]:
    """Join tests: one that decides is enough, else all of them, as many as `how` says."""

    def joined(of: list[Any], how: list[str]) -> Any:
        if decisive not in of and len(of) != int(how[0]):
            raise FaultError("not every test is there")
        return decisive if decisive in of else not decisive

    return joined


def same(of: list[Any], how: list[str]) -> Any:
    """Take a value as it is; of several, all must be the same."""
    if len({(type(each), each) for each in of}) != 1:
        raise FaultError("two ways to the value give different values")
    return of[0]


def day_of_month(of: list[Any], how: list[str]) -> Any:
    """Give a day, or `last`, of the month so many months after that of a date."""
    day, months = how
    year, month = divmod(of[0].year * 12 + of[0].month - 1 + int(months), 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if day == "last" else min(int(day), last))


OPERATIONS: dict[str, Callable[[list[Any], list[str]], Any]] = {
    "constant": lambda of, how: literal(how[0]),
    "definition": same,
    "same": same,
    "total": lambda of, how: total(of),
    "sum": lambda of, how: total({"+": v, "-": -v}[sign] for sign, v in zip(how, of, strict=True)),
    "product": lambda of, how: product(of),
    "quotient": lambda of, how: of[0] / of[1],
    "lesser": lambda of, how: min(of),
    "greater": lambda of, how: max(of),
    "average": lambda of, how: total(of) / len(of),
    "excess": lambda of, how: max(of[0] - of[1], Fraction(0)),
    "weighted average": lambda of, how: (
        total(map(operator.mul, of[::2], of[1::2])) / total(of[1::2])
    ),
    "rounded": lambda of, how: rounded(of[0], how[0], fraction(how[1])),
    "compare": compare,
    "not": lambda of, how: {True: False, False: True}[of[0]],
    "all": tests(decisive=False),
    "any": tests(decisive=True),
    "choose": choose,
    "schedule": schedule,
    "days between": lambda of, how: Fraction((of[1] - of[0]).days),
    "days after": lambda of, how: of[0] + timedelta(int(how[0])),
    "anniversary": lambda of, how: of[0].replace(year=of[0].year + int(how[0])),
    "day of month": day_of_month,
    "month of": lambda of, how: of[0].isoformat()[:7],
}
STATED = {
    "date asked": lambda found, how: found["answer"]["on"],
    "figure": lambda found, how: found["data"]["figures"][int(how[0])]["exact"],
    "calendar date": lambda found, how: found["calendar"]["dates"][int(how[0])]["day"],
}
"""What is not computed, and where the certificate states it."""


# ---- the arithmetic


def check_steps(found: dict[str, Any]) -> list[Any]:
    """Redo every step; give their values."""
    values: list[Any] = []
    used: set[int] = set()
    for number, step in enumerate(found["arithmetic"], 1):
        try:
            value, of, how = value_of(step["value"]), step["of"], step["how"]
            if type(step["id"]) is not int or step["id"] != number:
                raise FaultError("the steps are not numbered in order")
            if any(type(n) is not int or not 0 < n < number for n in of):
                raise FaultError("it rests on steps that do not stand before it")
            used.update(of)
            if step["op"] in STATED:
                again = value_of(STATED[step["op"]](found, how))
            else:
                again = OPERATIONS[step["op"]]([values[n - 1] for n in of], how)
        except FaultError as fault:
            raise FaultError(f"step {number} of the arithmetic: {fault}") from None
        except FAULTS as failure:
            raise FaultError(f"step {number} cannot be done again: {failure!r}") from None
        if type(again) is not type(value) or again != value:
            raise FaultError(f"step {number} says {step['value']}, and comes to {again}")
        values.append(value)
    if len(used) < len(values) - 1:
        raise FaultError("the arithmetic has steps that nothing rests on")
    return values


def check_value(found: dict[str, Any], values: list[Any]) -> None:
    """See that the value is the last step, is shown as what it is, and names every rounding."""
    stated = found["value"]
    if (stated is None) != (not values):
        raise FaultError("a value stands without its arithmetic, or arithmetic without a value")
    if stated is not None and stated["exact"] != found["arithmetic"][-1]["value"]:
        raise FaultError("the value is not that of the last step")
    done = [
        [step["id"], values[step["of"][0] - 1], values[step["id"] - 1], *step["how"]]
        for step in found["arithmetic"]
        if step["op"] == "rounded"
    ]
    said = [
        [e["step"], value_of(e["before"]), value_of(e["after"]), e["rule"], e["unit"]]
        for e in found["roundings"]
    ]
    if done != said:
        raise FaultError("the roundings are not those of the arithmetic")


def shows(shown: str, value: Any, kind: str) -> bool:
    """Tell whether a text is a value of a kind as people read it, in the one way it is written."""
    if isinstance(value, bool):
        return kind == "truth" and shown == ("met" if value else "not met")
    if isinstance(value, date):
        said = f"{value.day} {MONTHS.split()[value.month - 1]} {value.year}"
        return kind == "date" and shown == said
    if isinstance(value, Fraction) and kind == "dollars":
        cents = rounded(value, "half up", Fraction(1, 100))
        return shown == f"{'-' * (cents < 0)}${decimals(abs(cents), 2)}"
    if not isinstance(value, Fraction) or kind not in UNITS:
        return False
    unit = UNITS[kind] if kind != "days" or value != 1 else ""
    return shown == plain(value * 100 if "%" in unit else value) + unit


def plain(value: Fraction) -> str:
    """Write a number in as few decimals as it has; from the eleventh on it is cut, and says so."""
    sign, size = "-" * (value < 0), abs(value)
    for places in range(11):
        if (size * 10**places).denominator == 1:
            return sign + decimals(size, places)
    return sign + decimals(rounded(size, "half up", Fraction(1, 10**10)), 10) + "..."


def decimals(size: Fraction, places: int) -> str:
    """Write a number that ends with so many decimals, its thousands apart."""
    whole, rest = divmod(int(size * 10**places), 10**places)
    return f"{whole:,}.{rest:0{places}}" if places else f"{whole:,}"


def check_shown(found: dict[str, Any]) -> None:
    """See that each figure and the value are shown as what they are, and a refusal has none."""
    value, answer = found["value"], found["answer"]
    ordered = answer["outcome"] == "suspended" and any(
        e["treated_as"] for e in answer["suspensions"]
    )
    if value is not None and (answer["no_value"] or not (answer["answered"] is True or ordered)):
        raise FaultError("an answer that was refused, or has no value, has a value")
    for each in (*found["data"]["figures"], *([value] if value else [])):
        shown = each["shown"]
        if not shows(shown, value_of(each["exact"]), each["dimension"]):
            kind = each["dimension"] or "a number"
            raise FaultError(
                f"`{shown[:80]}` is not {each['exact'][:80]}, {kind}, as people read it"
            )


def check(raw: bytes) -> dict[str, Any]:
    """Check the bytes of a certificate; give what it says.

    Raises:
        FaultError: Something does not hold.
    """
    found = read(raw)
    try:
        check_value(found, check_steps(found))
        check_shown(found)
    except FAULTS as failure:
        raise FaultError(f"the certificate is not of its form: {failure!r}") from None
    return found


def main(arguments: list[str]) -> int:
    """Check the file that is named; 0: it holds, 1: it does not, 2: there is no such file."""
    try:
        (name,) = arguments
        raw = Path(name).read_bytes()
    except (OSError, ValueError) as failure:
        print(f"usage: python checker.py CERTIFICATE ({failure})")
        return 2
    try:
        found = check(raw)
    except FaultError as fault:
        print(f"{name} does not hold: {fault}")
        return 1
    print(f"{name} holds: {found['digest']}, {len(found['arithmetic'])} steps done again")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
