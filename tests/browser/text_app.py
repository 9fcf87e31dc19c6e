"""Texts as a data set may hold them, where Streamlit takes Markdown."""

from __future__ import annotations

import streamlit as st

from allegata.ui.markup import markdown

TEXTS = (
    "www.example.org", "see HTTPS://example.org/x", "me@example.org", ":smile: :material/home: :red[x] :blue-badge[y]",
    "a -> b <- c -- d >= e <= f ~= g <-> h --> i", "$x$ $$y$$", "# head", "1. list", "- item", "> quote", "<b>x</b>",
    "[a](b) ![i](u) [^1]", "`code` **b** _i_ ~~s~~", "A&amp;B", "a\\b", "| a | b |", "+ x", "* y", "---", "===",
)  # fmt: skip

if __name__ == "__main__":
    for number, text in enumerate(TEXTS):
        with st.container(key=f"text-{number}"):
            st.caption(markdown(text))
            st.button(markdown(text), key=f"button-{number}")
            st.pills("pills", [text], format_func=markdown, key=f"pill-{number}")
