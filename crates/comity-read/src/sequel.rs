//! Sequels: what a later clause tells of an act that was told before.
//!
//! "X was elected. Her term begins on 1 May" gives the election its day of effect; "The vote took place on Monday in
//! Baku" gives it the day and the place on which it was done. The clauses are found by rules that say what they tell
//! ([`Tells`]); they are no acts of their own.

use comity_model::{Kind, Stage, Stance};

use crate::claim::{Again, Filled, Raw, is_after};
use crate::pack::{Pack, Tells};

/// How many sentences before the clause that tells its day an act may stand.
const REACH: usize = 3;

/// Gives acts what later clauses tell of them, and leaves the clauses out.
pub(crate) fn told(mut acts: Vec<Raw>, pack: &Pack) -> Vec<Raw> {
    let tells = |raw: &Raw| pack.rules.get(raw.rule).and_then(|it| it.tells);
    let clauses: Vec<Raw> = acts.extract_if(.., |it| tells(it).is_some()).collect();
    for clause in clauses.iter().filter(|it| it.stance == Stance::Affirms) {
        let first = near(&acts, clause);
        match tells(clause) {
            Some(Tells::Effect) => effect(clause, &mut acts[first..]),
            Some(Tells::Event) => event(clause, &mut acts[first..]),
            Some(Tells::Predecessor) => predecessor(clause, &mut acts[first..]),
            None => {}
        }
    }
    takes_up(&mut acts);
    tells_again(&mut acts);
    acts
}

/// "X signed a treaty. The document was signed by the ministers": a definite noun alone tells an act again, and adds to
/// it who did it, when and where.
fn tells_again(acts: &mut Vec<Raw>) {
    let mut kept: Vec<Raw> = Vec::with_capacity(acts.len());
    for act in acts.drain(..) {
        let first = near(&kept, &act);
        let told =
            act.again.and_then(|again| kept[first..].iter_mut().rfind(|it| is_told_again(it, &act, again)));
        let Some(told) = told else {
            kept.push(act);
            continue;
        };
        told.when = told.when.take().or(act.when);
        told.place = told.place.take().or(act.place);
        told.agent = told.agent.take().or(act.agent);
        told.evidence.extend(act.evidence);
    }
    *acts = kept;
}

/// Whether a clause with a definite noun alone may mean an act told before it.
fn is_told_again(before: &Raw, clause: &Raw, again: Again) -> bool {
    let (text, decided) = (
        matches!(clause.kind, Kind::Sign | Kind::Propose | Kind::Adopt | Kind::Ratify),
        matches!(clause.kind, Kind::Adopt | Kind::Decide),
    );
    let kind = match again {
        Again::Decision if decided => {
            !matches!(before.kind, Kind::Convene | Kind::Propose | Kind::Request | Kind::Sign)
        }
        _ => before.kind == clause.kind && text && (clause.party.is_none() || before.party.is_some()),
    };
    kind && before.sentence < clause.sentence
        && before.org.entity == clause.org.entity
        && before.stage == clause.stage
        && is_before_it(before, clause)
        && clause.stance == Stance::Affirms
}

/// Makes the taking up of an office the effect of the election told before it: "elected in March, she will take up the
/// post in May".
fn takes_up(acts: &mut Vec<Raw>) {
    let mut kept: Vec<Raw> = Vec::with_capacity(acts.len());
    for act in acts.drain(..) {
        let first = near(&kept, &act);
        let coming = kept[first..].iter_mut().rfind(|it| is_term_of(it, &act));
        if let Some(term) = coming {
            let told = std::mem::replace(term, act);
            term.effective = term.effective.take().or(told.when);
            term.evidence.extend(told.evidence);
            continue;
        }
        let begins = act.stage != Stage::Decided && !act.background;
        let elected = kept[first..].iter_mut().rfind(|it| {
            let later = act
                .when
                .as_ref()
                .is_some_and(|own| it.when.as_ref().is_none_or(|elected| is_after(own.day, elected.day)));
            begins && it.stage == Stage::Decided && is_of_one_office(it, &act) && later
        });
        match elected {
            Some(elected) => {
                elected.effective = elected.effective.take().or(act.when);
                elected.evidence.extend(act.evidence);
            }
            None => kept.push(act),
        }
    }
    *acts = kept;
}

/// "She will be the next head of it. Ministers approved her nomination": what is to come, and the act that decides it.
fn is_term_of(term: &Raw, act: &Raw) -> bool {
    let sooner = term.when.as_ref().zip(act.when.as_ref()).is_none_or(|(a, b)| is_after(a.day, b.day));
    term.stage == Stage::Planned
        && act.stage == Stage::Decided
        && !act.background
        && is_of_one_office(term, act)
        && sooner
}

/// Whether an appointment told before is of the same person to the same office.
fn is_of_one_office(before: &Raw, after: &Raw) -> bool {
    before.kind == Kind::Appoint
        && after.kind == Kind::Appoint
        && is_before_it(before, after)
        && is_same(before.party.as_ref(), after.party.as_ref())
        && before.standing == after.standing
        && before.org.entity == after.org.entity
}

/// Whether both name the same party.
fn is_same(a: Option<&Filled>, b: Option<&Filled>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.is_same(b))
}

/// The first of some acts, in order of their sentences, that stands near enough before a clause to be meant by it.
fn near(acts: &[Raw], clause: &Raw) -> usize {
    acts.partition_point(|it| it.sentence + REACH < clause.sentence)
}

