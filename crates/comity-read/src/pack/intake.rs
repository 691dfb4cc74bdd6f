//! Words of the layer intake.

use serde::{Deserialize, Serialize};

/// Words of the layer intake.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Intake {}
