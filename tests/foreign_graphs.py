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


NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
  <meta lastmodifieddate="2031-10-04"><creator>Somebody</creator><description>Ministries</description></meta>
  <graph mode="static" defaultedgetype="undirected">
    <attributes class="node" mode="static">
      <attribute id="kind" title="Kind" type="string"><default>Organization</default></attribute>
    </attributes>
    <nodes>
      <node id="gov" label="Government of Arland">
        <attvalues><attvalue for="kind" value="Group"/></attvalues>
        <nodes>
          <node id="mfa" label="Ministry of Foreign Affairs"><viz:color r="9" g="8" b="7"/></node>
          <node id="mod" label="Ministry of Defence">
            <nodes><node id="navy" label="Navy" pid="mod"/></nodes>
            <attvalues><attvalue for="kind" value="Organization"/></attvalues>
          </node>
        </nodes>
        <edges><edge id="0" source="mfa" target="mod" weight="2.5"/></edges>
      </node>
    </nodes>
    <edges>
      <edge id="1" source="gov" target="navy" type="directed" label="funds"/>
      <edge id="2" source="navy" target="mfa" weight="1.0"/>
    </edges>
  </graph>
</gexf>
"""
GEPHI = """<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
  <meta lastmodifieddate="2031-10-04">
    <creator>Gephi 0.10.1</creator><title>Talks</title><description></description>
  </meta>
  <graph defaultedgetype="directed" timeformat="datetime" timerepresentation="interval" timezone="Europe/Paris"
         mode="dynamic" idtype="string">
    <attributes class="node" mode="static">
      <attribute id="tags" title="Tags" type="liststring"/>
      <attribute id="type" title="type" type="string"/>
    </attributes>
    <attributes class="node" mode="dynamic"><attribute id="score" title="Score" type="double"/></attributes>
    <attributes class="edge" mode="static"><attribute id="relation" title="relation" type="string"/></attributes>
    <nodes count="2">
      <node id="0.0" label="Aria">
        <attvalues>
          <attvalue for="tags" value="[north, coast]"/>
          <attvalue for="type" value="State"/>
          <attvalue for="score" value="0.5" start="2031-10-01T00:00:00.000+02:00" end="2031-10-02T00:00:00.000+02:00"/>
        </attvalues>
        <spells><spell start="2031-10-01T00:00:00.000+02:00" end="2031-10-31T12:30:00.000+02:00"/></spells>
        <viz:size value="10.0"/><viz:position x="-1.5" y="2.0" z="0.0"/><viz:color r="1" g="2" b="3" a="0.6"/>
      </node>
      <node id="1.0" label="Boreal"><attvalues><attvalue for="tags" value=""/></attvalues></node>
    </nodes>
    <edges count="1">
      <edge id="7" source="0.0" target="1.0" kind="talks" weight="3.0">
        <attvalues><attvalue for="relation" value="talks with"/></attvalues>
        <spells>
          <spell start="2031-10-05T09:00:00.000+02:00" end="2031-10-06T18:00:00.000+02:00"/>
          <spell startopen="2031-10-20T09:00:00.000+02:00"/>
        </spells>
      </edge>
    </edges>
  </graph>
</gexf>
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name
