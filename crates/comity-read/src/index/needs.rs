//! What a rule needs of a sentence.
//!
//! It only ever says "cannot be": a sentence that lacks what every rule of its words needs is not looked at further.

use std::ops::Deref;

use comity_model::Kind;
use serde::{Deserialize, Serialize};

use super::hint::{Hints, Wants};
use crate::pack::{NounClass, Pack, Role, Rule, Slot};

/// What a rule needs of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Needs {
    /// One of each, wherever it stands.
    all: Vec<Hints>,
    /// One of them where the document is not about the organisation that it names most often.
    stated: Option<Hints>,
    /// What must stand on one side of a verb that is the predicate.
    places: Vec<Place>,
}

/// Where what fills a role stands beside a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    /// What may fill it.
    of: Hints,
    subject: bool,
    object: bool,
    after: bool,
    /// The prepositions before it.
    with: Option<Hints>,
    /// The head of the points of a resolution may fill it.
    head: bool,
}

/// What stands around a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// Before it.
    pub(crate) before: Hints,
    /// After it.
    pub(crate) after: Hints,
    /// A word before it may begin a relative clause, which can be about what stands before that word.
    pub(crate) relative: bool,
    /// It can be a participle, and so passive.
    pub(crate) participle: bool,
    /// It may be the verb of a point of a resolution.
    pub(crate) point: bool,
}

impl Needs {
    /// Whether a sentence has what is needed wherever it stands; `about` is whether the document is about its organisation.
    pub(crate) fn met(&self, has: Hints, about: bool) -> bool {
        has.meet(&self.all) && (about || self.stated.is_none_or(|it| has.any(it)))
    }

    /// Whether what stands around a verb can fill the roles of a rule.
    pub(crate) fn met_around(&self, verb: &impl Deref<Target = Around>) -> bool {
        self.places.iter().all(|it| it.may_be_filled(verb))
    }
}

impl Place {
    fn may_be_filled(&self, verb: &Around) -> bool {
        let (before, after) = (verb.before.any(self.of), verb.after.any(self.of));
        let anywhere = |hints| verb.before.any(hints) || verb.after.any(hints);
        self.head && verb.point
            || self.subject && (before || verb.participle && after && anywhere(Hints::BY))
            || self.object && (after || before && (verb.participle || verb.relative))
            || self.after && after
            // What is joined to a noun before the verb has the preposition of that noun.
            || self.with.is_some_and(|it| {
                after && anywhere(it) || before && (verb.before.any(it) || verb.participle && verb.after.any(it))
            })
    }
}

/// Nouns that may act for an organisation that only the text around them names.
const BODIES: [NounClass; 6] = [
    NounClass::Organisation,
    NounClass::Collective,
    NounClass::Meeting,
    NounClass::Institution,
    NounClass::Standing,
    NounClass::Office,
];

fn classes(classes: &[NounClass]) -> Hints {
    classes.iter().fold(Hints::NONE, |all, class| all.and(Hints::class(*class)))
}

fn bodies() -> Hints {
    Hints::ORGANISATION.and(Hints::PRONOUN).and(Hints::OURSELVES).and(classes(&BODIES))
}

/// What an organisation is named by, or meant.
fn organisations() -> Hints {
    let meant = Hints::PRONOUN.and(Hints::OURSELVES).and(Hints::class(NounClass::Organisation));
    Hints::ORGANISATION.and(meant)
}

/// What stands for those named before.
fn refers() -> Hints {
    Hints::PRONOUN.and(Hints::REFERS).and(Hints::CARDINAL)
}

/// Places that are no prepositions.
const PLACES: [&str; 8] = ["subj", "obj", "poss", "before", "after", "part", "named", "clause"];

/// Those places of a role that are prepositions.
pub(super) fn prepositions(slots: &[Slot]) -> Vec<Slot> {
    slots.iter().filter(|it| !PLACES.contains(&it.as_str())).cloned().collect()
}

/// The prepositions one of which must stand before what fills a role, where it has no other places, in a language without
/// cases.
fn only_prepositions(slots: &[Slot], pack: &Pack) -> Option<Vec<Slot>> {
    let found = prepositions(slots);
    (pack.lexicon.case_function.is_empty() && found.len() == slots.len()).then_some(found)
}

/// Whether a rule takes the organisation, which it needs, from its own places alone.
fn near(rule: &Rule) -> bool {
    rule.near_org && !rule.own_org && rule.needs.contains(&Role::Org)
}

