//! The checks, one file a code. Each has a page in `docs/findings/` whose examples are tests.

pub mod chair_not_eligible;
pub mod chair_out_of_rotation;
pub mod competence_contested;
pub mod effect_before_decision;
pub mod effect_day_differs;
pub mod exit_notice_too_short;
pub mod exit_overtaken;
pub mod grantor_lacks_competence;
pub mod holder_kind_not_eligible;
pub mod member_missing_for_consensus;
pub mod plan_expired;
pub mod recommendation_taken_for_decision;
pub mod self_suspension_not_provided;
pub mod standing_already_held;
pub mod standing_kind_unknown;
pub mod standing_not_held;
pub mod suspended_party_acts;
pub mod two_chairs_in_one_term;

use crate::case::Case;
use crate::finding::Finding;

/// A check.
pub type Check = fn(&Case<'_>) -> Option<Finding>;

/// All of them, by code.
pub const ALL: [(&str, Check); 18] = [
    (chair_not_eligible::CODE, chair_not_eligible::check),
    (chair_out_of_rotation::CODE, chair_out_of_rotation::check),
    (competence_contested::CODE, competence_contested::check),
    (effect_before_decision::CODE, effect_before_decision::check),
    (effect_day_differs::CODE, effect_day_differs::check),
    (exit_notice_too_short::CODE, exit_notice_too_short::check),
    (exit_overtaken::CODE, exit_overtaken::check),
    (grantor_lacks_competence::CODE, grantor_lacks_competence::check),
    (holder_kind_not_eligible::CODE, holder_kind_not_eligible::check),
    (member_missing_for_consensus::CODE, member_missing_for_consensus::check),
    (plan_expired::CODE, plan_expired::check),
    (recommendation_taken_for_decision::CODE, recommendation_taken_for_decision::check),
    (self_suspension_not_provided::CODE, self_suspension_not_provided::check),
    (standing_already_held::CODE, standing_already_held::check),
    (standing_kind_unknown::CODE, standing_kind_unknown::check),
    (standing_not_held::CODE, standing_not_held::check),
    (suspended_party_acts::CODE, suspended_party_acts::check),
    (two_chairs_in_one_term::CODE, two_chairs_in_one_term::check),
];
