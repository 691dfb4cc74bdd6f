//! Questions to the record, answered as the twins that pages, programs and agents get.

use comity::charter::{Charter, Charters, Known};
use comity::known::{self, Rows};
use comity::record::answer::{self, AsOf, StandingAnswer, View};
use comity::record::{AtlasNames, Holding, Names, Question, Record, Shown, Side};
use comity::{Class, Day, Foundation, Stage, StandingHeld};

use crate::address;
use crate::answer::{
    Act, ActLine, Chairs, Clocks, Compared, Dispute, Disputes, Document, Documents, Found, Initiatives,
    Listed, Named, Said, Search, SourceLine, Sources, Standings, Subjects, Timeline, findings,
};
use crate::problem::Problem;
use crate::site::Site;
use crate::wish::Wish;

/// Years ahead of the day asked about for which chairs are forecast.
const AHEAD: i16 = 8;

/// Acts of an organisation with more than this many rows are not held against its charter in one answer.
const HELD_AGAINST: usize = 20_000;

/// A wish on its way to an answer.
pub(crate) struct Ask<'a> {
    /// The server.
    pub(crate) site: &'a Site,
    /// The connection that answers.
    pub(crate) record: &'a Record,
    /// What is wished.
    pub(crate) wish: &'a Wish,
    question: Question,
}

