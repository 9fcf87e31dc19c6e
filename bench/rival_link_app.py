"""The same picture in st-link-analysis: its own expand draws ten more. Runs in an environment of its own."""

import json
import sys
from pathlib import Path

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis  # type: ignore[import-not-found]

st.set_page_config(layout="wide")
graph = json.loads(Path(sys.argv[1]).read_text("utf-8"))


def expand() -> None:
    """All of it from now on."""
    st.session_state["many"] = len(graph["nodes"])


nodes = graph["nodes"][: st.session_state.get("many", graph["first"])]
drawn = {node["id"] for node in nodes}
edges = [edge for edge in graph["edges"] if edge["from"] in drawn and edge["to"] in drawn]
st_link_analysis(
    {
        "nodes": [{"data": {"id": node["id"], "label": "ACTOR", "name": node["name"]}} for node in nodes],
        "edges": [
            {"data": {"id": edge["id"], "label": "DEALS", "source": edge["from"], "target": edge["to"]}}
            for edge in edges
        ],
    },
    layout="cose",
    node_styles=[NodeStyle("ACTOR", "#0072b2", "name")],
    edge_styles=[EdgeStyle("DEALS", directed=True)],
    height=700,
    key="graph",
    node_actions=["expand"],
    on_change=expand,
)
