"""Event tables of any size in the raw ICEWS format, for measuring: ``python -m bench.generator ROWS FILE [--seed N]``.

Everything in them is made up; only how things are spread is taken from the field. Few actors do most of it (Zipf), a
pair that met once meets again, some pairs have busy weeks, a story has one to eight rows, a meeting is a row for either
side, one event in thirty is told again by another publisher, and who is accused sometimes denies.

The same rows, seed and numpy give the same bytes. Memory does not grow with the number of rows: one block of `BLOCK`
rows is made after another, in the order of the days, and only the actors are held (7,000 for 90,000 rows, 40,000 for
ten million). Who deals with whom is not held at all: an actor's k-th partner is a hash of actor and k.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import yaml
from numpy.typing import NDArray

__all__ = ["BLOCK", "HEADER", "blocks", "main", "write"]

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\n"
)

BLOCK = 65_536
"""Rows made at once."""

FIRST_DAY = dt.date(2000, 1, 1)
DAYS = 7305
"""Twenty years."""

COUNTRIES, PUBLISHERS, CITIES = 200, 300, 24

HOSTILE = 0.35
"""Share of the dealings that are between adversaries."""

REPEATS = 0.07
"""Share of the stories that tell an earlier story's event again: of the rows about 3 in 100."""

SIZES = (0.52, 0.28, 0.09, 0.055, 0.02, 0.015, 0.012, 0.008)
"""Shares of the stories with one row, two rows, and so on."""

_RATES = (
    "010=172 040=111 020=69 036=56 042=47 043=47 173=44 051=40 111=33 112=29 180=26 190=22 046=22 030=18 "
    "100=16 031=16 050=15 057=15 090=11 041=11 120=10 193=9 013=9 130=7 141=7 181=7 012=6 044=6 017=6 022=5 "
    "084=5 145=4 073=3 018=3 175=3 191=3 182=3 160=3 016=1 154=2 070=2 085=2"
)
RATES = {code: int(rate) for code, _, rate in (pair.partition("=") for pair in _RATES.split())}
"""Rows in a thousand with these codes; every other code has `RARE`."""

RARE = 0.25

MIRRORED = {"040": "040", "036": "036", "046": "046", "057": "057", "041": "041", "044": "044", "042": "043"}
"""What the other side of the same event is called: a visit is a visit hosted."""

ROLES = (
    *("Citizen|General Population / Civilian / Social,Social", "Government|Government", "Police|Government,Police"),
    "Foreign Affairs|Government,Executive,Foreign Ministry",
    "Military|Government,Military",
    "Head of Government|Government,Executive Office,Executive",
    "Cabinet / Council of Ministers / Advisors|Government,Executive,Cabinet",
    "Ministry of Defense|Government,Executive,Defense / Security Ministry,Military",
    "Parliament|Government,Legislative / Parliamentary",
    "Court Judge|Government,Judicial",
    "Media Personnel|Media,Social",
    "Protester|Protestors / Popular Opposition / Mobs,Social,Dissident",
    "Armed Rebel|Rebel,Dissident,Unidentified Forces",
    "Criminal|Criminals / Gangs,Dissident",
    "Business|Business",
    "Student|Education,Social",
    "Ministry of Finance|Government,Executive,Finance / Economy / Commerce / Trade Ministry",
    "Ministry of the Interior|Government,Executive,Interior / Home Ministry",
    "Envoy|Government,Diplomatic",
    "Central Bank|Government,Executive,Finance / Economy / Commerce / Trade Ministry",
    "Opposition Activist|Parties,Opposition Major Party (Out Of Government),Dissident",
    "Labor Union|Labor,Social",
    "Religious Leader|Religious,Social",
    "Security Forces|Government,Military,Police",
    "Air Force|Government,Air Force,Military",
    "Navy|Government,Navy,Military",
    "Men|General Population / Civilian / Social,Social",
    "Women|General Population / Civilian / Social,Social",
    "Children|General Population / Civilian / Social,Social",
    "Employee|General Population / Civilian / Social,Social,Labor",
    "Farm Worker|Agricultural,Social,Labor",
    "Medical Personnel|Medical / Health,Social",
    "Lawyer|Legal,Social",
    "Intelligence Service|Government,Intelligence",
    "Coast Guard|Government,Coast Guard,Military",
    "Member of Parliament|Government,Legislative / Parliamentary",
    "Governor|Government,Local,Provincial",
    "Mayor|Government,Local,Municipal",
    "Immigrant|General Population / Civilian / Social,Social,Refugees / Displaced",
    "Terrorist|Radicals / Extremists / Fundamentalists,Dissident",
)
"""Actors that every country may have, each with its sectors, the busiest first."""

