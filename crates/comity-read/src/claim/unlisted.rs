//! Organisations that the atlas does not list, known by the words of their names: "the World Federation of Engineers",
//! "Transparency International".

use std::ops::Range;

use comity_model::Kind;

use super::apply::Clauses;
use super::role::{Filled, owners};
use super::unit::{Unit, What};
use crate::index::List;
use crate::pack::{Grammar, NounClass, Rule};
use crate::text::TokenKind;

/// The longest name, in tokens.
const LONGEST: usize = 14;

impl Clauses<'_, '_> {
    /// The organisation in whose name a unit stands, where it may ask for a standing or be given one.
    pub(super) fn unlisted(&self, rule: &Rule, n: usize) -> Vec<Filled> {
        let standing = matches!(rule.act, Kind::Grant | Kind::Request | Kind::Invite | Kind::Restore);
        if !standing || rule.via_person && rule.act == Kind::Chair || rule.person {
            return Vec::new();
        }
        let list = self.units[n].list;
        let members = (n..self.units.len()).filter(|it| *it == n || self.units[*it].list == list);
        let mut found: Vec<Filled> = Vec::new();
        for member in members {
            let Some(named) = self.unlisted_at(member) else { continue };
            // Two units of one name.
            let again =
                found.last().and_then(|it| it.bytes).zip(named.bytes).is_some_and(|(a, b)| b.start < a.end);
            if !again {
                found.push(named);
            }
        }
        found
    }

    fn unlisted_at(&self, n: usize) -> Option<Filled> {
        let unit = &self.units[n];
        let nameable = match unit.what {
            What::Name => true,
            What::Noun(noun) => noun.class == NounClass::Institution || noun.class == NounClass::Meeting,
            _ => false,
        };
        let of_org = |it: usize| matches!(self.units[it].what, What::Org(_) | What::Body(_));
        if !nameable || owners(self.units, n).any(of_org) {
            return None;
        }
        let name = self.name_around(unit)?;
        let capitals = name.clone().filter(|it| self.context.text.tokens[*it].capital).count();
        let headed = name.clone().any(|it| self.context.text.is_in(List::Unlisted, it));
        // "The Council of Ministers", "the Executive Board": a body of the organisation that the text is about.
        let organ = self.context.text.is_in(List::Deliberative, name.start)
            || self.context.text.is_in(List::Deliberative, name.end - 1) && capitals < 3;
        (capitals > 1 && headed && !organ).then(|| {
            let bytes = self.context.text.bytes(name);
            Filled {
                id: None,
                name: super::role::clean(bytes.of(self.context.text.text)),
                bytes: Some(bytes),
                antecedent: None,
                entity: None,
            }
        })
    }

    /// The capitalised words around a unit, with "of", "for" and "and" between them.
    fn name_around(&self, unit: &Unit) -> Option<Range<usize>> {
        let text = self.context.text;
        let (first, last) = (self.sentence.tokens.start, self.sentence.tokens.end);
        let capital = |at: usize| {
            let token = text.tokens[at];
            let closed = text.info(at).is_some_and(crate::index::WordInfo::is_closed);
            token.kind == TokenKind::Word && token.capital && !closed
        };
        if !capital(unit.tokens.start) {
            return None;
        }
        let mut start = unit.tokens.start;
        while start > first && capital(start - 1) && unit.tokens.end - start < LONGEST {
            start -= 1;
        }
        let named = |at: usize| {
            let holds = |it: &Unit| !matches!(it.what, What::Name | What::Noun(_) | What::Thing);
            self.frames.unit_of(at).is_some_and(|it| holds(it) && it.tokens.start == at)
        };
        let mut end = start + 1;
        while end < last && end - start < LONGEST {
            if capital(end) || text.mark(end) == Some(b'-') && text.tokens[end].glued {
                end += 1;
                continue;
            }
            let joins = text.is_in(List::NameJoint, end) && end + 1 < last;
            let article = usize::from(joins && self.has_word(end + 1, Grammar::Determiner));
            let next = end + 1 + article;
            // "The Institute and Malta" are two.
            let and = self.has_word(end, Grammar::Coordinator);
            if !joins || next >= last || !capital(next) || and && (article > 0 || named(next)) {
                break;
            }
            end = next + 1;
        }
        Some(start..end)
    }
}
