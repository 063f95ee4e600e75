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
