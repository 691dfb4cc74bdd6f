//! Tables and columns of the package.

use serde_json::{Value, json};

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    kind: Kind,
    what: &'static str,
}

/// What its cells are.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Flag,
    Instant,
    /// A day, month or year.
    Edtf,
    OneOf(&'static [&'static str]),
}

/// A table.
pub(super) struct Table {
    pub(super) name: &'static str,
    what: &'static str,
    pub(super) columns: &'static [Column],
    key: &'static [&'static str],
    /// Column → table and column.
    references: &'static [(&'static str, &'static str, &'static str)],
    /// Columns that are never empty, besides the key.
    required: &'static [&'static str],
}

const EDTF: &str = "^([0-9]{4}|XXXX)(-[0-9]{2}){0,2}$";
const STAGES: &[&str] = &[
    "mooted",
    "requested",
    "proposed",
    "planned",
    "deciding",
    "decided",
    "in_force",
    "ended",
    "rejected",
    "postponed",
    "superseded",
];
const HOLDS: &[&str] = &["certainly", "possibly", "ahead", "pending", "expired", "refused", "over"];
const CLASSES: &[&str] = &[
    "full",
    "associate",
    "candidate",
    "observer",
    "partner",
    "special",
    "entity",
    "former",
    "suspended",
    "withdrawing",
];

const fn text(name: &'static str, what: &'static str) -> Column {
    Column { name, kind: Kind::Text, what }
}

const fn of(name: &'static str, kind: Kind, what: &'static str) -> Column {
    Column { name, kind, what }
}

const FROM: Column = of("from", Kind::Edtf, "First day, as precise as it is known");
const UNTIL: Column = of("until", Kind::Edtf, "First day after");
const STAGE: Column = of("stage", Kind::OneOf(STAGES), "How far it has come, by the sources that count most");
const DISPUTED: Column = of("disputed", Kind::Flag, "Sources differ");
const UNVERIFIED: Column = of("unverified", Kind::Flag, "Nobody has read a source for it");
const SOURCES: Column = of("sources", Kind::Number, "Sources that do not go back to one another");
const KNOWN: Column = of("known", Kind::Edtf, "The day from which the source let one know it");
const RECORDED: Column = of("recorded", Kind::Instant, "The instant at which the record took it in");
const URL: Column = text("url", "Address of the source");

