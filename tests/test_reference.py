from __future__ import annotations

from pathlib import Path

import pytest

from allegata import reference, settings, vocabulary
from allegata.errors import SettingsError

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == reference.pages()[name], "run make docs"


def test_every_setting_is_a_field_with_a_meaning() -> None:
    assert [row.name for row in settings.TABLE] == list(settings.Settings.__slots__)
    for row in settings.TABLE:
        assert row.meaning.endswith("."), row.env
        assert row.meaning[0].isupper(), row.env


def test_settings_come_from_the_environment_that_is_given() -> None:
    made = settings.load({"ALLEGATA_PORT": "9000", "NEO4J_URI": "bolt://x", "NEO4J_PASSWORD": "secret"})
    assert (made.port, made.managed, made.query_timeout) == (9000, False, 30)
    assert "secret" not in repr(made)
    assert settings.load({"ALLEGATA_PORT": ""}).port == 8501


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ALLEGATA_PORT", "high", "ALLEGATA_PORT='high' cannot be used"),
        ("ALLEGATA_PORT", "70000", "between 1 and 65535"),
        ("ALLEGATA_QUERY_TIMEOUT", "-1", "between 0.1 and 3600"),
        ("ALLEGATA_DB_KEEP", "maybe", "one of yes, no"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        settings.load({name: value})


def test_the_vocabulary_covers_every_cameo_root_and_says_what_it_means() -> None:
    assert len(vocabulary.relations()) >= 40
    for root in range(1, 21):
        assert vocabulary.relation_of_code(f"{root:02}"), root
        assert vocabulary.relation_of_code(f"{root:02}9"), root
    assert vocabulary.relation_of_code("0214") == vocabulary.relations()["CALLS_ON"]
    assert vocabulary.relation_of_code("112") == vocabulary.relations()["ACCUSES"]
    assert vocabulary.relation_of_code("1121") == vocabulary.relations()["ACCUSES"]
    assert vocabulary.relation_of_code("20") == vocabulary.relations()["COMMITS_MASS_VIOLENCE_AGAINST"]
    assert vocabulary.relation_of_code("99") is None
    codes = [code for each in vocabulary.relations().values() for code in each.cameo]
    assert len(codes) == len(set(codes))
    for each in vocabulary.relations().values():
        assert each.family in vocabulary.FAMILIES
        assert each.label
        assert each.inverse
        assert each.meaning.endswith(".")
        assert bool(each.quad) == (each.family != vocabulary.STANDING)
