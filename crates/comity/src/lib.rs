//! comity
