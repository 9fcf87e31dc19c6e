"""Graphs as other programs write them."""

from __future__ import annotations

from pathlib import Path

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="node" attr.name="kind" attr.type="string"><default>Person</default></key>
  <key id="d2" for="edge" attr.name="relation" attr.type="string"/>
  <key id="d3" for="edge" attr.name="since" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="a"><data key="d0">Ana &lt;b&gt;</data></node>
    <node id="b"><data key="d0">Borland</data><data key="d1">state</data></node>
    <edge source="a" target="b"><data key="d2">writes to</data><data key="d3">2024-02</data></edge>
    <edge source="a" target="b"><data key="d2">REPRESENTS</data></edge>
    <edge source="a" target="a"/>
  </graph>
</graphml>
"""
GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://{0}" xmlns:viz="http://{0}/viz" version="1.3">
  <meta><title>A web</title></meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
    <attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>
    <attributes class="edge"><attribute id="0" title="url" type="string"/></attributes>
    <nodes>
      <node id="1" label="Arland"><attvalues><attvalue for="0" value="State"/></attvalues><viz:size value="3"/></node>
      <node id="2" label="Borland"/>
    </nodes>
    <edges>
      <edge id="x" source="1" target="2" label="trades with">
        <attvalues><attvalue for="0" value="https://example.org/t"/></attvalues>
        <spells><spell start="2020-01-01" end="2020-06-30"/><spell start="2021-01-01" end="2021-03-04"/></spells>
      </edge>
      <edge source="2" target="1" kind="MEMBER_OF" start="2019"/>
    </edges>
  </graph>
</gexf>
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name
