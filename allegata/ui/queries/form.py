"""The form of a query, made of its parameters: a field for each, with what is wrong with it below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from hashlib import sha256

import streamlit as st

from allegata.catalog import Kind, Parameter
from allegata.errors import AllegataError
from allegata.ui import searchbox
from allegata.ui.markup import element, markdown
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.study import Box
from allegata.vocabulary import relations

__all__ = ["form"]

ACROSS = 3
"""Fields side by side."""
SAFE = 2**53 - 1
"""The largest whole number that a browser keeps exactly."""
EARLIEST, LATEST = dt.date(1000, 1, 1), dt.date(2999, 12, 31)
PICKED = "query-picked"


def form(inquiry: Inquiry) -> None:
    """Draw it."""
    query = inquiry.draft.query
    for row in _rows(query.parameters if query else ()):
        if _wide(row[0]):
            _field(inquiry, row[0])
            continue
        for place, parameter in zip(st.columns(ACROSS), row, strict=False):
            with place:
                _field(inquiry, parameter)


def _rows(parameters: Sequence[Parameter]) -> list[list[Parameter]]:
    """Fields side by side, in their order; what needs room has a row of its own."""
    rows: list[list[Parameter]] = []
    for each in parameters:
        if rows and len(rows[-1]) < ACROSS and not _wide(each) and not _wide(rows[-1][-1]):
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _wide(parameter: Parameter) -> bool:
    return parameter.kind is Kind.LIST and parameter.item is not Kind.TEXT


def _field(inquiry: Inquiry, parameter: Parameter) -> None:
    _DRAWN[parameter.kind](inquiry, parameter)
    if wrong := inquiry.study.wrong.get(parameter.name):
        st.html(element("p", wrong, cls="al-wrong", role="alert"))


def _key(inquiry: Inquiry, parameter: Parameter) -> str:
    """Of the widget: another draft, or another line in the header, has other ones, which begin with what it says."""
    declared = sha256(repr(parameter).encode()).hexdigest()[:8]
    return f"given-{inquiry.study.turn}-{parameter.name}-{declared}"


def _label(parameter: Parameter) -> str:
    return markdown(parameter.label.rstrip("."))


def _heard(inquiry: Inquiry, parameter: Parameter, told: Callable[[object], str] = str) -> Callable[[], None]:
    """What happens when a widget has another value."""
    key = _key(inquiry, parameter)

    def heard() -> None:
        value = st.session_state[key]
        inquiry.give(parameter.name, "" if value is None else told(value))

    return heard


def _help(parameter: Parameter) -> str:
    optional = "" if parameter.default else " It may be left empty."
    return f"${parameter.name}".replace("$", "\\$") + f": {parameter.kind.value}.{optional}"


# ── Kinds ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(inquiry: Inquiry, parameter: Parameter) -> None:
    st.text_input(
        _label(parameter), inquiry.draft.shown(parameter), key=_key(inquiry, parameter), max_chars=2_000,
        on_change=_heard(inquiry, parameter), help=_help(parameter),
    )  # fmt: skip


def _date(inquiry: Inquiry, parameter: Parameter) -> None:
    text = inquiry.draft.shown(parameter)
    try:
        day = dt.date.fromisoformat(text) if text else None
    except ValueError:
        day = None  # `Inquiry.check` says below the field what is wrong with it
    st.date_input(
        _label(parameter), day if day and EARLIEST <= day <= LATEST else None, min_value=EARLIEST, max_value=LATEST,
        format="YYYY-MM-DD", key=_key(inquiry, parameter), on_change=_heard(inquiry, parameter), help=_help(parameter),
    )  # fmt: skip


def _integer(inquiry: Inquiry, parameter: Parameter) -> None:
    low, high = max(parameter.low, -SAFE), min(parameter.high, SAFE)
    text = inquiry.draft.shown(parameter)
    known = text.removeprefix("-").isdecimal() and text.isascii() and low <= int(text) <= high
    bounds = "" if low == -SAFE and high == SAFE else f" From {low:,} to {high:,}."
    st.number_input(
        _label(parameter), low, high, int(text) if known else None, 1, key=_key(inquiry, parameter),
        on_change=_heard(inquiry, parameter), help=_help(parameter) + bounds,
    )  # fmt: skip


def _choice(inquiry: Inquiry, parameter: Parameter) -> None:
    choices = parameter.choices
    if parameter.lister:
        try:
            choices = inquiry.listed(parameter.lister)
        except AllegataError as error:
            st.html(element("p", f"What can be chosen is not known: {error}", cls="al-wrong"))
    _select(inquiry, parameter, choices, str)


def _relation(inquiry: Inquiry, parameter: Parameter) -> None:
    _select(inquiry, parameter, inquiry.types or tuple(relations()), _relation_told)


def _relation_told(type_: str) -> str:
    known = relations().get(type_)
    return f"{known.label} ({type_})" if known else type_


def _select(inquiry: Inquiry, parameter: Parameter, choices: tuple[str, ...], told: Callable[[str], str]) -> None:
    text = inquiry.draft.shown(parameter)
    offered = choices if parameter.default else ("", *choices)
    at = next((at for at, each in enumerate(offered) if each.casefold() == text.casefold()), None)
    st.selectbox(
        _label(parameter), offered, index=at, format_func=lambda each: told(each) if each else "any",
        key=_key(inquiry, parameter), on_change=_heard(inquiry, parameter), help=_help(parameter),
        placeholder="Choose one",
    )  # fmt: skip


def _list(inquiry: Inquiry, parameter: Parameter) -> None:
    if parameter.item is Kind.ENTITY:
        _entities(inquiry, parameter)
    elif parameter.item is Kind.RELATION:
        choices = inquiry.types or tuple(relations())
        known = [each for each in _items(inquiry, parameter) if each in choices]
        st.multiselect(
            _label(parameter), choices, known, format_func=_relation_told, key=_key(inquiry, parameter),
            on_change=_heard(inquiry, parameter, _joined), help=_help(parameter), placeholder="Choose some",
        )  # fmt: skip
    else:
        _text(inquiry, parameter)


def _items(inquiry: Inquiry, parameter: Parameter) -> list[str]:
    return [each.strip() for each in inquiry.draft.shown(parameter).split(",") if each.strip()]


def _joined(values: object) -> str:
    return ", ".join(values) if isinstance(values, list) else ""


# ── Entities ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _entity(inquiry: Inquiry, parameter: Parameter) -> None:
    with st.container(key=f"entity-{parameter.name}", gap="xxsmall"):
        _headed(parameter)
        _searched(inquiry, parameter, single=True)


def _entities(inquiry: Inquiry, parameter: Parameter) -> None:
    """Those chosen, to be taken out again, and a box to add others."""
    ids = _items(inquiry, parameter)
    key = _key(inquiry, parameter)

    def changed() -> None:
        inquiry.give(parameter.name, _joined(st.session_state[f"{key}-chosen-{len(ids)}"]))

    add, chosen = st.columns((1 / ACROSS, 1 - 1 / ACROSS), vertical_alignment="bottom")
    with add, st.container(key=f"entity-{parameter.name}", gap="xxsmall"):
        _headed(parameter)
        _searched(inquiry, parameter, single=False)
    if ids:
        chosen.multiselect(
            f"Chosen for {parameter.name}", ids, ids, format_func=inquiry.name, key=f"{key}-chosen-{len(ids)}",
            on_change=changed, label_visibility="collapsed", help="Those that were found: ✕ takes one out.",
        )  # fmt: skip


def _headed(parameter: Parameter) -> None:
    """The label above a search box, which has none that is seen."""
    st.html(element("div", parameter.label.rstrip("."), cls="al-label", title=f"${parameter.name}: {parameter.kind}"))


@st.fragment
def _searched(inquiry: Inquiry, parameter: Parameter, *, single: bool) -> None:
    """A keystroke runs this alone; what is picked runs the page."""
    key = _key(inquiry, parameter)

    def heard() -> None:
        box = inquiry.study.boxes.get(key, Box())
        for event in searchbox.events_of(key, box.heard):
            if event.kind == "seek":
                inquiry.seek(key, event.text, event.number)
                continue
            inquiry.picked(key, event.number)
            before = [] if single else _items(inquiry, parameter)
            inquiry.give(parameter.name, ", ".join(dict.fromkeys((*before, *event.ids))))
            st.session_state[PICKED] = True

    box = inquiry.study.boxes.get(key, Box())
    value = inquiry.name(inquiry.draft.shown(parameter)) if single else ""
    with st.container(key=f"box-{key}"):
        searchbox.searchbox(
            searchbox.suggested(box.hits),
            sought=box.sought,
            heard=box.heard,
            on_event=heard,
            key=key,
            placeholder="Search a name …" if single else "Add: search a name …",
            label=parameter.label.rstrip("."),
            single=single,
            value=value,
            trouble=box.trouble,
        )
    if st.session_state.pop(PICKED, False):
        st.rerun()


_DRAWN: dict[Kind, Callable[[Inquiry, Parameter], None]] = {
    Kind.ENTITY: _entity,
    Kind.RELATION: _relation,
    Kind.DATE: _date,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.LIST: _list,
}
