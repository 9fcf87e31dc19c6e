"""The filters at the left: time, evidence, relations, whose word. All of them act on everything that is shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from allegata.model import EPOCH, Depth
from allegata.render.style import LIGHT
from allegata.store import ForeignGraph
from allegata.ui import answers, foreign
from allegata.ui.desk import Desk, values_of
from allegata.ui.markup import markdown
from allegata.view import LEVELS, Filters, Standpoint
from allegata.view.told import mark_words
from allegata.wording import label_of

__all__ = ["RENEWED", "filters"]

RENEWED = "names-or-colours"
"""Key of the session: whether nodes were named or coloured anew, so that the page must read the database again."""

NOBODY = ""
MOST_EDGES = (100, 200, 400, 800, 1500)
MOST_LABELS = 30
BINS = 36
"""Bars of the histogram, at most."""

CLOCKS = {"happened": "Happened", "said": "Said"}


def filters(desk: Desk, *, legend: bool = False) -> None:
    """Draw the panel; ``legend``: with the switches of the canvas's legend, while there is no canvas."""
    now = desk.scene.view.filters
    with st.container(horizontal=True, vertical_alignment="center", key="filters-head"):
        st.markdown(f"**Filters**{f' · {now.active} in force' if now.active else ''}")
        st.button(
            "Clear",
            disabled=not now.active,
            on_click=desk.filter,
            args=(Filters(), "clear filters"),
            help="Show everything again. Undo brings the filters back.",
        )
    if desk.graph.claims:
        _level(desk)
        _time(desk, now)
        _evidence(desk, now)
    _relations(desk, now)
    if legend:
        _legend(desk, now)
    if isinstance(desk.graph, ForeignGraph):
        _looks(desk, desk.graph)
    if desk.graph.claims:
        _standpoint(desk, now)
    _most(desk)


def _set(desk: Desk, title: str, **changes: Any) -> None:
    desk.filter(replace(desk.scene.view.filters, **changes), title)


def _held(key: str, value: object) -> str:
    """A key whose widget shows this value: what is seen follows from the view, also after an undo."""
    st.session_state[key] = value
    return key


def _level(desk: Desk) -> None:
    view = desk.scene.view
    st.segmented_control(
        "Show",
        list(LEVELS),
        format_func=str.capitalize,
        key=_held("level", view.level),
        on_change=lambda: desk.level(st.session_state["level"] or view.level),
        help="States: ministers, ministries and ambassadors are drawn as the state they belong to.",
    )
    st.toggle(
        "Contested claims as nodes",
        key=_held("claims", view.claims),
        on_change=lambda: desk.claims(st.session_state["claims"]),
        help="Each contested claim becomes a card of its own, with the stance of everybody who spoke of it as a line.",
    )


# ── Time ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _time(desk: Desk, now: Filters) -> None:
    st.segmented_control(
        "Time",
        list(CLOCKS),
        format_func=lambda clock: CLOCKS[clock],
        key=_held("clock", now.clock),
        on_change=lambda: _set(desk, "another clock", clock=st.session_state["clock"] or now.clock),
        help="Two clocks: the days of the events, or the days on which somebody spoke of them.",
    )
    days = _days(answers.depths(desk), now)
    if not days:
        st.caption("Nothing drawn has a day.")
        return
    _histogram(desk, days, now)
    first = min(filter(None, (EPOCH + dt.timedelta(min(days)), now.since, now.until)))
    last = max(filter(None, (EPOCH + dt.timedelta(max(days)), now.since, now.until)))
    from_, to = st.columns(2)
    with from_:
        _day(desk, "From", "since", now.since, first, last)
    with to:
        _day(desk, "To", "until", now.until, first, last)


def _day(desk: Desk, label: str, name: str, value: dt.date | None, first: dt.date, last: dt.date) -> None:
    st.date_input(
        label,
        value=None,
        min_value=first,
        max_value=last,
        format="DD/MM/YYYY",
        key=_held(name, value),
        on_change=lambda: _dates(desk, name, st.session_state[name]),
        help=f"The {'first' if name == 'since' else 'last'} day that counts.",
    )


def _dates(desk: Desk, which: str, day: dt.date | None) -> None:
    changes: dict[str, Any] = {which: day}
    now = replace(desk.scene.view.filters, **changes)
    if now.since and now.until and now.since > now.until:
        # What was set last counts: the other end gives way.
        now = replace(now, until=day) if which == "since" else replace(now, since=day)
    desk.filter(now, f"{which} {day.isoformat()}" if day else f"any day ({which})")


def _days(depths: Mapping[str, Depth], now: Filters) -> Counter[int]:
    """How much there is on each day, by the clock in force."""
    days = Counter[int]()
    for depth in depths.values():
        if now.clock == "said":
            days.update(dict(depth.said))
        else:
            for first, _, claims in depth.happened:
                days[first] += claims
    return days


