"""Which words of an agreement were in force on a date, and what proves it.

>>> import hereof
>>> base = hereof.load("path/to/rule-base")           # doctest: +SKIP
>>> agreement = base.agreement("ramp-2003-rs8")       # doctest: +SKIP
>>> answer = agreement.in_force("Distribution Date", date(2003, 10, 21))  # doctest: +SKIP
"""

from hereof.diagnostics import Diagnostic, HereofError, Severity
from hereof.rulebase.base import Agreement, RuleBase, load
from hereof.timeline.answer import Answer, Outcome
from hereof.version import __version__

__all__ = [
    "Agreement",
    "Answer",
    "Diagnostic",
    "HereofError",
    "Outcome",
    "RuleBase",
    "Severity",
    "__version__",
    "load",
]
