//! Several holders of one office: "Prime Ministers A of B and C of D", "the presidents of B and D, A and C".

use comity_atlas::{EntityIdx, Kind, Role};

use super::words::tag;
use super::{OfficeMention, People, Reader, Title};

/// Most tokens before the name of who is the subject of a sentence.
const OPENING: usize = 3;

/// Most tokens of a list.
const LONGEST: usize = 120;

impl Reader<'_> {
    /// Gives a plural title to each person of the list after it.
    pub(super) fn list(
        &self,
        people: &mut People,
        titles: &[Title],
        n: usize,
        offices: &mut Vec<OfficeMention>,
    ) {
        let title = &titles[n];
        let sentence = self.text.sentences.get(self.text.sentence_of(title.core.start));
        let end = sentence.map_or(0, |it| it.tokens.end).min(title.core.end + LONGEST);
        // States named and not yet given to a person, in order.
        let mut states: Vec<EntityIdx> = Vec::new();
        let mut members: Vec<(usize, Option<EntityIdx>)> = Vec::new();
        let mut at = title.core.end;
        while at < end {
            if let Ok(mention) = people.mentions.binary_search_by_key(&at, |it| it.tokens.start) {
                at = people.mentions[mention].tokens.end;
                let own = self.state_after(at);
                let dash = matches!(
                    self.text.low(people.mentions[mention].tokens.start.saturating_sub(1)),
                    "–" | "—" | "-"
                );
                let state = own.map(|(state, _)| state).or_else(|| if dash { states.pop() } else { None });
                at = own.map_or(at, |(_, end)| end);
                members.push((mention, state));
                continue;
            }
            if let Some(mention) = self.mention_at(at).filter(|it| it.tokens.start == at) {
                if mention.kind != Kind::Place && mention.role != Role::Context {
                    states.push(mention.entity);
                }
                at = mention.tokens.end;
                continue;
            }
            if self.text.mark(at) == Some(b'(') && self.state_after(at).is_none() {
                // "(D-City)": what is said of a name in brackets.
                let close = (at..end.min(at + 8)).find(|it| self.text.mark(*it) == Some(b')'));
                at = close.map_or(at + 1, |it| it + 1);
                continue;
            }
            let low = self.text.low(at);
            let between = matches!(low, "," | ";" | ":" | "–" | "—" | "-" | "." | "(" | ")" | "'s" | "'")
                || self.has(at, tag::AND | tag::OF | tag::DEFINITE | tag::HONORIFIC);
            if !between {
                break;
            }
            at += 1;
        }
        if members.is_empty() {
            members = self.list_before(people, title);
        }
        if members.is_empty() {
            members = self.of_states(people, titles, n);
        }
        // "The foreign ministers, Ruiz said": who speaks after a comma need not be one of them.
        if members.len() == 1 && !title.said && self.text.mark(title.tokens.end) == Some(b',') {
            return;
        }
        let single = states.len() == 1 && title.of.is_some();
        let open = members.iter().filter(|(_, state)| state.is_none()).count();
        for (k, (mention, state)) in members.iter().enumerate() {
            let paired = (states.len() == open).then(|| states.get(k).copied()).flatten();
            let of = state.or(paired).or(if single { title.of } else { None });
            self.give(people, title, *mention, of, title.elect, offices);
        }
        people.holders[n] = members.first().map(|(mention, _)| people.mentions[*mention].person);
    }

    /// "Foreign ministers sat down; Chile's Ana Ruiz spoke": persons of states without an office, in what follows.
    fn of_states(&self, people: &People, titles: &[Title], n: usize) -> Vec<(usize, Option<EntityIdx>)> {
        let title = &titles[n];
        let Some(pack) = self.persons.office.get(title.office) else { return Vec::new() };
        if pack.field || pack.partial || pack.calling || pack.posted || title.past {
            return Vec::new();
        }
        let sentence = self.text.sentence_of(title.core.start);
        let end = self.text.sentences.get(sentence).map_or(0, |it| it.tokens.end);
        let next = self.text.sentences.get(sentence + 1).map_or(0, |it| it.tokens.start);
        let from = people.mentions.partition_point(|it| it.tokens.start < title.core.end);
        // "The ministers met. Chile's Ana Ruiz spoke": the subject of the sentence after.
        let near = |at: usize| at <= end || at <= next + OPENING;
        let inside = people.mentions[from..].iter().take_while(|it| near(it.tokens.start));
        inside
            .enumerate()
            .filter_map(|(k, it)| Some((from + k, Some(self.state_owning(it.tokens.start)?))))
            .collect()
    }

    /// "Chile's Ana Ruiz": the state right before a name.
    pub(super) fn state_owning(&self, name: usize) -> Option<EntityIdx> {
        let mark = name.checked_sub(1).filter(|it| self.text.low(*it) == "'s")?;
        let mention = self.mention_at(mark.checked_sub(1)?)?;
        (mention.kind == Kind::State && mention.tokens.end == mark).then_some(mention.entity)
    }

    /// "A of B and C of D came as presidents": the persons of states before "as", nearest last.
    fn list_before(&self, people: &People, title: &Title) -> Vec<(usize, Option<EntityIdx>)> {
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(title.core.start)) else {
            return Vec::new();
        };
        if title.start <= sentence.tokens.start || !self.has(title.start - 1, tag::AS) {
            return Vec::new();
        }
        let mut members = Vec::new();
        let mut next = title.start - 1;
        let mut slack = 4;
        let mut n = people.mentions.partition_point(|it| it.tokens.end <= next);
        while n > 0 {
            let mention = &people.mentions[n - 1];
            let Some((state, end)) = self.state_after(mention.tokens.end) else { break };
            if mention.tokens.start < sentence.tokens.start || end > next || next - end > slack {
                break;
            }
            members.push((n - 1, Some(state)));
            (next, slack, n) = (mention.tokens.start, 2, n - 1);
        }
        members.reverse();
        members
    }
}

#[cfg(test)]
mod tests {
    use crate::person::tests::held;

    #[test]
    fn persons_of_states_after_an_office_of_several() {
        assert_eq!(
            held("The foreign ministers sat down first; Chile's Ana Ruiz spoke."),
            ["Ana Ruiz | foreign minister | state:CL"]
        );
        assert!(
            held("Foreign Minister Ana Ruiz of Chile and Peru's Jon Bell came.")
                .contains(&"Jon Bell | foreign minister | state:PE".to_owned())
        );
    }
}
