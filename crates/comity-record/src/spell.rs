//! Spells: statements about one stretch of a standing or a term, and what they say together.
//!
//! Within a spell nothing is lost: what is overruled stays among its statements, and the spell says that it is disputed.

use std::collections::BTreeSet;

use comity_model::{Kind, Stage, Stance};

use crate::EntryId;
use crate::days::{DayNumber, Days};
use crate::statement::{Statement, StatementForm};

/// A statement and the place of its source in the policy's order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice<'s> {
    pub(crate) it: &'s Statement,
    pub(crate) place: u8,
}

/// Days that the beginnings of one spell may lie apart in different sources.
const APART: i32 = 730;

/// Statements about one stretch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spell<'s> {
    pub(crate) voices: Vec<Voice<'s>>,
}

/// What the statements of a spell say together, by the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) stage: Stage,
    /// Not reached: a plan, a request, a decision that was turned down.
    pub(crate) pending: bool,
    pub(crate) from: Option<Days>,
    /// Whether a source gives the beginning itself, not only the day of the decision.
    pub(crate) from_stated: bool,
    pub(crate) until: Option<Days>,
    pub(crate) disputed: bool,
    /// Best place among the statements that carry it.
    pub(crate) place: u8,
    /// The statements that carry it, the one that counts most first; the others say less or something else.
    pub(crate) carriers: Vec<EntryId>,
}

impl<'s> Voice<'s> {
    /// Whether it says that the act was decided or has taken effect.
    fn reached(&self) -> bool {
        matches!(self.it.stance, Stance::Affirms | Stance::Reports)
            && matches!(self.it.stage, Stage::Decided | Stage::InForce | Stage::Ended)
            && !matches!(self.it.kind, Kind::Request | Kind::Invite | Kind::Propose)
    }

    /// Whether it says that it is not so, or was turned down.
    fn refuses(&self) -> bool {
        self.it.stance == Stance::Denies
            || matches!(self.it.stage, Stage::Rejected | Stage::Postponed | Stage::Superseded)
    }

    /// The day it speaks of.
    pub(crate) fn day(&self) -> Option<Days> {
        self.it.from.or(self.it.on)
    }

    /// Whether it gives the beginning itself, and not only the day of the decision.
    fn stated(&self) -> bool {
        let row = self.it.form == StatementForm::Row;
        self.it.from.is_some() && (row || self.it.from != self.it.on || self.it.stage == Stage::InForce)
    }

    /// Whether this one, which says it is still to come or is not so, overrules `other`, which says it was reached.
    fn against(&self, other: &Voice<'_>) -> Option<bool> {
        if self.refuses() {
            let later = self.it.known >= other.it.known;
            return Some(self.place < other.place || self.place == other.place && later);
        }
        let ahead = self.day().is_some_and(|day| day.first > other.it.known);
        (!self.reached() && ahead && self.it.known > other.it.known).then_some(self.place <= other.place)
    }
}

impl<'s> Spell<'s> {
    /// Sorts statements into spells.
    pub(crate) fn sort(mut voices: Vec<Voice<'s>>) -> Vec<Spell<'s>> {
        voices.sort_by_key(|it| (it.day().map_or(DayNumber::MIN, |it| it.first), it.it.entry));
        let mut spells: Vec<Spell<'s>> = Vec::new();
        // Statements without a day go to the last spell that was known then, after the others have made them.
        let (dated, undated): (Vec<_>, Vec<_>) = voices.into_iter().partition(|it| it.day().is_some());
        for voice in dated.into_iter().chain(undated) {
            match spells.iter_mut().rev().find(|spell| spell.admits(&voice)) {
                Some(spell) => spell.voices.push(voice),
                None => spells.push(Spell { voices: vec![voice] }),
            }
        }
        spells
    }

    fn admits(&self, voice: &Voice<'_>) -> bool {
        self.voices.iter().any(|it| it.it.act == voice.it.act) || self.voices.iter().all(|it| fits(it, voice))
    }

    /// What its statements say together.
    pub(crate) fn verdict(&self) -> Verdict {
        let reached: Vec<&Voice<'_>> = self.voices.iter().filter(|it| it.reached()).collect();
        let mut disputed = false;
        let standing: Vec<&Voice<'_>> = reached
            .iter()
            .copied()
            .filter(|it| {
                let against: Vec<bool> = self.voices.iter().filter_map(|other| other.against(it)).collect();
                disputed |= !against.is_empty();
                !against.contains(&true)
            })
            .collect();
        let pending = standing.is_empty();
        let mut voices =
            if pending { self.voices.iter().filter(|it| !it.reached()).collect() } else { standing };
        voices.sort_by_key(|it| (it.place, -i64::from(it.it.known), it.it.entry));
        let refused = refusal(&voices).filter(|_| pending);
        let reached = voices.iter().filter(|it| !it.refuses()).map(|it| stage_of(it.it)).max();
        let stage = refused.or(reached).unwrap_or(Stage::Mooted);
        if pending && refused.is_none() {
            // A request of last year says nothing of the day for which the decision is planned.
            voices.retain(|it| !it.refuses() && stage_of(it.it) == stage);
        }
        let stated: Vec<&Voice<'_>> = voices.iter().copied().filter(|it| it.stated()).collect();
        let from_stated = !stated.is_empty();
        let from = prefer(if from_stated { &stated } else { &voices }, |it| it.day(), &mut disputed);
        let until = prefer(&voices, |it| it.it.until, &mut disputed);
        let place = voices.first().map_or(u8::MAX, |it| it.place);
        let carries = |it: &&&Voice<'_>| refused.is_none() || it.refuses();
        let carriers = voices.iter().filter(carries).map(|it| it.it.entry).collect();
        let from = from.map(|it| self.refine(it));
        Verdict { stage, pending, from, from_stated, until, disputed, place, carriers }
    }

    /// The most precise day that a statement of the spell gives and that agrees with the one chosen.
    fn refine(&self, chosen: Days) -> Days {
        let agree = self.voices.iter().filter(|it| !it.refuses()).filter_map(Voice::day);
        agree
            .filter(|it| it.meets(chosen))
            .fold(chosen, |best, it| if it.meets(best) && it.width() < best.width() { it } else { best })
    }

    /// Whether a source was seen to say so on a day on which it is not so by what counts more.
    pub(crate) fn is_contradicted(&self, from: Option<Days>, until: Option<Days>) -> bool {
        let seen = self.voices.iter().filter(|it| it.reached()).filter_map(|it| it.it.seen);
        seen.into_iter().any(|it| {
            until.is_some_and(|until| it.last >= until.last) || from.is_some_and(|from| it.first < from.first)
        })
    }

    /// Whether all that carry it say that it is applied without being in force yet.
    pub(crate) fn is_provisional(&self, verdict: &Verdict) -> bool {
        let carried = self.voices.iter().filter(|it| verdict.carriers.contains(&it.it.entry));
        carried.map(|it| it.it.provisional).reduce(|all, it| all && it).unwrap_or(false)
    }

    /// Whether a statement calls the standing so.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.voices.iter().any(|it| it.it.class.is_none() && it.it.standing.as_deref() == Some(name))
    }

