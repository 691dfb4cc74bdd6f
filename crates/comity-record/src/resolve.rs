//! From statements to standings: what one party holds in one organisation, as known on each day.
//!
//! The result is a set of rows, each with the days *on* which and the days *from and until known* for which it is an
//! answer. Asking is then a look-up; nothing is replayed.

use std::sync::Arc;

use comity_model::{Class, Kind, Stage};

use crate::EntryId;
use crate::days::{DayNumber, Days, FUTURE, PAST};
use crate::spell::{Spell, Verdict, Voice};

/// What a party holds, or is to hold, over days; valid for questions as of a range of known days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) class: Option<Class>,
    pub(crate) standing: Arc<str>,
    pub(crate) stage: Stage,
    pub(crate) pending: bool,
    pub(crate) from: Option<Days>,
    pub(crate) until: Option<Days>,
    pub(crate) disputed: bool,
    pub(crate) unverified: bool,
    /// Applied without being in force yet, by all that carry it.
    pub(crate) provisional: bool,
    /// First day of being known at all.
    pub(crate) since: DayNumber,
    /// Its statements: first those that carry it.
    pub(crate) support: Vec<EntryId>,
    /// How many of them carry it.
    pub(crate) carriers: usize,
    /// Days on which it is shown: first, and first after.
    pub(crate) on: (DayNumber, DayNumber),
    /// Known days for which it is the answer: first, and first after.
    pub(crate) known: (DayNumber, DayNumber),
}

/// A spell with its verdict.
pub(crate) struct Judged<'s> {
    pub(crate) spell: Spell<'s>,
    pub(crate) verdict: Verdict,
    pub(crate) class: Option<Class>,
    pub(crate) lost: Vec<EntryId>,
}

/// The rows of one party in one organisation.
pub(crate) fn rows(voices: &[Voice<'_>]) -> Vec<Line> {
    sweep(voices, at)
}

/// Answers for each stretch of known days in which nothing new became known.
fn sweep(voices: &[Voice<'_>], at: impl Fn(&[Voice<'_>]) -> Vec<Line>) -> Vec<Line> {
    let mut days: Vec<DayNumber> =
        voices.iter().flat_map(|it| [Some(it.it.known), it.it.void_known]).flatten().collect();
    days.sort_unstable();
    days.dedup();
    let mut done: Vec<Line> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for (n, day) in days.iter().enumerate() {
        let next = days.get(n + 1).copied().unwrap_or(FUTURE);
        let seen: Vec<Voice<'_>> = voices.iter().copied().filter(|it| it.it.is_known(*day)).collect();
        let mut now = at(&seen);
        for line in &mut now {
            line.known = (*day, next);
            if let Some(before) = open.iter().position(|it| same(it, line)) {
                line.known.0 = open.swap_remove(before).known.0;
            }
        }
        done.append(&mut open);
        open = now;
    }
    done.append(&mut open);
    done
}

/// Whether a line only goes on.
fn same(a: &Line, b: &Line) -> bool {
    a.known.1 == b.known.0 && Line { known: b.known, ..a.clone() } == *b
}

