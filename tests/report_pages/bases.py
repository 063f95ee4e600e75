"""Rule bases that try what a page must bear: hostile text, long words, many versions."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from rulebase.filed import base_of

if TYPE_CHECKING:
    from pathlib import Path

    import hereof

SCRIPT: Final = "<script>document.title = 'taken'</script>"
HANDLER: Final = "<img src=x onerror=document.title='taken'>"
TEMPLATE: Final = "{{7*7}} {% raw %}"
TURNED: Final = "\u202etnemeerga\u202c"
MARKDOWN: Final = "[press](javascript:alert(1)) **bold** `code` | cell"
QUOTES: Final = "& ' &lt; &#60;"
HEBREW: Final = "\u05d4\u05e1\u05db\u05dd"
HOSTILE: Final = f"{SCRIPT} {HANDLER} {TEMPLATE} {TURNED} {MARKDOWN} {QUOTES} {HEBREW}"
HOSTILE_TERM: Final = f"Fee {SCRIPT} {TURNED}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile(root: Path) -> hereof.RuleBase:
    """Write an agreement whose term, title, parties, signatures, words and reasons are hostile."""
    document = f'dated as of May 1, 2005 by {HOSTILE}\n\n"{HOSTILE_TERM}": {HOSTILE}.\n'
    rules = f"""agreement evil
  title     {_quoted(HOSTILE)}
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01, construed because {_quoted(HOSTILE)}
  document  "evil/1.txt"
  party     {_quoted(HOSTILE)} as {_quoted("Trustee " + SCRIPT)}
  signed    {_quoted(HANDLER)}, {_quoted(TEMPLATE)}, for {_quoted("Trustee " + SCRIPT)}

define {_quoted(HOSTILE_TERM)}
  > {HOSTILE}.

define Amount
  words not on file
  construed because {_quoted(HOSTILE)}
    > {HOSTILE}
"""
    return base_of(root, agreements_evil_1=document, rules_evil_1=rules)


def lengthy(root: Path, words: int) -> hereof.RuleBase:
    """Write an agreement with one definition of so many words, one of them very long."""
    said = " ".join(f"word{number}" for number in range(words - 1)) + " " + "unbroken" * 60
    lines = wrap(f"{said}.", 100, break_long_words=False)
    document = "\n".join(["Long Agreement dated as of May 1, 2005", "", '"Amount":', *lines, ""])
    rules = """agreement long
  title     "Long Agreement"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01
    > dated as of May 1, 2005
  document  "long/1.txt"

define Amount
""" + "".join(f"  > {line}\n" for line in lines)
    return base_of(root, agreements_long_1=document, rules_long_1=rules)


def many(root: Path, versions: int) -> hereof.RuleBase:
    """Write an agreement whose one definition is replaced again and again, a week apart."""
    files = {
        "agreements_many_0": (
            'Many Versions dated as of May 1, 2005\n\n"Amount": version 0 of the words.\n'
        ),
        "rules_many_0": """agreement many
  title     "Many Versions"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01
    > dated as of May 1, 2005
  document  "many/0.txt"

define Amount
  > version 0 of the words.
""",
    }
    for number in range(1, versions):
        day = date(2005, 5, 1) + timedelta(weeks=number)
        order = 'the definition of "Amount" is replaced as of the date hereof with'
        files[f"agreements_many_{number}"] = (
            f"Amendment No. {number} dated {day.isoformat()}\n\n1. {order}:\n\n"
            f"version {number} of the words.\n"
        )
        files[f"rules_many_{number}"] = f"""amendment many/{number}
  title     "Amendment No. {number}"
  dated     {day.isoformat()}
    > dated {day.isoformat()}
  executed  {day.isoformat()}
    > dated {day.isoformat()}
  document  "many/{number}.txt"

paragraph 1
  > {order}
  effective as of the date hereof
  replace Amount with
    > version {number} of the words.
"""
    return base_of(root, **files)


def crowded(root: Path, count: int) -> hereof.RuleBase:
    """Write an agreement of so many definitions: each uses the one before it, and a common one."""
    names = [f"Amount {_name(number)}" for number in range(count)]
    said = [
        "What the servicing report calls so."
        if not number
        else f"The sum of the {names[number - 1]} and the Basic Fee, part {number}."
        for number in range(count)
    ]
    document = [
        "Crowded Agreement dated as of May 1, 2005",
        "",
        '"Basic Fee": A fee of one dollar.',
    ]
    rules = [
        "agreement crowded",
        '  title     "Crowded Agreement"',
        "  dated     2005-05-01",
        "    > dated as of May 1, 2005",
        "  executed  2005-05-01",
        "    > dated as of May 1, 2005",
        '  document  "crowded/1.txt"',
        "",
        "define Basic Fee",
        "  > A fee of one dollar.",
    ]
    for name, words in zip(names, said, strict=True):
        document.append(f'"{name}": {words}')
        rules += ["", f"define {name}", f"  > {words}"]
    return base_of(
        root,
        agreements_crowded_1="\n\n".join(document) + "\n",
        rules_crowded_1="\n".join(rules) + "\n",
    )


def circular(root: Path) -> hereof.RuleBase:
    """Write an agreement with a circle of three, a lone term, and one that is used undefined."""
    words = {
        "Alpha": "An amount equal to the Beta.",
        "Beta": "An amount equal to the Gamma.",
        "Gamma": "An amount equal to the Alpha.",
        "Delta": "The Beta and the Ending.",
        "Lone": "Nothing else.",
        "Ending": "What ends.",
    }
    document = "\n\n".join(
        [
            "Ring Deed dated as of May 1, 2005",
            "Section 2.01. Payments. The Alpha is paid each month.",
            *(f'"{name}": {said}' for name, said in words.items()),
        ]
    )
    order = 'The definition of "Ending" is deleted as of the date hereof.'
    amendment = f"Amendment dated June 1, 2005\n\n1. {order}\n"
    rules = """agreement ring
  title     "Ring Deed"
  dated     2005-05-01
    > dated as of May 1, 2005
  executed  2005-05-01
    > dated as of May 1, 2005
  document  "ring/0.txt"
  ignore defined-not-used "Lone" because "it stands for itself"
""" + "".join(f"\ndefine {name}\n  > {said}\n" for name, said in words.items())
    return base_of(
        root,
        agreements_ring_0=document + "\n",
        agreements_ring_1=amendment,
        rules_ring_0=rules,
        rules_ring_1="""amendment ring/1
  title     "Amendment"
  dated     2005-06-01
    > dated June 1, 2005
  executed  2005-06-01
    > dated June 1, 2005
  document  "ring/1.txt"

paragraph 1
  > The definition of "Ending" is deleted as of the date hereof.
  effective as of the date hereof
  delete definition of "Ending"
""",
    )


def _name(number: int) -> str:
    """Name a number by letters alone: A, B, ... Z, AA."""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"X{letters}"
