"""Writes the metadata files of this folder with the programs whose formats they are, for a made-up table.

    python make.py        (sdv 2.0, frictionless 5)
"""
import json
import pathlib

from frictionless import Dialect, Resource, Schema, fields
from frictionless.formats import CsvControl
from sdv.metadata import Metadata

here = pathlib.Path(__file__).parent
described = {
    "id": dict(sdtype="id", regex_format="P[0-9]{3}"),
    "age": dict(sdtype="numerical"),
    "income": dict(sdtype="numerical"),
    "group": dict(sdtype="ordinal", range_values=["low", "high"]),
    "member": dict(sdtype="categorical"),
    "seen": dict(sdtype="datetime", datetime_format="%d/%m/%Y"),
    "mail": dict(sdtype="email", pii=True),
    "who": dict(sdtype="name", pii=True),
    "city": dict(sdtype="city", pii=False),
}
metadata = Metadata()
metadata.add_table("people")
for name, how in described.items():
    metadata.add_column(column_name=name, table_name="people", **how)
metadata.set_primary_key("id", table_name="people")
metadata.validate()
metadata.save_to_json(here / "sdv-v2.json", mode="overwrite")
# SDV 2 reads but no longer writes the older forms; they are the same table with the parts that their pages describe
# (docs.sdv.dev, "Metadata JSON" and "Single Table Metadata JSON").
table = metadata.to_dict()["tables"]["people"]
table["columns"]["age"]["computer_representation"] = "Int64"
table["columns"]["income"]["computer_representation"] = "Float"
document = {"METADATA_SPEC_VERSION": "V1", "tables": {"people": table}, "relationships": []}
(here / "sdv-v1.json").write_text(json.dumps(document, indent=4) + "\n")
Metadata.load_from_json(here / "sdv-v1.json").validate()
single = {"METADATA_SPEC_VERSION": "SINGLE_TABLE_V1", **table}
(here / "sdv-single.json").write_text(json.dumps(single, indent=4) + "\n")

resource = Resource(
    name="people",
    path="people.csv",
    encoding="iso-8859-1",
    dialect=Dialect(comment_char="#", controls=[CsvControl(delimiter=";", quote_char="'", line_terminator="\n")]),
    schema=Schema(
        fields=[
            fields.StringField(name="id"),
            fields.IntegerField(name="age"),
            fields.NumberField(name="income", decimal_char=",", group_char="."),
            fields.StringField(name="group", constraints={"enum": ["a", "b"]}),
            fields.BooleanField(name="member", true_values=["yes"], false_values=["no"]),
            fields.DateField(name="seen", format="%d/%m/%Y"),
            fields.StringField(name="mail", format="email"),
            fields.StringField(name="who"),
            fields.GeopointField(name="city"),
        ],
        missing_values=["", "-9"],
        primary_key=["id"],
    ),
)
resource.to_json(str(here / "frictionless-resource.json"))