/// Standings as known when exactly these statements were known.
fn at(voices: &[Voice<'_>]) -> Vec<Line> {
    let mut losses: Vec<Voice<'_>> = Vec::new();
    let mut returns: Vec<Voice<'_>> = Vec::new();
    let mut tracks: Vec<(Option<Class>, Vec<Voice<'_>>)> = Vec::new();
    for voice in voices {
        let (kind, class) = (voice.it.kind, voice.it.class);
        let overlay = class.is_some_and(Class::is_overlay);
        match kind {
            Kind::Withdraw | Kind::End if !overlay => losses.extend(of_standing(voice, voices)),
            Kind::Restore => returns.push(*voice),
            _ if class == Some(Class::Former) => losses.push(*voice),
            Kind::Suspend => push(&mut tracks, Some(Class::Suspended), *voice),
            Kind::Grant | Kind::Request | Kind::Invite | Kind::Propose | Kind::Decide | Kind::Withdraw
                if voice.it.standing.is_some() || class.is_some() =>
            {
                push(&mut tracks, class, *voice);
            }
            _ => {}
        }
    }
    let mut spells = Vec::new();
    for (class, voices) in tracks {
        for spell in Spell::sort(voices) {
            let verdict = spell.verdict();
            spells.push(Judged { spell, verdict, class, lost: Vec::new() });
        }
    }
    give_back(&mut spells, returns);
    let leaving = lose(&mut spells, losses);
    promote(&mut spells);
    contradict(&mut spells);
    spells.iter().map(line).chain(leaving).collect()
}

/// A loss, where it is one of a standing: who leaves an office or an agreement keeps what it holds in the organisation.
fn of_standing<'s>(loss: &Voice<'s>, voices: &[Voice<'_>]) -> Option<Voice<'s>> {
    let it = loss.it;
    let is = match (&it.class, &it.standing, &it.object) {
        (Some(_), ..) | (None, None, None) => true,
        (None, None, Some(_)) => false,
        // No normal form: an office, or a standing if the organisation grants one of this name.
        (None, Some(name), _) => voices.iter().any(|it| {
            it.it.kind == Kind::Grant && it.it.class.is_none() && it.it.standing.as_ref() == Some(name)
        }),
    };
    is.then_some(*loss)
}

fn push<'s>(tracks: &mut Vec<(Option<Class>, Vec<Voice<'s>>)>, class: Option<Class>, voice: Voice<'s>) {
    match tracks.iter_mut().find(|(it, _)| *it == class) {
        Some((_, voices)) => voices.push(voice),
        None => tracks.push((class, vec![voice])),
    }
}

/// A restoration ends the suspension before it; without one, it gives the standing that it names.
fn give_back<'s>(spells: &mut Vec<Judged<'s>>, returns: Vec<Voice<'s>>) {
    for spell in Spell::sort(returns) {
        let verdict = spell.verdict();
        let day = verdict.from;
        let open = spells.iter_mut().filter(|it| {
            it.class == Some(Class::Suspended)
                && !it.verdict.pending
                && begins_before(it.verdict.from, day)
                && it.verdict.until.is_none_or(|until| day.is_none_or(|day| until.meets(day)))
        });
        match open.max_by_key(|it| it.verdict.from.map(|it| it.first)) {
            Some(suspended) if !verdict.pending => {
                end(suspended, day, &spell, verdict.disputed);
            }
            Some(_) => {}
            None => {
                let class = spell.voices.iter().find_map(|it| it.it.class).filter(|it| !it.is_overlay());
                if class.is_some() {
                    spells.push(Judged { spell, verdict, class, lost: Vec::new() });
                }
            }
        }
    }
}

fn begins_before(from: Option<Days>, day: Option<Days>) -> bool {
    match (from, day) {
        (Some(from), Some(day)) => from.first < day.last || from.meets(day),
        _ => true,
    }
}

/// Ends a spell on a day that another spell gives.
fn end(judged: &mut Judged<'_>, day: Option<Days>, by: &Spell<'_>, disputed: bool) {
    let differs = matches!((judged.verdict.until, day), (Some(a), Some(b)) if !a.meets(b));
    judged.verdict.until = match (judged.verdict.until, day) {
        (Some(old), Some(new)) if old.meets(new) => Some(if old.width() <= new.width() { old } else { new }),
        (old, None) => old,
        (_, new) => new,
    };
    judged.verdict.disputed |= differs || disputed;
    judged.lost.extend(by.voices.iter().map(|it| it.it.entry));
}

/// Withdrawals and endings: those with an effect end standings; those under way lie over them as `withdrawing`.
fn lose<'s>(spells: &mut [Judged<'s>], losses: Vec<Voice<'s>>) -> Vec<Line> {
    let mut leaving = Vec::new();
    for spell in Spell::sort(losses) {
        let verdict = spell.verdict();
        let named = spell.voices.iter().find_map(|it| it.it.class);
        let unformed = spell.voices.iter().find_map(|it| it.it.standing.clone()).filter(|_| named.is_none());
        let named = named.filter(|it| *it != Class::Former);
        let effective = !verdict.pending && (verdict.from_stated || verdict.stage != Stage::Decided);
        let mut hit = false;
        for judged in spells.iter_mut().filter(|it| !it.verdict.pending) {
            let over = judged.class.is_some_and(Class::is_overlay);
            let meant = match (named, &unformed) {
                (Some(class), _) => judged.class == Some(class) || over,
                (None, Some(name)) => judged.spell.is_called(name),
                (None, None) => true,
            };
            let open = judged.verdict.until.is_none_or(|until| {
                verdict.from.is_none_or(|day| until.gap(day) <= 730 || until.first > day.first)
            });
            if !meant || !open || !begins_before(judged.verdict.from, verdict.from) {
                continue;
            }
            hit = true;
            if effective {
                let earlier = judged.spell.voices.iter().map(|it| it.place).min() < Some(verdict.place)
                    && judged.verdict.until.is_some();
                let kept = judged.verdict.until;
                end(judged, verdict.from, &spell, verdict.disputed);
                if earlier {
                    judged.verdict.until = kept;
                }
            }
        }
        if !effective || !hit {
            leaving.push(under_way(spell, verdict, effective));
        }
    }
    leaving
}