OFFICES = (
    "Government,Executive Office,Executive",
    "Elite,Executive,Government,Executive Office,(National) Major Party,Parties,Government Major Party (In Government)",
    "Government,Legislative / Parliamentary",
    "Parties,Opposition Major Party (Out Of Government),Ideological",
    "Government,Executive,Foreign Ministry",
    "Business",
    "NA",
)
BODIES = ("Party", "Liberation Front", "Movement", "Group", "Union", "Brigade", "Foundation", "Corporation")

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.generator", description="A made-up table of ICEWS events.")
    parser.add_argument("rows", type=int, help="how many events, as in 1000000")
    parser.add_argument("file", type=Path, help="where to; ends in .gz or .zst to be compressed")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another world (default: 1)")
    given = parser.parse_args()
    write(given.file, given.rows, given.seed)


def write(file: Path, rows: int, seed: int = 1) -> None:
    """Write a table.

    Args:
        file: is overwritten; compressed when its name ends in ``.gz`` or ``.zst``.
        rows: number of events.
        seed: the same one gives the same table.
    """
    compression = {".gz": "gzip", ".zst": "zstd"}.get(file.suffix)
    with pa.output_stream(str(file), compression=compression) as out:
        out.write(HEADER.encode())
        for block in blocks(rows, seed):
            out.write(block)


def blocks(rows: int, seed: int = 1) -> Iterator[pa.Buffer]:
    """The lines of a table after its header, some ten thousand of them at once."""
    world = World(rows, seed)
    for start in range(0, rows, BLOCK):
        yield world.block(start, min(BLOCK, rows - start))


@dataclass(frozen=True, slots=True)
class Actors:
    """Who there is, the busiest first.

    Attributes:
        cells: name, sectors and country of each.
        country: number of the country of each.
        partners: how many others each deals with.
        reach: share of all dealings that this one and those before it have.
        home: all actors, country by country, the busiest first.
        home_start: where in `home` a country begins, and at the end where the last one ends.
    """

    cells: pa.Array
    country: Whole
    partners: Real
    reach: Real
    home: Whole
    home_start: Whole


