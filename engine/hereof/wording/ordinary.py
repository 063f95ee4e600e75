"""Capitalised words of a definition that ask for no definition."""

from __future__ import annotations

import re
from typing import Final

from hereof.calendar.month import MONTH_NAMES

_OPENING: Final = (
    "A After All Although An And Any As At Based Because Before Beginning Being Both But By "
    "Calculated Collectively Commencing Concurrently Each Effective Either Every Except "
    "Following For From Given Had Has Have Having He Her His How However If Immediately In "
    "Initially Including Into Is It Its Less Means Minus Multiplied Neither No None Nor Not "
    "Notwithstanding Of On Once One Only Or Other Otherwise Our Over Per Plus Prior Promptly "
    "Provided Pursuant Reserved Shall She Should Since So Solely Some Subject Such That The "
    "Their Then There Thereafter These They This Those Three Through Thus Till To Together "
    "Two Under Unless Until Upon Was We Were What Whatever When Whenever Where Whereas "
    "Wherever Whether Which While Who Whose Will With Within Without"
)
OPENERS: Final = frozenset(_OPENING.split())
"""Words that begin a sentence, or a part of one, and belong to no name."""

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOLIDAYS: Final = (
    "Good Friday", "Christmas Day", "Christmas", "New Year's Day", "Thanksgiving Day",
    "Thanksgiving", "Independence Day", "Labor Day", "Memorial Day", "Veterans Day",
    "Columbus Day",
    "Juneteenth", "Presidents Day", "Martin Luther King Day",
)  # fmt: skip
_PLACES: Final = (
    "United States", "United States of America", "America", "Puerto Rico", "District of Columbia",
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky",
    "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi",
    "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico",
    "New York", "New York City", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon",
    "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah",
    "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming", "London", "State",
    "City", "County", "Commonwealth",
)  # fmt: skip
_BODIES: Final = (
    "Federal Reserve", "Federal Reserve Bank", "Federal Reserve Bank of New York",
    "Federal Reserve Board", "Federal Reserve System",
    "Board of Governors of the Federal Reserve System", "Federal Deposit Insurance Corporation",
    "Federal Housing Administration", "Department of Veterans Affairs",
    "Department of the Treasury",
    "Department of Housing and Urban Development", "Internal Revenue Service", "Treasury",
    "Securities and Exchange Commission", "New York Stock Exchange", "Congress",
    "Secretary of State",
)  # fmt: skip
_SELF: Final = ("Agreement", "Amendment", "Supplement", "Waiver", "Consent", "Instrument")

_STATUTE: Final = re.compile(
    r".*\w\s(?:Act|Code)"
    r"|(?:Regulation|Rule|Form)\s+[A-Z0-9][\w()-]*"
)
_CODE: Final = re.compile(
    r"[A-Z]|(?:[A-Z]\.)+|\d{0,2}[A-Z]{1,3}\d{1,3}[A-Z]?|[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,4})+|[IVXLC]+"
)
_RATING: Final = re.compile(r"(?:Aaa|Aa|Baa|Ba|Caa|Ca|AAA|AA|BBB|BB|CCC|CC|NR|WR)[1-3]?(?:\(sf\))?")
_SERIES: Final = re.compile(r"Series\s+[A-Z0-9][\w-]*|Series")
_FIRM: Final = re.compile(r".*\b(?:Inc|LLC|LLP|LP|Ltd|PLC|plc|N\.A\.|L\.L\.C\.|L\.P\.|Corp)\b\.?")
_COMPANY: Final = re.compile(r".+\s(?:Company|Corporation|Bank|Association|Incorporated|Limited)")
_DETERMINED: Final = re.compile(
    r"\b(?:the|an?|any|each|every|either|such|said|that|this|these|those|all|other|related|no"
    r"|applicable)\s*\Z",
    re.IGNORECASE,
)


def ordinary_names() -> tuple[str, ...]:
    """Give names that every reader knows: months, holidays, States, public bodies."""
    return (*MONTH_NAMES, *_DAYS, *_HOLIDAYS, *_PLACES, *_BODIES, *_SELF)


def is_ordinary(phrase: str) -> bool:
    """Tell whether a phrase shows by its look that it asks for no definition.

    So does a statute (`Securities Act of 1933`, `Rule 144A`), a rating, the code of a Class, a
    roman numeral, a Series, and a name that ends in the form of a company, such as `Inc.`
    """
    return any(pattern.fullmatch(phrase) for pattern in (_STATUTE, _CODE, _RATING, _SERIES, _FIRM))


def is_company(phrase: str, before: str) -> bool:
    """Tell whether a phrase is the name of a company: it ends as one and has no article.

    `Harrow Bank` is a name, and `the Custodian Bank` asks what is meant.

    Args:
        phrase: The phrase.
        before: The words before it.
    """
    return bool(_COMPANY.fullmatch(phrase)) and not _DETERMINED.search(before)
