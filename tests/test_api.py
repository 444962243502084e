"""What may the world rely on?"""

import inspect

import attrs
import pytest

import allonym

PUBLIC = [
    "Allonym",
    "AllonymError",
    "Comparison",
    "Entity",
    "Match",
    "Mention",
    "Resolution",
    "Resolver",
    "compare",
    "resolve",
]
RECORDS = [
    allonym.Allonym,
    allonym.Comparison,
    allonym.Entity,
    allonym.Match,
    allonym.Mention,
    allonym.Resolution,
]


def test_the_public_names():
    """The public names are these and no others."""
    assert allonym.__all__ == PUBLIC
    assert all(inspect.getdoc(getattr(allonym, name)) for name in PUBLIC)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_public_records_never_change(record):
    """Public records are frozen, and say themselves in plain values."""
    assert attrs.has(record)
    assert record.__setattr__ is not object.__setattr__
    assert inspect.signature(record.to_dict).return_annotation == "dict[str, Any]"


def test_resolve_is_the_default_resolver():
    """The function takes what the method takes, and gives what it gives."""
    function, method = inspect.signature(allonym.resolve), inspect.signature(allonym.Resolver.resolve)
    assert list(function.parameters.values()) == list(method.parameters.values())[1:]
    assert list(function.parameters) == ["name", "lang", "type", "country", "limit"]


@pytest.mark.parametrize("function", [allonym.resolve, allonym.compare, allonym.Resolver.resolve_many, allonym.Resolver.annotate])
def test_options_are_given_by_name(function):
    """The thing comes first; every option is given by its name."""
    things = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    options = [p.kind for p in things if p.default is not inspect.Parameter.empty]
    assert things[0].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert set(options) == {inspect.Parameter.KEYWORD_ONLY}


def test_the_bundled_tables_answer():
    """Without any setting, a country's name in two languages is that country, and a stranger's name is nobody's."""
    assert allonym.resolve("Weißrussland").id == allonym.resolve("Белоруссия").id == "iso3166:BY"
    assert allonym.resolve("Quillfeather Dolgorz").verdict == "nil"
