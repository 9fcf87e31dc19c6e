"""Whatever is wrong is told with its file and line and with a way to mend it, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_dataset import FILES, write

import loader
from allegata.errors import LoadError, NotFound, UsageError

A64 = "a" * 64

# file, old text, new text -> what is told, from file:line on
CASES = [
    # dataset.yaml
    ("dataset.yaml", "name: small", "name: s mall", "dataset.yaml:1: name 's mall' is no identifier: use up to 120"),
    ("dataset.yaml", "name: small\n", "", "dataset.yaml:1: name is missing: fill it in"),
    ("dataset.yaml", "note:", "notes:", "dataset.yaml:3: there is no column 'notes': did you mean note?"),
    ("dataset.yaml", "title: Two", "title: [Two]", "dataset.yaml:2: this is no YAML"),
    ("dataset.yaml", "title: Two states and a word", "title: [Two]", "dataset.yaml:2: title is not plain text: write"),
    ("dataset.yaml", "note:", "title:", "dataset.yaml:3: title is given twice: keep one"),
    ("dataset.yaml", FILES["dataset.yaml"], "- a\n", "dataset.yaml:1: is not a mapping: write lines such as"),
    ("dataset.yaml", FILES["dataset.yaml"], "", "dataset.yaml: is not a mapping: write lines such as"),
    # columns
    ("entities.csv", "description", "descripton", "entities.csv:1: there is no column 'descripton': did you mean desc"),
    ("entities.csv", "name,kind", "kind,kind", "entities.csv:1: there are two columns kind: keep one"),
    ("entities.csv", "name,kind", "name,", "entities.csv:1: the column kind is missing: add it"),
    ("entities.csv", "name,kind,description", "name,kind,", "entities.csv:1: column 4 has no name: name it, or"),
    ("claims.csv", "id,subject", "id,who", "claims.csv:1: the column subject is missing: add it"),
    ("aliases.csv", FILES["aliases.csv"], "", "aliases.csv: is empty: give it a header"),
    ("aliases.csv", "text,entity,kind", "text;entity;kind", "aliases.csv:1: the columns are not separated by commas"),
    # cells
    ("entities.csv", "ania,Ania,State,a state", "ania,Ania,State", "entities.csv:2: has 3 cells where the header has"),
    ("entities.csv", "wire,The", ",The", "entities.csv:4: id is missing: fill it in"),
    ("entities.csv", "bo,Bo,State", "bo,  ,State", "entities.csv:3: name is missing: fill it in"),
    ("entities.csv", "Bo,State", "Bo,state", "entities.csv:3: kind 'state' is not in the list: did you mean State?"),
    ("entities.csv", "Bo,State", "Bo,Empire", "entities.csv:3: kind 'Empire' is not in the list: choose among State,"),
    ("entities.csv", "minister,", "-minister,", "entities.csv:5: id '-minister' is no identifier: use"),
    ("entities.csv", "minister,", "m" * 121 + ",", "entities.csv:5: id '" + "m" * 60 + "'... is no identifier: use"),
    ("entities.csv", "a state", "a" * 20_001, "entities.csv:2: description has 20,001 characters: shorten it"),
    ("entities.csv", "a state", "a\0state", "entities.csv:2: description holds the control character U+0000: take it"),
    ("entities.csv", "a state", "a\x1bstate", "entities.csv:2: description holds the control character U+001B"),
    ("entities.csv", "a state", '"a "state', "entities.csv:2: the rows from here on cannot be read"),
    ("entities.csv", "an agency", '"an agency', "entities.csv:4: the rows from here on cannot be read"),
    ("aliases.csv", "ania,name", "ania,nick", "aliases.csv:2: kind 'nick' is not in the list: choose among name,"),
    ("facts.csv", "PART_OF", "PARTOF", "facts.csv:3: relation 'PARTOF' is no relation type: did you mean PART_OF?"),
    ("facts.csv", "PART_OF", "ACCUSES", "facts.csv:3: relation 'ACCUSES' is not a standing relation: enter it as"),
    ("facts.csv", "2020,", "2020-13,", "facts.csv:2: from '2020-13' is no date of the calendar"),
    ("facts.csv", "2020,", "last year,", "facts.csv:2: from 'last year' is no date: write YYYY"),
    ("facts.csv", "2020,", "0000,", "facts.csv:2: from '0000' is no date of the calendar"),
    ("facts.csv", "2020,", "20200,", "facts.csv:2: from '20200' is no date: write"),
    ("facts.csv", "2020,2021-02", "2021-03,2021-02", "facts.csv:2: to 2021-02-28 lies before from 2021-03-01: exch"),
    ("facts.csv", "wire,PART_OF,bo", "bo,PART_OF,bo", "facts.csv:3: bo would stand to itself: name another entity"),
    ("facts.csv", "https://gazette", "ftp://gazette", "facts.csv:2: url 'ftp://gazette.example/1' is no web address"),
    ("facts.csv", "https://gazette", "https://[gazette", "facts.csv:2: url 'https://[gazette.example/1' is no web add"),
    ("facts.csv", "bo,,,,gazette", "bo,,,,", "facts.csv:3: source is missing: fill it in"),
    ("documents.csv", "2024-11-01", "2023-02-29", "documents.csv:3: published '2023-02-29' is no date of the calend"),
    ("documents.csv", "2024-11-01", "2024-11", "documents.csv:3: published '2024-11' is not a single day: write it"),
    ("documents.csv", ",en,", ",english,", "documents.csv:2: language 'english' is no language code: give two"),
    ("documents.csv", ",200,", ",0,", "documents.csv:2: characters '0' is not a whole number from 1 on: give it"),
    ("documents.csv", ",200,", ",2e2,", "documents.csv:2: characters '2e2' is not a whole number from 1 on: give"),
    ("documents.csv", ",200,,", ",200,abc,", "documents.csv:2: sha256 'abc' is no SHA-256: give it as 64 hexadecimal"),
    ("claims.csv", "ACCUSES", "ACUSES", "claims.csv:4: predicate 'ACUSES' is no relation type: did you mean ACCUSES?"),
    ("claims.csv", "ACCUSES", "accuses", "claims.csv:4: predicate 'accuses' is no relation type: did you mean ACCU"),
    ("claims.csv", "ACCUSES", "PART_OF", "claims.csv:4: predicate 'PART_OF' is a standing relation and cannot be cl"),
    ("claims.csv", "0256", "2a", "claims.csv:2: code '2a' is no CAMEO code: give two to four digits"),
    ("claims.csv", "0256", "1", "claims.csv:2: code '1' is no CAMEO code: give two to four digits"),
    ("claims.csv", "0256", "2156", "claims.csv:2: code '2156' is no CAMEO code: begin it with its root, 01 to 20"),
    ("claims.csv", "0256", "00", "claims.csv:2: code '00' is no CAMEO code: begin it with its root, 01 to 20"),
    ("claims.csv", "2024-10-05", "2024-09", "claims.csv:3: event_to 2024-09-30 lies before event_from 2024-10-01"),
    ("claims.csv", "future", "maybe", "claims.csv:4: modality 'maybe' is not in the list: choose among actual, fut"),
    ("claims.csv", "c1 c2", "c1 c3", "claims.csv:4: c3 is about itself: name another claim"),
    ("claims.csv", "c1 c2", "c1 c1", "claims.csv:4: about 'c1 c1' names c1 twice: name it once"),
    ("claims.csv", "c1,number", "c2,number", "claims.csv:3: c2 is a version of itself: name another claim"),
    ("claims.csv", "c1,number", "c1,", "claims.csv:3: varies_from is given and varies_on is not: give both or neither"),
    ("claims.csv", "c1,number", ",number", "claims.csv:3: varies_on is given and varies_from is not: give both or"),
    ("statements.csv", "DENIES", "DENYS", "statements.csv:3: stance 'DENYS' is not in the list: did you mean DENIES?"),
    ("statements.csv", "certain,", "sure,", "statements.csv:3: certainty 'sure' is not in the list: choose among"),
    ("statements.csv", "2024-10-30", "2024", "statements.csv:2: said_on '2024' is not a single day: write it as"),
    ("statements.csv", "d1,1,0,29", "d1,0,0,29", "statements.csv:2: paragraph '0' is not a whole number from 1 on"),
    ("statements.csv", "d1,1,0,29", "d1,1,-1,29", "statements.csv:2: start '-1' is not a whole number from 0 on"),
    ("statements.csv", "d1,1,0,29", "d1,1,29,29", "statements.csv:2: the passage begins at 29 and ends at 29: end is"),
    ("statements.csv", "d1,1,0,29", "d1,1,0,201", "statements.csv:2: the passage ends at 201, the document has 200"),
    ("statements.csv", "d1,1,0,29", "d1,1,0,", "statements.csv:2: start is given and end is not: give both or neither"),
    ("statements.csv", "d1,1,0,29", "d1,1,,29", "statements.csv:2: end is given and start is not: give both or"),
    ("statements.csv", "29,,", f"29,{A64}b,", f"statements.csv:2: sha256 '{A64[:60]}'... is no SHA-256: give it as"),
    # a row with cells over several lines is cited by its first, and so is the one after it
    ("statements.csv", "s3,c3", "s3,c9", "statements.csv:5: claim names 'c9', which is not in the table claims: add"),
    # references
    ("aliases.csv", "AN,ania", "AN,anja", "aliases.csv:3: entity names 'anja', which is not in the table entities: d"),
    ("facts.csv", "minister,R", "primer,R", "facts.csv:2: subject names 'primer', which is not in the table entities"),
    ("documents.csv", "d2,Another,wire", "d2,Another,x1", "documents.csv:3: publisher names 'x1', which is not in the"),
    ("claims.csv", "2024-10,,bo", "2024-10,,xo", "claims.csv:2: place names 'xo', which is not in the table entities"),
    ("claims.csv", "c1 c2", "c1 c7", "claims.csv:4: about names 'c7', which is not in the table claims: add it to"),
    ("claims.csv", "c1,number", "none,number", "claims.csv:3: varies_from names 'none', which is not in the table"),
    ("statements.csv", "minister", "ministre", "statements.csv:5: holder names 'ministre', which is not in the table"),
    ("statements.csv", "ania,wire", "ania,wires", "statements.csv:2: via names 'wires', which is not in the table"),
    ("statements.csv", ",d2,3", ",d3,3", "statements.csv:5: document names 'd3', which is not in the table documents"),
    # twice
    ("entities.csv", "bo,Bo", "ania,Bo", "entities.csv:3: the id ania is taken by line 2: give each row its own"),
    ("claims.csv", "c2,bo", "c1,bo", "claims.csv:3: the id c1 is taken by line 2: give each row its own"),
    ("aliases.csv", "AN,ania,code", "Anians,ania,short", "aliases.csv:3: gives the same name to the same entity as"),
    ("statements.csv", "s3,", "s1,", "statements.csv:5: the id s1 is taken by line 2: give each row its own"),
]  # fmt: skip


def problems(folder: Path) -> list[str]:
    with pytest.raises(LoadError) as caught:
        loader.read(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("file", "old", "new", "told"), CASES, ids=lambda value: str(value)[:40])
def test_each_fault_is_told_at_its_line(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    assert old in FILES[file]
    write(tmp_path, **{file.replace(".", "_"): FILES[file].replace(old, new, 1)})
    found = problems(tmp_path)
    assert any(line.startswith(told) for line in found), found


def test_the_small_data_set_is_sound(tmp_path: Path) -> None:
    assert len(loader.read(write(tmp_path)).statements) == 3


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        (
            "claims.csv",
            "c9,bo,SUPPLIES,ania,0256,,2024-10-01,2024-10-31,bo,,Bo helps Ania.,,,\n",
            "claims.csv:5: says the same as line 2: keep one of the two",
        ),
        (
            "statements.csv",
            "s9,c1,ania,wire,ASSERTS,unspecified,2024-10-30,Ania says so.,d1,1,0,29,,another note\n",
            "statements.csv:6: says the same as line 2: keep one of the two",
        ),
        (
            "facts.csv",
            "wire,PART_OF,bo,,,,another source,\n",
            "facts.csv:4: is the same fact as line 3: keep one of the two",
        ),
    ],
)
def test_rows_that_say_the_same_are_told(tmp_path: Path, file: str, row: str, told: str) -> None:
    write(tmp_path, **{file.replace(".", "_"): FILES[file] + row})
    assert problems(tmp_path) == [told]


def test_one_name_may_lead_to_two_entities(tmp_path: Path) -> None:
    write(tmp_path, aliases_csv=FILES["aliases.csv"] + "Anians,bo,name\n")
    assert len(loader.read(tmp_path).aliases) == 4


def test_everything_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        dataset_yaml="title: x\n",
        entities_csv=FILES["entities.csv"].replace("Bo,State", "Bo,Stat").replace("Person", "Persona"),
        claims_csv=FILES["claims.csv"].replace("0256", "99").replace("c1 c2", "c1 c3"),
        statements_csv=FILES["statements.csv"].replace("d2,3", "d5,0"),
    )
    assert [line.split(": ")[0] for line in problems(tmp_path)] == [
        "claims.csv:2",
        "claims.csv:4",
        "dataset.yaml:1",
        "entities.csv:3",
        "entities.csv:5",
        "statements.csv:5",
        "statements.csv:5",
    ]


def test_a_file_that_cannot_be_read_causes_no_complaints_about_others(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "entities.csv").write_bytes(b"id,name,kind\nania,Ania,State\nbo,B\xf6,State\n")
    assert problems(tmp_path) == [
        "entities.csv:3: byte 0xf6 does not belong to UTF-8 text: save the file as UTF-8",
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "entities.csv").open("wb") as file:
        file.truncate(200_000_001)
    assert problems(tmp_path) == [
        "entities.csv: has 200,000,001 bytes: split the data set: a file may have 200,000,000"
    ]


def test_names_of_files_are_checked(tmp_path: Path) -> None:
    write(tmp_path, dataset_yaml=None)
    for name in (
        "claim.csv",
        "statements.yml",
        "budget.csv",
        "Claims.CSV",
        "aliases.xlsx",
        "facts.yaml",
        "README.md",
        ".hidden.csv",
    ):
        (tmp_path / name).write_text("", "utf-8")
    assert problems(tmp_path) == [
        "Claims.CSV: is no table of the format: did you mean claims.csv?",
        "aliases.xlsx: is no table of the format: save it as CSV; did you mean aliases.csv?",
        "budget.csv: is no table of the format: rename it or move it out of the folder",
        "claim.csv: is no table of the format: did you mean claims.csv?",
        "dataset.yaml: is missing: write one with at least the lines `name: ...` and `title: ...`",
        "facts.yaml: stands beside facts.csv: keep one of the two",
        "statements.yml: is no table of the format: did you mean statements.yaml?",
    ]


def test_a_folder_in_the_place_of_a_table(tmp_path: Path) -> None:
    write(tmp_path, facts_csv=None)
    (tmp_path / "facts.csv").mkdir()
    assert problems(tmp_path) == ["facts.csv: is not a file: put a file in its place"]


def test_an_empty_folder(tmp_path: Path) -> None:
    (told,) = problems(tmp_path)
    assert told.startswith("dataset.yaml: is missing")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is nothing at .*absent"):
        loader.read(tmp_path / "absent")
    with pytest.raises(NotFound, match=r"There is no folder .*absent"):
        loader.read(tmp_path / "absent", format="allegata")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(NotFound, match="is not a folder"):
        loader.read(tmp_path / "file", format="allegata")
    with pytest.raises(NotFound, match="is of no format"):
        loader.read(tmp_path / "file")
    with pytest.raises(UsageError, match="no format 'alegata'"):
        loader.read(tmp_path, format="alegata")


YAML_CASES = [
    ("- &a id: ania\n- *a\n", "entities.yaml:2: an anchor or an alias stands here: write the text itself"),
    ("- id: &a ania\n  name: *a\n  kind: State\n", "entities.yaml:2: an anchor or an alias stands here"),
    ("- id: !!python/object:os.system ania\n", "entities.yaml:1: the tag tag:yaml.org,2002:python/object:os.system"),
    ("- id: ania\n  name: [a, {b: c}]\n  kind: State\n", "entities.yaml:2: name is not plain text: write"),
    ("- id: ania\n  [a, b]: c\n", "entities.yaml:2: a key is not plain text: name a column"),
    ("id: ania\n", "entities.yaml:1: is not a list of rows: begin each row with a dash"),
    ("- id: ania\n  name: A\n  kind: State\n- b\n", "entities.yaml:4: is not a row: write it as a mapping"),
    ("- id: ania\n  id: bo\n", "entities.yaml:2: id is given twice: keep one"),
    ("- id: ania\n  nam: A\n  kind: State\n", "entities.yaml:2: there is no column 'nam': did you mean name?"),
    ("- id: ania\n  kind: State\n", "entities.yaml:1: name is missing: fill it in"),
    ("- id: ania\n  name: null\n  kind: State\n", "entities.yaml:2: name is null: leave it out, or put the word in"),
    ("- id: ania\n  name: ~\n  kind: State\n", "entities.yaml:2: name is ~: leave it out, or put the word in"),
    ('- id: ania\n  name: "a\\0"\n', "entities.yaml:2: name holds the control character U+0000: take it out"),
    ("- id: ania\n  name: a\x07\n", "entities.yaml:2: a character that YAML does not allow stands here"),
    ("- id: ania\n name: a\n", "entities.yaml:2: this is no YAML"),
    ("- id: 'ania\n", "entities.yaml:2: this is no YAML"),
    ("- id: ania\n---\n- id: bo\n", "entities.yaml:2: a second document begins here: keep one"),
    ("[" * 500_000, "entities.yaml:1: this is no YAML (nested too deeply): check"),
    ("- id: ania\n  name: A\n  kind: Stat\n", "entities.yaml:3: kind 'Stat' is not in the list: did you mean State?"),
]


@pytest.mark.parametrize(("content", "told"), YAML_CASES, ids=lambda value: value[:40])
def test_yaml_that_is_no_table(tmp_path: Path, content: str, told: str) -> None:
    write(tmp_path, entities_csv=None, entities_yaml=content)
    found = problems(tmp_path)
    assert any(line.startswith(told) for line in found), found
