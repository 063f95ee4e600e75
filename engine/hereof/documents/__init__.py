"""Files as evidence: bytes, hashes, lines, and quotations found whatever the layout."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hereof.documents.definitions import Beginning
    from hereof.documents.document import MAX_DOCUMENT_BYTES, Document, decode, read_document
    from hereof.documents.flow import Flow, layout_free
    from hereof.documents.headings import Heading, heading_of
    from hereof.documents.manifest import (
        Manifest,
        Recording,
        check_document,
        files_below,
        missing,
        read_manifest,
        record,
    )
    from hereof.documents.paragraphs import Paragraph
    from hereof.documents.passages import (
        amending_verbs,
        ends_open,
        numbered_paragraphs,
        words_after,
        words_before,
    )
    from hereof.documents.paths import MANIFEST_NAME
    from hereof.documents.quotation import (
        Match,
        find_all,
        find_quotation,
        find_text,
        strip_excerpt_marks,
    )
    from hereof.documents.worddiff import word_diff

__all__ = [
    "MANIFEST_NAME",
    "MAX_DOCUMENT_BYTES",
    "Beginning",
    "Document",
    "Flow",
    "Heading",
    "Manifest",
    "Match",
    "Paragraph",
    "Recording",
    "amending_verbs",
    "check_document",
    "decode",
    "ends_open",
    "files_below",
    "find_all",
    "find_quotation",
    "find_text",
    "heading_of",
    "layout_free",
    "missing",
    "numbered_paragraphs",
    "read_document",
    "read_manifest",
    "record",
    "strip_excerpt_marks",
    "word_diff",
    "words_after",
    "words_before",
]

_HOMES = {
    "hereof.documents.definitions": ("Beginning",),
    "hereof.documents.document": (
        "MAX_DOCUMENT_BYTES",
        "Document",
        "decode",
        "read_document",
    ),
    "hereof.documents.flow": (
        "Flow",
        "layout_free",
    ),
    "hereof.documents.headings": (
        "Heading",
        "heading_of",
    ),
    "hereof.documents.manifest": (
        "Manifest",
        "Recording",
        "check_document",
        "files_below",
        "missing",
        "read_manifest",
        "record",
    ),
    "hereof.documents.paragraphs": ("Paragraph",),
    "hereof.documents.passages": (
        "amending_verbs",
        "ends_open",
        "numbered_paragraphs",
        "words_after",
        "words_before",
    ),
    "hereof.documents.paths": ("MANIFEST_NAME",),
    "hereof.documents.quotation": (
        "Match",
        "find_all",
        "find_quotation",
        "find_text",
        "strip_excerpt_marks",
    ),
    "hereof.documents.worddiff": ("word_diff",),
}


def __getattr__(name: str) -> object:
    """Import what is asked for: most answers look for nothing in a document."""
    from importlib import import_module  # noqa: PLC0415 - only when something is asked for

    for module, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
