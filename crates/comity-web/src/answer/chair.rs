//! Who chairs: past, present, decided; and who is due by the rule, which is a forecast and never an act.

use comity::charter::{self, Charters};
use comity::record::answer::{self, ChairAnswer};
use comity::{ChairHeld, Foundation, Stage};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Clocks, Named, Witness, day, witnesses, word};

/// A term in an office that a party holds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChairLine {
    /// `chair`, `co-chair`, …
    pub role: String,
    /// The body, where it is not the organisation's own chair.
    pub body: Option<Named>,
    /// Who; none where the term is vacant.
    pub holder: Option<Named>,
    /// `past`, `present`, `possibly`, `ahead`, `pending`, `expired`, `refused`, `overruled`.
    pub when: String,
    /// How far it has come.
    pub stage: String,
    /// First day.
    pub from: Option<String>,
    /// First day after.
    pub until: Option<String>,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What sources say.
    pub said: Vec<Witness>,
}

/// Days between two terms for which no holder is known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Gap {
    /// First day without a holder.
    pub from: String,
    /// First day of the next term.
    pub until: String,
}

/// A line of a charter.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Article {
    /// As the law counts it.
    pub article: String,
    /// The law.
    pub title: String,
    /// Where it can be read.
    pub url: String,
    /// Whether somebody has read it there.
    pub verified: bool,
}

/// The twin of an article.
pub fn article(it: &charter::Article) -> Article {
    Article {
        article: it.article.clone(),
        title: it.title.clone(),
        url: it.url.clone(),
        verified: it.verified,
    }
}

/// Somebody who is passed over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Passed {
    /// Who.
    pub party: Named,
    /// Why.
    pub why: String,
    /// The line of the charter.
    pub article: Article,
}

/// A term that is due by the rule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Forecast {
    /// The body, where it is not the organisation's own chair.
    pub body: Option<Named>,
    /// First day, as precise as the rule is.
    pub from: String,
    /// First day after.
    pub until: Option<String>,
    /// Who is due; none where the order leads to nobody.
    pub holder: Option<Named>,
    /// A group, inside which there is an election.
    pub is_group: bool,
    /// The rule.
    pub rule: Article,
    /// Who is passed over.
    pub passed: Vec<Passed>,
}

impl From<&charter::Forecast> for Forecast {
    fn from(it: &charter::Forecast) -> Forecast {
        let passed = |it: &charter::Passed| Passed {
            party: Named::of(&it.party),
            why: it.why.clone(),
            article: article(&it.article),
        };
        Forecast {
            body: it.body.as_deref().map(Named::of),
            from: it.from.to_string(),
            until: day(it.until),
            holder: it.holder.as_deref().map(Named::of),
            is_group: it.is_group,
            rule: article(&it.rule),
            passed: it.passed.iter().map(passed).collect(),
        }
    }
}

/// Who held, holds, is to hold and is due to hold the chair.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Chairs {
    /// The organisation.
    pub org: Named,
    /// As of what.
    pub clocks: Clocks,
    /// Terms by role and first day.
    pub chairs: Vec<ChairLine>,
    /// Gaps of the organisation's own chair.
    pub gaps: Vec<Gap>,
    /// Who is due by the rule; never an act.
    pub forecast: Vec<Forecast>,
    /// Why nothing can be foretold, where there is no order.
    pub unforeseeable: Option<Article>,
}

impl Chairs {
    /// An answer with the forecast up to a year.
    pub(crate) fn of(it: &ChairAnswer, standings: &[comity::StandingHeld], until: i16) -> Chairs {
        let charter = Charters::shipped().get(&it.org.id);
        let forecast = charter.map(|charter| charter::forecast(charter, standings, &held(it), until));
        Chairs {
            org: Named::from(&it.org),
            clocks: Clocks::from(&it.as_of),
            chairs: it.chairs.iter().map(ChairLine::from).collect(),
            gaps: it
                .gaps
                .iter()
                .map(|it| Gap { from: it.from.to_string(), until: it.until.to_string() })
                .collect(),
            forecast: forecast.unwrap_or_default().iter().map(Forecast::from).collect(),
            unforeseeable: charter.and_then(charter::unforeseeable).as_ref().map(article),
        }
    }
}

impl From<&answer::ChairLine> for ChairLine {
    fn from(it: &answer::ChairLine) -> ChairLine {
        let when = match it.holds {
            _ if it.overruled => "overruled".to_owned(),
            None => "past".to_owned(),
            Some(answer::Holds::Certainly) => "present".to_owned(),
            Some(other) => word(&other),
        };
        ChairLine {
            role: it.role.clone(),
            body: it.body.as_ref().map(Named::from),
            holder: it.holder.as_ref().map(Named::from),
            when,
            stage: word(&it.stage),
            from: day(it.from),
            until: day(it.until),
            disputed: it.disputed,
            unverified: it.unverified,
            sources: it.sources,
            said: witnesses(&it.said),
        }
    }
}

/// The terms that an answer has, as rows for the rule.
pub(crate) fn held(answer: &ChairAnswer) -> Vec<ChairHeld> {
    let counts =
        |it: &&answer::ChairLine| !it.overruled && it.stage >= Stage::Decided && it.stage <= Stage::Ended;
    let row = |it: &answer::ChairLine| ChairHeld {
        org: answer.org.id.clone(),
        body: it.body.as_ref().map(|it| it.id.clone()),
        holder: it.holder.as_ref().map(|it| it.id.clone()),
        role: it.role.clone(),
        from: it.from,
        until: it.until,
        decided_on: None,
        source: it.said.first().and_then(|it| it.url.clone()),
        status: if it.unverified { Foundation::Unverified } else { Foundation::Sourced },
        note: None,
    };
    answer.chairs.iter().filter(counts).map(row).collect()
}
