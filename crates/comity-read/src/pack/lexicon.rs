//! Grammar words and nouns of the field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Grammar words and nouns of the field, gathered from all files of `lexicon/`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    /// Words (lower case, without their point) after which a point does not end a sentence.
    pub abbreviations: Vec<String>,
    /// How regular verbs are inflected; the longest matching `ends` wins.
    pub conjugation: Vec<Conjugation>,
    /// Verbs with forms of their own.
    pub verb: Vec<Verb>,
    /// Auxiliary words by what they say.
    pub auxiliary: BTreeMap<Auxiliary, Vec<String>>,
    /// Words by their place in a clause.
    pub grammar: BTreeMap<Grammar, Vec<String>>,
    /// Endings that make a word an adverb.
    pub adverb_endings: Vec<String>,
    /// Words with such an ending that are none.
    pub adverb_exceptions: Vec<String>,
    /// Last words of bodies that meet: "council", "board".
    pub deliberative: Vec<String>,
    /// Verbs that tell what follows as done: "congratulated X on assuming the chair".
    pub acknowledging: Vec<String>,
    /// Words that make a longer name another body's: "federation" in "ASEAN Football Federation".
    pub namesakes: Vec<String>,
    /// Words that make a capitalised name, which the atlas lacks, that of an organisation: "federation".
    #[serde(default)]
    pub unlisted: Vec<String>,
    /// Words that join those of such a name: "of".
    #[serde(default)]
    pub name_joints: Vec<String>,
    /// Verbs that say what their subject comes to be: "became the first to".
    #[serde(default)]
    pub becoming: Vec<String>,
    /// Words for bodies that a body has under it, and whose chair is not that of the organisation.
    #[serde(default)]
    pub subordinate: Vec<String>,
    /// What follows a number of days in a word: "two-day".
    #[serde(default)]
    pub day_long: Vec<String>,
    /// Verbs that say that a meeting is over on the day that they tell.
    #[serde(default)]
    pub closing: Vec<String>,
    /// Papers by which a state says that it is bound, and which are not what it is bound by.
    #[serde(default)]
    pub instruments: Vec<String>,
    /// Verbs under which somebody does what another allows: "let X join".
    #[serde(default)]
    pub letting: Vec<String>,
    /// Words that single one out where a number would: "the latest to".
    #[serde(default)]
    pub ranks: Vec<String>,
    /// Sets of standings or offices, by the name under which rules ask for them: "any post".
    #[serde(default)]
    pub sets: BTreeMap<String, Vec<String>>,
    /// Bodies whose names are those of their meetings too: "the 135th Assembly".
    #[serde(default)]
    pub sits: Vec<String>,
    /// Nouns in the names of organs: "Council".
    #[serde(default)]
    pub organs: Vec<String>,
    /// Words before a stretch of time that tell how often: "each year".
    #[serde(default)]
    pub each: Vec<String>,
    /// Words that say that what is reported is not so: "false".
    #[serde(default)]
    pub untrue: Vec<String>,
    /// Words before "to" that say that what follows is awaited: "looks forward to".
    #[serde(default)]
    pub awaiting: Vec<String>,
    /// What an organisation is called right after its name: "the OPEC cartel".
    #[serde(default)]
    pub epithets: Vec<String>,
    /// Verbs of thinking a step over: "agreed to consider admitting X" decides nothing of it.
    #[serde(default)]
    pub pondering: Vec<String>,
    /// Verbs that put something off with a word of `off`: "put off a decision".
    #[serde(default)]
    pub puts: Vec<String>,
    /// Words after them.
    #[serde(default)]
    pub off: Vec<String>,
    /// Words before what is still open when it is told in the present: "until Malta is admitted".
    #[serde(default)]
    pub pending: Vec<String>,
    /// Words that say that something has not quite come to be: "almost".
    #[serde(default)]
    pub almost: Vec<String>,
    /// Words of which a negation makes the contrary: "not true".
    #[serde(default)]
    pub truth: Vec<String>,
    /// Participles of plans given up: "the idea was dropped".
    #[serde(default)]
    pub dropping: Vec<String>,
    /// Verbs by which a decision is taken, in all forms: "take", "reached".
    #[serde(default)]
    pub taking: Vec<String>,
    /// Words before "of" in the full name of a state: "republic".
    #[serde(default)]
    pub state_forms: Vec<String>,
    /// Words that say between how many sides something is: "trilateral".
    #[serde(default)]
    pub sided: Vec<String>,
    /// What has no end and is not decided: cooperation, efforts.
    #[serde(default)]
    pub endeavours: Vec<String>,
    /// What comes again and again: "annual", "annually".
    #[serde(default)]
    pub periodic: Vec<String>,
    /// Words before an organisation that is only named in passing.
    #[serde(default)]
    pub passing: Vec<String>,
    /// Words of an office that is to be filled: "candidate", "vacant", "looking".
    #[serde(default)]
    pub sought: Vec<String>,
    /// Nouns of standing for a seat: "candidacy".
    #[serde(default)]
    pub candidacies: Vec<String>,
    /// Words that do not say of how many things one speaks: "multiple".
    #[serde(default)]
    pub vague: Vec<String>,
    /// Owners that are persons: "my".
    #[serde(default)]
    pub mine: Vec<String>,
    /// Verbs of leading a meeting: "preside over".
    #[serde(default)]
    pub leading: Vec<String>,
    /// Words that only say of a number that it is not exact: "over ten".
    #[serde(default)]
    pub about: Vec<String>,
    /// Those that follow a comparative: "more than ten".
    #[serde(default)]
    pub than: Vec<String>,
    /// Words that sum up what is named one by one after them: "documents", "initiatives".
    pub headings: Vec<String>,
    /// Words that leave open how many there are: "several".
    #[serde(default)]
    pub uncounted: Vec<String>,
    /// Verbs of telling somebody that he may do something.
    #[serde(default)]
    pub telling: Vec<String>,
    /// Participles that give a thing its name: "a paper called Vision".
    #[serde(default)]
    pub called: Vec<String>,
    /// Words between such a word and what it sums up: "among them".
    pub openers: Vec<String>,
    /// Words that govern another act: "decide to", "is expected to", "proposal for".
    pub control: Vec<Control>,
    /// Nouns of the field, of one word or several.
    pub phrase: Vec<Phrase>,
    /// Words that stand for parties, a standing or an office named before.
    pub stand_in: StandIn,
    /// Prepositions (or functions of cases) before the place of an act.
    pub place_functions: Vec<String>,
    /// Prepositions before the meeting at which an act is done: "at the summit", "during the session".
    pub occasion_functions: Vec<String>,
    /// Normal form of the noun that may mean a meeting of any kind: `meeting`.
    pub any_meeting: String,
    /// Parts of the world that are too wide to be the place of an act: their last word.
    pub regions: Vec<String>,
    /// Words for the place of the dateline: "here".
    pub here: Vec<String>,
    /// Nouns for a part of a meeting: "on the last day of the summit".
    pub meeting_parts: Vec<String>,
    /// Nouns before the name of a place: "the city of", "the island of".
    pub place_kinds: Vec<String>,
    /// Ways of meeting that are no place on a map: "by video conference".
    pub remote: Vec<Remote>,
    /// Prepositions before whoever acts in a passive.
    pub agent_functions: Vec<String>,
    /// Function of each grammatical case, in languages that have cases: `gen = "of"`.
    pub case_function: BTreeMap<String, String>,
    /// The infinitive has no marker: the bare form under a governing word is one.
    pub bare_infinitive: bool,
    /// Verbs with irregular forms, compactly: base, past, participle and, where it is not regular, progressive.
    pub irregular: Vec<String>,
    /// Base forms of the language's general verbs, parted by white space.
    pub verbs: String,
    /// Forms of those verbs that are nouns or adjectives before they are verbs.
    pub nouns_first: String,
    /// Adjectives that are no form of a verb.
    pub adjectives: String,
    /// Adverbs that their ending does not tell.
    pub adverbs: String,
}

