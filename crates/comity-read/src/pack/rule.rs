//! Rules over predicate and arguments.
//!
//! A rule names the predicates it is about (verbs by lemma, nouns by form), and for each role where its words may stand
//! in the predicate's frame. Word order is the frame's business: "the Council granted X a status", "X was granted a
//! status by the Council" and "the granting of a status to X" fill the same slots.

use comity_model::{Kind, Stage};
use serde::{Deserialize, Serialize};

use super::lexicon::NounClass;

/// A rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Kebab-case name, unique in its act.
    pub name: String,
    /// Kind of act it finds.
    pub act: Kind,
    /// Predicates that are verbs, by lemma; several words where a particle follows ("take over").
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Predicates that are nouns, each form given.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Predicates that are nouns of a class of the lexicon.
    #[serde(default)]
    pub noun_class: Option<NounClass>,
    /// Verbs of which a noun predicate must be the subject or object ("take place", "hold").
    #[serde(default)]
    pub light_verbs: Vec<String>,
    /// Words one of which must stand in the verb's clause ("put … signature").
    #[serde(default)]
    pub nouns_near: Vec<String>,
    /// Where each role may stand, best place first.
    #[serde(default)]
    pub agent: Vec<Slot>,
    /// Who receives, loses or takes.
    #[serde(default)]
    pub party: Vec<Slot>,
    /// Standing or office.
    #[serde(default)]
    pub standing: Vec<Slot>,
    /// Text, format, institution, meeting.
    #[serde(default)]
    pub object: Vec<Slot>,
    /// Organisation, where the sentence names it.
    #[serde(default)]
    pub org: Vec<Slot>,
    /// Who put it forward.
    #[serde(default)]
    pub proposer: Vec<Slot>,
    /// Where the act takes place, where the rule itself says it: the subject of "host".
    #[serde(default)]
    pub place: Vec<Slot>,
    /// Standing that the predicate itself means.
    #[serde(default)]
    pub standing_is: Option<String>,
    /// Words one of which must stand in the object.
    #[serde(default)]
    pub object_words: Vec<String>,
    /// Words that make the object one of the organisation, though a state or a person acts: "convention".
    #[serde(default)]
    pub object_own: Vec<String>,
    /// Classes of nouns one of which the object must be.
    #[serde(default)]
    pub object_is: Vec<NounClass>,
    /// Last words of what is no object of it: a parliament ratifies no decision.
    #[serde(default)]
    pub object_except: Vec<String>,
    /// Standings or offices one of which the standing must be.
    #[serde(default)]
    pub standing_in: Vec<String>,
    /// Roles without which there is no act.
    #[serde(default)]
    pub needs: Vec<Role>,
    /// The party is the agent ("X withdrew").
    #[serde(default)]
    pub party_is_agent: bool,
    /// The party is a person.
    #[serde(default)]
    pub person: bool,
    /// Stage of a plain past or perfect.
    pub done: Stage,
    /// Stage of a plain past where the clause says who acts, if it is another: "was admitted", "the council admitted".
    #[serde(default)]
    pub acted: Option<Stage>,
    /// Stage when the act is being done ("are establishing").
    #[serde(default)]
    pub doing: Option<Stage>,
    /// Stage in the future, where it is not `planned`.
    #[serde(default)]
    pub future: Option<Stage>,
    /// Stage of what must or should be done, where it is more than mooted.
    #[serde(default)]
    pub obliged: Option<Stage>,
    /// Stage of an act that is governed by a decision, where it is not `decided`.
    #[serde(default)]
    pub resolved: Option<Stage>,
    /// Only an active verb, only a passive one.
    #[serde(default)]
    pub voice: Option<Voice>,
    /// The organisation must belong to the predicate or the object ("the OTS summit", "the summit of the OTS").
    #[serde(default)]
    pub own_org: bool,
    /// What is told has been refused: "turned down the application of Malta" grants nothing.
    #[serde(default)]
    pub refused: bool,
    /// The noun names again what was asked for or put forward in a sentence before, which gives the party and the standing:
    /// "Malta applied. The request was accepted".
    #[serde(default)]
    pub asked: bool,
    /// The standing is the office that the person holds, as the text says elsewhere: "Ana Ruiz leaves in May".
    #[serde(default)]
    pub in_office: bool,
    /// Where the one stands whose office it is: "Bo Lind succeeds *her*", "took over *her* post".
    #[serde(default)]
    pub holder: Vec<Slot>,
    /// The office is one that a sentence before says is to be filled: "Five stand for president. Bo Lind was elected".
    #[serde(default)]
    pub sought: bool,
    /// The act told last before is done once more, by or to another: "Malta joined in May. Chile followed in June".
    #[serde(default)]
    pub repeats: bool,
    /// The verb must be negated: "is no longer", "does not belong".
    #[serde(default)]
    pub negated: bool,
    /// Only what is still to come is told: "will be secretary-general", where "is" tells who holds it.
    #[serde(default)]
    pub ahead: bool,
    /// The noun must be one among its like: "the 53rd session", "an extraordinary summit".
    #[serde(default)]
    pub numbered: bool,
    /// The noun must be told by its own day: "Friday's summit".
    #[serde(default)]
    pub dated: bool,
    /// The organisation must stand in one of the rule's own places.
    #[serde(default)]
    pub near_org: bool,
    /// Its object must be a word that sums up what is named after it one by one: "took two decisions: …".
    #[serde(default)]
    pub enumerated: bool,
    /// A held state: present and past are background, only the future is news.
    #[serde(default)]
    pub held: bool,
    /// Told in the past it is history: "chaired", where "chairs" and "will chair" are news.
    #[serde(default)]
    pub past_is_history: bool,
    /// The title right before a name is the office: "the term of Secretary-General Ana Ruiz".
    #[serde(default)]
    pub titled: bool,
    /// A person stands for the state whose office the person holds.
    #[serde(default)]
    pub via_person: bool,
    /// The agent must be an organisation, a body, or leaders, ministers, members of one.
    #[serde(default)]
    pub by_body: bool,
    /// Whether the agent must be an organ of a state, a parliament or a government, or must not.
    #[serde(default)]
    pub by_organ: Option<bool>,
    /// Tried only on predicates in which no other rule finds an act, and that wrap none.
    #[serde(default)]
    pub last_resort: bool,
    /// The verb must have no object, nor anybody or anything to or for which it is done: "Malta applied in May".
    #[serde(default)]
    pub bare: bool,
    /// What is agreed to is told before, as signed, ratified, asked for or given: "Parliament gave its consent".
    #[serde(default)]
    pub follows: bool,
    /// The noun must stand after a preposition or an owner: "at the initiative of X", and not "launched an initiative".
    #[serde(default)]
    pub adverbial: bool,
    /// What it finds is no act of its own: the clause tells when one that was told before is done or takes effect.
    #[serde(default)]
    pub tells: Option<Tells>,
    /// A day in the clause is not the day of this act.
    #[serde(default)]
    pub undated: bool,
    /// What it finds is history or a held state.
    #[serde(default)]
    pub background: bool,
    /// Sentences with their act: roles in brackets.
    #[serde(default)]
    pub accepts: Vec<String>,
    /// Sentences without it, each with the reason.
    #[serde(default)]
    pub rejects: Vec<Reject>,
}