/// Whether an act stands before a clause and near enough to be meant by it.
fn is_before_it(act: &Raw, clause: &Raw) -> bool {
    act.stance == Stance::Affirms
        && act.predicate.end <= clause.predicate.start
        && clause.sentence.checked_sub(act.sentence).is_some_and(|it| it <= REACH)
}

/// The day on which the act told last takes effect: of the party that the clause names, where it names one.
fn effect(clause: &Raw, acts: &mut [Raw]) {
    let Some(when) = &clause.when else { return };
    let meant = |act: &Raw| {
        let party = clause.party.is_none() || is_same(act.party.as_ref(), clause.party.as_ref());
        let kind = match clause.party {
            Some(_) => matches!(act.kind, Kind::Appoint | Kind::Chair),
            None => matches!(
                act.kind,
                Kind::Appoint
                    | Kind::Chair
                    | Kind::Grant
                    | Kind::Suspend
                    | Kind::Withdraw
                    | Kind::End
                    | Kind::Restore
            ),
        };
        let done = matches!(act.stage, Stage::Decided | Stage::InForce | Stage::Planned | Stage::Deciding);
        kind && party
            && done
            && is_before_it(act, clause)
            && !act.background
            && act.when.as_ref().is_none_or(|own| is_after(when.day, own.day))
    };
    let Some(last) = acts.iter().rposition(meant) else { return };
    let (sentence, kind, standing) = (acts[last].sentence, acts[last].kind, acts[last].standing.clone());
    for act in acts.iter_mut().filter(|it| meant(it)) {
        if act.sentence == sentence && act.kind == kind && act.standing == standing {
            act.effective.get_or_insert_with(|| when.clone());
        }
    }
}

/// The day and the place of the acts told in the nearest sentence before.
fn event(clause: &Raw, acts: &mut [Raw]) {
    let ahead = |raw: &Raw| matches!(raw.stage, Stage::Planned | Stage::Mooted | Stage::Deciding);
    let meant = |act: &Raw| {
        is_before_it(act, clause)
            && !matches!(act.kind, Kind::Convene)
            && !act.background
            && ahead(act) == ahead(clause)
            && act.when.is_none()
    };
    let Some(last) = acts.iter().rposition(meant) else { return };
    let sentence = acts[last].sentence;
    for act in acts.iter_mut().filter(|it| it.sentence == sentence && meant(it)) {
        act.when.clone_from(&clause.when);
        if act.place.is_none() {
            act.place.clone_from(&clause.place);
        }
    }
}

/// From whom a chair told before passes, where nothing there says it.
fn predecessor(clause: &Raw, acts: &mut [Raw]) {
    // "The handover came in a session": nobody hands over.
    let Some(before) = clause.agent.as_ref().filter(|it| it.id.is_some()) else { return };
    let meant = |act: &&mut Raw| {
        // "President Ruiz of Malta was elected. She succeeds …": who acts for the state.
        let person =
            clause.party.as_ref().and_then(|it| it.id.as_deref()).is_some_and(|it| it.starts_with("person:"));
        let party = clause.party.is_none() || person || is_same(act.party.as_ref(), clause.party.as_ref());
        let other = act.party.as_ref().is_some_and(|it| !it.is_same(before));
        act.kind == Kind::Chair && party && other && is_before_it(act, clause)
    };
    if let Some(act) = acts.iter_mut().rfind(meant) {
        // Who elects is told less often than asked for: the outgoing chair hands over.
        act.agent = Some(before.clone());
        act.evidence.extend(clause.evidence.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use comity_model::{Claim, Kind};

    use crate::read::sentences;

    fn only(text: &str, kind: Kind) -> Claim {
        let reading = sentences(text);
        let mut found = reading.claims.into_iter().filter(|it| it.kind == kind);
        found.next().expect("a claim")
    }

    fn days(claim: &Claim) -> (Option<String>, Option<String>) {
        let day = |it: &Option<comity_model::When>| it.as_ref().map(|it| it.edtf.to_string());
        (day(&claim.when), day(&claim.effective))
    }

    #[test]
    fn a_term_that_begins_later_is_the_effect_of_the_election() {
        let claim = only(
            "On 3 March 2024 the OTS elected Ana Ruiz as Secretary-General. Her term begins on 1 May 2024.",
            Kind::Appoint,
        );
        assert_eq!(days(&claim), (Some("2024-03-03".into()), Some("2024-05-01".into())));
    }

    #[test]
    fn another_persons_term_is_no_effect() {
        let claim = only(
            "The OTS elected Ana Ruiz as Secretary-General. Paul Okoro took office on 1 May 2014.",
            Kind::Appoint,
        );
        assert_eq!(days(&claim), (None, None));
    }

    #[test]
    fn an_event_told_by_its_noun_gives_the_day_and_the_place() {
        let claim = only(
            "The OTS elected Ana Ruiz as Secretary-General. The election took place on 3 March 2024 in Baku.",
            Kind::Appoint,
        );
        assert_eq!(days(&claim), (Some("2024-03-03".into()), None));
        assert_eq!(claim.place.as_deref(), Some("Baku"));
    }

    #[test]
    fn a_vote_to_come_is_not_that_which_was_held() {
        let claim = only(
            "The OTS elected Ana Ruiz as Secretary-General. The vote on the budget will take place on 3 March 2030.",
            Kind::Appoint,
        );
        assert_eq!(days(&claim), (None, None));
    }
}
