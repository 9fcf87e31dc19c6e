"""The floor of a click: a component that draws nothing, and a callback that does nothing but count."""

import streamlit as st

SCRIPT = """
export default function ({ parentElement, data, setTriggerValue }) {
  let root = parentElement.querySelector('#floor');
  if (!root) {
    root = document.createElement('div');
    root.id = 'floor';
    parentElement.append(root);
  }
  root.allegata = { count: () => data.count, act: () => setTriggerValue('act', Math.random()), ready: () => true };
}
"""

empty = st.components.v2.component("bench.empty", js=SCRIPT)


def count() -> None:
    """One more."""
    st.session_state["count"] = st.session_state.get("count", 0) + 1


@st.fragment
def floor() -> None:
    """The component in a fragment, as the canvas is."""
    empty(key="empty", data={"count": st.session_state.get("count", 0)}, on_act_change=count)


floor()
