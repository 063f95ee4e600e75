"""Files as evidence: bytes, hashes, lines, and quotations found whatever the layout."""

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
    passages,
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
    "passages",
    "read_document",
    "read_manifest",
    "record",
    "strip_excerpt_marks",
    "word_diff",
    "words_after",
    "words_before",
]
