// Reads the text files of a folder with wink-nlp and its web model, named entities included; prints seconds.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

const nlp = winkNLP(model, ["sbd", "pos", "ner"]);
const folder = process.argv[2];
const texts = readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), "utf8"));
nlp.readDoc(texts[0]).entities().length();
const start = process.hrtime.bigint();
let entities = 0;
for (const text of texts) entities += nlp.readDoc(text).entities().length();
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
console.error(`${entities} entities`);
console.log(seconds.toFixed(3));
