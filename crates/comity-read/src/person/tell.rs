//! Offices told by a verb ("who heads the commission") or by what somebody else holds ("her Peruvian counterpart").

use comity_atlas::{EntityIdx, Kind};

use super::hold::FAR;
use super::words::tag;
use super::{OfficeMention, People, PersonMention, Reader, Title};
use crate::text::Bytes;

/// How many titles back the one is sought whose holder has a counterpart.
const KIN: usize = 8;

/// Most tokens between two names of a list.
const LISTED: usize = 5;

impl Reader<'_> {
    /// "Ana Ruiz, who heads the commission": the verb says the office.
    pub(super) fn headings(&self, people: &People, offices: &mut Vec<OfficeMention>) {
        for mention in &people.mentions {
            let comma = usize::from(self.text.mark(mention.tokens.end) == Some(b','));
            let who = mention.tokens.end + comma;
            let elect = self.elected_to_head(mention.tokens.clone());
            let verb = elect.unwrap_or(who + 1);
            if elect.is_none() && !self.has(who, tag::WHO) {
                continue;
            }
            let Some(kind) = self.words.heading(self.text.id(verb)) else { continue };
            let Some(office) = self.persons.office.get(kind) else { continue };
            let limit = self.text.sentences.get(self.text.sentence_of(verb)).map_or(verb, |it| it.tokens.end);
            let object = verb + 1 + usize::from(self.has(verb + 1, tag::PREPOSITION));
            let Some(found) = self.object(object, limit) else { continue };
            let own = found.of.filter(|_| found.text.is_none());
            let title = self.heads(kind, &office.id, own);
            let name = found.text.map_or(title.to_owned(), |it| format!("{title} {it}"));
            let name = if elect.is_some() { format!("{name} (designate)") } else { name };
            let of = found.of.map(|it| self.atlas.entity(it).id.to_owned());
            let bytes = Bytes::new(mention.bytes.start, self.text.bytes(verb..found.end).end);
            offices.push(OfficeMention { person: mention.person, kind, office: name, of, bytes });
        }
    }

    /// "Elected Ana Ruiz, the foreign minister of Chile, to head the commission": the verb after "to".
    fn elected_to_head(&self, name: std::ops::Range<usize>) -> Option<usize> {
        let sentence = self.text.sentences.get(self.text.sentence_of(name.start))?;
        if !self.elected_before(name.start, sentence.tokens.start) {
            return None;
        }
        let end = sentence.tokens.end.min(name.end + FAR);
        let to = (name.end..end)
            .find(|it| self.has(*it, tag::AT) && self.words.heading(self.text.id(it + 1)).is_some())?;
        Some(to + 1)
    }

    /// "her Indian counterpart, Ana Ruiz": the office named last before, of another state.
    pub(super) fn kin(&self, people: &People, titles: &[Title], offices: &mut Vec<OfficeMention>) {
        let kin = |word| self.words.tags(word) & tag::KIN != 0;
        let all = self.text.tokens.iter().enumerate().filter(|it| kin(it.1.id()));
        for at in all.map(|it| it.0) {
            let after = people.at(at + 1).or_else(|| {
                let mut n = at + 1 + usize::from(self.text.mark(at + 1) == Some(b','));
                while self.has(n, tag::HONORIFIC) {
                    n += 1;
                }
                people.at(n)
            });
            let own = (at.saturating_sub(3)..at).rev().find(|it| self.has(*it, tag::OWN));
            let before = own.and_then(|it| it.checked_sub(1)).filter(|it| self.text.mark(*it) == Some(b','));
            let Some(mention) = after.or_else(|| people.ending(before?)) else { continue };
            let n = titles.partition_point(|it| it.core.end <= at);
            let sentence = self.text.sentence_of(at);
            let office = |n: &usize| {
                let calling = self.persons.office.get(titles[*n].office).is_some_and(|it| it.calling);
                !calling && people.holders[*n].is_some_and(|it| it != mention.person)
            };
            let title = (n.saturating_sub(KIN)..n).rev().find(office).map(|n| &titles[n]);
            let title = title.filter(|it| self.text.sentence_of(it.core.start) + 3 >= sentence);
            let adjective = self.mention_at(at.wrapping_sub(1)).filter(|it| it.kind != Kind::Place);
            let owner = adjective.map(|it| it.entity).or_else(|| self.state_after(at + 1).map(|it| it.0));
            let Some(title) = title else { continue };
            let mut give = |mention: &PersonMention, owner: EntityIdx| {
                let of = Some(self.atlas.entity(owner).id.to_owned());
                let bytes = self.text.bytes(mention.tokens.start.min(at)..mention.tokens.end.max(at + 1));
                let (kind, office) = (title.office, title.name.clone());
                offices.push(OfficeMention { person: mention.person, kind, office, of, bytes });
            };
            if let Some(owner) = owner {
                give(mention, owner);
                continue;
            }
            // "Her counterparts Ana Ruiz, from Chile, and Jon Bell, from Peru".
            let mut next = Some(mention);
            while let Some((mention, (owner, end))) =
                next.and_then(|it| self.state_beside(it.tokens.end).map(|owner| (it, owner)))
            {
                give(mention, owner);
                let name = (end..end + LISTED).find(|it| people.at(*it).is_some());
                let between = |it: usize| {
                    self.has(it, tag::AND | tag::HONORIFIC) || matches!(self.text.low(it), "," | ".")
                };
                next = name.filter(|it| (end..*it).all(between)).and_then(|it| people.at(it));
            }
        }
    }

    /// "of Chile", ", from Chile" after a name.
    fn state_beside(&self, at: usize) -> Option<(EntityIdx, usize)> {
        self.state_after(at + usize::from(self.text.mark(at) == Some(b',')))
    }
}

#[cfg(test)]
mod tests {
    use crate::person::tests::held;

    #[test]
    fn verbs_and_colleagues_say_offices() {
        assert_eq!(
            held("Ana Ruiz, who heads the African Union Commission, came."),
            ["Ana Ruiz | head of the African Union Commission | org:au"]
        );
        assert!(
            held("Foreign Minister Ana Ruiz of Chile met her Peruvian counterpart Jon Bell.")
                .contains(&"Jon Bell | foreign minister | state:PE".to_owned())
        );
        let several = held(
            "Prime Minister Ana Ruiz of Chile met her counterparts Jon Bell, from Peru, and Max Olsen, from Malta.",
        );
        assert_eq!(several.len(), 3, "{several:?}");
    }

    #[test]
    fn the_chief_of_an_organisation_has_its_title() {
        assert_eq!(held("UNESCO chief Ana Ruiz came."), ["Ana Ruiz | director-general | org:unesco"]);
        assert_eq!(held("Ana Ruiz, who heads the OIC, came."), ["Ana Ruiz | secretary-general | org:oic"]);
        assert_eq!(
            held("Ana Ruiz, head of the OIC delegation, came."),
            ["Ana Ruiz | head of the OIC delegation | org:oic"]
        );
    }
}
