//! Several holders of one office: "Prime Ministers A of B and C of D", "the presidents of B and D, A and C".

use comity_atlas::{EntityIdx, Kind, Role};

use super::words::tag;
use super::{OfficeMention, People, Reader, Title};

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
            if self.text.low(at) == "(" && self.state_after(at).is_none() {
                // "(D-City)": what is said of a name in brackets.
                let close = (at..end.min(at + 8)).find(|it| self.text.low(*it) == ")");
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
        let single = states.len() == 1 && title.of.is_some();
        let open = members.iter().filter(|(_, state)| state.is_none()).count();
        for (k, (mention, state)) in members.iter().enumerate() {
            let paired = (states.len() == open).then(|| states.get(k).copied()).flatten();
            let of = state.or(paired).or(if single { title.of } else { None });
            self.give(people, title, *mention, of, title.elect, offices);
        }
        people.holders[n] = members.first().map(|(mention, _)| people.mentions[*mention].person);
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
