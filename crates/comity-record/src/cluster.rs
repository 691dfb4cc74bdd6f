//! Which claims are about one act: same organisation, kind, party, standing or object, and days that can be the same.

use comity_model::Kind;
use sha2::{Digest, Sha256};

use crate::EntryId;
use crate::days::Days;
use crate::statement::{Statement, StatementForm};

/// A claim that a new one may join.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) act: EntryId,
    pub(crate) object: Option<String>,
    pub(crate) on: Option<Days>,
    pub(crate) from: Option<Days>,
}

/// What must be equal for two claims to be about one act.
pub(crate) struct Key {
    pub(crate) text: String,
    /// 16 bits of the organisation's digest, so that what is added together lies together, and 48 of its own.
    pub(crate) number: i64,
}

impl Key {
    /// None for statements that only stand for themselves.
    pub(crate) fn of(it: &Statement) -> Option<Key> {
        let text = key(it)?;
        let head = digest(it.org.as_deref().unwrap_or_default()) << 48;
        let number = (head | digest(&text) >> 16).cast_signed();
        Some(Key { text, number })
    }
}

/// The head of a text's digest.
fn digest(text: &str) -> u64 {
    Sha256::digest(text).first_chunk().map_or(0, |it| u64::from_le_bytes(*it))
}

fn key(it: &Statement) -> Option<String> {
    if it.form == StatementForm::Row {
        return None;
    }
    let org = it.org.as_deref()?;
    let what = || {
        it.class.map(|class| crate::word::name(&class)).or_else(|| it.standing.as_deref().map(str::to_owned))
    };
    let group = match it.kind {
        Kind::Propose | Kind::Decide if it.party.is_some() && it.standing.is_some() => Kind::Grant,
        kind => kind,
    };
    let tail = match group {
        Kind::Establish | Kind::Propose | Kind::Decide | Kind::Adopt => {
            it.object.as_ref()?;
            return Some(format!("initiative|{org}"));
        }
        Kind::Rename | Kind::Dissolve | Kind::Sign | Kind::EnterIntoForce => {
            it.object.as_deref().or(it.party.as_deref())?;
            it.party.as_deref().unwrap_or_default().to_owned()
        }
        Kind::Convene => it.body.as_deref()?.to_owned(),
        Kind::Ratify => format!("{}|{}", it.party.as_deref()?, it.object.is_some()),
        Kind::Chair => format!("{}|{}", it.party.as_deref()?, it.standing.as_deref().unwrap_or("chair")),
        Kind::Withdraw | Kind::Suspend | Kind::End | Kind::Restore => it.party.as_deref()?.to_owned(),
        Kind::Grant | Kind::Request | Kind::Invite | Kind::Appoint => {
            format!("{}|{}", it.party.as_deref()?, what().unwrap_or_default())
        }
    };
    Some(format!("{}|{org}|{tail}", crate::word::name(&group)))
}

/// Days that two claims about one act may lie apart: plans slip, and computed days are off by one.
fn tolerance(kind: Kind) -> i32 {
    match kind {
        Kind::Grant | Kind::Request | Kind::Invite | Kind::Establish | Kind::Propose | Kind::Decide => 730,
        Kind::Withdraw | Kind::Suspend | Kind::End | Kind::Restore | Kind::Adopt | Kind::Rename => 183,
        Kind::Dissolve | Kind::Ratify | Kind::EnterIntoForce | Kind::Appoint => 183,
        Kind::Sign => 31,
        Kind::Chair => 0,
        Kind::Convene => 2,
    }
}

/// The act that the claim joins, the best one first: one whose days meet, then one without days, then the nearest.
pub(crate) fn choose(it: &Statement, candidates: &[Candidate]) -> Option<EntryId> {
    candidates
        .iter()
        .rev()
        .filter(|other| objects_agree(it.object.as_deref(), other.object.as_deref()))
        .filter_map(|other| Some((distance(it, other)?, other.act)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, act)| act)
}

/// How far apart the days of two claims are; none where they cannot be about one act.
fn distance(it: &Statement, other: &Candidate) -> Option<i32> {
    let pairs = [(it.from, other.from), (it.on, other.on), (it.on, other.from), (it.from, other.on)];
    let gap = pairs.iter().filter_map(|(a, b)| Some((*a)?.gap((*b)?))).min();
    match gap {
        Some(0) => Some(0),
        None => Some(1),
        Some(gap) => (gap <= tolerance(it.kind)).then_some(gap + 1),
    }
}

/// Whether two names of a format, text or initiative can mean one thing: the words of the shorter are all in the longer.
pub(crate) fn objects_agree(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a.is_none() && b.is_none() };
    let (a, b) = (tokens(a), tokens(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|it| long.contains(it)) && (short.len() > 1 || long.len() < 3)
}

/// The words of a name, folded.
pub(crate) fn tokens(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && c != '+')
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_format_agree() {
        assert!(objects_agree(Some("“CIS Plus” interaction format"), Some("CIS Plus")));
        assert!(!objects_agree(Some("CIS Plus"), Some("CIS Observer and Partner institutions")));
        assert!(!objects_agree(Some("CIS"), Some("the CIS Plus format")));
        assert!(!objects_agree(Some("CIS Plus"), None));
    }
}
