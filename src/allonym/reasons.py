"""Which sentences say how an entity stands, beside what one of its names and the query have in common?"""

from __future__ import annotations

from math import log

from attrs import frozen

from allonym.evidence import in_bits
from allonym.records import Evidence
from allonym.standing import Standing

SAME_HERE = "“{name}”, its name in the script of the query, has {share:.0%} of the letters in common"
NEAR_HERE = SAME_HERE + ", and sounds near only"
IN_CASE = "“{asked}” is “{lemma}” in another case"
IN_CASE_PARTLY = "“{asked}” has words of “{lemma}” in another case"
OTHER_HERE = "the name that met is in another script; " + SAME_HERE
NONE_HERE = "the name that met is in another script; none in the script of the query is known"
WORTH = "names with so much to say for them have proved to be right {often} often than that"
ALONE = "no other comes into question"
AHEAD, LEVEL, BEHIND = (
    "“{rival}” has more to say for it",
    "“{rival}” is as likely",
    "the next, “{rival}”, is less likely",
)
CROWD = "{others:,} more {come} as near, or nearly"
NAMES = "among {names:,} names, some sound alike by chance"
HELD = "nobody is surer than who stands before, nor quite sure without the very spelling"
# What moves the odds by less than a twentieth of a bit is counted with what all the evidence is worth.
WORTH_A_LINE = 0.05 * log(2)
# Log odds that differ by less than this are as good as equal.
AS_GOOD_AS_EQUAL = 0.05


@frozen
class Beside:
    """What stood beside an entity that a name met.

    `name` is its name in the script of the query that is most alike, "" where there is none, `share` how many of the
    letters that one shares with the query, `met` says that it is the one that met, `alike` that its words sound alike.
    `rival` is the heading of the strongest other entity, "" where there is none; `lead` are the log odds by which the
    entity stands before it; `names` is how many names there are. `asked` is the query, `lemma` the name that it is in a
    case, "" where it is none, and `whole` says that all its words are.
    """

    name: str = ""
    share: float = 0.0
    met: bool = True
    alike: bool = True
    rival: str = ""
    lead: float = 0.0
    names: int = 0
    asked: str = ""
    lemma: str = ""
    whole: bool = True


def reasons(standing: Standing, beside: Beside) -> tuple[Evidence, ...]:
    """Say each piece of evidence that stood besides a pair of names in a sentence, with its weight.

    >>> [one.sentence for one in reasons(Standing(rival=0.5, crowd=-1.0, others=2), Beside())]
    ['no other comes into question', '2 more come as near, or nearly']
    """
    others = standing.others
    case = (IN_CASE if beside.whole else IN_CASE_PARTLY).format(asked=beside.asked, lemma=beside.lemma)
    told = (
        (case, standing.case),
        (_of_names(beside), standing.beside),
        (_of_rival(beside), standing.rival),
        (CROWD.format(others=others, come="comes" if others == 1 else "come"), standing.crowd),
        (NAMES.format(names=beside.names), standing.names),
        (HELD, standing.held),
    )
    some = [(words, odds) for words, odds in told if abs(odds) >= WORTH_A_LINE]
    worth = standing.worth + sum(odds for _, odds in told if abs(odds) < WORTH_A_LINE)
    if abs(worth) >= WORTH_A_LINE:
        first = sum(words in (told[0][0], told[1][0]) for words, _ in some)
        some.insert(first, (WORTH.format(often="less" if worth < 0 else "more"), worth))
    return tuple([Evidence(words, in_bits(odds)) for words, odds in some])


def _of_names(beside: Beside) -> str:
    if not beside.name:
        return NONE_HERE
    form = OTHER_HERE if not beside.met else SAME_HERE if beside.alike else NEAR_HERE
    return form.format(name=beside.name, share=beside.share)


def _of_rival(beside: Beside) -> str:
    if not beside.rival:
        return ALONE
    form = AHEAD if beside.lead < -AS_GOOD_AS_EQUAL else BEHIND if beside.lead > AS_GOOD_AS_EQUAL else LEVEL
    return form.format(rival=beside.rival)
