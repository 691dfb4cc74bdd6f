//! The record with the shipped atlas and policy.

use comity_atlas::{Atlas, Kind, Role};
use comity_model::Day;

pub use comity_record::*;

/// Languages in which names are looked up.
const LANGUAGES: &[&str] = &["en", "ru", "fr", "es", "ar", "zh", "de", "pt", "tr", "kk"];

/// Names by the shipped atlas.
#[derive(Clone, Copy, Debug, Default)]
pub struct AtlasNames;

impl Names for AtlasNames {
    fn name(&self, id: &str, _: Day) -> Option<String> {
        let atlas = Atlas::shipped();
        atlas.by_id(id).map(|it| atlas.entity(it).name.to_owned())
    }

    fn find(&self, name: &str) -> Vec<String> {
        let atlas = Atlas::shipped();
        let mut ids: Vec<String> = coded(atlas, name);
        if ids.is_empty() {
            ids = LANGUAGES.iter().flat_map(|lang| named(atlas, name, lang)).collect();
        }
        ids.sort();
        ids.dedup();
        ids
    }
}

/// `org:cis`, `cis`, `KZ`.
fn coded(atlas: &Atlas, name: &str) -> Vec<String> {
    let forms = [
        name.to_owned(),
        format!("org:{}", name.to_lowercase()),
        format!("state:{name}"),
        format!("territory:{name}"),
    ];
    forms.into_iter().filter(|it| atlas.by_id(it).is_some()).take(1).collect()
}

/// Whom a name means, places left out; of several, a usual name counts before one that needs a context.
fn named(atlas: &Atlas, name: &str, lang: &str) -> Vec<String> {
    let Some(found) = atlas.longest(name, 0, lang).filter(|it| it.len == name.len()) else {
        return Vec::new();
    };
    let fits = |role: Role| !matches!(role, Role::Adjective | Role::Demonym);
    let hits = found.hits.iter().filter(|it| fits(it.role) && atlas.entity(it.entity).kind != Kind::Place);
    hits.map(|it| atlas.entity(it.entity).id.to_owned()).collect()
}

/// A shipped file has a mistake; a test reads all of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the preference policy cannot be read: {0}")]
pub struct BadPolicy(String);

/// The shipped preference policy.
pub fn policy() -> Result<Policy, BadPolicy> {
    toml::from_str(include_str!("../../../base/policy.toml")).map_err(|it| BadPolicy(it.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_can_be_read_and_names_parties_of_the_atlas() {
        let policy = policy().expect("a policy");
        assert_eq!(policy.order.len(), 6);
        for it in &policy.publishers {
            assert!(Atlas::shipped().by_id(&it.of).is_some(), "{}", it.of);
        }
    }

    #[test]
    fn names_find_ids_and_homonyms_all_of_theirs() {
        let find = |name: &str| AtlasNames.find(name);
        assert_eq!(find("CIS"), ["org:cis"]);
        assert_eq!(find("Kazakhstan"), ["state:KZ"]);
        assert_eq!(find("KZ"), ["state:KZ"]);
        assert_eq!(find("Казахстан"), ["state:KZ"]);
        assert!(find("the Commonwealth").len() > 1, "{:?}", find("the Commonwealth"));
        assert_eq!(find("Nowhereland"), Vec::<String>::new());
    }
}