/// All of them, in the order of the package.
pub(super) static TABLES: [Table; 13] = [
    Table {
        name: "parties",
        what: "States, territories, organisations, bodies and persons that the other tables name",
        columns: &[
            text("id", "Id, or the name where there is none"),
            text("name", "Name"),
            of(
                "kind",
                Kind::OneOf(&["state", "territory", "organisation", "body", "person", "unknown"]),
                "What it is",
            ),
            text("parent", "The organisation of a body"),
        ],
        key: &["id"],
        references: &[("parent", "", "id")],
        required: &["name", "kind"],
    },
    Table {
        name: "standings",
        what: "Who stands where on the day asked about, and what is decided, planned or asked for",
        columns: &[
            text("id", "Id"),
            text("org", "The organisation"),
            text("party", "Who holds it"),
            text("standing", "As the organisation calls it"),
            of("class", Kind::OneOf(CLASSES), "Its normal form"),
            of("holds", Kind::OneOf(HOLDS), "Whether it holds on the day asked about"),
            STAGE,
            FROM,
            UNTIL,
            DISPUTED,
            UNVERIFIED,
            SOURCES,
        ],
        key: &["id"],
        references: &[("org", "parties", "id"), ("party", "parties", "id")],
        required: &["org", "party", "standing", "holds", "stage"],
    },
    Table {
        name: "chairs",
        what: "Terms of chairs: past, present, decided, planned",
        columns: &[
            text("id", "Id"),
            text("org", "The organisation"),
            text("body", "The body, where it is not the organisation's own chair"),
            text("role", "The office"),
            text("holder", "Who; empty while it is vacant"),
            of("holds", Kind::OneOf(HOLDS), "Whether it holds on the day asked about; over for a past term"),
            STAGE,
            FROM,
            UNTIL,
            DISPUTED,
            of("overruled", Kind::Flag, "A source that counts more gives the term to another"),
            UNVERIFIED,
            SOURCES,
        ],
        key: &["id"],
        references: &[("org", "parties", "id"), ("body", "parties", "id"), ("holder", "parties", "id")],
        required: &["org", "role", "holds", "stage"],
    },
    Table {
        name: "acts",
        what: "Acts that documents and filings tell",
        columns: &[
            text("id", "Id"),
            text("kind", "Kind of act"),
            STAGE,
            text("org", "The organisation"),
            text("body", "The body that decides"),
            text("party", "Who receives, loses or takes"),
            text("agent", "Who acts"),
            of("agent_status", Kind::OneOf(&["named", "unstated"]), "Whether a source says who acts"),
            text("proposer", "Who put it forward"),
            text("standing", "Standing or office"),
            of("class", Kind::OneOf(CLASSES), "Normal form of the standing"),
            text("object", "Format, text, institution"),
            text("place", "Where"),
            of("decided_on", Kind::Edtf, "Day of the decision, or on which it is planned"),
            FROM,
            UNTIL,
            of("pending", Kind::Flag, "Planned or asked for, not reached"),
            DISPUTED,
            UNVERIFIED,
            SOURCES,
        ],
        key: &["id"],
        references: &[
            ("org", "parties", "id"),
            ("body", "parties", "id"),
            ("party", "parties", "id"),
            ("agent", "parties", "id"),
            ("proposer", "parties", "id"),
        ],
        required: &["kind", "stage", "agent_status"],
    },
    Table {
        name: "claims",
        what: "What each source says: claims of documents, filings, rows of data sets",
        columns: &[
            of("entry", Kind::Number, "Number of the entry in the record"),
            of("form", Kind::OneOf(&["claim", "filing", "row"]), "What it is"),
            text("kind", "Kind of act"),
            of("stage", Kind::OneOf(STAGES), "How far it has come, as this source says"),
            of(
                "stance",
                Kind::OneOf(&["affirms", "denies", "conditional", "reports"]),
                "How the source stands to it",
            ),
            text("party", "Who holds or receives it, by this source"),
            FROM,
            UNTIL,
            of("decided_on", Kind::Edtf, "Day of the decision"),
            KNOWN,
            RECORDED,
            text("source", "The source"),
            text("origin", "Whom it goes back to"),
            text("chain", "Whom it cites, nearest first"),
            text("rank", "What the source is to the organisation"),
            UNVERIFIED,
            of("replaces", Kind::Number, "The entry that it corrects"),
            URL,
        ],
        key: &["entry"],
        references: &[("party", "parties", "id"), ("source", "sources", "name")],
        required: &["form", "kind", "stage", "stance", "known", "recorded", "source"],
    },
    Table {
        name: "evidence",
        what: "The exact words that prove a claim; spans count code points of the document's text",
        columns: &[
            of("claim", Kind::Number, "The claim"),
            of("n", Kind::Number, "Which of its words"),
            text("document", "Digest of the document"),
            of("start", Kind::Number, "First code point"),
            of("end", Kind::Number, "One past the last"),
            text("words", "The words, verbatim; of a row, what it cites"),
            text("rule", "The rule that read them"),
        ],
        key: &["claim", "n"],
        references: &[("claim", "claims", "entry"), ("document", "documents", "digest")],
        required: &["words"],
    },
    Table {
        name: "documents",
        what: "Documents whose words are cited",
        columns: &[
            text("digest", "Digest of the bytes"),
            of("entry", Kind::Number, "Number of the entry in the record"),
            text("title", "Headline"),
            text("source", "Who published it"),
            text("chain", "Whom the publisher cites, nearest first"),
            text("lang", "Language"),
            text("published", "Publication as printed: EDTF, a time has no zone"),
            KNOWN,
            RECORDED,
            text("copy_of", "Digest of the document that it copies"),
            URL,
        ],
        key: &["digest"],
        references: &[("source", "sources", "name")],
        required: &["entry", "source", "known", "recorded"],
    },
    Table {
        name: "quotations",
        what: "Words of speakers in these documents",
        columns: &[
            of("entry", Kind::Number, "Number of the entry in the record"),
            text("document", "Digest of the document"),
            of("form", Kind::OneOf(&["direct", "indirect", "mixed"]), "How the words are given"),
            text("speaker", "Id of the speaker"),
            text("speaker_name", "Name or role of the speaker"),
            of("speaker_kind", Kind::OneOf(&["named", "role", "anonymous", "narrator"]), "Kind of speaker"),
            text("words", "The words, marks left out"),
            of("start", Kind::Number, "First code point"),
            of("end", Kind::Number, "One past the last"),
        ],
        key: &["entry"],
        references: &[("document", "documents", "digest")],
        required: &["document", "form", "start", "end"],
    },
    claims_of(
        "standing_claims",
        "Which claims speak of a standing",
        &[text("standing", "The standing"), CLAIM],
        &["standing", "claim"],
        &[("standing", "standings", "id"), ("claim", "claims", "entry")],
    ),
    claims_of(
        "chair_claims",
        "Which claims speak of a term",
        &[text("chair", "The term"), CLAIM],
        &["chair", "claim"],
        &[("chair", "chairs", "id"), ("claim", "claims", "entry")],
    ),
    claims_of(
        "act_claims",
        "Which claims speak of an act",
        &[text("act", "The act"), CLAIM],
        &["act", "claim"],
        &[("act", "acts", "id"), ("claim", "claims", "entry")],
    ),
    Table {
        name: "sources",
        what: "Whom the claims and documents are from",
        columns: &[text("name", "Name"), URL],
        key: &["name"],
        references: &[],
        required: &[],
    },
    Table {
        name: "losses",
        what: "What this package cannot hold",
        columns: &[
            text("code", "Kind of loss"),
            text("what", "What is lost"),
            of("count", Kind::Number, "How often; empty where it is so of every package"),
        ],
        key: &["code"],
        references: &[],
        required: &["what"],
    },
];