/// A line for a withdrawal that has no effect yet, or that ends a standing the record does not have.
fn under_way(spell: Spell<'_>, verdict: Verdict, over: bool) -> Line {
    let class = if over { Class::Former } else { Class::Withdrawing };
    let refused = matches!(verdict.stage, Stage::Rejected | Stage::Postponed | Stage::Superseded);
    let mut line = line(&Judged { spell, verdict, class: Some(class), lost: Vec::new() });
    line.standing = crate::word::name(&class).into();
    if !over {
        // A notice holds from when it is known; the day it speaks of is the day of leaving.
        line.pending = refused;
        line.on = (line.since, FUTURE);
    }
    line
}

/// A higher standing takes the place of the lower one that came before it.
fn promote(spells: &mut [Judged<'_>]) {
    let higher = |class: Option<Class>| match class {
        Some(Class::Full) => Some(3),
        Some(Class::Associate) => Some(2),
        Some(Class::Candidate | Class::Observer | Class::Partner | Class::Special) => Some(1),
        _ => None,
    };
    let gains: Vec<_> = spells
        .iter()
        .filter(|it| !it.verdict.pending)
        .filter_map(|it| Some((higher(it.class)?, it.verdict.from?, it.verdict.until)))
        .collect();
    for judged in spells.iter_mut().filter(|it| !it.verdict.pending && it.verdict.until.is_none()) {
        let Some(rank) = higher(judged.class).filter(|rank| *rank < 3) else { continue };
        let next = gains.iter().filter(|(other, from, _)| {
            *other > rank && judged.verdict.from.is_none_or(|it| it.first < from.first)
        });
        judged.verdict.until = next.map(|(_, from, _)| *from).min();
    }
}

/// Two standings from the same day on, each told by sources that do not tell the other, contradict each other: one of
/// them uses a word loosely.
fn contradict(spells: &mut [Judged<'_>]) {
    let told = |a: &Judged<'_>, b: &Judged<'_>| {
        let begin = a.verdict.from.zip(b.verdict.from).is_some_and(|(a, b)| a.width() == 0 && a == b);
        let held = |it: &Judged<'_>| !it.verdict.pending && it.class.is_some_and(|it| !it.is_overlay());
        begin && held(a) && held(b) && a.class != b.class && !a.spell.shares_source(&b.spell)
    };
    let disputed: Vec<bool> = spells.iter().map(|a| spells.iter().any(|b| told(a, b))).collect();
    for (judged, disputed) in spells.iter_mut().zip(disputed) {
        judged.verdict.disputed |= disputed;
    }
}

/// The line of a spell.
pub(crate) fn line(it: &Judged<'_>) -> Line {
    let verdict = &it.verdict;
    let since = it.spell.known();
    let mut voices = it.spell.voices.clone();
    voices.sort_by_key(|it| (it.place, -i64::from(it.it.known), it.it.entry));
    let standing = voices.iter().find_map(|it| it.it.standing.clone());
    let class = it.class.map(|class| Arc::from(crate::word::name(&class)));
    let begin = verdict.from.map_or(PAST, |it| it.first);
    // What lies ahead is shown from the day it was known.
    let shown = if verdict.pending || begin > since { begin.min(since) } else { begin };
    let shown = if verdict.pending && verdict.from.is_none() { since } else { shown };
    let past = verdict.until.map_or(FUTURE, |it| it.last);
    let mut support = verdict.carriers.clone();
    support.extend(voices.iter().map(|it| it.it.entry).filter(|it| !verdict.carriers.contains(it)));
    support.extend(&it.lost);
    Line {
        class: it.class,
        standing: standing.or(class).unwrap_or_else(|| "".into()),
        stage: verdict.stage,
        pending: verdict.pending,
        from: verdict.from,
        until: verdict.until,
        disputed: verdict.disputed || it.spell.is_contradicted(verdict.from, verdict.until),
        unverified: voices.iter().all(|it| it.it.unverified),
        provisional: it.spell.is_provisional(verdict),
        since,
        support,
        carriers: verdict.carriers.len(),
        on: (shown, if verdict.pending { FUTURE } else { past }),
        known: (PAST, FUTURE),
    }
}