class World:
    """All that does not change from row to row."""

    def __init__(self, rows: int, seed: int) -> None:
        """Make it for so many rows."""
        self.rows, self.seed = rows, seed
        words = Words(seed)
        names = [words.country() for _ in range(COUNTRIES)]
        self.actors = _actors(max(50, int(8000 * (rows / 90_000) ** 0.35)), names, words, seed)
        self.places = pa.array(_places(names, words, seed))
        self.publishers = pa.array([words.publisher(names) for _ in range(PUBLISHERS)])
        self.published = _shares(1 / (np.arange(PUBLISHERS) + 3.0))
        self.events, self.mood, self.mirror, self.accuse, self.deny = _events()
        self.dates = pa.array([(FIRST_DAY + dt.timedelta(days=day)).isoformat() for day in range(DAYS)])
        self.by_day = _shares(_days(seed))
        self.busy = int(np.clip(rows / DAYS, 6, 400))

    def block(self, start: int, rows: int) -> pa.Buffer:
        """So many lines from row `start` on."""
        chance = np.random.default_rng((self.seed, start))
        # The stories: how many rows each has, and which of them repeats the event of an earlier one.
        size = 1 + np.searchsorted(_shares(np.array(SIZES)), chance.random(rows))
        origin = np.arange(rows) - chance.integers(1, 6, rows)
        repeats = (chance.random(rows) < REPEATS) & (origin >= 0)
        repeats &= ~repeats[np.maximum(origin, 0)]
        size[repeats] = 1
        stories = int(np.searchsorted(np.cumsum(size), rows)) + 1
        size, origin, repeats = size[:stories], origin[:stories], repeats[:stories]
        begin = np.cumsum(size) - size
        size[-1] = rows - begin[-1]

        # Their first rows.
        day = np.searchsorted(self.by_day, (start + begin + 0.5) / self.rows)
        source, target, heated = self._dealings(day, chance)
        code = self._codes(source, target, heated, chance)
        place = self._place(source, target, chance)
        publisher = np.searchsorted(self.published, chance.random(stories))
        again, first = np.flatnonzero(repeats), origin[repeats]
        for values in (day, source, target, code, place):
            values[again] = values[first]
        same = publisher[again] == publisher[first]
        publisher[again[same]] = (publisher[again[same]] + 1) % PUBLISHERS

        # Their further rows: the other side, the same two, or somebody else of whom the same story tells.
        story = np.repeat(np.arange(stories), size)
        nth = np.arange(rows) - begin[story]
        one, other, what = source[story], target[story], code[story]
        later = np.flatnonzero(nth > 0)
        what[later] = self._codes(one[later], other[later], heated[story[later]], chance)
        way = chance.random(later.size)
        third = later[way < 0.35]
        other[third] = self._partner(one[third], chance.random(third.size))
        turned = (way >= 0.35) & (way < 0.6)
        before = later - 1
        answered = (nth[later] == 1) & (self.mirror[what[before]] >= 0) & (chance.random(later.size) < 0.6)
        denied = (nth[later] == 1) & (what[before] == self.accuse) & (chance.random(later.size) < 0.3)
        what[later[answered]] = self.mirror[what[before[answered]]]
        what[later[denied]] = self.deny
        back = later[turned & ~answered & ~denied]
        one[back], other[back] = other[back], one[back].copy()
        reply = later[answered | denied]
        one[reply], other[reply] = target[story[reply]], source[story[reply]]

        sentence = np.minimum(chance.geometric(0.4, stories), 6)[story] + nth // 2
        order = np.argsort(day[story], kind="stable")
        told = story[order]
        lines = pc.binary_join_element_wise(
            pc.cast(pa.array(20_000_000 + start + np.arange(rows)), pa.string()),
            self.dates.take(pa.array(day[told])),
            self.actors.cells.take(pa.array(one[order])),
            self.events.take(pa.array(what[order])),
            self.actors.cells.take(pa.array(other[order])),
            pc.cast(pa.array(1_000_000 + start + told), pa.string()),
            pc.cast(pa.array(sentence[order]), pa.string()),
            self.publishers.take(pa.array(publisher[told])),
            self.places.take(pa.array(place[told])),
            "\t",
        )
        # The cells of an array of texts lie one behind the other: with the newline that ends each, they are the file.
        _, ends, text = lines.buffers()
        return text.slice(0, int(np.frombuffer(ends, np.int32)[rows]))

    def _dealings(self, day: Whole, chance: np.random.Generator) -> tuple[Whole, Whole, Real]:
        """Source, target and heat (0 to 1) of so many dealings: anybody's, or those of a pair with busy weeks."""
        count = day.size
        who = chance.random(count)
        which = chance.random(count)
        heat = np.full(count, np.nan)
        busy = np.flatnonzero(chance.random(count) < 0.25)
        slot = ((self.busy + 1) ** chance.random(busy.size)).astype(np.int64) - 1
        length = 3 + slot * 7 % 26
        week = (day[busy] + slot * 11) // length
        who[busy] = _hashed(self.seed, 1, slot, week)
        which[busy] = _hashed(self.seed, 2, slot, week)
        heat[busy] = _hashed(self.seed, 3, slot, week)
        source = self._anybody(who)
        target = self._partner(source, which)
        swapped = chance.random(count) < 0.4
        return np.where(swapped, target, source), np.where(swapped, source, target), heat

    def _anybody(self, share: Real) -> Whole:
        return np.searchsorted(self.actors.reach, share).astype(np.int64)

    def _partner(self, source: Whole, share: Real) -> Whole:
        """Whom each source deals with: its first partner most often, then its second; two in five live at home."""
        nth: Whole = (self.actors.partners[source] ** share).astype(np.int64)
        where = _hashed(self.seed, 4, source, nth)
        target = self._anybody(where)
        country = self.actors.country[source]
        begin, end = self.actors.home_start[country], self.actors.home_start[country + 1]
        near = begin + ((end - begin + 1.0) ** where).astype(np.int64) - 1
        at_home = _hashed(self.seed, 5, source, nth) < 0.4
        target = np.where(at_home, self.actors.home[np.minimum(near, end - 1)], target)
        return np.where(target == source, (target + 1) % len(self.actors.cells), target)

    def _codes(self, source: Whole, target: Whole, heat: Real, chance: np.random.Generator) -> Whole:
        """What they do: some pairs are adversaries, and in busy weeks any may be."""
        pair = _hashed(self.seed, 6, np.minimum(source, target), np.maximum(source, target))
        hostile = np.where(np.isnan(heat), pair, heat) < HOSTILE
        share = chance.random(source.size)
        friendly, adverse = self.mood
        return np.where(hostile, np.searchsorted(adverse, share), np.searchsorted(friendly, share)).astype(np.int64)

    def _place(self, source: Whole, target: Whole, chance: np.random.Generator) -> Whole:
        """A place in the country of one of the two: a city, the larger ones oftener, or the country alone."""
        country = self.actors.country[np.where(chance.random(source.size) < 0.5, source, target)]
        city = ((CITIES + 2.0) ** chance.random(source.size)).astype(np.int64) - 1
        return country * (CITIES + 1) + city


