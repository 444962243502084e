"""What can go wrong, and what should the caller do about it?

    AllonymError
    ├── BadText          a value is not a usable name (wrong type, lone surrogate, NUL)
    │   └── TooLong      over 1,024 code points, or over 30 marks on one letter
    ├── BadTable         an alias table cannot be trusted: file, line, column, rule, remedy
    │   └── BadTableId   a table's name is not a plain identifier
    ├── IndexCorrupt     a compiled gazetteer is damaged, incomplete or no gazetteer at all
    ├── IndexTooNew      a compiled gazetteer is of a later format than this version reads
    ├── IndexNotWritten  a compiled gazetteer could not be written; an older one is as it was
    ├── BadRules         a scheme or orthography file is malformed
    ├── UnknownScheme    no scheme has this code
    ├── UnknownTable     no bundled or installed table, file or folder has this name
    ├── BadPackage       data of an installed package is not there, not as it was installed, or brought by several
    └── BadOption        an argument of a call is outside its range

All of them descend from ValueError, since a value is at fault, and carry a short, stable `code`.
"""

from __future__ import annotations


class AllonymError(ValueError):
    """The root of every error that allonym raises on purpose."""

    code = "error"


class BadText(AllonymError):
    """A value is not text that could be a name."""

    code = "bad-text"


class TooLong(BadText):
    """A text is too long, or carries too many marks on one letter, to be a name."""

    code = "too-long"


class BadTable(AllonymError):
    """An alias table breaks a rule of the format."""

    code = "bad-table"


class BadTableId(BadTable):
    """A table's name is not a plain identifier."""

    code = "bad-table-id"


class IndexCorrupt(AllonymError):
    """A compiled gazetteer cannot be trusted: a file is missing, cut off, changed or foreign."""

    code = "index-corrupt"


class IndexTooNew(AllonymError):
    """A compiled gazetteer was written by a later version of allonym."""

    code = "index-too-new"


class IndexNotWritten(AllonymError):
    """A compiled gazetteer could not be written: no space, no right, a failing disk; an older one is as it was."""

    code = "index-not-written"


class BadRules(AllonymError):
    """A scheme or orthography file breaks a rule of the format."""

    code = "bad-rules"


class UnknownScheme(AllonymError):
    """No scheme is known by this code."""

    code = "unknown-scheme"


class UnknownTable(AllonymError):
    """No table is known by this name, and no file or folder lies there."""

    code = "unknown-table"


class BadPackage(AllonymError):
    """An installed package brings a table or scheme that is not there, not as it was installed, or brought twice."""

    code = "bad-package"


class BadOption(AllonymError):
    """An argument is outside its range."""

    code = "bad-option"
