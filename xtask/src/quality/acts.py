"""Which annotated acts a reading finds, act by act, by the scorer's own matching.

    acts.py SCORER GOLD_DIR READINGS.ndjson

Prints one JSON object: language -> {"figures", "missed", "false", "bands", "labels"}. An act is named by document, kind, party and
standing, with a short digest of its evidence, so that a list of names holds no words of the documents.
"""
import collections, hashlib, importlib.util, json, pathlib, subprocess, sys, tempfile

scorer, folder, readings = map(pathlib.Path, sys.argv[1:4])
spec = importlib.util.spec_from_file_location("score", scorer)
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)
BANDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]


def name(ident, act):
    digest = hashlib.sha1((act["evidence"] or "").encode()).hexdigest()[:6]
    return " ".join([ident, act["kind"], act["party"] or "-", act["standing"] or "-", digest]).replace('"', "")


def figures(lang):
    with tempfile.TemporaryDirectory() as out:
        path = pathlib.Path(out, "figures.json")
        command = [sys.executable, str(scorer), str(folder), str(readings), "--lang", lang, "--json", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(path.read_text())


gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()]
found = {}
for line in readings.read_text("utf-8").splitlines():
    reading = json.loads(line)
    found[pathlib.Path(reading["document"]["path"]).stem] = reading

result = {}
for entry in gold:
    reading = found.get(entry["id"])
    if reading is None:
        continue
    lang = result.setdefault(entry["lang"], {"missed": [], "false": [], "bands": collections.Counter(), "labels": []})
    text = (folder / "docs" / (entry["id"] + ".txt")).read_text("utf-8")
    golds = list(score.gold_acts(entry, text))
    preds = []
    for claim in reading["claims"]:
        for act in score.pred_acts({"claims": [claim]}):
            if not act["background"]:
                preds.append(act | {"confidence": claim["confidence"], "rule": claim["rule"], "id": claim["id"]})
    pairs = score.pair(golds, preds, score.acts_match)
    hit, right = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, act in enumerate(golds):
        if i not in hit and not act["background"]:
            words = f"stage={act['stage']} org={act['org']}: {act['evidence']!r}"
            lang["missed"].append([name(entry["id"], act), words])
    for j, act in enumerate(preds):
        band = max(n for n, low in enumerate(BANDS) if n == 0 or low <= act["confidence"])
        lang["bands"][band, j in right] += 1
        lang["labels"].append([entry["id"], act["id"], j in right])
        if j not in right:
            words = f"stage={act['stage']} org={act['org']} {act['rule']}: {act['evidence'][:160]!r}"
            lang["false"].append([name(entry["id"], act), words])
for lang, row in result.items():
    row["figures"] = figures(lang)
    counts = row["bands"]
    row["bands"] = [[BANDS[n], counts[n, True], counts[n, False]] for n in range(len(BANDS) - 1) if counts[n, True] + counts[n, False]]
json.dump(result, sys.stdout)