    /// Whether one source speaks of both.
    pub(crate) fn shares_source(&self, other: &Spell<'_>) -> bool {
        self.voices.iter().any(|it| other.voices.iter().any(|other| other.it.source == it.it.source))
    }

    /// Its sources.
    pub(crate) fn sources(&self) -> BTreeSet<i64> {
        self.voices.iter().map(|it| it.it.source).collect()
    }

    /// The first day from which any of it was known.
    pub(crate) fn known(&self) -> DayNumber {
        self.voices.iter().map(|it| it.it.known).min().unwrap_or(crate::days::PAST)
    }
}

/// How far it has come, where what was asked for or planned was turned down: by the one that counts most, or after all
/// that tell of it otherwise.
fn refusal(voices: &[&Voice<'_>]) -> Option<Stage> {
    let told = voices.iter().filter(|it| !it.refuses()).map(|it| it.it.known).max();
    let last = voices.iter().find(|it| it.refuses() && told.is_none_or(|told| told < it.it.known));
    let first = voices.first().filter(|it| it.refuses());
    Some(match first.or(last)?.it.stage {
        stage @ (Stage::Postponed | Stage::Superseded) => stage,
        _ => Stage::Rejected,
    })
}

/// A stage as it counts for progress.
fn stage_of(it: &Statement) -> Stage {
    match (it.stance, it.kind, it.stage) {
        (Stance::Conditional, _, stage) => stage.min(Stage::Planned),
        (_, Kind::Request, stage) => stage.min(Stage::Requested),
        (_, Kind::Invite | Kind::Propose, stage) => stage.min(Stage::Proposed),
        (_, _, Stage::Ended) => Stage::InForce,
        (_, _, stage) => stage,
    }
}

/// Whether two statements can be about one stretch.
fn fits(a: &Voice<'_>, b: &Voice<'_>) -> bool {
    // Two stretches that one source showed apart are two.
    let rows =
        a.it.form == StatementForm::Row && b.it.form == StatementForm::Row && a.it.source == b.it.source;
    if rows && a.it.seen.zip(b.it.seen).is_some_and(|(a, b)| a.first != b.first) {
        return false;
    }
    let over = |one: &Voice<'_>, day: Days| one.it.until.is_some_and(|until| until.last <= day.first);
    let (first, second) = match (a.day(), b.day()) {
        (Some(first), Some(second)) => (first, second),
        (None, Some(day)) => return !over(a, day),
        (Some(day), None) => return !over(b, day),
        (None, None) => return true,
    };
    let one_source = rows && !first.meets(second);
    let apart = match a.it.kind {
        // Hand-over days differ by weeks between sources; years that follow one another are two terms.
        Kind::Chair if first.width() == 0 && second.width() == 0 => 31,
        Kind::Chair => 0,
        _ => APART,
    };
    first.gap(second) <= apart && !over(a, second) && !over(b, first) && !one_source
}

/// The day that counts: the first voice's, made more precise by voices that agree with it. `disputed` where days differ.
fn prefer(
    voices: &[&Voice<'_>],
    day: impl Fn(&Voice<'_>) -> Option<Days>,
    disputed: &mut bool,
) -> Option<Days> {
    let mut best: Option<Days> = None;
    for days in voices.iter().filter_map(|it| day(it)) {
        match best {
            None => best = Some(days),
            Some(chosen) if !chosen.meets(days) => *disputed = true,
            Some(chosen) if days.width() < chosen.width() => best = Some(days),
            Some(_) => {}
        }
    }
    best
}
