//! The lines of a charter: all of them, and those that are law on a day.

use comity_model::Day;

use super::{Charter, Cite, before};

impl Charter {
    /// The same with only the lines that may be law on `day`.
    #[must_use]
    pub fn on(&self, day: Day) -> Charter {
        let mut it = self.clone();
        let law = |cite: &Cite| cite.range.may_hold(day);
        it.versions.retain(|it| !before(day, it.in_force));
        it.bodies.retain(|it| law(&it.cite));
        it.rules.retain(|it| law(&it.cite));
        it.standings.retain(|it| law(&it.cite));
        it.suspensions.retain(|it| law(&it.cite));
        it.exits.retain(|it| law(&it.cite));
        it.formats.retain(|it| law(&it.cite));
        it.chairs.retain(|it| law(&it.cite));
        it
    }
}

impl Charter {
    /// All lines of the law, in the order of sections.
    pub fn cites(&self) -> Vec<&Cite> {
        let mut all: Vec<&Cite> = self.versions.iter().map(|it| &it.cite).collect();
        all.extend(self.bodies.iter().map(|it| &it.cite));
        all.extend(self.rules.iter().map(|it| &it.cite));
        all.extend(self.standings.iter().map(|it| &it.cite));
        all.extend(self.suspensions.iter().map(|it| &it.cite));
        all.extend(self.exits.iter().map(|it| &it.cite));
        all.extend(self.formats.iter().map(|it| &it.cite));
        for chair in &self.chairs {
            all.push(&chair.cite);
            all.extend(chair.exceptions.iter().map(|it| &it.cite));
        }
        all
    }
}
