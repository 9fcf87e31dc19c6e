"""ICEWS as published: one row, one event of one story, with codes, sectors, countries and places.

What an actor is, by his name, sectors and country (``sql/actor.sql``); the first that fits:

1. *State*: the name is a country's, and no other country's than that of the row.
2. *Alliance* or *Group* (a part of the world): the name is in the lists of ``names.yaml``.
3. *Organization*: the sectors have International Government Organization, unless the name is a person's with a country.
4. No sectors: by the words of the name alone. Words for people ('Citizen', 'Militant', …) make a *Group*, words for a
   body ('Ministry', 'Party', 'Forces', …) an *Organization*, two or more capitalised words with neither a *Person*,
   everything else is a *Group*. Of words of both sorts the body counts, unless a country in parentheses follows.
5. *Group*: sectors of people (General Population, Criminals, Insurgents, Protestors, …), unless the name is a person's
   and there are sectors of a body too.
6. *Person*: a personal name, as in 4, without a country in parentheses.
7. *Organization*: sectors of a body (Government, Military, Police, Parties, Business, Media, Education, NGOs, …).
8. *Group*: the rest, such as ethnic and religious sectors.

An actor is part of the country of his row, or of the one in parentheses behind his name; states, and rows whose
country is missing or 'Unspecified', are part of none.
"""

from __future__ import annotations

from loader.events.layout import Layout, Reader
from loader.events.lines import Shape

__all__ = ["ICEWS"]

_COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
)

ICEWS = Reader(
    name="icews",
    title="ICEWS event data as published: tab separated, 20 columns with a header",
    scheme="GDELT",
    layouts=(Layout("events", ("icews_named", "actor", "icews_project"), Shape.TAB, _COLUMNS),),
)