/// A way of meeting from afar.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Remote {
    /// What stands for the place.
    pub name: String,
    /// The words, in lower case, single spaces.
    pub words: Vec<String>,
}

/// Words that stand for parties, a standing or an office named before.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StandIn {
    /// After a number or "both": "the three *countries*".
    pub parties: Vec<String>,
    /// Two by themselves: "both".
    pub pair: Vec<String>,
    /// Three by themselves: "the trio".
    pub trio: Vec<String>,
    /// "The *status*": the standing named before.
    pub standing: Vec<String>,
    /// "The *post*": the office named before.
    pub office: Vec<String>,
    /// "*Its* membership": whose it is was named before.
    pub owner: Vec<String>,
    /// "Partner", "presidency": a standing or office only where the organisation is said.
    pub loose: Vec<String>,
    /// "*His* nomination": whose it is was named before.
    pub person_owner: Vec<String>,
    /// Pronouns that stand for a person: "she".
    pub person: Vec<String>,
    /// Pronouns that stand for a person as an object: "him".
    pub person_object: Vec<String>,
    /// Pronouns that stand for several: "they".
    pub several: Vec<String>,
    /// Those who act for the state that sends them: "the Kenyan delegation".
    pub envoys: Vec<String>,
    /// Those who have a standing, who may act as one: "members".
    pub holders: Vec<String>,
    /// Words of which several in a row add a further one to a list: "together with", "as well as".
    pub adds: Vec<String>,
    /// After a word such as "that" it repeats the noun before: "that of".
    pub echo: Vec<String>,
    /// Before a noun alone it says that what is meant was named before: "*the* document".
    pub definite: Vec<String>,
}