class Words:
    """Names of no meaning, none of them twice."""

    ONSETS: tuple[str, ...] = (
        "b",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "z",
        "br",
        "dr",
        "kl",
        "st",
        "th",
    )
    VOWELS: tuple[str, ...] = (*"aeiou", *"aeiou", *"aeio", "ai", "ou", "ia", "é", "ö")
    ENDS: tuple[str, ...] = (*("",) * 6, "n", "r", "s", "l", "k", "m", "n", "r", "s", "rt", "nd", "š")

    def __init__(self, seed: int) -> None:
        """Begin with none."""
        self.chance = random.Random(seed)
        self.used = set[str]()

    def _word(self) -> str:
        pick = self.chance.choice
        middle = [pick(self.ONSETS) + pick(self.VOWELS) for _ in range(self.chance.randint(1, 2))]
        return ("".join(middle) + pick(self.ONSETS) + pick(self.VOWELS) + pick(self.ENDS)).capitalize()

    def _new(self, name: str) -> bool:
        new = name not in self.used
        self.used.add(name)
        return new

    def country(self) -> str:
        """Of a state."""
        while not self._new(name := self._word() + self.chance.choice(("ia", "land", "stan", "ova", "ique"))):
            pass
        return name

    def city(self) -> str:
        """Of a town; towns of one name there are."""
        return self._word()

    def person(self) -> str:
        """Of a person: two or three words, some with an apostrophe."""
        while True:
            first = self._word()
            last = self._word() if self.chance.random() < 0.95 else f"Al'{self._word()}"
            middle = f"{self._word()} " if self.chance.random() < 0.2 else ""
            if self._new(name := f"{first} {middle}{last}"):
                return name

    def body(self, country: str) -> str:
        """Of a party, a front, a firm; half of them with their country."""
        where = f" ({country})" if self.chance.random() < 0.5 else ""
        while not self._new(name := f"{self._word()} {self.chance.choice(BODIES)}{where}"):
            pass
        return name

    def publisher(self, countries: list[str]) -> str:
        """Of a newspaper or an agency."""
        while True:
            place = self.chance.choice(countries) if self.chance.random() < 0.4 else self._word()
            kind = self.chance.choice(("News Agency", "Times", "Herald", "Post", "Daily", "Tribune", "Radio"))
            if self._new(name := f"{place} {kind}"):
                return name


