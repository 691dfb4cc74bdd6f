//! A decision by consensus without a member, or against one.

use comity_model::{Kind, PartyRef};

use crate::RuleKind;
use crate::case::Case;
use crate::finding::{Finding, Severity};

/// The code.
pub const CODE: &str = "member-missing-for-consensus";

/// Holds who was absent or against it against the decision rule.
pub fn check(case: &Case<'_>) -> Option<Finding> {
    let rule = case.charter.rule(case.rule()?)?;
    let id = |it: &PartyRef| it.id.clone().unwrap_or_else(|| it.name.clone());
    let concerned = |it: &&PartyRef| case.party() == it.id.as_deref() && case.act.kind != Kind::Grant;
    let mut against: Vec<String> = case.act.against.iter().map(id).collect();
    let absent: Vec<String> = case.act.absent.iter().filter(|it| !concerned(it)).map(id).collect();
    if rule.kind == RuleKind::ConsensusMinusOne {
        let others = case.act.against.iter().filter(|it| !concerned(it));
        against = others.map(id).collect();
    }
    use RuleKind::{
        Consensus, ConsensusAbsentNotObjecting, ConsensusDeclaredDisinterest, ConsensusMinusOne, NoObjection,
        Unanimity, UnanimityOfVoters,
    };
    let needs_all = matches!(
        rule.kind,
        Consensus
            | ConsensusAbsentNotObjecting
            | ConsensusDeclaredDisinterest
            | ConsensusMinusOne
            | NoObjection
            | Unanimity
            | UnanimityOfVoters
    );
    let needs_presence = matches!(rule.kind, Consensus | Unanimity);
    let (severity, message) = if needs_all && !against.is_empty() {
        (Severity::Error, format!("decided against {}; the rule is `{}`", case.names(&against), rule.kind))
    } else if needs_presence && !absent.is_empty() {
        (Severity::Warning, format!("decided without {}; the rule is `{}`", case.names(&absent), rule.kind))
    } else {
        return None;
    };
    Some(case.finding(CODE, case.weight(severity), message, Some(&rule.cite), None))
}