/// What a rule needs of a sentence.
pub(super) fn needs(rule: &Rule, pack: &Pack, wants: &Wants) -> Needs {
    Needs {
        all: anywhere(rule, pack, wants),
        // Who receives or takes says whose act it is.
        stated: rule.party.is_empty().then(bodies),
        // Where cases say what hangs on what, what a role needs may stand anywhere.
        places: if pack.lexicon.case_function.is_empty() { places(rule, wants) } else { Vec::new() },
    }
}

/// Whether the sentences before may say what a rule is about: "applied for membership; the bloc accepted".
fn is_known_before(rule: &Rule) -> bool {
    rule.needs.contains(&Role::Party) && (rule.leans() || rule.ends_office())
}

/// Where what a rule needs stands beside its verb, those roles apart that may be filled from elsewhere.
fn places(rule: &Rule, wants: &Wants) -> Vec<Place> {
    let needs = |role: Role| rule.needs.contains(&role);
    let mut places = Vec::new();
    if needs(Role::Standing) && rule.standing_is.is_none() {
        places.extend(place(&rule.standing, standings(rule, wants), wants));
    }
    if needs(Role::Object)
        && !is_known_before(rule)
        && !rule.object_is.is_empty()
        && rule.noun_class.is_none()
    {
        let bodies = [NounClass::Institution, NounClass::Organ];
        let body = rule.object_is.contains(&NounClass::Collective);
        let body = if body { classes(&bodies).and(Hints::PRONOUN) } else { Hints::NONE };
        // "It enters into force in May".
        let body = if rule.is_of_text() { body.and(Hints::PRONOUN) } else { body };
        let body = body.and(members(rule));
        let objects = classes(&rule.object_is).and(Hints::ORGANISATION).and(body);
        places.extend(place(&rule.object, objects, wants));
    }
    if near(rule) {
        places.extend(place(&rule.org, organisations(), wants));
    }
    if needs(Role::Agent) || rule.by_body {
        let agents = bodies().and(Hints::class(NounClass::Organ));
        let others = Hints::STATE.and(Hints::PLACE).and(Hints::PERSON).and(refers());
        let others = others.and(Hints::class(NounClass::State));
        let agents = if rule.by_body { agents } else { agents.and(others) };
        // Who governs the predicate stands before it.
        let agent = place(&rule.agent, agents, wants);
        places.extend(agent.map(|it| Place { subject: true, head: true, ..it }));
    }
    places
}

/// A place of a role; none where it may be filled in ways that are not told by the side of the verb.
fn place(slots: &[Slot], of: Hints, wants: &Wants) -> Option<Place> {
    if slots.iter().any(|it| matches!(it.as_str(), "poss" | "part" | "named" | "clause")) {
        return None;
    }
    let has = |name: &str| slots.iter().any(|it| it == name);
    let with = wants.of_prepositions(&prepositions(slots));
    Some(Place {
        of,
        subject: has("subj") || has("before"),
        object: has("obj"),
        after: has("after"),
        with,
        head: false,
    })
}

/// "The members met": who holds a standing meets.
fn members(rule: &Rule) -> Hints {
    let meets = rule.act == Kind::Convene && rule.object_is.contains(&NounClass::Collective);
    if meets { Hints::class(NounClass::Standing) } else { Hints::NONE }
}

/// The standings and offices that a rule may give.
fn standings(rule: &Rule, wants: &Wants) -> Hints {
    let any = classes(&[NounClass::Standing, NounClass::Office]);
    let named = wants.of_standings(&rule.standing_in).unwrap_or(any);
    // "It goes to Malta in 2027", "handed it to Malta": the chair that the sentence before names.
    let passes = rule.act == Kind::Chair && rule.party.iter().any(|it| it == "to");
    let named_again = rule.standing.iter().any(|it| it == "subj" || it == "obj");
    if passes && named_again { named.and(Hints::PRONOUN) } else { named }
}