impl Rule {
    /// Whether a pronoun can stand for the text that it is about: "parliament ratified it", "it enters into force", "it was adopted by the Council".
    pub(crate) fn is_of_text(&self) -> bool {
        matches!(self.act, Kind::EnterIntoForce | Kind::Ratify | Kind::Adopt)
            && self.object_is.contains(&NounClass::Text)
    }

    /// Whether a sentence before must say what this one leaves out.
    pub(crate) fn leans(&self) -> bool {
        self.asked || self.in_office || self.sought || self.repeats || !self.holder.is_empty()
    }

    /// Whether a person leaves an office that a sentence before may name.
    pub(crate) fn ends_office(&self) -> bool {
        self.person && self.act == Kind::End && self.standing.iter().any(|it| it == "named")
    }
}

/// What a clause tells of an act that was told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tells {
    /// When it takes effect: "her term begins on 1 May".
    Effect,
    /// When and where it was done: "the election took place on Monday in Baku", "they did so on Monday".
    Event,
    /// From whom a chair passes: "he succeeds Ghana's Ana Ruiz".
    Predecessor,
}

/// A sentence in which a rule must find nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The sentence.
    pub text: String,
    /// Why there is no act.
    pub why: String,
}

/// A place in a frame: `subj`, `obj`, `poss`, `before`, `after`, or a preposition; for a standing also `named`, the office or standing
/// named last before.
pub type Slot = String;

/// A role of a claim that a rule may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Who acts.
    Agent,
    /// Who receives, loses or takes.
    Party,
    /// Standing or office.
    Standing,
    /// Text, format, institution, meeting.
    Object,
    /// Organisation named in the sentence.
    Org,
    /// A place or a day.
    Setting,
    /// A day.
    Day,
    /// A place that the rule itself finds.
    Place,
}

/// Voice of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// The subject acts.
    Active,
    /// The subject is acted on.
    Passive,
}
