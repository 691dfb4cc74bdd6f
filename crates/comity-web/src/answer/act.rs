//! Acts: one as a chain, many by day, and what charters say about them.

use comity::charter::{self, Charters, Known};
use comity::record::answer::{self, ActAnswer};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Article, Clocks, Named, Witness, article, day, witnesses, word};

/// An act.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ActLine {
    /// Id; its last part is a number of the record.
    pub id: String,
    /// Kind of act.
    pub kind: String,
    /// How far it has come, by the sources that count most.
    pub stage: String,
    /// The day by which it is sorted.
    pub day: Option<String>,
    /// The organisation.
    pub org: Option<Named>,
    /// The body that decides.
    pub body: Option<Named>,
    /// Who receives, loses or takes.
    pub party: Option<Named>,
    /// Who acts; none where no source says.
    pub agent: Option<Named>,
    /// Standing or office.
    pub standing: Option<String>,
    /// Normal form of the standing.
    pub class: Option<String>,
    /// Format, text, institution.
    pub object: Option<String>,
    /// Who put it forward.
    pub proposer: Option<Named>,
    /// Where.
    pub place: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<String>,
    /// First day of the effect or term.
    pub effective_on: Option<String>,
    /// First day after.
    pub effective_until: Option<String>,
    /// From a data set, and no act that a document reports.
    pub row: bool,
    /// Planned or asked for, not reached.
    pub pending: bool,
    /// Sources differ.
    pub disputed: bool,
    /// Nobody has read a source for it.
    pub unverified: bool,
    /// Applied without being in force yet.
    pub provisional: bool,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What they say, the one that counts most first.
    pub said: Vec<Witness>,
}

/// The act without what an answer adds.
fn bare(act: &comity::Act, org: Option<&answer::Named>, party: Option<&answer::Named>) -> ActLine {
    ActLine {
        id: act.id.clone(),
        kind: word(&act.kind),
        stage: word(&act.stage),
        day: day(act.effective_on.or(act.decided_on)),
        org: org.map(Named::from),
        body: act.body.as_ref().map(Named::party),
        party: party.map(Named::from),
        agent: act.agent.named().map(Named::party),
        standing: act.standing.clone(),
        class: act.class.as_ref().map(word),
        object: act.object.clone(),
        proposer: act.proposer.as_ref().map(Named::party),
        place: act.place.clone(),
        decided_on: day(act.decided_on),
        effective_on: day(act.effective_on),
        effective_until: day(act.effective_until),
        row: false,
        pending: false,
        disputed: false,
        unverified: false,
        provisional: act.provisional,
        sources: 0,
        said: Vec::new(),
    }
}

impl From<&answer::ActLine> for ActLine {
    fn from(it: &answer::ActLine) -> ActLine {
        ActLine {
            day: day(it.day),
            row: it.row,
            pending: it.pending,
            disputed: it.disputed,
            unverified: it.unverified,
            sources: it.sources,
            said: witnesses(&it.said),
            ..bare(&it.act, it.org.as_ref(), it.party.as_ref())
        }
    }
}

/// Acts by day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Timeline {
    /// Who was asked about.
    pub subject: Named,
    /// As of what.
    pub clocks: Clocks,
    /// All acts that there are.
    pub total: u64,
    /// Address of the next acts.
    pub next: Option<String>,
    /// Acts, the earliest first; those without a day at the end.
    pub acts: Vec<ActLine>,
}

/// One stage of an act, and who says that it came so far.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// The stage.
    pub stage: String,
    /// `affirms`, `denies`, `conditional`, `reports`.
    pub stance: String,
    /// The day that the first of them gives.
    pub day: Option<String>,
    /// The first day on which one could know it.
    pub known: String,
    /// Sources that do not go back to one another.
    pub sources: usize,
    /// What they say.
    pub said: Vec<Witness>,
}

/// What a charter says about an act. It never keeps an act out of the record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The kind of finding.
    pub code: String,
    /// `note`, `warning`, `error`.
    pub severity: String,
    /// What was found.
    pub message: String,
    /// The line of the charter.
    pub article: Option<Article>,
    /// The earlier entry that it is held against.
    pub against: Option<String>,
}

/// One act as a chain: proposed, decided, in force.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Act {
    /// As of what.
    pub clocks: Clocks,
    /// The act.
    pub act: ActLine,
    /// Its stages in order of advance, denials after what they deny.
    pub chain: Vec<Step>,
    /// What the charter says.
    pub findings: Vec<Finding>,
}

impl Act {
    /// An answer with what the charter says.
    pub(crate) fn of(it: &ActAnswer, findings: Vec<Finding>) -> Act {
        let step = |it: &answer::Step| Step {
            stage: word(&it.stage),
            stance: word(&it.stance),
            day: day(it.day),
            known: it.known.to_string(),
            sources: it.sources,
            said: witnesses(&it.said),
        };
        let act = ActLine {
            pending: it.pending,
            disputed: it.disputed,
            sources: it.sources,
            row: it.chain.iter().flat_map(|it| &it.said).all(|it| word(&it.form) == "row"),
            unverified: it.chain.iter().flat_map(|it| &it.said).all(|it| it.unverified),
            ..bare(&it.act, it.org.as_ref(), it.party.as_ref())
        };
        Act { clocks: Clocks::from(&it.as_of), act, chain: it.chain.iter().map(step).collect(), findings }
    }
}

/// What charters say about an act, held against rows.
pub fn findings(act: &comity::Act, known: &Known<'_>) -> Vec<Finding> {
    let twin = |it: &charter::Finding| Finding {
        code: it.code.to_owned(),
        severity: it.severity.to_string(),
        message: it.message.clone(),
        article: it.article.as_ref().map(article),
        against: it.against.as_ref().map(ToString::to_string),
    };
    charter::check_on(Charters::shipped(), known, act).iter().map(twin).collect()
}
