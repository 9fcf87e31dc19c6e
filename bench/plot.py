"""Line charts as SVG, by hand: a series measured is to be seen, and nothing need be installed for that."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

__all__ = ["lines"]

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 72, 170, 44, 56
INKS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Okabe and Ito's: told apart by everybody."""

Number = int | float


def lines(
    file: Path,
    title: str,
    x: Sequence[Number],
    ys: Mapping[str, Sequence[Number | None]],
    x_label: str,
    y_label: str,
    *,
    log: bool = True,
) -> None:
    """Write a chart.

    Args:
        file: an SVG; is overwritten, its folder made where it is missing.
        title: above it.
        x: where the points are, the smallest first.
        ys: for each name as many values as there are points; None: no point there.
        x_label, y_label: what the axes are.
        log: whether x grows by powers; not taken where a value of x is zero or less.
    """
    log = log and min(x) > 0
    at = _scale(x, LEFT, WIDTH - RIGHT, log)
    known = [value for values in ys.values() for value in values if value is not None]
    top = _ticks(0, max(known, default=1) or 1)[-1]
    up = _scale((0, top), HEIGHT - BOTTOM, TOP, False)
    marks = [_text(WIDTH / 2, 24, title, "middle", 15)]
    for tick in _ticks(0, top):
        marks += [_rule(LEFT, up(tick), WIDTH - RIGHT, up(tick)), _text(LEFT - 8, up(tick) + 4, _figure(tick), "end")]
    for tick in _powers(min(x), max(x)) if log else _ticks(min(x), max(x)):
        if min(x) <= tick <= max(x):
            marks += [_rule(at(tick), TOP, at(tick), HEIGHT - BOTTOM)]
            marks += [_text(at(tick), HEIGHT - BOTTOM + 18, _figure(tick), "middle")]
    marks += [_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, x_label, "middle")]
    marks += [f'<g transform="rotate(-90 18 {HEIGHT / 2:g})">{_text(18, HEIGHT / 2, y_label, "middle")}</g>']
    for number, (name, values) in enumerate(ys.items()):
        points = [(at(place), up(value)) for place, value in zip(x, values, strict=True) if value is not None]
        marks += [_series(points, INKS[number % len(INKS)])]
        marks += [_key(name, number)]
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    body = "\n".join([ground, *marks])
    file.write_text(f'{head} font-family="sans-serif" font-size="12" fill="#222222">\n{body}\n</svg>\n', "utf-8")


class _Scale:
    """From values to pixels."""

    def __init__(self, low: float, high: float, start: float, end: float, log: bool) -> None:
        self.log = log
        self.low, self.high = (math.log10(low), math.log10(high)) if log else (low, high)
        self.start, self.end = start, end

    def __call__(self, value: Number) -> float:
        given = math.log10(value) if self.log else value
        share = (given - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)


def _scale(values: Sequence[Number], start: float, end: float, log: bool) -> _Scale:
    return _Scale(min(values), max(values), start, end, log)


def _ticks(low: Number, high: Number) -> list[float]:
    """About five round numbers, from at most the low to at least the high."""
    rough = (high - low) / 5 or 1
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, last + 1)]


def _powers(low: Number, high: Number) -> list[float]:
    """Round numbers of each power of ten, few where it spans many."""
    within = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [each * 10.0**power for power in within for each in ((1,) if len(within) > 4 else (1, 2, 5))]


def _series(points: Sequence[tuple[float, float]], ink: str) -> str:
    path = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
    dots = "".join(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="2.5" fill="{ink}"/>' for left, top in points)
    return f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="1.8"/>{dots}'


def _key(name: str, number: int) -> str:
    left, top = WIDTH - RIGHT + 14, TOP + 10 + 20 * number
    ink = INKS[number % len(INKS)]
    rule = f'<line x1="{left}" y1="{top}" x2="{left + 18}" y2="{top}" stroke="{ink}" stroke-width="2.5"/>'
    return rule + _text(left + 24, top + 4, name, "start")


def _rule(left: float, top: float, right: float, bottom: float) -> str:
    return f'<line x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}" stroke="#dddddd"/>'


def _text(left: float, top: float, text: str, anchor: str, size: int = 12) -> str:
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}" font-size="{size}">{escape(text)}</text>'


def _figure(number: float) -> str:
    for least, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(number) >= least:
            return f"{number / (1e3 if letter == 'k' else least):g}{letter}"
    return f"{number:g}"