/// Endings of a regular verb.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Conjugation {
    /// Ending of the lemma this applies to; empty for any.
    pub ends: String,
    /// Letters cut off the lemma before an ending.
    pub cut: usize,
    /// Third person present, from the whole lemma.
    pub third: String,
    /// Past and participle, after the cut.
    pub past: String,
    /// Progressive, after the cut of `ing-cut`.
    pub ing: String,
    /// Letters cut off before `ing`.
    pub ing_cut: usize,
}

/// A verb with its own forms.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Verb {
    /// The form rules name.
    pub lemma: String,
    /// Infinitive.
    pub base: Vec<String>,
    /// Present.
    pub present: Vec<String>,
    /// Past.
    pub past: Vec<String>,
    /// Past participle, of the passive and the perfect.
    pub participle: Vec<String>,
    /// Progressive or gerund.
    pub ing: Vec<String>,
    /// Forms that say by themselves that it is being done.
    pub progressive: Vec<String>,
    /// Future, where it is one word.
    pub future: Vec<String>,
    /// Passive forms that need no auxiliary: "established was" in one word.
    pub passive: Vec<String>,
}

/// What an auxiliary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Auxiliary {
    /// is, are.
    BePresent,
    /// was, were.
    BePast,
    /// be.
    BeBase,
    /// been.
    Been,
    /// being.
    Being,
    /// has, have.
    HavePresent,
    /// had.
    HavePast,
    /// do, does, did.
    Do,
    /// will, shall.
    Future,
    /// would.
    Would,
    /// may, might, could.
    Possible,
    /// should, must.
    Obliged,
    /// not, never.
    Not,
    /// to.
    Infinitive,
}

/// Place of a word in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grammar {
    /// of, in, to, by.
    Preposition,
    /// the, a, this, its.
    Determiner,
    /// and, or.
    Coordinator,
    /// which, who, that.
    Relative,
    /// whose: a relative that owns the noun after it.
    RelativeOwner,
    /// where: a relative of place.
    Locative,
    /// while, when, because.
    Subordinator,
    /// if, once, unless.
    Condition,
    /// whether: what follows is asked, not told.
    Question,
    /// Adverbs that may stand inside a verb group.
    Adverb,
    /// said, told, announced.
    Reporting,
    /// we, our, us: the speaker's own body.
    Ourselves,
    /// it, they, he: a party or body named before.
    Pronoun,
    /// former, earlier, previously, since: what follows is history.
    Past,
    /// Stands before a verb by a hyphen: "re-elected".
    Again,
    /// no: negates the noun after it.
    Without,
    /// Prepositions that also begin a clause: after, before, until.
    Conjunction,
    /// fifth, extraordinary, inaugural: what numbers or names one meeting among its like.
    Ordinal,
    /// next, upcoming: what is so called is still to come.
    Coming,
    /// order, view: after a preposition ("in order to") what follows is only meant to be.
    Purpose,
    /// sidelines, margins: what is done there is not done at the meeting.
    Aside,
    /// effect, consensus: ends a set phrase that tells how something is done ("with immediate effect").
    Manner,
    /// day, hour: "a two-day summit" is one meeting among its like.
    Lasting,
    /// new, newly: what is said to be so has just come to be.
    New,
    /// two, seven, thirteen: how many there are.
    Cardinal,
    /// applicants, candidates, new members: who is to be admitted.
    Applicant,
    /// namely, are, include: what follows lists what was counted.
    Enumerates,
    /// that, to, on, whether: begins what is decided or proposed.
    Complement,
}