const CLAIM: Column = of("claim", Kind::Number, "The claim");

const fn claims_of(
    name: &'static str,
    what: &'static str,
    columns: &'static [Column],
    key: &'static [&'static str],
    references: &'static [(&'static str, &'static str, &'static str)],
) -> Table {
    Table { name, what, columns, key, references, required: &[] }
}

impl Column {
    fn field(&self, required: bool) -> Value {
        let (kind, mut constraints) = match self.kind {
            Kind::Text => ("string", json!({})),
            Kind::Number => ("integer", json!({ "minimum": 0 })),
            Kind::Flag => ("boolean", json!({})),
            Kind::Instant => ("string", json!({ "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$" })),
            Kind::Edtf => ("string", json!({ "pattern": EDTF })),
            Kind::OneOf(values) => ("string", json!({ "enum": values })),
        };
        if required {
            constraints["required"] = json!(true);
        }
        let mut field =
            json!({ "name": self.name, "type": kind, "description": self.what, "constraints": constraints });
        if matches!(self.kind, Kind::Edtf) {
            field["rdfType"] = json!("http://id.loc.gov/datatypes/edtf/EDTF");
        }
        field
    }
}

impl Table {
    /// Its resource of the descriptor.
    pub(super) fn resource(&self, bytes: u64, hash: &str, rows: u64) -> Value {
        let required = |it: &str| self.key.contains(&it) || self.required.contains(&it);
        let reference = |(own, table, other): &(&str, &str, &str)| json!({ "fields": own, "reference": { "resource": table, "fields": other } });
        let mut schema = json!({
            "fields": self.columns.iter().map(|it| it.field(required(it.name))).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": self.key,
        });
        if !self.references.is_empty() {
            schema["foreignKeys"] = self.references.iter().map(reference).collect();
        }
        json!({
            "name": self.name,
            "path": format!("{}.csv", self.name),
            "profile": "tabular-data-resource",
            "title": self.what,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": bytes,
            "hash": format!("sha256:{hash}"),
            "rows": rows,
            "schema": schema,
        })
    }
}
