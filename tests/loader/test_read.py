"""What is read is what the tables say, however they are written."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_dataset import FILES, TEXT, as_yaml, write

import loader
from allegata.errors import LoadError, NotFound
from allegata.model import Certainty, Entity, Kind, Modality, Stance
from allegata.progress import Silent
from loader.attachment import paragraphs
from loader.period import period

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "seed-article"
TABLES = [name for name in FILES if name.endswith(".csv")]


def test_the_small_data_set(tmp_path: Path) -> None:
    it = loader.read(write(tmp_path))
    assert (it.name, it.title, it.note) == ("small", "Two states and a word", "made for tests")
    assert it.entities[0] == Entity("ania", "Ania", Kind.STATE, "a state")
    assert [(alias.text, alias.kind) for alias in it.aliases] == [
        ("Anians", "name"),
        ("AN", "code"),
        ("Bo City", "capital"),
    ]
    assert (it.facts[0].start, it.facts[0].end) == (dt.date(2020, 1, 1), dt.date(2021, 2, 28))
    assert (it.facts[1].start, it.facts[1].end) == (None, None)
    first, version, accusation = it.claims
    assert (first.event_from, first.event_to) == (dt.date(2024, 10, 1), dt.date(2024, 10, 31))
    assert (version.event_from, version.event_to) == (dt.date(2024, 10, 1), dt.date(2024, 10, 5))
    assert (version.varies_from, version.varies_on, version.modality) == (first.id, "number", Modality.ACTUAL)
    assert (accusation.about, accusation.modality) == (tuple(sorted((first.id, version.id))), Modality.FUTURE)
    assert accusation.event_from is None
    assert first.code == "0256"
    assert it.statements[0].claim == first.id
    assert it.statements[0].certainty is Certainty.UNSPECIFIED
    assert (it.statements[0].where.start, it.statements[0].where.end) == (0, 29)
    assert it.statements[1].paraphrase == "Bo, asked\ntwice, denies it."
    assert it.statements[1].stance is Stance.DENIES
    assert (it.statements[1].where.paragraph, it.statements[1].where.start) == (0, -1)


def test_ids_come_from_content_and_not_from_order(tmp_path: Path) -> None:
    head, *rows = FILES["claims.csv"].splitlines(keepends=True)
    there = loader.read(write(tmp_path / "a"))
    turned = loader.read(write(tmp_path / "b", claims_csv="".join([head, *reversed(rows)])))
    renamed = loader.read(write(tmp_path / "c", dataset_yaml="name: other\ntitle: x\n"))
    assert {claim.id for claim in there.claims} == {claim.id for claim in turned.claims}
    assert not {claim.id for claim in there.claims} & {claim.id for claim in renamed.claims}


@pytest.mark.parametrize("table", TABLES)
def test_yaml_says_the_same_as_csv(tmp_path: Path, table: str) -> None:
    key, other = table.replace(".", "_"), table.replace(".csv", "_yaml")
    changes: dict[str, str | None] = {key: None, other: as_yaml(FILES[table])}
    assert loader.read(write(tmp_path / "yaml", **changes)) == loader.read(write(tmp_path / "csv"))


@pytest.mark.parametrize(
    "spelled",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
        pytest.param(lambda text: text.replace(",", ", ", 3) + "\n\n,,,\n", id="blanks and empty rows"),
    ],
)
def test_other_spellings_of_a_file(tmp_path: Path, spelled: Callable[[str], str]) -> None:
    spelt = {table.replace(".", "_"): spelled(FILES[table]) for table in ("entities.csv", "statements.csv")}
    assert loader.read(write(tmp_path / "so", **spelt)) == loader.read(write(tmp_path / "plain"))


def test_columns_may_be_left_out_and_stand_in_any_order(tmp_path: Path) -> None:
    aliases = "entity,text\nania,Anians\n"
    assert loader.read(write(tmp_path, aliases_csv=aliases)).aliases[0].kind == "name"


def test_all_tables_may_be_missing(tmp_path: Path) -> None:
    nothing = {table.replace(".", "_"): None for table in TABLES}
    assert loader.read(write(tmp_path, **nothing)).entities == ()


def test_scalars_of_yaml_stay_text(tmp_path: Path) -> None:
    rows = "- {id: 020, name: yes, kind: State, description: 1e3}\n- id: 2024-10-31\n  name: 0x10\n  kind: State\n"
    nothing = {table.replace(".", "_"): None for table in TABLES}
    it = loader.read(write(tmp_path, **(nothing | {"entities_yaml": rows})))
    assert [(each.id, each.name, each.description) for each in it.entities] == [
        ("020", "yes", "1e3"),
        ("2024-10-31", "0x10", ""),
    ]


class Elsewhere:
    """A registry in which another data set describes ``cy`` and the document ``d7``."""

    def known(
        self, entities: Collection[str], documents: Collection[str], *, outside: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        assert outside == "small"
        return frozenset(entities) & {"cy"}, frozenset(documents) & {"d7"}


def test_other_data_sets_may_bring_entities_and_documents(tmp_path: Path) -> None:
    write(
        tmp_path,
        aliases_csv=FILES["aliases.csv"].replace("bo", "cy"),
        statements_csv=FILES["statements.csv"].replace("d2", "d7"),
    )
    assert loader.read(tmp_path, Elsewhere()).aliases[2].entity == "cy"
    with pytest.raises(LoadError):
        loader.read(tmp_path)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2024-12", (2024, 12, 1), (2024, 12, 31)),
        ("0001", (1, 1, 1), (1, 12, 31)),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31)),
    ],
)
def test_periods(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert (period(text).first, period(text).last) == (dt.date(*first), dt.date(*last))


# What the format does not let through, and blanks at the ends, are no matter of this test.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
) | st.text("\"',;:-#&*!|>%@`{}[]\\ \n\t=+aé\ufeff", max_size=40)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_any_text_comes_back_from_csv_and_yaml(texts: list[str]) -> None:
    texts = [text.strip() for text in texts]
    rows = [{"id": f"e{place}", "name": "x", "kind": "State", "description": text} for place, text in enumerate(texts)]
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    nothing = {name.replace(".", "_"): None for name in TABLES}
    with tempfile.TemporaryDirectory() as folder:
        from_csv = loader.read(write(Path(folder) / "csv", **(nothing | {"entities_csv": table.getvalue()})))
        dumped = yaml.safe_dump(rows)
        from_yaml = loader.read(
            write(Path(folder) / "yaml", **(nothing | {"entities_csv": None, "entities_yaml": dumped}))
        )
    assert [entity.description for entity in from_csv.entities] == texts
    assert from_yaml == from_csv


# ── The seed ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_seed_is_sound() -> None:
    it = loader.read(loader.seed_folder())
    assert it.name == "seed"
    assert (len(it.entities), len(it.claims), len(it.statements)) == (85, 56, 67)


@pytest.mark.shared
def test_the_seed_agrees_with_its_article() -> None:
    if not ARTICLE.is_dir():
        pytest.skip("the article is not part of the project and does not lie beside the checkout")
    said = Told()
    loader.read(loader.seed_folder(), documents=ARTICLE, progress=said)
    assert said.sentences == []


# ── Documents ───────────────────────────────────────────────────────────────────────────────────────────────


class Told(Silent):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, message: str) -> None:
        self.sentences.append(message)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "any name").write_text(TEXT, "utf-8", newline="")
    return folder


def documented(tmp_path: Path, *statements: str, characters: str = str(len(TEXT))) -> Path:
    documents = FILES["documents.csv"].replace(",200,,", f",{characters},{sha(TEXT)},")
    head = FILES["statements.csv"].splitlines(keepends=True)[0]
    rows = (f"s{place},c1,ania,,ASSERTS,,,Said {place}.,{row}\n" for place, row in enumerate(statements))
    return write(tmp_path / "data", documents_csv=documents, statements_csv=head + "".join(rows))


def test_a_text_that_agrees(tmp_path: Path, texts: Path) -> None:
    passage = TEXT[31:37]
    said = Told()
    folder = documented(tmp_path, f"d1,1,0,29,{sha(TEXT[:29])},", f"d1,2,31,37,{sha(passage)},", "d1,2,,,,", "d2,9,,,,")
    loader.read(folder, documents=texts, progress=said)
    assert said.sentences == []


def test_a_text_that_does_not_agree(tmp_path: Path, texts: Path) -> None:
    folder = documented(tmp_path, f"d1,2,0,29,{'a' * 64},", "d1,3,,,,", "d1,,60,99,,", characters="")
    with pytest.raises(LoadError) as caught:
        loader.read(folder, documents=texts)
    assert [str(problem) for problem in caught.value.problems] == [
        "statements.csv:2: it is not that of the passage 0 to 29: correct start and end, or the sha256",
        "statements.csv:2: the passage begins in paragraph 1, not 2: correct it",
        "statements.csv:3: there is no paragraph 3; the text has 2: correct it",
        f"statements.csv:4: the passage ends at 99, the text has {len(TEXT)} characters: correct it",
    ]


def test_a_text_of_another_length(tmp_path: Path, texts: Path) -> None:
    with pytest.raises(LoadError) as caught:
        loader.read(documented(tmp_path, "d1,1,0,29,,", characters="60"), documents=texts)
    assert [str(problem) for problem in caught.value.problems] == [
        f"documents.csv:2: its text any name has {len(TEXT)} characters, not 60: correct the number; "
        "it counts Unicode code points"
    ]


def test_what_belongs_to_nothing_is_said(tmp_path: Path, texts: Path) -> None:
    (texts / "any name").write_text("Something else", "utf-8")
    said = Told()
    loader.read(documented(tmp_path, "d1,1,0,29,,"), documents=texts, progress=said)
    assert said.sentences == [
        "any name is the text of no document of this data set and is left alone.",
        f"No file in {texts} is the text of the document d1.",
    ]
    with pytest.raises(NotFound, match="absent cannot be read: No such file"):
        loader.read(documented(tmp_path, "d1,1,0,29,,"), documents=tmp_path / "absent")


def test_paragraphs_are_lines_with_words() -> None:
    assert paragraphs("a\n\n  b \n \t\nc\r\n\r\nd") == (0, 3, 11, 16)
    assert paragraphs("") == ()
