//! A record in a folder of its own, and short ways to write what sources say.
#![allow(dead_code, clippy::unwrap_used)]

use std::sync::Arc;

use comity_model::{
    Act, ChairHeld, Claim, Class, Day, Document, Foundation, Frame, Kind, Named, PartyRef, Published,
    Reading, Stage, Stance, StandingHeld, When, WhenBasis,
};
use comity_record::answer::Holds;
use comity_record::{
    Access, Appended, Body, Entry, EntryId, Filing, LinkMade, NoNames, Policy, Publisher, Question, Record,
    Source, SourceKind,
};

/// A day.
pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// An instant: noon of a day.
pub fn noon(text: &str) -> jiff::Timestamp {
    format!("{text}T12:00:00Z").parse().expect("an instant")
}

/// Lines of an answer; nothing is as hard to read as a failed comparison of long ones.
#[track_caller]
pub fn check(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected);
}

/// A record for a test.
pub struct Bench {
    pub folder: tempfile::TempDir,
    pub record: Record,
    pub now: String,
    documents: usize,
}

/// A claim: `kind org party standing`, then `stage when`.
pub struct Says {
    claim: Claim,
}

pub fn party(id: &str) -> PartyRef {
    PartyRef { id: Some(id.to_owned()).filter(|it| it.contains(':')), name: id.to_owned(), span: None }
}

pub fn says(kind: Kind, org: &str, party_id: &str, standing: &str) -> Says {
    let class = match standing {
        "member" => Some(Class::Full),
        "associate" => Some(Class::Associate),
        "observer" => Some(Class::Observer),
        "partner" | "dialogue-partner" => Some(Class::Partner),
        "candidate" => Some(Class::Candidate),
        _ => None,
    };
    let mut claim: Claim = serde_json::from_value(serde_json::json!({
        "id": "c1", "kind": kind, "stage": "in_force", "stance": "affirms", "agent": {"status": "unstated"},
        "links": [], "evidence": [{"span": [0, 5], "text": "Words"}], "rule": "test/rule",
        "background": false, "confidence": 0.9,
    }))
    .expect("a claim");
    claim.org = Some(party(org));
    claim.party = Some(party(party_id)).filter(|_| !party_id.is_empty());
    claim.standing = Some(standing.to_owned()).filter(|it| !it.is_empty());
    claim.class = class;
    Says { claim }
}

fn when(text: &str) -> Option<When> {
    Some(When { edtf: day(text), basis: WhenBasis::Stated, as_written: None, span: None })
}

impl Says {
    pub fn stage(mut self, stage: Stage) -> Says {
        self.claim.stage = stage;
        self
    }

    pub fn stance(mut self, stance: Stance) -> Says {
        self.claim.stance = stance;
        self
    }

    pub fn on(mut self, text: &str) -> Says {
        self.claim.when = when(text);
        self
    }

    pub fn effective(mut self, text: &str) -> Says {
        self.claim.effective = when(text);
        self
    }

    pub fn object(mut self, text: &str) -> Says {
        self.claim.object = Some(text.to_owned());
        self
    }

    pub fn edit(mut self, change: impl FnOnce(&mut Claim)) -> Says {
        change(&mut self.claim);
        self
    }
}

/// A row of a data set.
pub fn row(org: &str, party: &str, class: Class, from: &str, until: &str) -> StandingHeld {
    let standing = serde_json::to_value(class).unwrap().as_str().unwrap().replace("full", "member");
    StandingHeld {
        org: org.to_owned(),
        party: party.to_owned(),
        standing,
        class,
        from: Day::parse(from).ok(),
        until: Day::parse(until).ok(),
        seen: None,
        decided_on: None,
        decided_by: None,
        instrument: None,
        source: Some("list".to_owned()),
        status: Foundation::Sourced,
        note: None,
    }
}

/// A chair of a data set.
pub fn term(org: &str, holder: &str, from: &str, until: &str) -> ChairHeld {
    ChairHeld {
        org: org.to_owned(),
        body: None,
        holder: Some(holder.to_owned()).filter(|it| !it.is_empty()),
        role: "chair".to_owned(),
        from: Day::parse(from).ok(),
        until: Day::parse(until).ok(),
        decided_on: None,
        source: None,
        status: Foundation::Sourced,
        note: None,
    }
}

