"""The look of the pages: what Streamlit's theme does not reach. Colours come from the theme's own properties."""

from __future__ import annotations

import streamlit as st

__all__ = ["dress"]

STYLE = """
<style>
.stMainBlockContainer { padding: 4.1rem 1.2rem 0.6rem; max-width: none; }
.stMainBlockContainer:has(.st-key-desk) { overflow: hidden; }
.stVerticalBlock.st-key-stage { flex: 0 0 auto; height: calc(100vh - 5rem); min-height: 420px; gap: 0; }
.stVerticalBlock.st-key-side { flex: 0 0 auto; height: calc(100vh - 5rem); min-height: 420px; overflow-y: auto; flex-wrap: nowrap; padding: 2px 0.5rem 2px 2px; gap: 0.6rem; }
.stVerticalBlock.st-key-side > * { flex-shrink: 0; }
.st-key-canvas-library { position: absolute; width: 0; height: 0; overflow: hidden; }
.al-told { font-size: 0.9rem; line-height: 1.45; overflow-wrap: anywhere; }
.al-told h2 { font-size: 1.22rem; line-height: 1.25; font-weight: 650; margin: 0.1rem 0 0.5rem; padding: 0; letter-spacing: -0.01em; }
.al-told h3 { font-size: 0.74rem; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; opacity: 0.66; margin: 1.1rem 0 0.3rem; padding: 0; }
.al-told h4 { font-size: 0.95rem; line-height: 1.35; font-weight: 600; margin: 0; padding: 0; }
.al-told p { margin: 0 0 0.35rem; }
.al-told .al-verb { font-weight: 400; opacity: 0.8; }
.al-kind { font-size: 0.74rem; font-weight: 600; letter-spacing: 0.05em; text-transform: uppercase; opacity: 0.66; }
.al-faint, .al-where, .al-note { font-size: 0.8rem; opacity: 0.72; }
.al-note { font-style: italic; }
.al-told code { font-size: 0.74rem; padding: 0 0.25rem; }
.al-told article { border-top: 1px solid color-mix(in srgb, currentColor 16%, transparent); margin-top: 0.9rem; padding-top: 0.8rem; }
.al-statement { border-left: 3px solid color-mix(in srgb, currentColor 18%, transparent); padding: 0.05rem 0 0.05rem 0.7rem; margin: 0.65rem 0; }
.al-chip, .al-stance { display: inline-block; font-size: 0.72rem; font-weight: 600; line-height: 1.3; padding: 0.05rem 0.45rem; border-radius: 99px; white-space: nowrap; border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.al-chip.al-contested { border-style: dashed; border-width: 1.5px; color: light-dark(#93270f, #ff9d85); }
.al-chip.al-denied { border-style: dashed; color: light-dark(#93270f, #ff9d85); }
.al-chip.al-confirmed { color: light-dark(#0f5a3c, #7fd8ae); border-width: 2px; }
.al-chip.al-unconfirmed { border-style: dotted; border-width: 1.5px; }
.al-stance.al-asserts, .al-stance.al-confirms { color: light-dark(#0f5a3c, #7fd8ae); }
.al-stance.al-denies, .al-stance.al-dismisses { color: light-dark(#93270f, #ff9d85); }
.al-told table { width: 100%; border-collapse: collapse; margin: 0; }
.al-told td, .al-told th { border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); padding: 0.22rem 0.5rem 0.22rem 0; text-align: left; vertical-align: top; font-size: 0.85rem; }
.al-told th { font-weight: 500; opacity: 0.7; font-size: 0.76rem; }
.al-told td.al-number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
.al-told .al-facts { list-style: none; margin: 0.2rem 0 0.5rem; padding: 0 0 0 0.7rem; border-left: 2px solid color-mix(in srgb, currentColor 14%, transparent); }
.al-told details { margin: 0.3rem 0; }
.al-told summary { cursor: pointer; font-size: 0.85rem; }
.al-told .al-facts li { margin: 0 0 0.4rem; padding: 0; font-size: 0.88rem; }
.al-told blockquote { margin: 0.4rem 0 0.2rem; padding: 0.5rem 0.7rem; border: 0; border-radius: 8px; background: color-mix(in srgb, currentColor 6%, transparent); font-size: 0.84rem; color: inherit; }
.al-told mark { background: light-dark(#ffe08a, #6b5312); color: inherit; padding: 0.05rem 0; }
</style>
"""


def dress() -> None:
    """Put the look on the page."""
    st.html(STYLE)
