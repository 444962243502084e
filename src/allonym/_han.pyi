SOURCE: str

def by_letters(
    readings: tuple[tuple[tuple[float, str, str], ...], ...],
    agreement: dict[str, float],
    cost: float,
    most: int,
    stopped: str,
    /,
) -> list[tuple[float, str]] | None: ...
