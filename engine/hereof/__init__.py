"""Which words of an agreement were in force on a date, and what proves it.

>>> import hereof
>>> base = hereof.load("path/to/rule-base")           # doctest: +SKIP
>>> agreement = base.agreement("ramp-2003-rs8")       # doctest: +SKIP
>>> answer = agreement.in_force("Distribution Date", date(2003, 10, 21))  # doctest: +SKIP
"""

from hereof.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hereof.diagnostics import Diagnostic, HereofError, Severity
    from hereof.formula.reading import read
    from hereof.report.check import findings
    from hereof.rulebase.base import Agreement, RuleBase, load
    from hereof.timeline.answer import Answer, Outcome

__all__ = [
    "Agreement",
    "Answer",
    "Diagnostic",
    "HereofError",
    "Outcome",
    "RuleBase",
    "Severity",
    "__version__",
    "findings",
    "load",
    "read",
]

_HOMES = {
    "hereof.diagnostics": ("Diagnostic", "HereofError", "Severity"),
    "hereof.formula.reading": ("read",),
    "hereof.report.check": ("findings",),
    "hereof.rulebase.base": ("Agreement", "RuleBase", "load"),
    "hereof.timeline.answer": ("Answer", "Outcome"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: the command line is ready for Ctrl-C before anything is."""
    from importlib import import_module  # noqa: PLC0415 - only when something is asked for

    for module, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Give the public names."""
    return __all__
