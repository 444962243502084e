from allonym.standing import Known

SOURCE: str
TOLD: tuple[str, ...]

def ranked_standings(
    known: list[Known],
    likelihoods: list[float],
    names: float,
    scale: bytes,
    witnesses: bytes,
    standing: bytes,
    /,
) -> tuple[list[int], list[float]]: ...