impl Bench {
    pub fn new() -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let record = Record::open(&folder.path().join("record"), Access::Create).expect("a record");
        let publishers = [("state:TR", "Presidency"), ("org:a", "A Secretariat"), ("state:ML", "Bamako")];
        let policy = Policy {
            publishers: publishers
                .map(|(of, name)| Publisher { names: vec![name.to_owned()], of: of.to_owned() })
                .to_vec(),
            ..Policy::default()
        };
        let record = record.with_policy(policy);
        Bench { folder, record, now: "2026-01-01".to_owned(), documents: 0 }
    }

    /// A record with one member of long standing.
    pub fn with_member(party: &str) -> Bench {
        let mut bench = Bench::new();
        bench.rows("1994-04-15", vec![Body::Standing(row("org:a", party, Class::Full, "1994-04-15", ""))]);
        bench
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("record")
    }

    /// A document of a publisher, published on a day, that says things. Returns the claims' entries.
    pub fn document(&mut self, publisher: &str, published: &str, says: Vec<Says>) -> Vec<EntryId> {
        self.cited(publisher, &[], published, says)
    }

    /// The same, citing sources.
    pub fn cited(
        &mut self,
        publisher: &str,
        chain: &[&str],
        published: &str,
        says: Vec<Says>,
    ) -> Vec<EntryId> {
        self.documents += 1;
        let text = format!("Words of document {} by {publisher}", self.documents);
        let named = |name: &str| Named { name: name.to_owned(), id: None, span: None };
        let digest = format!("sha256:{:04}", self.documents);
        let document = Document {
            path: format!("{}.txt", self.documents),
            text,
            digest: digest.clone(),
            lang: None,
            published_on: None,
        };
        let frame = Frame {
            path: document.path.clone(),
            digest,
            published: Some(Published { edtf: published.to_owned(), span: None }),
            publisher: Some(named(publisher)),
            sources: chain.iter().map(|it| named(it)).collect(),
            ..Frame::default()
        };
        let claims = says.into_iter().enumerate().map(|(n, it)| Claim { id: format!("c{n}"), ..it.claim });
        let reading = Reading { document: frame, claims: claims.collect(), ..Reading::default() };
        let now = noon(&self.now);
        let taken = self.record.take_in(&document, &reading, now).expect("room");
        let first = taken.entry.expect("a new document");
        (first..first + taken.written)
            .filter(|it| matches!(self.record.entry(*it), Ok(Some(Body::Claim { .. }))))
            .collect()
    }

    /// Rows of a data set that cites its sources.
    pub fn rows(&mut self, known: &str, bodies: Vec<Body>) -> Appended {
        self.rows_of("list", SourceKind::Compiled, known, bodies)
    }

    pub fn rows_of(&mut self, id: &str, kind: SourceKind, known: &str, bodies: Vec<Body>) -> Appended {
        let source = Arc::new(Source { id: id.to_owned(), name: id.to_owned(), kind, ..Source::default() });
        let entry = |body| Entry { source: Arc::clone(&source), known: day(known), body };
        let now = noon(&self.now);
        self.record.append(bodies.into_iter().map(entry).collect(), now).expect("room")
    }

    /// One entry by a person.
    pub fn by_hand(&mut self, known: &str, body: Body) -> EntryId {
        let appended = self.rows_of("by:ana", SourceKind::Publisher, known, vec![body]);
        appended.first.expect("an entry")
    }

    pub fn link(&mut self, claim: EntryId, act: EntryId) -> EntryId {
        let made = LinkMade { claim, act, by: "ana".to_owned(), why: "the same".to_owned() };
        self.by_hand("2026-01-01", Body::Link(made))
    }

    /// An act filed with its instrument.
    pub fn filing(&mut self, known: &str, instrument: &str, act: Act) -> EntryId {
        let filing = Filing {
            act,
            evidence: "The Council decides".to_owned(),
            instrument: instrument.to_owned(),
            url: None,
            by: "ana".to_owned(),
        };
        let appended = self.rows_of(instrument, SourceKind::Instrument, known, vec![Body::Filing(filing)]);
        appended.first.expect("an entry")
    }

    pub fn question(&self, on: &str, known: &str) -> Question {
        Question { known: day(known), ..Question::on(day(on)) }
    }

    /// Standings in an organisation, a line each: who, what, whether, how far, days, disputed, sources.
    pub fn standing(&self, subject: &str, on: &str, known: &str) -> Vec<String> {
        self.standing_asked(subject, &self.question(on, known))
    }

    pub fn standing_asked(&self, subject: &str, question: &Question) -> Vec<String> {
        let answer = self.record.standing(subject, question, &NoNames).expect("an answer");
        let parties = answer.parties.iter().map(|it| (&it.party.name, it));
        let organisations = answer.organisations.iter().map(|it| (&it.org.name, it));
        let mut lines: Vec<String> = parties
            .chain(organisations)
            .map(|(name, it)| {
                let days = days(it.from, it.until);
                let disputed = if it.disputed { " disputed" } else { "" };
                let unverified = if it.unverified { " unverified" } else { "" };
                let (holds, stage) = (holds(it.holds), word(&it.stage));
                format!(
                    "{name} {} {holds} {stage} {days}{disputed}{unverified} by {}",
                    it.standing, it.sources
                )
            })
            .collect();
        lines.sort();
        lines
    }

    /// Chairs of an organisation: who, whether, how far, days, disputed or overruled.
    pub fn chairs(&self, org: &str, on: &str, known: &str) -> Vec<String> {
        let answer = self.record.chair(org, &self.question(on, known), &NoNames).expect("an answer");
        let line = |it: &comity_record::answer::ChairLine| {
            let holder = it.holder.as_ref().map_or("nobody", |it| &it.name);
            let state = it.holds.map_or("past", holds);
            let marks = match (it.overruled, it.disputed) {
                (true, _) => " overruled",
                (_, true) => " disputed",
                _ => "",
            };
            format!("{} {holder} {state} {} {}{marks}", it.role, word(&it.stage), days(it.from, it.until))
        };
        let mut lines: Vec<String> = answer.chairs.iter().map(line).collect();
        lines.extend(answer.gaps.iter().map(|it| format!("gap {}/{}", it.from, it.until)));
        lines
    }
}

pub fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn holds(it: Holds) -> &'static str {
    match it {
        Holds::Certainly => "certainly",
        Holds::Possibly => "possibly",
        Holds::Ahead => "ahead",
        Holds::Pending => "pending",
        Holds::Expired => "expired",
        Holds::Refused => "refused",
    }
}

fn days(from: Option<Day>, until: Option<Day>) -> String {
    let text = |it: Option<Day>| it.map_or_else(|| "..".to_owned(), |it| it.to_string());
    format!("{}/{}", text(from), text(until))
}
