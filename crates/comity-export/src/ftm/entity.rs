//! An entity of FollowTheMoney: what each source says of it, with first and last hearing.

use std::collections::BTreeMap;

/// Who says something, and when the record heard it.
#[derive(Clone)]
pub(super) struct Voice {
    pub(super) dataset: String,
    pub(super) origin: &'static str,
    pub(super) seen: String,
}

/// How a property came to be known.
pub(super) struct Heard {
    /// Type of the property.
    pub(super) kind: &'static str,
    pub(super) origin: &'static str,
    /// When the record heard it first, and last.
    pub(super) first: String,
    pub(super) last: String,
}

/// Properties of one entity, before they are written: property, value, data set → how it came to be known.
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) schema: &'static str,
    pub(super) rows: BTreeMap<(&'static str, String, String), Heard>,
}

impl Entity {
    pub(super) fn new(id: &str, schema: &'static str) -> Entity {
        Entity { id: id.to_owned(), schema, rows: BTreeMap::new() }
    }

    pub(super) fn say(&mut self, prop: &'static str, kind: &'static str, value: &str, by: &Voice) {
        if value.is_empty() {
            return;
        }
        let row = self.rows.entry((prop, value.to_owned(), by.dataset.clone()));
        let heard = row.or_insert_with(|| Heard {
            kind,
            origin: by.origin,
            first: by.seen.clone(),
            last: by.seen.clone(),
        });
        if by.seen < heard.first {
            heard.first.clone_from(&by.seen);
        }
        if by.seen > heard.last {
            heard.last.clone_from(&by.seen);
        }
    }

    /// That the entity is there at all, by a voice.
    pub(super) fn exists(&mut self, by: &Voice) {
        let id = self.id.clone();
        self.say("id", "id", &id, by);
    }
}
