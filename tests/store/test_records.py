"""What leaves in our own format and is loaded elsewhere is the same graph."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from databases import Database
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from store.samples import claim, dataset, datasets

from allegata.errors import LimitReached
from allegata.model import Claim, Dataset, Entity, Kind, Subgraph
from allegata.render.own import own_files, own_zip
from allegata.store.records import records_behind
from loader import load, read, seed_folder

ODD = ["=1+1", "@a", "a\nb", '"quoted", text', "- x", "#", "null", "1e3", "Ä\u2028B"]


def write(dataset: Dataset, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in own_files(dataset).items():
        (folder / name).write_bytes(content)
    return folder


def everything(database: Database) -> Subgraph:
    ids = [str(row["id"]) for row in database.run("MATCH (n:Entity) RETURN n.id AS id")]
    return database.graph.among(ids, 10_000)


def leave(database: Database, subgraph: Subgraph) -> Dataset:
    return database.graph.records([n.id for n in subgraph.nodes], [e.key for e in subgraph.edges])


def test_the_whole_seed_comes_back_line_by_line(empty: Database, tmp_path: Path) -> None:
    load(seed_folder(), empty.connection, empty.settings)
    before = empty.dump()
    made = leave(empty, everything(empty))
    empty.clear()
    change = load(write(made, tmp_path / "out"), empty.connection, empty.settings)
    assert change.dataset == made.name
    assert empty.dump() == before


def test_a_part_of_the_seed_comes_back_with_the_same_edges(empty: Database, tmp_path: Path) -> None:
    load(seed_folder(), empty.connection, empty.settings)
    shown = empty.graph.neighbours("north-korea", limit=6)
    made = leave(empty, shown)
    with zipfile.ZipFile(io.BytesIO(own_zip(made))) as archive:
        archive.extractall(tmp_path)
    empty.clear()
    load(tmp_path / made.name, empty.connection, empty.settings)
    again = {edge.key: edge for edge in everything(empty).edges}
    assert [again.get(edge.key) for edge in shown.edges] == list(shown.edges)
    kept = {node.id: node for node in everything(empty).nodes}
    assert all((kept[n.id].name, kept[n.id].kind) == (n.name, n.kind) for n in shown.nodes)


DEEDS = (claim(), claim("borland", "MEETS_WITH", "arland"))
EITHER_WAY = dataset(
    *DEEDS,
    claim("arland", "ACCUSES", "borland", about=tuple(it.id for it in DEEDS)),
    claim("borland", "ACCUSES", "arland", about=tuple(it.id for it in reversed(DEEDS))),
)
"""Two claims are about the same two, which they name in this order and in that."""


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@example(made=EITHER_WAY, odd="null")
@given(
    made=datasets(),
    odd=st.sampled_from(["=1+1", "@a", "a\nb", '"quoted", text', "- x", "#", "null", "1e3", "Ä\u2028B"]),
)
def test_any_data_set_comes_back(
    empty: Database, tmp_path_factory: pytest.TempPathFactory, made: Dataset, odd: str
) -> None:
    folder = tmp_path_factory.mktemp("own")
    entities = (replace(made.entities[0], name=odd, description=odd), *made.entities[1:])
    # What the tables say, so that ids are those that a load gives.
    sound = (each for each in made.facts if each.subject != each.object)
    facts = tuple(each for each in sound if (each.start or dt.date.min) <= (each.end or dt.date.max))
    first = read(write(replace(made, entities=entities, facts=facts), folder / "first"))
    empty.clear()
    empty.writer.replace(first)
    out = leave(empty, everything(empty))
    documents = {it.where.document for it in out.statements}
    empty.clear()
    empty.writer.replace(replace(first, documents=tuple(d for d in first.documents if d.id in documents)))
    before = empty.dump()
    empty.clear()
    load(write(out, folder / "second"), empty.connection, empty.settings)
    assert empty.dump() == before


def test_too_much_is_refused(empty: Database) -> None:
    load(seed_folder(), empty.connection, empty.settings)
    keys = [edge.key for edge in everything(empty).edges]
    with pytest.raises(LimitReached, match="show less"):
        records_behind(empty.reader, [], keys, most=10)


def test_claims_of_events_get_a_sentence_and_keep_their_numbers() -> None:
    claim = Claim("c", "a", "ATTACKS", "b", "", goldstein=-9.5, quad_class=4, quad_scheme="GDELT", date_precision="day")
    entities = (Entity("a", "Aria", Kind.STATE), Entity("b", "Boreal", Kind.STATE))
    files = own_files(Dataset("events", "Events", entities=entities, claims=(claim,)))
    assert files["claims.csv"].decode() == (
        "id,subject,predicate,object,text,goldstein,quad_class,quad_scheme,date_precision\n"
        "c,a,ATTACKS,b,Aria attacks Boreal.,-9.5,4,GDELT,day\n"
    )
