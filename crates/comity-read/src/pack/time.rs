//! Words of the layer time.

use serde::{Deserialize, Serialize};

/// Words of the layer time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Time {}