/// What a governing word does to the act it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Governs {
    /// decide, agree, resolve, approve.
    Decide,
    /// plan, expect, schedule, be due.
    Plan,
    /// want, hope, seek, be ready.
    Wish,
    /// want, wish, seek: who wants a standing for itself asks for it.
    Want,
    /// propose, recommend, suggest, call for.
    Propose,
    /// refuse, fail, decline.
    Refuse,
    /// announce, declare: as its own tense says.
    Announce,
    /// begin, start, proceed.
    Begin,
    /// need, be required: as "must" before it.
    Oblige,
    /// postpone, defer, await: not done for now.
    Shelve,
}

/// Words that govern another act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Control {
    /// What they do to it.
    pub governs: Governs,
    /// Verbs, by lemma.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Nouns and adjectives, each form.
    #[serde(default)]
    pub words: Vec<String>,
}

/// Class of a noun of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounClass {
    /// observer status, full membership, member.
    Standing,
    /// chairmanship, secretary-general.
    Office,
    /// summit, meeting, session.
    Meeting,
    /// leaders, foreign ministers, member states.
    Collective,
    /// declaration, agreement, protocol.
    Text,
    /// format, centre, fund, secretariat.
    Institution,
    /// the organisation, the bloc: the organisation named before.
    Organisation,
    /// the country, the republic: the state named before.
    State,
    /// parliament, government, senate: an organ of a state.
    Organ,
    /// negotiations, talks, roadmap.
    Procedure,
    /// withdrawal, exit, suspension: the end or rest of a standing.
    Departure,
    /// participation, voting rights: what a standing consists of.
    Share,
}

/// A noun of the field.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phrase {
    /// Its class.
    pub class: NounClass,
    /// Normal form: `observer`, `chair`, `leaders`.
    pub value: String,
    /// Normal class of a standing: full, observer, partner, …
    #[serde(default)]
    pub standing: Option<comity_model::Class>,
    /// Counts only where an organisation owns it: "SCO partner", not "our partner".
    #[serde(default)]
    pub owned: bool,
    /// Its standing or office is named as the text has it: "director of the bureau", not "director".
    #[serde(default)]
    pub as_written: bool,
    /// The words, in lower case, single spaces, each form given.
    pub words: Vec<String>,
}

impl Lexicon {
    /// How many a number word means: the pack lists them in order, from two on.
    pub(crate) fn cardinal(&self, word: &str) -> Option<usize> {
        let words = self.grammar.get(&Grammar::Cardinal)?;
        words.iter().position(|it| it == word).map(|it| it + 2)
    }
}

impl StandIn {
    pub(super) fn merge(&mut self, other: StandIn) {
        self.parties.extend(other.parties);
        self.pair.extend(other.pair);
        self.trio.extend(other.trio);
        self.standing.extend(other.standing);
        self.office.extend(other.office);
        self.owner.extend(other.owner);
        self.loose.extend(other.loose);
        self.person_owner.extend(other.person_owner);
        self.person.extend(other.person);
        self.envoys.extend(other.envoys);
        self.several.extend(other.several);
        self.person_object.extend(other.person_object);
        self.holders.extend(other.holders);
        self.adds.extend(other.adds);
        self.echo.extend(other.echo);
        self.definite.extend(other.definite);
    }
}
