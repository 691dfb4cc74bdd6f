//! Columns and values.

use crate::Kind as Panel;

/// A column of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number.
    Number,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'v> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'v str),
    /// A whole number.
    Number(i32),
}

impl<'v> Value<'v> {
    /// Text, or nothing where it is empty.
    pub(crate) fn text(text: &'v str) -> Value<'v> {
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }

    /// A number written as text, or nothing.
    pub(crate) fn number(text: &str) -> Value<'v> {
        text.parse().map_or(Value::Empty, Value::Number)
    }

    /// A number, or nothing.
    pub(crate) fn some(number: Option<i8>) -> Value<'v> {
        number.map_or(Value::Empty, |it| Value::Number(i32::from(it)))
    }

    /// 1 or 0.
    pub(crate) fn flag(flag: bool) -> Value<'v> {
        Value::Number(i32::from(flag))
    }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn number(name: &'static str) -> Column {
    Column { name, kind: Kind::Number }
}

const STANDINGS: &[Column] = &[
    number("year"),
    text("org"),
    text("org_name"),
    text("cow_org"),
    number("ionum"),
    text("party"),
    text("party_name"),
    text("stateabb"),
    number("ccode"),
    number("code_on_31_dec"),
    number("code_any_day"),
    text("minus1_reason"),
    text("class_on_31_dec"),
    text("class_any_day"),
    text("standing"),
    number("suspended"),
    number("withdrawing"),
    number("disputed"),
    number("unverified"),
];

const DYADS: &[Column] = &[
    number("year"),
    text("org"),
    text("org_name"),
    text("cow_org"),
    number("ionum"),
    text("party1"),
    number("ccode1"),
    text("party2"),
    number("ccode2"),
    number("code1_on_31_dec"),
    number("code2_on_31_dec"),
    number("code1_any_day"),
    number("code2_any_day"),
    text("class1_on_31_dec"),
    text("class2_on_31_dec"),
    number("joint_full_on_31_dec"),
    number("joint_full_any_day"),
];

const JOINT: &[Column] = &[
    number("year"),
    text("party1"),
    number("ccode1"),
    text("party2"),
    number("ccode2"),
    number("full_on_31_dec"),
    number("full_any_day"),
    number("any_on_31_dec"),
    number("any_any_day"),
];

/// Columns of a panel, in order.
pub(crate) fn columns(panel: Panel) -> &'static [Column] {
    match panel {
        Panel::OrganisationYear | Panel::StateYear => STANDINGS,
        Panel::Dyad => DYADS,
        Panel::Joint => JOINT,
    }
}