impl<'a> Ask<'a> {
    /// Asks by one of the connections.
    pub(crate) fn new(site: &'a Site, wish: &'a Wish) -> Ask<'a> {
        Ask { site, record: site.record(), wish, question: wish.question() }
    }

    /// The only one whom a name can mean, tried as ids first.
    fn subject(&self, ids: &[String], name: &str) -> Result<Named, Problem> {
        for id in ids {
            let known = AtlasNames.name(id, self.question.on);
            if known.is_some() || self.record.speaks_of(id)? {
                return Ok(Named { id: id.clone(), name: known.unwrap_or_else(|| id.clone()) });
            }
        }
        self.named(name)
    }

    /// The only one whom a name can mean.
    pub(crate) fn named(&self, name: &str) -> Result<Named, Problem> {
        let mut found = self.candidates(name)?;
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Problem::missing(format!("no party or organisation is called `{name}`"))),
            _ => Err(Problem::ambiguous(name, found)),
        }
    }

    /// A parameter without which there is no question.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Problem> {
        self.wish.param(name).ok_or_else(|| Problem::bad("missing-parameter", format!("`{name}` is missing")))
    }

    /// Whom a name can mean.
    pub(crate) fn candidates(&self, name: &str) -> Result<Vec<Named>, Problem> {
        let found = self.record.subjects(name, &AtlasNames, self.question.on)?;
        Ok(found.iter().map(Named::from).collect())
    }

    /// Whom the atlas knows by a name.
    pub(crate) fn named_by_atlas(&self, name: &str) -> Vec<Named> {
        AtlasNames.find(name).iter().map(|id| Named::of(id)).collect()
    }

    /// The organisation of an address.
    pub(crate) fn org(&self, segment: &str) -> Result<Named, Problem> {
        self.subject(&address::org_ids(segment), segment)
    }

    /// The party of an address.
    pub(crate) fn party(&self, segment: &str) -> Result<Named, Problem> {
        self.subject(&address::party_ids(segment), segment)
    }

    /// Who stands where, both sides.
    pub(crate) fn standing(&self, id: &str) -> Result<StandingAnswer, Problem> {
        Ok(self.record.standing(id, &self.question, &AtlasNames)?)
    }

    /// The parties of an organisation.
    pub(crate) fn parties(&self, id: &str) -> Result<Standings, Problem> {
        let it = self.standing(id)?;
        Ok(Standings::of(&it.subject, &it.as_of, it.parties, self.wish))
    }

    /// The organisation of an address, where what is asked of it is in memory: the file is not asked who is meant.
    pub(crate) fn org_held(&self, segment: &str) -> Option<Side> {
        self.side_held(address::org_ids(segment), Side::Org)
    }

    /// The party of an address, in the same way.
    pub(crate) fn party_held(&self, segment: &str) -> Option<Side> {
        self.side_held(address::party_ids(segment), Side::Party)
    }

    fn side_held(&self, ids: Vec<String>, side: fn(String) -> Side) -> Option<Side> {
        let id = ids.into_iter().next()?;
        let known = AtlasNames.name(&id, self.question.on).is_some();
        let side = side(id);
        let held = || self.record.view_held(side.clone(), &self.question, &AtlasNames);
        (known || held().is_some_and(|it| !it.standings.is_empty())).then_some(side)
    }

    /// As of what an answer is given.
    pub(crate) fn clocks(&self) -> Result<Clocks, Problem> {
        let none = Question { evidence: false, ..self.question.clone() };
        Ok(Clocks::from(&self.record.documents(0, 0, &none, &AtlasNames)?.as_of))
    }

    /// Who chairs, and who is due.
    pub(crate) fn chairs(&self, id: &str) -> Result<Chairs, Problem> {
        let view = self.record.view(Side::Org(id.to_owned()), &self.question, &AtlasNames)?;
        self.chairs_of(&view, true)
    }

    /// The same of an organisation whose standings are at hand; without the words that prove it, the file is not asked.
    pub(crate) fn chairs_of(&self, view: &View, evidence: bool) -> Result<Chairs, Problem> {
        let question = Question { evidence, ..self.question.clone() };
        let it = self.record.chairs_of(view, &question, &AtlasNames)?;
        let standings = match Charters::shipped().get(view.side.id()) {
            Some(_) => rows(view),
            None => Vec::new(),
        };
        let until =
            self.question.on.year.unwrap_or_default().max(self.wish.today.year.unwrap_or_default()) + AHEAD;
        Ok(Chairs::of(&it, &standings, until))
    }

    /// Acts by day, a page of them.
    pub(crate) fn timeline(&self, id: &str) -> Result<Timeline, Problem> {
        let it = self.record.timeline(id, &self.question, &AtlasNames)?;
        let only = self.wish.param("kind");
        let row = self.wish.param("rows") != Some("no");
        let keep = |act: &&answer::ActLine| {
            (row || !act.row) && only.is_none_or(|kind| crate::answer::word(&act.act.kind) == kind)
        };
        let (total, next, acts) = self.wish.page(it.acts.iter().filter(keep).collect());
        Ok(Timeline {
            subject: Named::from(&it.subject),
            clocks: Clocks::from(&it.as_of),
            total,
            next,
            acts: acts.into_iter().map(ActLine::from).collect(),
        })
    }

    /// What is known of an organisation, as rows that charters are held against.
    pub(crate) fn rows(&self, org: &str) -> Result<Option<Rows>, Problem> {
        if Charters::shipped().get(org).is_none() || self.record.organisation(org)?.len() > HELD_AGAINST {
            return Ok(None);
        }
        Ok(Some(known::rows(&known::acts(self.record, org, self.question.known)?)))
    }

    /// One act with what the charter says.
    pub(crate) fn act(&self, id: &str) -> Result<Act, Problem> {
        let missing = || Problem::missing(format!("there is no act `{id}` as known then"));
        let it = self.record.act(id, &self.question, &AtlasNames)?.ok_or_else(missing)?;
        let org = it.org.as_ref().map(|it| it.id.clone()).unwrap_or_default();
        let found = match self.rows(&org)? {
            Some(rows) => {
                let known =
                    Known { standings: &rows.standings, chairs: &rows.chairs, on: Some(self.question.on) };
                findings(&it.act, &known)
            }
            None => Vec::new(),
        };
        Ok(Act::of(&it, found))
    }

    /// What was put forward under a name.
    pub(crate) fn initiatives(&self, name: &str) -> Result<Initiatives, Problem> {
        let it = self.record.initiative(name, &self.question, &AtlasNames)?;
        Ok(Initiatives {
            name: it.name.clone(),
            clocks: Clocks::from(&it.as_of),
            initiatives: it.initiatives.iter().map(|it| Act::of(it, Vec::new())).collect(),
        })
    }

    /// Where sources differ.
    pub(crate) fn disputes(&self, subject: Option<&str>) -> Result<Disputes, Problem> {
        let it = self.record.disputes(subject, &self.question, &AtlasNames)?;
        let (total, next, list) = self.wish.page(it.disputes.iter().collect());
        Ok(Disputes {
            subject: it.subject.as_ref().map(Named::from),
            clocks: Clocks::from(&it.as_of),
            total,
            next,
            disputes: list.into_iter().map(Dispute::from).collect(),
        })
    }

    /// The words of a person.
    pub(crate) fn said(&self, segment: &str) -> Result<Said, Problem> {
        let id = format!("person:{segment}");
        let mut found = self.record.speakers(&id)?;
        found.retain(|it| it.id == id);
        if found.is_empty() {
            found = self.record.speakers(segment)?;
            found.sort_by_key(|it| it.id != segment);
            let exact = found.first().is_some_and(|it| it.id == segment);
            found.truncate(if exact { 1 } else { usize::MAX });
        }
        let one = match found.len() {
            1 => found.remove(0),
            0 => return Err(Problem::missing(format!("the record has no words of `{segment}`"))),
            _ => return Err(Problem::ambiguous(segment, found.iter().map(Named::from).collect())),
        };
        Ok(Said::from(&self.record.said(&one.id, self.wish.param("about"), &self.question, &AtlasNames)?))
    }

    /// A document with its reading.
    pub(crate) fn document(&self, digest: &str) -> Result<Document, Problem> {
        let missing = || Problem::missing(format!("there is no document `{digest}` as known then"));
        let it = self.record.document(digest, &self.question, &AtlasNames)?;
        Ok(Document::from(&it.ok_or_else(missing)?))
    }

    /// Documents, the latest recorded first.
    pub(crate) fn documents(&self) -> Result<Documents, Problem> {
        let (skip, limit) = (self.wish.offset as u64, self.wish.limit as u64);
        Ok(Documents::of(&self.record.documents(skip, limit, &self.question, &AtlasNames)?, self.wish))
    }

    /// Documents that have words.
    pub(crate) fn search(&self, words: &str) -> Result<Search, Problem> {
        let it = self.record.search(words, &self.question, &AtlasNames)?;
        let (total, next, found) = self.wish.page(it.found.iter().collect());
        Ok(Search {
            words: words.to_owned(),
            clocks: Clocks::from(&it.as_of),
            total,
            next,
            found: found.into_iter().map(Found::from).collect(),
        })
    }

    /// What the record draws from.
    pub(crate) fn sources(&self) -> Result<Sources, Problem> {
        let it = self.record.sources(&self.question, &AtlasNames)?;
        let (total, next, sources) = self.wish.page(it.sources.iter().collect());
        Ok(Sources {
            clocks: Clocks::from(&it.as_of),
            total,
            next,
            sources: sources.into_iter().map(SourceLine::from).collect(),
        })
    }

    /// Organisations of which the record says anything, by name.
    pub(crate) fn orgs(&self) -> Result<Subjects, Problem> {
        let all = self.record.organisations()?;
        let mut all: Vec<Listed> = all.iter().map(|id| listed(Named::of(id), address::org(id))).collect();
        all.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        let (total, next, subjects) = self.wish.page(all);
        Ok(Subjects { total, next, subjects })
    }

    /// Persons whose words the record has.
    pub(crate) fn persons(&self) -> Result<Subjects, Problem> {
        let all = self.record.speakers("")?;
        let all = all.iter().map(|it| listed(Named::from(it), address::person(&it.id)));
        let (total, next, subjects) = self.wish.page(all.collect());
        Ok(Subjects { total, next, subjects })
    }

    /// The same question of two days, two known days, or two organisations.
    pub(crate) fn compare(&self, subject: &Named, other: Option<&Named>) -> Result<Compared, Problem> {
        let day = |name: &str, default: Day| match self.wish.param(name) {
            Some(text) => crate::wish::day(name, text),
            None => Ok(default),
        };
        let before = Question { evidence: false, ..self.question.clone() };
        let after = Question {
            on: day("on2", self.question.on)?,
            known: day("known2", self.question.known)?,
            ..before.clone()
        };
        let Some(other) = other else {
            return Ok(Compared::from(&self.record.compare(&subject.id, &before, &after, &AtlasNames)?));
        };
        let first = self.record.standing(&subject.id, &before, &AtlasNames)?;
        let second = self.record.standing(&other.id, &after, &AtlasNames)?;
        Ok(Compared::between(&first, &second))
    }

    /// The law of an organisation on the day.
    pub(crate) fn charter(&self, id: &str) -> Result<Charter, Problem> {
        let charter = Charters::shipped().get(id);
        let missing = || Problem::missing(format!("there is no charter of `{id}`"));
        Ok(charter.ok_or_else(missing)?.on(self.question.on))
    }
}

fn listed(it: Named, address: String) -> Listed {
    Listed { id: it.id, name: it.name, address }
}

/// Standings that hold or lie ahead, as rows for the rule of the chair.
pub(crate) fn rows(view: &View) -> Vec<StandingHeld> {
    let AsOf { on, known, .. } = view.as_of;
    let mut shown: Vec<Shown> = view.standings.shown(on, known).collect();
    view.standings.sort(&mut shown, |id| AtlasNames.name(id, on).unwrap_or_else(|| id.to_owned()));
    let row = |it: Holding<'_>| StandingHeld {
        org: view.side.id().to_owned(),
        party: it.other.to_owned(),
        standing: it.standing.to_owned(),
        class: it.class.unwrap_or(Class::Special),
        from: it.from(),
        until: it.until(),
        seen: None,
        decided_on: None,
        decided_by: None,
        instrument: None,
        source: None,
        status: if it.unverified { Foundation::Unverified } else { Foundation::Sourced },
        note: None,
    };
    let done = |it: &Holding<'_>| it.stage >= Stage::Decided && it.stage <= Stage::Ended;
    shown.iter().map(|it| view.standings.row(it.row)).filter(done).map(row).collect()
}
