//! Persons' words, disputes, differences, sources, search, lists.

use std::collections::BTreeMap;

use comity::record::answer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Act, Clocks, Named, StandingLine, Witness, witnesses, word};

/// Words of a person.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Quotation {
    /// The entry.
    pub entry: u64,
    /// `direct`, `indirect` or `mixed`.
    pub form: String,
    /// The words.
    pub text: String,
    /// The day from which one could know them.
    pub known: String,
    /// Who published them.
    pub source: String,
    /// Whom the publisher cites.
    pub chain: Vec<String>,
    /// Digest of the document.
    pub document: String,
    /// Title of the document.
    pub title: Option<String>,
    /// First code point in its text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Further documents that quote the same words.
    pub also_in: Vec<String>,
    /// Sources that do not go back to one another.
    pub sources: usize,
}

/// What a person said.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Said {
    /// Who.
    pub person: Named,
    /// Only words about this.
    pub about: Option<String>,
    /// As of what.
    pub clocks: Clocks,
    /// The words, the earliest first.
    pub quotations: Vec<Quotation>,
}

impl From<&answer::SaidAnswer> for Said {
    fn from(it: &answer::SaidAnswer) -> Said {
        let line = |it: &answer::QuotationLine| Quotation {
            entry: it.entry,
            form: word(&it.form),
            text: it.text.clone(),
            known: it.known.to_string(),
            source: it.source.clone(),
            chain: it.chain.clone(),
            document: it.document.clone(),
            title: it.title.clone(),
            start: it.span.start,
            end: it.span.end,
            also_in: it.also_in.clone(),
            sources: it.sources,
        };
        Said {
            person: Named::from(&it.person),
            about: it.about.clone(),
            clocks: Clocks::from(&it.as_of),
            quotations: it.quotations.iter().map(line).collect(),
        }
    }
}

/// Something about which sources differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dispute {
    /// `standing`, `chair` or `act`.
    pub about: String,
    /// The organisation.
    pub org: Option<Named>,
    /// The party.
    pub party: Option<Named>,
    /// Standing, office or object.
    pub what: String,
    /// What the policy prefers: stage and days.
    pub preferred: String,
    /// A source that counts more gives it to another.
    pub overruled: bool,
    /// What each source says, the one that counts most first.
    pub said: Vec<Witness>,
}

/// Where sources differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Disputes {
    /// Who was asked about; none for the whole record.
    pub subject: Option<Named>,
    /// As of what.
    pub clocks: Clocks,
    /// All disputes that there are.
    pub total: u64,
    /// Address of the next ones.
    pub next: Option<String>,
    /// The disputes.
    pub disputes: Vec<Dispute>,
}

impl From<&answer::Dispute> for Dispute {
    fn from(it: &answer::Dispute) -> Dispute {
        Dispute {
            about: it.about.to_owned(),
            org: it.org.as_ref().map(Named::from),
            party: it.party.as_ref().map(Named::from),
            what: it.what.clone(),
            preferred: it.preferred.clone(),
            overruled: it.overruled,
            said: witnesses(&it.said),
        }
    }
}

/// One difference between two answers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Change {
    /// The organisation.
    pub org: Named,
    /// The party.
    pub party: Named,
    /// The standing as the organisation calls it.
    pub standing: String,
    /// What the first answer says.
    pub before: Option<StandingLine>,
    /// What the second answer says.
    pub after: Option<StandingLine>,
}

/// What differs between two answers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Compared {
    /// Who was asked about first.
    pub subject: Named,
    /// Who was asked about second, where that is another.
    pub other: Option<Named>,
    /// As of what the first answer was given.
    pub before: Clocks,
    /// As of what the second.
    pub after: Clocks,
    /// Lines that both answers have alike.
    pub same: usize,
    /// What differs.
    pub changes: Vec<Change>,
}

impl From<&answer::CompareAnswer> for Compared {
    fn from(it: &answer::CompareAnswer) -> Compared {
        let change = |it: &answer::Change| Change {
            org: Named::from(&it.org),
            party: Named::from(&it.party),
            standing: it.standing.clone(),
            before: it.before.clone().map(StandingLine::from),
            after: it.after.clone().map(StandingLine::from),
        };
        Compared {
            subject: Named::from(&it.subject),
            other: None,
            before: Clocks::from(&it.before),
            after: Clocks::from(&it.after),
            same: it.same,
            changes: it.changes.iter().map(change).collect(),
        }
    }
}