/// What must stand somewhere: one of each set.
fn anywhere(rule: &Rule, pack: &Pack, wants: &Wants) -> Vec<Hints> {
    let mut needs: Vec<Hints> =
        [&rule.nouns_near, &rule.object_words].into_iter().filter_map(|it| wants.of_words(it)).collect();
    // "named": the office named before, wherever it stands.
    let elsewhere = rule.standing_is.is_some() || rule.standing.iter().any(|slot| slot == "named");
    if rule.needs.contains(&Role::Standing) && !elsewhere {
        needs.push(standings(rule, wants));
        needs.extend(only_prepositions(&rule.standing, pack).and_then(|it| wants.of_prepositions(&it)));
    }
    let refers = refers();
    let named = Hints::STATE.and(Hints::ORGANISATION).and(Hints::PLACE).and(refers);
    if rule.needs.contains(&Role::Party) {
        let described =
            classes(&[NounClass::State, NounClass::Organisation, NounClass::Organ, NounClass::Collective]);
        let parties = named.and(described);
        let persons = Hints::PERSON.and(Hints::PRONOUN);
        needs.push(match (rule.person, rule.via_person) {
            (true, _) if rule.party_is_agent => parties.and(persons),
            // "The secretary-general resigned": who holds the office is named before.
            (true, _) if rule.in_office => persons.and(classes(&[NounClass::Office])),
            (true, _) => persons,
            (false, true) => parties.and(persons),
            (false, false) => parties,
        });
    }
    let bodies = bodies();
    if rule.needs.contains(&Role::Org) {
        needs.push(if near(rule) { organisations() } else { bodies });
        let before = near(rule).then(|| only_prepositions(&rule.org, pack)).flatten();
        needs.extend(before.and_then(|it| wants.of_prepositions(&it)));
    }
    // Who acts is a body, and neither state nor person.
    if rule.by_body {
        needs.push(bodies);
    } else if rule.needs.contains(&Role::Agent) {
        let organs = classes(&[NounClass::State, NounClass::Organ]);
        needs.push(bodies.and(organs).and(Hints::STATE).and(Hints::PERSON).and(refers));
    }
    let told = rule.object.iter().any(|slot| slot == "clause") || rule.noun_class.is_some();
    if rule.needs.contains(&Role::Object) && !rule.object_is.is_empty() && !told && !is_known_before(rule) {
        let collective = rule.object_is.contains(&NounClass::Collective);
        let bodies = collective || rule.object_is.contains(&NounClass::Institution);
        // "They will meet again", "the Permanent Council met".
        let meant = classes(&[NounClass::Institution, NounClass::Organ]).and(Hints::PRONOUN);
        let meant = meant.and(members(rule));
        needs.push(
            [(bodies, Hints::ORGANISATION), (collective, meant), (rule.is_of_text(), Hints::PRONOUN)]
                .into_iter()
                .filter(|it| it.0)
                .fold(classes(&rule.object_is), |all, it| all.and(it.1)),
        );
    }
    if rule.enumerated {
        needs.push(Hints::HEADING);
    }
    if !rule.light_verbs.is_empty() && rule.verbs.is_empty() {
        needs.push(Hints::LIGHT);
    }
    if rule.negated && rule.nouns.is_empty() && rule.noun_class.is_none() {
        needs.push(Hints::NOT);
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verb(before: Hints, after: Hints) -> Around {
        Around { before, after, relative: false, participle: false, point: false }
    }

    #[test]
    fn an_active_verb_has_its_object_after_it() {
        let place = Place { of: Hints::STATE, object: true, ..Place::default() };
        assert!(place.may_be_filled(&verb(Hints::NONE, Hints::STATE)));
        assert!(!place.may_be_filled(&verb(Hints::STATE, Hints::NONE)));
        let passive = Around { participle: true, ..verb(Hints::STATE, Hints::NONE) };
        assert!(place.may_be_filled(&passive));
        let relative = Around { relative: true, ..verb(Hints::STATE, Hints::NONE) };
        assert!(place.may_be_filled(&relative));
    }

    #[test]
    fn who_acts_stands_before_an_active_verb() {
        let place = Place { of: Hints::STATE, subject: true, ..Place::default() };
        assert!(place.may_be_filled(&verb(Hints::STATE, Hints::NONE)));
        assert!(!place.may_be_filled(&verb(Hints::NONE, Hints::STATE.and(Hints::BY))));
        let passive = Around { participle: true, ..verb(Hints::NONE, Hints::STATE.and(Hints::BY)) };
        assert!(place.may_be_filled(&passive));
        let unsaid = Around { participle: true, ..verb(Hints::NONE, Hints::STATE) };
        assert!(!place.may_be_filled(&unsaid));
    }

    #[test]
    fn a_preposition_stands_before_what_it_governs() {
        let place = Place { of: Hints::STATE, with: Some(Hints::BY), ..Place::default() };
        assert!(place.may_be_filled(&verb(Hints::BY.and(Hints::STATE), Hints::NONE)));
        assert!(place.may_be_filled(&verb(Hints::BY, Hints::STATE)));
        assert!(!place.may_be_filled(&verb(Hints::STATE, Hints::BY)));
    }
}