def _histogram(desk: Desk, days: Counter[int], now: Filters) -> None:
    low, high = min(days), max(days)
    width = max(1, -(-(high - low + 1) // BINS))
    bars = Counter[int]()
    for day, number in days.items():
        bars[low + (day - low) // width * width] += number
    since = (now.since - EPOCH).days if now.since else low
    until = (now.until - EPOCH).days if now.until else high
    starts = sorted(bars)
    rows = pd.DataFrame(
        {
            "from": [pd.Timestamp(EPOCH + dt.timedelta(start)) for start in starts],
            "to": [pd.Timestamp(EPOCH + dt.timedelta(start + width)) for start in starts],
            "number": [bars[start] for start in starts],
            "inside": [start + width > since and start <= until for start in starts],
        }
    )
    what = "statements" if now.clock == "said" else "claims"
    brush = alt.selection_interval(name="days", encodings=["x"])
    chart = (
        alt.Chart(rows, height=64)
        .mark_bar()
        .encode(
            x=alt.X("from:T", bin="binned", title=None, axis=alt.Axis(tickCount=3, grid=False, labelFontSize=10)),
            x2="to:T",
            y=alt.Y("number:Q", title=None, axis=None),
            opacity=alt.condition("datum.inside", alt.value(0.9), alt.value(0.25)),
            tooltip=[alt.Tooltip("from:T", title="from"), alt.Tooltip("number:Q", title=what)],
        )
        .add_params(brush)
        # What the bars say is said below them, and dates can be typed: nobody who listens is sent through bars.
        .properties(usermeta={"embedOptions": {"renderer": "canvas"}})
    )
    # A new key for each version: the brush is gone once it has been heard, and the bars tell what is chosen.
    key = f"days-{desk.state.version}"
    st.altair_chart(chart, key=key, on_select=lambda: _brushed(desk, key, low, high))
    st.caption(f"{sum(days.values()):,} {what}; draw over the bars to choose days.")


def _brushed(desk: Desk, key: str, low: int, high: int) -> None:
    drawn = st.session_state[key].selection.days.get("from")
    if not drawn:
        return
    ends = sorted(dt.datetime.fromtimestamp(each / 1000, dt.UTC).date() for each in drawn)
    since = max(ends[0], EPOCH + dt.timedelta(low))
    until = min(ends[-1], EPOCH + dt.timedelta(high))
    _set(desk, f"{since.isoformat()} to {until.isoformat()}", since=since, until=until)


# ── Evidence, relations, whose word ──────────────────────────────────────────────────────────────────────────────

LEAST = {
    "holders": "Only relations that so many different holders speak of.",
    "documents": "Only relations behind which so many documents stand. A reprint is a document, not a source.",
}


def _evidence(desk: Desk, now: Filters) -> None:
    edges = desk.scene.base.edges
    for place, (name, told) in zip(st.columns(2), LEAST.items(), strict=True):
        value = max(1, getattr(now, name))
        most = max((getattr(edge, name) for edge in edges), default=1)
        place.number_input(
            f"{name.capitalize()} ≥",
            min_value=1,
            max_value=max(most, value),
            key=_held(name, value),
            on_change=lambda name=name: _least(desk, name, st.session_state[name]),
            help=told,
        )


def _least(desk: Desk, name: str, number: int) -> None:
    title = f"at least {number} {name}" if number > 1 else f"any number of {name}"
    _set(desk, title, **{name: number if number > 1 else 0})


def _relations(desk: Desk, now: Filters) -> None:
    numbers = Counter(edge.relation for edge in desk.scene.base.edges)
    st.multiselect(
        "Only these relations",
        sorted(numbers.keys() | now.relations, key=lambda each: (-numbers[each], each)),
        format_func=lambda each: f"{label_of(each)} ({numbers[each]})",
        placeholder="All relations",
        key=_held("relations", sorted(now.relations)),
        on_change=lambda: _set(desk, "only some relations", relations=frozenset(st.session_state["relations"])),
        help="Relation types; none chosen: all of them.",
    )


LEGEND = {
    "family": ("Without families", "families_off", "Families of relations, as the legend of the canvas has them."),
    "status": ("Without statuses", "statuses_off", "Contested, confirmed, reported and so on."),
    "kind": ("Without kinds", "kinds_off", "Kinds of actors, and all their relations."),
}
"""By what the legend switches: a title, the name in `Filters`, and a word of help."""


def _legend(desk: Desk, now: Filters) -> None:
    """What the legend of the canvas switches off, as fields."""
    for sort, (label, name, told) in LEGEND.items():
        off: frozenset[str] = getattr(now, name)
        values = sorted(values_of(desk.scene, sort) | off)
        if not desk.graph.claims:
            if sort == "status":
                continue
            label, told = foreign.LEGEND[sort]
        st.multiselect(
            label,
            values,
            format_func=str.lower if sort == "status" else lambda each: each or "other",
            placeholder="None",
            key=_held(f"off-{sort}", sorted(off)),
            on_change=lambda label=label, name=name, sort=sort: _set(
                desk, label.lower(), **{name: frozenset(st.session_state[f"off-{sort}"])}
            ),
            help=told,
        )


def _standpoint(desk: Desk, now: Filters) -> None:
    it = now.standpoint
    names = {node.id: node.name for node in answers.holders(desk)}
    for id_ in (it.who, it.other) if it else ():
        names.setdefault(id_, desk.name_of(id_))
    names.pop(NOBODY, None)
    st.selectbox(
        "According to",
        [NOBODY, *names],
        format_func=lambda id_: names.get(id_, "everybody"),
        key=_held("who", it.who if it else NOBODY),
        on_change=lambda: _stand(desk, st.session_state["who"], it),
        help="The graph as one person, state or outlet tells it. A state includes its ministers and envoys.",
    )
    if it is None:
        return
    st.selectbox(
        "Compared with",
        [NOBODY, *(id_ for id_ in names if id_ != it.who)],
        format_func=lambda id_: names.get(id_, "nobody"),
        key=_held("other", it.other),
        on_change=lambda: _compare(desk, it, other=st.session_state["other"]),
        help="Only the first, only the second, both, and where one holds what the other denies.",
    )
    words = mark_words(now, desk.name_of)
    st.pills(
        "Of these",
        list(words),
        selection_mode="multi",
        format_func=lambda each: markdown(words[each]),
        key=_held("classes", [each for each in words if each in it.classes]),
        label_visibility="collapsed",
        on_change=lambda: _compare(desk, it, classes=frozenset(st.session_state["classes"])),
        help="Only relations of which this is so; none chosen: all of them.",
    )
    st.checkbox(
        "Their own words alone",
        key=_held("alone", it.alone),
        on_change=lambda: _compare(desk, it, alone=st.session_state["alone"]),
        help="Without those who speak for them, and without what an outlet reports of others.",
    )


def _stand(desk: Desk, who: str, before: Standpoint | None) -> None:
    if not who:
        _set(desk, "everybody's word", standpoint=None)
        return
    other = before.other if before and before.other != who else ""
    _set(desk, f"according to {desk.name_of(who)}", standpoint=Standpoint(who, other))


def _compare(desk: Desk, before: Standpoint, **changes: Any) -> None:
    it = replace(before, **changes)
    who = desk.name_of(it.who)
    _set(desk, f"{who} beside {desk.name_of(it.other)}" if it.other else f"according to {who}", standpoint=it)


def _looks(desk: Desk, graph: ForeignGraph) -> None:
    """By which property nodes are named and in which colour they are drawn, label by label."""
    with st.expander("Names and colours of nodes"):
        for label, now, choices in foreign.caption_choices(graph)[:MOST_LABELS]:
            with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key=f"looks-{label}"):
                st.selectbox(
                    markdown(label),
                    list(dict.fromkeys((now, *choices, ""))),
                    format_func=lambda name: name or "by Allegata",
                    key=_held(f"caption-{label}", now),
                    on_change=lambda label=label: _caption(desk, graph, label, st.session_state[f"caption-{label}"]),
                    help="The property whose value stands below the nodes of this label.",
                )
                _colour(desk, graph, label)


def _colour(desk: Desk, graph: ForeignGraph, label: str) -> None:
    now = graph.discs.get(label, "")
    st.color_picker(
        f"Colour of {markdown(label)}",
        key=_held(f"colour-{label}", now or LIGHT.disc),
        on_change=lambda: _draw_in(desk, graph, label, st.session_state[f"colour-{label}"]),
        label_visibility="collapsed",
        help="The colour of the nodes of this label, on the screen and in figures.",
    )
    st.button(
        "✕",
        key=f"colourless-{label}",
        on_click=_draw_in,
        args=(desk, graph, label, ""),
        disabled=not now,
        type="tertiary",
        help="Back to the colour that Allegata draws nodes in.",
    )


def _caption(desk: Desk, graph: ForeignGraph, label: str, name: str) -> None:
    foreign.choose_caption(graph, desk.settings, label, name)
    st.session_state[RENEWED] = True


def _draw_in(desk: Desk, graph: ForeignGraph, label: str, colour: str) -> None:
    foreign.choose_colour(graph, desk.settings, label, colour)
    st.session_state[RENEWED] = True


def _most(desk: Desk) -> None:
    now = desk.scene.view.most
    st.select_slider(
        "Relations drawn, at most",
        sorted({*MOST_EDGES, now}),
        key=_held("most", now),
        on_change=lambda: desk.most(st.session_state["most"]),
        help="Of each pair the strongest first. What is left out is said below the picture.",
    )
