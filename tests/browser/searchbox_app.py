"""The search box on a graph in memory, for ``streamlit run``: ``?single=1`` makes it a field of a form.

It lies in a narrow column that clips, as in the explorer. A text with "mer" in it is answered late.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from fake_graph import FakeGraph

from allegata.ui.look import dress
from allegata.ui.searchbox import events_of, searchbox, suggested

KEY = "box"
GRAPH = FakeGraph(extra=40)

st.set_page_config(page_title="Search box", layout="wide")
dress()
memory = st.session_state
for name, first in (
    ("heard", 0),
    ("sought", ""),
    ("hits", ()),
    ("picked", []),
    ("drawn", {"aria", "lund"}),
    ("runs", 0),
):
    memory.setdefault(name, first)
memory.runs += 1
single = "single" in st.query_params


def hear() -> None:
    for event in events_of(KEY, memory.heard):
        memory.heard = event.number
        if event.kind == "seek":
            if "mer" in event.text.lower():
                time.sleep(1.2)
            memory.sought, memory.hits = event.text, GRAPH.search(event.text, limit=8)
        else:
            memory.picked = [*memory.picked, "+".join(event.ids) or "nothing"]
            memory.drawn = memory.drawn | set(event.ids)


@st.fragment
def box() -> None:
    chosen = GRAPH.nodes.get(memory.picked[-1]) if single and memory.picked else None
    searchbox(
        suggested(memory.hits, memory.drawn),
        sought=memory.sought,
        heard=memory.heard,
        on_event=hear,
        key=KEY,
        placeholder="An actor or place" if single else "Search a name: Norrgard, the Admiralty …",
        label="Whose relations" if single else "Search",
        single=single,
        value=chosen.name if chosen else "",
    )
    st.text("Picked: " + ", ".join(memory.picked))


st.title("Search box")
left, right = st.columns([0.69, 0.31])
with left:
    st.text_input("Another field")
    st.text(f"Runs of the page: {memory.runs}")
with right, st.container(key="side"):
    box()
    st.text("Below the box. " * 60)
