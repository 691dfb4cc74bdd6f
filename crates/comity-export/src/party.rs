//! What an id means.

use comity_record::Names;
use comity_record::answer::{AsOf, Named};

/// What a party is, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A state.
    State,
    /// A territory or an entity whose status is left open.
    Territory,
    /// An organisation or bloc.
    Organisation,
    /// A body of an organisation.
    Body,
    /// A person.
    Person,
    /// A name outside the atlas: nobody knows what it is.
    Unknown,
}

impl Kind {
    /// What an id means.
    pub fn of(id: &str) -> Kind {
        match id.split_once(':').map(|it| it.0) {
            Some("state") => Kind::State,
            Some("territory") => Kind::Territory,
            Some("org") => Kind::Organisation,
            Some("body") => Kind::Body,
            Some("person") => Kind::Person,
            _ => Kind::Unknown,
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Kind::State => "state",
            Kind::Territory => "territory",
            Kind::Organisation => "organisation",
            Kind::Body => "body",
            Kind::Person => "person",
            Kind::Unknown => "unknown",
        }
    }
}

/// The organisation of a body.
pub(crate) fn parent(id: &str) -> Option<String> {
    Some(format!("org:{}", id.strip_prefix("body:")?.split_once('/')?.0))
}

/// An id with its name.
pub(crate) fn named(names: &dyn Names, as_of: &AsOf, id: &str) -> Named {
    Named { name: names.name(id, as_of.on).unwrap_or_else(|| id.to_owned()), id: id.to_owned() }
}

/// Whom a claim names, by id or else by name.
pub(crate) fn of(it: &comity_model::PartyRef) -> Named {
    Named { id: it.id.clone().unwrap_or_else(|| it.name.clone()), name: it.name.clone() }
}