def _actors(count: int, countries: list[str], words: Words, seed: int) -> Actors:
    """So many actors: states, their ministries and crowds, persons and organizations."""
    chance = np.random.default_rng((seed, 101))
    size = 1 / (np.arange(COUNTRIES) + 4.0)
    roles = 0.45 / (np.arange(len(ROLES)) + 1.5) ** 0.8
    # Every state, then for each state every role, then persons and bodies of the larger ones mostly.
    importance = [size * 1.5, np.outer(size, roles).ravel()]
    kept = np.argsort(-importance[1] * chance.lognormal(0, 0.8, importance[1].size), kind="stable")[: count // 2]
    alone = max(0, count - COUNTRIES - kept.size)
    of = np.searchsorted(_shares(size), chance.random(alone))
    fame = size[of] * np.minimum(0.02 * chance.pareto(1.1, alone), 0.8)
    score = np.concatenate([importance[0], importance[1][kept] * chance.lognormal(0, 0.5, kept.size), fame])
    country = np.concatenate([np.arange(COUNTRIES), kept // len(ROLES), of])
    cells = [f"{name}\tNA\t{name}" for name in countries]
    for state, role in zip(kept // len(ROLES), kept % len(ROLES), strict=True):
        title, sectors = ROLES[role].split("|")
        cells.append(f"{title} ({countries[state]})\t{sectors}\t{countries[state]}")
    for state in of:
        home = countries[state]
        if words.chance.random() < 0.8:
            cells.append(f"{words.person()}\t{words.chance.choice(OFFICES)}\t{home}")
        else:
            cells.append(f"{words.body(home)}\tNA\t{home}")
    ranked = np.argsort(-score, kind="stable")[:count]
    country = country[ranked].astype(np.int64)
    weight = np.power(np.arange(ranked.size) + 5.0, -1.1, dtype=np.float64)
    return Actors(
        cells=pa.array([cells[number] for number in ranked]),
        country=country,
        partners=1 + 0.2 * count * (weight / weight[0]) ** 0.7,
        reach=_shares(weight),
        home=np.argsort(country, kind="stable"),
        home_start=np.searchsorted(np.sort(country), np.arange(COUNTRIES + 1)),
    )


def _places(countries: list[str], words: Words, seed: int) -> list[str]:
    """The cells from city to longitude, with the end of the line: the cities of each country, then itself."""
    chance = np.random.default_rng((seed, 102))
    made = []
    for country in countries:
        north, east = chance.uniform(-50, 65), chance.uniform(-170, 170)
        provinces = [words.city() for _ in range(6)]
        for number in range(CITIES):
            spot = f"{north + chance.normal():.4f}\t{east + chance.normal():.4f}"
            district = words.city() if number % 3 else "NA"
            made.append(f"{words.city()}\t{district}\t{provinces[number % 6]}\t{country}\t{spot}\n")
        made.append(f"NA\tNA\tNA\t{country}\t{north:.4f}\t{east:.4f}\n")
    return made


def _events() -> tuple[pa.Array, tuple[Real, Real], Whole, int, int]:
    """The codes' cells, their shares among friends and among adversaries, their mirrors, and two of them."""
    table = yaml.safe_load(files("loader").joinpath("events", "cameo.yaml").read_text(encoding="utf-8"))
    codes = [row["code"] for row in table]
    cells = [f"{row['text']}\t{row['code']}\t{row['goldstein']:g}" for row in table]
    rate = np.array([RATES.get(code, RARE) for code in codes], dtype=float)
    conflict = np.array([code[:2] >= "09" for code in codes])
    rate /= rate.sum()
    # Two thirds of what adversaries do is conflict, and what is left of it is done among the others.
    share = rate[conflict].sum()
    adverse = np.where(conflict, rate * 0.67 / share, rate * 0.33 / (1 - share))
    friendly = np.maximum((rate - HOSTILE * adverse) / (1 - HOSTILE), 0)
    there = {code: number for number, code in enumerate(codes)}
    mirror = np.full(len(codes), -1, dtype=np.int64)
    for code, other in MIRRORED.items():
        mirror[there[code]], mirror[there[other]] = there[other], there[code]
    return pa.array(cells), (_shares(friendly), _shares(adverse)), mirror, there["112"], there["016"]


def _days(seed: int) -> Real:
    """How much happens on each day: little on Sundays, more from year to year, and much on some days."""
    chance = np.random.default_rng((seed, 103))
    day = np.arange(DAYS)
    weekday = (day + FIRST_DAY.weekday()) % 7
    calm = np.where(weekday == 6, 0.5, np.where(weekday == 5, 0.6, 1.0)) * (1 + day / DAYS)
    crisis = np.zeros(DAYS)
    for begin in chance.integers(0, DAYS, 60):
        after = day[begin : begin + 40] - begin
        crisis[begin : begin + 40] += chance.pareto(2) * np.exp(-after / 8)
    return np.asarray(calm * chance.lognormal(0, 0.3, DAYS) * (1 + crisis))


def _shares(weights: Real) -> Real:
    """The running sum, from which `numpy.searchsorted` draws: its last number is more than any chance."""
    summed = np.cumsum(weights)
    summed /= summed[-1]
    summed[-1] = 1.0
    return summed


def _hashed(seed: int, purpose: int, *parts: Whole) -> Real:
    """A number from 0 to 1 for each row of the parts, always the same one (splitmix64)."""
    mixed = np.full(parts[0].shape, np.uint64((seed * 0x9E37 + purpose) & 0xFFFFFFFF), dtype=np.uint64)
    for part in parts:
        mixed = (mixed + part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


if __name__ == "__main__":
    main()
