//! The words for values of charters, as their files write them.

use std::fmt::{Display, Formatter, Result};

use super::{Effect, Holder, Period, RuleKind, Trigger};

impl Display for Effect {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.trigger {
            Trigger::Decision => "on decision",
            Trigger::Signature => "on signature",
            Trigger::Deposit => "on deposit",
            Trigger::Ratification => "on ratification",
            Trigger::Notice => "on notice",
            Trigger::Acceptance => "on acceptance",
            Trigger::NextSession => "next session",
            Trigger::EndOfYear => "end of the year",
            Trigger::FixedDay => "on the day decided",
        })?;
        if self.delay == Period::default() { Ok(()) } else { write!(f, " + {}", self.delay) }
    }
}

impl Display for Holder {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Holder::State => "state",
            Holder::Territory => "territory",
            Holder::Organisation => "organisation",
            Holder::Entity => "entity",
        })
    }
}

impl Display for RuleKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            RuleKind::Consensus => "consensus",
            RuleKind::ConsensusDeclaredDisinterest => "consensus-declared-disinterest",
            RuleKind::ConsensusAbsentNotObjecting => "consensus-absent-not-objecting",
            RuleKind::ConsensusMinusOne => "consensus-minus-one",
            RuleKind::Unanimity => "unanimity",
            RuleKind::UnanimityOfVoters => "unanimity-of-voters",
            RuleKind::Majority => "majority",
            RuleKind::NotifiedMajority => "notified-majority",
            RuleKind::MajorityBindsAcceptors => "majority-binds-acceptors",
            RuleKind::TwoThirds => "two-thirds",
            RuleKind::QualifiedMajority => "qualified-majority",
            RuleKind::NoObjection => "no-objection",
            RuleKind::Executive => "executive",
            RuleKind::InvitationAndAcceptance => "invitation-and-acceptance",
            RuleKind::Election => "election",
        })
    }
}
