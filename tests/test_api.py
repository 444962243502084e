"""What may the world rely on?"""

import inspect
from operator import attrgetter

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
    "Spelling",
    "compare",
    "resolve",
    "romanize",
    "schemes_between",
    "spellings",
]
RECORDS = [
    allonym.Allonym,
    allonym.Comparison,
    allonym.Entity,
    allonym.Match,
    allonym.Mention,
    allonym.Resolution,
    allonym.Spelling,
]


def test_the_public_names():
    """The public names are these and no others."""
    assert allonym.__all__ == PUBLIC
    assert set(dir(allonym)) == {*PUBLIC, "__version__"}
    assert all(inspect.getdoc(getattr(allonym, name)) for name in PUBLIC)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_public_records_never_change(record):
    """Public records are frozen, and say themselves in plain values."""
    assert attrs.has(record)
    assert record.__setattr__ is not object.__setattr__
    assert inspect.signature(record.to_dict).return_annotation == "dict[str, Any]"


def test_another_name_is_none_of_ours():
    """A name that is not public is missing, as from any module."""
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        _ = allonym.utils


def test_resolve_is_the_default_resolver():
    """The function takes what the method takes, and gives what it gives."""
    function, method = inspect.signature(allonym.resolve), inspect.signature(allonym.Resolver.resolve)
    assert list(function.parameters.values()) == list(method.parameters.values())[1:]
    assert list(function.parameters) == ["name", "lang", "type", "country", "limit"]


@pytest.mark.parametrize(
    "name",
    ["resolve", "compare", "romanize", "spellings", "schemes_between", "Resolver.annotate", "Resolver.resolve_many"],
)
def test_options_are_given_by_name(name):
    """The thing comes first; every option is given by its name."""
    function = attrgetter(name)(allonym)
    things = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    options = [p.kind for p in things if p.default is not inspect.Parameter.empty]
    assert things[0].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert set(options) <= {inspect.Parameter.KEYWORD_ONLY}


def test_the_bundled_tables_answer():
    """Without any setting, a country's name in two languages is that country, and a stranger's name is nobody's."""
    assert allonym.resolve("Weißrussland").id == allonym.resolve("Белоруссия").id == "iso3166:BY"
    assert allonym.resolve("Quillfeather Dolgorz").verdict == "nil"
