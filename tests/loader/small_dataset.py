"""A small sound data set, and ways to write and to spoil it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import yaml

TEXT = "Ania says that Bo helps Ania.\n\nBo says that nothing is known about it.\n"

FILES = {
    "dataset.yaml": "name: small\ntitle: Two states and a word\nnote: made for tests\n",
    "entities.csv": (
        "id,name,kind,description\n"
        "ania,Ania,State,a state\n"
        "bo,Bo,State,\n"
        "wire,The Wire,Organization,an agency\n"
        "minister,A. Minister,Person,\n"
    ),
    "aliases.csv": "text,entity,kind\nAnians,ania,name\nAN,ania,code\nBo City,bo,capital\n",
    "facts.csv": (
        "subject,relation,object,from,to,role,source,url\n"
        "minister,REPRESENTS,ania,2020,2021-02,minister of war,gazette,https://gazette.example/1\n"
        "wire,PART_OF,bo,,,,gazette,\n"
    ),
    "documents.csv": (
        "id,title,publisher,published,language,url,characters,sha256,note\n"
        "d1,A report,wire,2024-10-31,en,https://wire.example/1,200,,\n"
        "d2,Another,wire,2024-11-01,,,,,\n"
    ),
    "claims.csv": (
        "id,subject,predicate,object,code,value,event_from,event_to,place,modality,text,about,varies_from,varies_on\n"
        "c1,bo,SUPPLIES,ania,0256,,2024-10,,bo,actual,Bo helps Ania.,,,\n"
        "c2,bo,SUPPLIES,ania,,ten,2024-10-01,2024-10-05,,,Bo helps Ania with ten.,,c1,number\n"
        "c3,ania,ACCUSES,bo,112,,,,,future,Ania accuses Bo.,c1 c2,,\n"
    ),
    "statements.csv": (
        "id,claim,holder,via,stance,certainty,said_on,paraphrase,document,paragraph,start,end,sha256,note\n"
        "s1,c1,ania,wire,ASSERTS,,2024-10-30,Ania says so.,d1,1,0,29,,\n"
        's2,c1,bo,,DENIES,certain,,"Bo, asked\ntwice, denies it.",d1,,,,,\n'
        "s3,c3,minister,,ASSERTS,probable,,He accuses.,d2,3,,,,\n"
    ),
}


def write(folder: Path, **changes: str | None) -> Path:
    """The data set in a folder; ``entities_csv="..."`` replaces that file, None leaves it out."""
    folder.mkdir(parents=True, exist_ok=True)
    files = FILES | {key.replace("_", "."): value for key, value in changes.items()}
    for name, content in files.items():
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder


def as_yaml(content: str) -> str:
    """A CSV table as YAML, empty cells left out."""
    rows = [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(io.StringIO(content))]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False)