impl Compared {
    /// What differs between the parties of two organisations, by party and normal form of the standing.
    pub(crate) fn between(first: &answer::StandingAnswer, second: &answer::StandingAnswer) -> Compared {
        type Key = (String, String);
        let held = |it: &&answer::StandingLine| it.holds <= answer::Holds::Possibly;
        let key = |it: &answer::StandingLine| -> Key {
            (it.party.name.clone(), it.class.as_ref().map_or_else(|| it.standing.clone(), word))
        };
        let mut all: BTreeMap<Key, [Option<&answer::StandingLine>; 2]> = BTreeMap::new();
        for (n, answer) in [first, second].into_iter().enumerate() {
            for line in answer.parties.iter().filter(held) {
                all.entry(key(line)).or_default()[n] = Some(line);
            }
        }
        let same = all.values().filter(|it| it[0].is_some() && it[1].is_some()).count();
        let changes =
            all.values().filter(|it| it[0].is_none() || it[1].is_none()).filter_map(|[before, after]| {
                let line = before.or(*after)?;
                Some(Change {
                    org: Named::from(&line.org),
                    party: Named::from(&line.party),
                    standing: line.standing.clone(),
                    before: before.cloned().map(StandingLine::from),
                    after: after.cloned().map(StandingLine::from),
                })
            });
        Compared {
            subject: Named::from(&first.subject),
            other: Some(Named::from(&second.subject)),
            before: Clocks::from(&first.as_of),
            after: Clocks::from(&second.as_of),
            same,
            changes: changes.collect(),
        }
    }
}

/// A document or filing that has the words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Found {
    /// The entry.
    pub entry: u64,
    /// Digest, for a document.
    pub document: Option<String>,
    /// Title, or the instrument.
    pub title: String,
    /// Who published or filed it.
    pub source: String,
    /// The day from which one could know it.
    pub known: String,
    /// Words around the first place.
    pub snippet: String,
}

/// What has words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Search {
    /// The words.
    pub words: String,
    /// As of what.
    pub clocks: Clocks,
    /// All that there are.
    pub total: u64,
    /// Address of the next ones.
    pub next: Option<String>,
    /// What has them, the best first.
    pub found: Vec<Found>,
}

impl From<&answer::Found> for Found {
    fn from(it: &answer::Found) -> Found {
        Found {
            entry: it.entry,
            document: it.document.clone(),
            title: it.title.clone(),
            source: it.source.clone(),
            known: it.known.to_string(),
            snippet: it.snippet.clone(),
        }
    }
}

/// One source and how much is from it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceLine {
    /// Digest of a document, or name and version of a data set.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `instrument`, `publisher`, `compiled`, `other`.
    pub kind: String,
    /// Its address.
    pub url: Option<String>,
    /// Whom it cites.
    pub chain: Vec<String>,
    /// Whom it goes back to.
    pub origin: String,
    /// First day from which something of it was known.
    pub first: String,
    /// Last such day.
    pub last: String,
    /// Entries from it.
    pub entries: u64,
    /// Claims, filings and rows among them.
    pub statements: u64,
}

/// What the record draws from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sources {
    /// As of what.
    pub clocks: Clocks,
    /// All sources that there are.
    pub total: u64,
    /// Address of the next ones.
    pub next: Option<String>,
    /// Sources, by first known day.
    pub sources: Vec<SourceLine>,
}

impl From<&answer::SourceLine> for SourceLine {
    fn from(it: &answer::SourceLine) -> SourceLine {
        SourceLine {
            id: it.source.id.clone(),
            name: it.source.name.clone(),
            kind: word(&it.source.kind),
            url: it.source.url.clone(),
            chain: it.source.chain.clone(),
            origin: it.origin.clone(),
            first: it.first.to_string(),
            last: it.last.to_string(),
            entries: it.entries,
            statements: it.statements,
        }
    }
}

/// What became of what was put forward under a name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Initiatives {
    /// The name asked for.
    pub name: String,
    /// As of what.
    pub clocks: Clocks,
    /// The acts about it.
    pub initiatives: Vec<Act>,
}

/// Somebody or something that the record speaks of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Listed {
    /// Id, or the name where there is none.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address of the page.
    pub address: String,
}

/// Whom the record speaks of, or whom a name can mean.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Subjects {
    /// All that there are.
    pub total: u64,
    /// Address of the next ones.
    pub next: Option<String>,
    /// Who they are.
    pub subjects: Vec<Listed>,
}
