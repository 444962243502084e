"""How does latency grow with the table? Draws it as a plain SVG."""

from __future__ import annotations

from html import escape
from math import floor, log10
from pathlib import Path
from typing import Any

from figures import percentile

# The panels, left to right; a dict answers to the same spelling alone.
PANELS = {"exact": "same spelling", "romanization-real": "another romanization", "typing": "one typing error"}
WIDTH, HEIGHT, LEFT, TOP, GAP = 300, 260, 78, 46, 34
COLOURS = {
    "allonym": "#c2410c", "dict": "#6b7280", "rapidfuzz": "#1d4ed8", "tantivy": "#047857", "simstring": "#7e22ce",
    "symspell": "#a16207",
}  # fmt: skip
MICRO = 1e6
TITLE = "Median microseconds (CPU) of a query over the names in the table"


def draw(path: Path, results: dict[int, dict[str, dict[str, Any]]]) -> None:
    """Draw the median microseconds of a query over the number of names, both in powers of ten."""
    points = {
        (panel, system): [
            (size, percentile(some["s"], 0.5) * MICRO)
            for size in sorted(results)
            if (some := results[size].get(system, {}).get("kinds", {}).get(panel)) and some["s"]
        ]
        for panel in PANELS
        for system in COLOURS
        if system != "dict" or panel == "exact"
    }
    every = [point for line in points.values() for point in line]
    if not every:
        return
    x_range = (log10(min(x for x, _ in every)), max(log10(max(x for x, _ in every)), 0.1))
    y_range = (floor(log10(min(y for _, y in every))), floor(log10(max(y for _, y in every))) + 1)
    width = LEFT + len(PANELS) * (WIDTH + GAP) + 60
    size = f"{width} {HEIGHT + TOP + 60}"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{HEIGHT + TOP + 60}" fill="white"/>',
        f'<text x="{LEFT}" y="18" font-size="14">{TITLE}</text>',
    ]
    for number, (panel, title) in enumerate(PANELS.items()):
        lines = {system: points[panel, system] for system in COLOURS if points.get((panel, system))}
        out += _panel(LEFT + number * (WIDTH + GAP), title, lines, x_range, y_range, axis=number == 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")


def _panel(
    left: float,
    title: str,
    lines: dict[str, list[tuple[int, float]]],
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    *,
    axis: bool,
) -> list[str]:
    """Draw one kind of query: a line a system, labelled at its end."""
    inner = WIDTH - 70

    def x_of(value: float) -> float:
        return left + inner * (log10(value) - x_range[0]) / max(x_range[1] - x_range[0], 0.1)

    def y_of(value: float) -> float:
        return TOP + HEIGHT - HEIGHT * (log10(value) - y_range[0]) / (y_range[1] - y_range[0])

    out = [f'<text x="{left}" y="{TOP - 8}">{escape(title)}</text>']
    for power in range(int(y_range[0]), int(y_range[1]) + 1):
        y = y_of(10**power)
        out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{left + inner}" y2="{y:.1f}" stroke="#e5e7eb"/>')
        if axis:
            out.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>')
    sizes = sorted({size for line in lines.values() for size, _ in line})
    under = f'y="{TOP + HEIGHT + 18}" text-anchor="middle"'
    out += [f'<text x="{x_of(size):.1f}" {under}>{_short(size)}</text>' for size in sizes]
    ends: list[float] = []
    for system, line in sorted(lines.items(), key=lambda item: y_of(item[1][-1][1])):
        colour = COLOURS[system]
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line)
        wide = 3 if system == "allonym" else 1.5
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{wide}"/>')
        out += [f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3" fill="{colour}"/>' for x, y in line]
        at = max(y_of(line[-1][1]), (ends[-1] + 13) if ends else 0)
        ends.append(at)
        out.append(f'<text x="{x_of(line[-1][0]) + 8:.1f}" y="{at + 4:.1f}" fill="{colour}">{escape(system)}</text>')
    return out


def _short(size: int) -> str:
    return f"{size // 1_000_000}M" if size >= 1_000_000 else f"{size // 1000}k"
