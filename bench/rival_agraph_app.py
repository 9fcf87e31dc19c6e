"""The same picture in streamlit-agraph: a click on a node draws ten more. Runs in an environment of its own."""

import json
import sys
from pathlib import Path

import streamlit as st
from streamlit_agraph import Config, Edge, Node, agraph  # type: ignore[import-not-found]

st.set_page_config(layout="wide")
graph = json.loads(Path(sys.argv[1]).read_text("utf-8"))
many = st.session_state.get("many", graph["first"])
nodes = graph["nodes"][:many]
drawn = {node["id"] for node in nodes}
clicked = agraph(
    nodes=[Node(id=node["id"], label=node["name"], size=15) for node in nodes],
    edges=[
        Edge(source=edge["from"], target=edge["to"], label=edge["label"])
        for edge in graph["edges"]
        if edge["from"] in drawn and edge["to"] in drawn
    ],
    config=Config(width=1200, height=700, directed=True, physics=True, hierarchical=False),
)
if clicked and many == graph["first"]:
    st.session_state["many"] = len(graph["nodes"])
    st.rerun()
