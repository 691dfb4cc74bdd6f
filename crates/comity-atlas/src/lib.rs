//! comity-atlas
