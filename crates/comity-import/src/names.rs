//! Names in tables → ids.

use comity_atlas::{Atlas, Kind, Role};

/// Languages in which names of tables are looked up, after English.
const LANGUAGES: [&str; 8] = ["en", "ru", "fr", "es", "de", "pt", "tr", "ar"];

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// One party or organisation.
    One(&'static str),
    /// Several; a person has to choose.
    Several(Vec<&'static str>),
    /// Nobody of the atlas.
    Nobody,
}

/// Looks a name up; a part in brackets at its end is left out where the whole is not found.
pub(crate) fn find(name: &str) -> Named {
    let bare = name.split(" (").next().unwrap_or(name);
    match exact(name) {
        Named::Nobody if bare != name => exact(bare),
        found => found,
    }
}

fn exact(name: &str) -> Named {
    let atlas = Atlas::shipped();
    for lang in LANGUAGES {
        let Some(found) = atlas.longest(name, 0, lang).filter(|it| it.len == name.len()) else { continue };
        let ids = |fits: fn(Role) -> bool| {
            let entities = found.hits.iter().filter(|it| fits(it.role)).map(|it| atlas.entity(it.entity));
            let holders =
                entities.filter(|it| matches!(it.kind, Kind::State | Kind::Territory | Kind::Organisation));
            let mut ids: Vec<&'static str> = holders.map(|it| it.id).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let named = ids(|role| matches!(role, Role::Canonical | Role::Name | Role::Acronym));
        // A name that means something only in its context is no name in a table.
        let context = ids(|role| role == Role::Context);
        match named[..] {
            [] if context.is_empty() => {}
            [] => return Named::Several(context),
            [one] => return Named::One(one),
            _ => return Named::Several(named),
        }
    }
    Named::Nobody
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables() {
        assert_eq!(find("Kazakhstan"), Named::One("state:KZ"));
        assert_eq!(find("Bolivia (Plurinational State of)"), Named::One("state:BO"));
        assert_eq!(find("СНГ"), Named::One("org:cis"));
        assert_eq!(find("Congo"), Named::One("state:CG"));
        assert!(matches!(find("the Commonwealth"), Named::Several(ids) if ids.contains(&"org:cis")));
        assert_eq!(find("Kazakh"), Named::Nobody);
        assert_eq!(find("Nowhereland"), Named::Nobody);
    }
}
