//! Confidence: how far each signal of a claim speaks for it (`confidence.toml`).
//!
//! The weights are fitted by `cargo xtask calibrate` on annotated documents and read by people: a signal names what was
//! seen ("party:subj", "org:context", "told-twice"), its weight adds to the log-odds that the claim is right.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Weights of a language's signals.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Confidence {
    /// Claims below this confidence are not made.
    pub threshold: f32,
    /// Log-odds of a claim without any signal.
    pub bias: f32,
    /// Log-odds that a signal adds.
    pub weights: BTreeMap<String, f32>,
}

impl Confidence {
    /// The share of claims with these signals that are right; `None` where the pack has no weights.
    pub fn of(&self, signals: &[String]) -> Option<f32> {
        if self.weights.is_empty() {
            return None;
        }
        let sum: f32 = signals.iter().filter_map(|it| self.weights.get(it)).sum();
        let share = 1.0 / (1.0 + (-(self.bias + sum)).exp());
        Some((share * 100.0).round() / 100.0)
    }
}
