#!/usr/bin/env bash
# Each export held against the official tools of its form: rdflib and pyshacl (PROV), the JSON schemas of Popolo, followthemoney, frictionless.
# Usage: benches/peers/export.sh [ORG…]    needs Python 3 with pip; POPOLO_SCHEMAS names a folder with the schemas of the Popolo
# specification (its `schemas/`), fetched from its repository where that can be reached.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${VENV:-}" ]; then
  VENV="$work/venv"
  python3 -m venv "$VENV"
  "$VENV/bin/pip" install -q followthemoney frictionless rdflib jsonschema
fi
cargo build -q -p comity-cli
comity=$(pwd)/target/debug/comity
"$comity" record examples/*.txt examples/record/*.txt --record "$work/r.db" >/dev/null
orgs=(); for org in "$@"; do orgs+=(--org "$org"); done
for clocks in "2025-10-07" "2025-10-11" "2026-02-01"; do
  out="$work/$clocks"; mkdir -p "$out"
  ask=(--record "$work/r.db" --known "$clocks" "${orgs[@]}")
  "$comity" export prov "${ask[@]}" --out "$out/prov.jsonld" 2>/dev/null
  "$comity" export popolo "${ask[@]}" --out "$out/popolo.json" 2>/dev/null
  "$comity" export ftm "${ask[@]}" --out "$out/ftm.csv" 2>/dev/null
  "$comity" export frictionless "${ask[@]}" --licence CC-BY-4.0 --out "$out/package" 2>/dev/null
  "$comity" export frictionless "${ask[@]}" --out "$out/package.zip" 2>/dev/null
  echo "== known $clocks"
  "$VENV/bin/frictionless" validate "$out/package/datapackage.json" --json >"$out/report.json" || { "$VENV/bin/frictionless" validate "$out/package/datapackage.json"; exit 1; }
  "$VENV/bin/frictionless" validate "$out/package.zip" --json >"$out/zip.json" || { "$VENV/bin/frictionless" validate "$out/package.zip"; exit 1; }
  "$VENV/bin/ftm" aggregate-statements -f csv -i "$out/ftm.csv" -o "$out/entities.json"
  "$VENV/bin/python" benches/peers/export.py "$out"
done
