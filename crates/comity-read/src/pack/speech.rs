//! Words of the layer speech.

use serde::{Deserialize, Serialize};

/// Words of the layer speech.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {}
