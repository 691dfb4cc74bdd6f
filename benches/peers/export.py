"""Holds the exports in a folder against the official models: run by export.sh."""

import json
import os
import re
import sys
import urllib.request
from pathlib import Path

out = Path(sys.argv[1])
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


# FollowTheMoney: every statement read by the official reader, its schema, property, type, value and id checked.
from followthemoney import model
from followthemoney.dataset.util import dataset_name_check
from followthemoney.statement.serialize import read_path_statements

statements = list(read_path_statements(out / "ftm.csv", "csv"))
import csv

rows = list(csv.DictReader((out / "ftm.csv").open()))
entities = {}
for it, row in zip(statements, rows):
    schema = model.get(it.schema)
    check(schema is not None, f"ftm: no schema {it.schema}")
    entities.setdefault(it.entity_id, (schema, {}))[1].setdefault(it.prop, set()).add(it.value)
    dataset_name_check(it.dataset)
    check(it.id == it.generate_key(), f"ftm: id of {it}")
    check(row["prop_type"] == it.prop_type, f"ftm: type of {it.schema}.{it.prop}: {row['prop_type']}, not {it.prop_type}")
    if it.prop == "id":
        continue
    prop = schema.get(it.prop)
    check(prop is not None and not prop.stub, f"ftm: no property {it.schema}.{it.prop}")
    clean = prop.type.clean(it.value, fuzzy=False)
    check(clean == it.value, f"ftm: {it.schema}.{it.prop} is {it.value!r}, cleaned {clean!r}")
for id, (schema, props) in entities.items():
    for name in schema.required:
        check(name in props, f"ftm: {id} ({schema.name}) lacks {name}")
    for name, values in props.items():
        prop = schema.get(name) if name != "id" else None
        if prop is not None and prop.range is not None:
            for value in values:
                check(value in entities, f"ftm: {id}.{name} names {value}, which is not there")
                if value in entities:
                    check(entities[value][0].is_a(prop.range), f"ftm: {id}.{name} is a {entities[value][0].name}, not {prop.range.name}")

# PROV: the graph as rdflib reads it; each claim is derived, dated and attributed, each quotation stands in its document.
from rdflib import OWL, RDF, XSD, Graph, Namespace, URIRef

PROV, OA, ORG, C = (
    Namespace("http://www.w3.org/ns/prov#"),
    Namespace("http://www.w3.org/ns/oa#"),
    Namespace("http://www.w3.org/ns/org#"),
    Namespace("urn:x-comity:"),
)
graph = Graph().parse(out / "prov.jsonld", format="json-ld")
check(len(graph) > 0, "prov: empty")
claims = 0
for kind in ("Claim", "Filing", "Row"):
    for claim in graph.subjects(RDF.type, C[kind]):
        claims += 1
        check((claim, RDF.type, PROV.Entity) in graph, f"prov: {claim} is no entity")
        recorded = list(graph.objects(claim, PROV.generatedAtTime))
        check(len(recorded) == 1 and recorded[0].datatype == XSD.dateTime, f"prov: {claim} recorded {recorded}")
        known = list(graph.objects(claim, C.known))
        check(len(known) == 1 and str(known[0].datatype).endswith("/EDTF"), f"prov: {claim} known {known}")
        if kind == "Claim":
            check(list(graph.objects(claim, PROV.wasDerivedFrom)), f"prov: {claim} rests on nothing")
for quote in graph.subjects(RDF.type, OA.Annotation):
    target = graph.value(quote, OA.hasTarget)
    check(graph.value(quote, PROV.wasQuotedFrom) == graph.value(target, OA.hasSource), f"prov: {quote} quotes elsewhere")
    kinds = {graph.value(it, RDF.type) for it in graph.objects(target, OA.hasSelector)}
    check(kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}, f"prov: selectors of {quote}: {kinds}")
for subject, predicate, thing in graph:
    if predicate in (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasGeneratedBy, PROV.wasAttributedTo, PROV.used, PROV.wasAssociatedWith, ORG.member, ORG.organization, ORG.role):
        check(list(graph.predicate_objects(thing)), f"prov: {subject} {predicate} names {thing}, of which nothing is said")
check(not set(graph.subjects(RDF.type, PROV.Activity)) & set(graph.subjects(RDF.type, PROV.Entity)), "prov: an activity is an entity")
for activity in graph.subjects(RDF.type, C.ActDone):
    check(str(graph.value(activity, C.stage)) in ("decided", "in_force", "ended"), f"prov: {activity} is no deed")

# Popolo: the official schemas (draft 3).
popolo = json.loads((out / "popolo.json").read_text())
import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

BASE = "http://www.popoloproject.com/schemas/"
WEB = "https://raw.githubusercontent.com/popolo-project/popolo-spec/master/schemas/"


def schema(name):
    folder = os.environ.get("POPOLO_SCHEMAS")
    if folder:
        return json.loads((Path(folder) / f"{name}.json").read_text())
    return json.loads(urllib.request.urlopen(f"{WEB}{name}.json", timeout=20).read())


def fetch(uri):
    return Resource.from_contents(schema(uri.removeprefix(BASE).split(".")[0]), default_specification=DRAFT3)


count = 0
try:
    for part, name in [("memberships", "membership"), ("organizations", "organization"), ("persons", "person"), ("posts", "post")]:
        validator = jsonschema.Draft3Validator(schema(name), registry=Registry(retrieve=fetch), format_checker=jsonschema.Draft3Validator.FORMAT_CHECKER)
        for it in popolo[part]:
            count += 1
            for error in validator.iter_errors(it):
                wrong.append(f"popolo: {it['id']}: {error.message}")
    popolo_said = f"{count} objects of Popolo valid"
except OSError as it:
    popolo_said = f"Popolo not checked: its schemas cannot be reached ({it}); name a folder with POPOLO_SCHEMAS"
ids = {it["id"] for part in ("organizations", "persons", "posts") for it in popolo[part]}
for it in popolo["memberships"]:
    member = it.get("person_id") or it["member"]["id"]
    for named in [member, it["organization_id"], *([it["post_id"]] if "post_id" in it else [])]:
        check(named in ids, f"popolo: {it['id']} names {named}, which is not there")

# Every line of the record's answer is in an export or among its losses.
losses = popolo["comity"]
left = {it["id"] for loss in losses["losses"] for it in loss.get("lines", [])}
answered = losses["answered"]
check(len(left) + len(popolo["memberships"]) == sum(answered.values()), f"popolo: {len(left)} + {len(popolo['memberships'])} is not {answered}")
tables = {it["name"]: it["rows"] for it in json.loads((out / "package" / "datapackage.json").read_text())["resources"]}
check([tables[it] for it in ("standings", "chairs", "acts")] == [answered[it] for it in ("standings", "chairs", "acts")], f"frictionless: {tables}, not {answered}")

print(f"{len(statements)} statements of {len(entities)} entities · {len(graph)} triples, {claims} claims · {popolo_said} · {sum(tables.values())} rows of {len(tables)} tables")
for it in wrong[:20]:
    print("wrong:", it)
sys.exit(bool(wrong))
