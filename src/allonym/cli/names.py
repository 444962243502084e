"""What do the commands say that ask about names: resolve and explain?"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

import allonym
from allonym.cli.drawing import drawing
from allonym.cli.options import (
    add_command,
    add_filters,
    add_json,
    add_names,
    add_tables,
    given,
    names_asked,
    resolver_for,
    type_asked,
)
from allonym.cli.write import print_json, print_table, running_text
from allonym.errors import BadOption
from allonym.records import AMBIGUOUS, MATCH, WAYS, Comparison, Match, Resolution, reckoning
from allonym.resolver import check_limit
from allonym.score import line_of

HEADS = ("spelling", "id", "heading", "score", "why")
USUAL_LIMIT = 5
# Who is likelier than not, and not sure enough to be the answer, is named beside NIL.
WORTH_NAMING = 0.5
# Options of explain that say how one name is looked up; beside two names one would think that they change the score.
ONE_NAME = ("lang", "country", "limit")


def add(commands: Any) -> None:
    """Add the commands."""
    resolve = add_command(
        commands,
        "resolve",
        "Say for each name which entity it means, how sure that is, and why",
        "allonym resolve 'Viktor Khrenin' Хренин Weißrussland\n  allonym resolve --json --lang de - < names.txt",
        run_resolve,
    )
    add_names(resolve)
    add_filters(resolve)
    resolve.add_argument(
        "--limit", type=int, metavar="N", help="show up to N entities for each name, likely or not (1 to 100)"
    )
    add_tables(resolve)
    add_json(resolve)
    explain = add_command(
        commands,
        "explain",
        "Set two names under each other, with what each letter was read as; or say why one name means its entity",
        "allonym explain Chrenin Хренин\n  allonym explain 'Wiktor Chrenin'",
        run_explain,
    )
    explain.add_argument("names", nargs="+", metavar="NAME", help="two names to compare, or one to resolve")
    add_filters(explain)
    explain.add_argument("--limit", type=int, metavar="N", help="with one name: explain up to N entities (1 to 100)")
    add_tables(explain)
    add_json(explain)


def run_resolve(asked: Namespace) -> int:
    """Resolve each name."""
    options = _options(asked)
    resolver = resolver_for(asked)
    answers = (resolver.resolve(name, **options) for name in names_asked(asked))
    if asked.json:
        for answer in answers:
            print_json(answer.to_dict())
    else:
        print_table(HEADS, [row for answer in answers for row in rows_of(answer, all_matches=asked.limit is not None)])
    return 0


def rows_of(answer: Resolution, *, all_matches: bool) -> Iterator[tuple[str, ...]]:
    """Give the rows of one answer: the match, or all that it may be, or NIL."""
    flags = f" [{', '.join(answer.flags)}]" if answer.flags else ""
    if answer.verdict == MATCH:
        shown = answer.matches if all_matches else answer.matches[:1]
    elif answer.verdict == AMBIGUOUS:
        shown = answer.matches if all_matches else _likely(answer)
    else:
        yield answer.name, "NIL", "", "", f"{_unsure(answer)}{flags}"
        shown = answer.matches if all_matches else ()
    doubt = "one of several: " if answer.verdict == AMBIGUOUS else ""
    for match in shown:
        yield answer.name, match.id, match.entity.heading, f"{match.score:.2f}", f"{doubt}{why(match)}{flags}"


def _unsure(answer: Resolution) -> str:
    """Say why the answer is NIL: that nobody comes near, or who does and is not sure enough."""
    if answer.score < WORTH_NAMING:
        return "no entity is known by this name"
    nearest = answer.matches[0]
    return f"not sure enough: {nearest.entity.heading} ({nearest.score:.2f})"


def why(match: Match) -> str:
    """Say in a few words how name and allonym met."""
    return (
        f"{WAYS[match.via]} as {match.allonym.name}"
        if match.via != "near"
        else f"sounds nearly as {match.allonym.name}"
    )


def run_explain(asked: Namespace) -> int:
    """Explain a comparison, or a resolution."""
    if len(asked.names) > 2:
        raise BadOption(
            f"{len(asked.names)} names: expected two to compare or one to resolve; put a name with spaces in quotes"
        )
    names = [given(name) for name in asked.names]
    if len(names) == 1:
        options = _options(asked)
        answer = resolver_for(asked).resolve(names[0], **options)
        if asked.json:
            print_json(answer.to_dict())
        else:
            shown = answer if asked.limit else Resolution(answer.name, answer.verdict, _best(answer), answer.flags)
            print(running_text(shown.headline()))
            for match in shown.matches:
                print(match.headline())
                _print_reckoning(match.comparison)
        return 0
    unused = [option for option in ONE_NAME if getattr(asked, option) is not None]
    if unused:
        raise BadOption(f"--{unused[0]} goes with one name to resolve; leave it out where two are compared")
    comparison = allonym.compare(*names, type=type_asked(asked))
    if asked.json:
        print_json(comparison.to_dict())
        return 0
    _print_reckoning(comparison)
    return 0


def _print_reckoning(comparison: Comparison) -> None:
    """Print how a score is made up, and the letters of words under each other."""
    print("\n".join(reckoning(comparison)))
    for block in drawing(comparison):
        print(f"\n{block}")


def _best(answer: Resolution) -> tuple[Match, ...]:
    """Give what the answer is about: the entity, all that it may be, or who is likeliest and not sure enough."""
    if answer.verdict != AMBIGUOUS:
        return answer.matches[:1]
    return _likely(answer)


def _likely(answer: Resolution) -> tuple[Match, ...]:
    """Give all that an answer may be."""
    return tuple(match for match in answer.matches if match.score >= line_of(match.entity.type))


def _options(asked: Namespace) -> dict[str, Any]:
    limit = USUAL_LIMIT if asked.limit is None else check_limit(asked.limit)
    return {"lang": asked.lang, "type": type_asked(asked), "country": asked.country, "limit": limit}
