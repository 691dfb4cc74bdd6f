//! Who holds which office: titles beside names, in apposition, after "who is" and "as".

use comity_atlas::{EntityIdx, Kind};

use super::words::tag;
use super::{OfficeMention, People, Reader, Title};
use crate::text::Bytes;

/// Most tokens between a name and an office in which it is elected or said to be.
const FAR: usize = 16;

/// How many titles back the one is sought whose holder has a counterpart.
const KIN: usize = 8;

/// A holder found for a title.
struct Held {
    /// Index of the mention.
    mention: usize,
    elect: bool,
}

impl Reader<'_> {
    /// Links titles and persons.
    pub(super) fn offices(&self, people: &mut People) {
        let titles = std::mem::take(&mut people.titles);
        people.holders = vec![None; titles.len()];
        let mut offices: Vec<OfficeMention> = Vec::new();
        let mut n = 0;
        while n < titles.len() {
            let end = self.group_end(&titles, n);
            if titles[n].plural {
                self.list(people, &titles, n, &mut offices);
            } else {
                self.group(people, &titles, n..end, &mut offices);
            }
            n = end;
        }
        self.headings(people, &mut offices);
        self.kin(people, &titles, &mut offices);
        self.predecessors(people, &titles, &mut offices);
        offices.sort_by_key(|it| (it.bytes.start, it.bytes.end));
        self.unnamed(people, &titles, &mut offices);
        people.offices = distinct(offices);
        people.titles = titles;
    }

    /// "President and chairman of the African Union": where the titles end that begin at one, joined by "and" or commas.
    fn group_end(&self, titles: &[Title], n: usize) -> usize {
        let mut end = n + 1;
        while end < titles.len() && !titles[end].plural && !titles[n].plural {
            let gap = titles[end - 1].tokens.end..titles[end].start;
            let joined = gap.len() <= 3
                && gap.clone().all(|it| self.text.low(it) == "," || self.has(it, tag::AND | tag::AS));
            let separate = self.text.sentence_of(titles[end - 1].core.start)
                != self.text.sentence_of(titles[end].core.start);
            if !joined || separate {
                break;
            }
            end += 1;
        }
        end
    }

    /// Gives the titles of a group to the person before or after them.
    fn group(
        &self,
        people: &mut People,
        titles: &[Title],
        group: std::ops::Range<usize>,
        offices: &mut Vec<OfficeMention>,
    ) {
        let (first, last) = (&titles[group.start], &titles[group.end - 1]);
        let before = self.holder_before(people, first);
        let adjacent = self.holder_after(people, titles, group.end - 1, false);
        let before = before.or_else(|| self.elected_later(people, first));
        let after = adjacent
            .is_some()
            .then_some(())
            .map_or_else(|| self.holder_after(people, titles, group.end - 1, true), |()| None);
        let shares = group.len() == 1 || {
            // "the Secretary-General and President Ana Ruiz" are two persons.
            let apart = first.start < first.tokens.start && first.of.is_some();
            !(apart && last.of.is_none() && adjacent.is_some())
        };
        for n in group.clone() {
            let alone = n + 1 == group.end;
            let held = match (&before, &adjacent, &after) {
                (_, Some(it), _) if alone => Some(it),
                (Some(it), _, _) => Some(it),
                (None, Some(it), _) | (None, None, Some(it)) if alone || shares => Some(it),
                _ => None,
            };
            if let Some(held) = held {
                let mention = people.mentions[held.mention].tokens.clone();
                people.holders[n] = Some(people.mentions[held.mention].person);
                let elect = held.elect || titles[n].elect;
                let of = self.owner(&titles[n], mention.end);
                self.give(people, &titles[n], held.mention, of, elect, offices);
            }
        }
    }

    /// Enters an office of a person, unless it is a former one.
    pub(super) fn give(
        &self,
        people: &People,
        title: &Title,
        mention: usize,
        of: Option<EntityIdx>,
        elect: bool,
        offices: &mut Vec<OfficeMention>,
    ) {
        let Some(pack) = self.persons.office.get(title.office) else { return };
        let party = of.is_none_or(|it| matches!(self.atlas.entity(it).kind, Kind::State | Kind::Territory));
        if title.past || pack.calling && party && (!title.more || title.name == pack.id) {
            return;
        }
        let mention = &people.mentions[mention];
        let office = if elect { format!("{} (designate)", title.name) } else { title.name.clone() };
        let of = of.map(|it| self.atlas.entity(it).id.to_owned()).or_else(|| title.unit.clone());
        let own = self.text.bytes(title.tokens.clone());
        let bytes = Bytes::new(own.start.min(mention.bytes.start), own.end.max(mention.bytes.end));
        offices.push(OfficeMention { person: mention.person, kind: title.office, office, of, bytes });
    }

    /// The person right after a title, over honorifics and, where the title is in apposition, a comma.
    fn holder_after(&self, people: &People, titles: &[Title], n: usize, comma: bool) -> Option<Held> {
        let title = &titles[n];
        let mut at = title.tokens.end;
        let mut stop = at + 8;
        let mut copula = false;
        let mut over = false;
        while at < stop {
            if let Ok(mention) = people.mentions.binary_search_by_key(&at, |it| it.tokens.start) {
                let it = &people.mentions[mention];
                // "the president, Ruiz said": a single word after a comma speaks.
                let speaks = over && it.tokens.len() == 1 && self.has(it.tokens.end, tag::REPORTING);
                return (!speaks).then_some(Held { mention, elect: false });
            }
            let low = self.text.low(at);
            let honorific = self.has(at, tag::HONORIFIC)
                || self.words.abbreviated(self.text, at)
                || low == "." && self.words.abbreviated(self.text, at - 1)
                || low == "." && self.has(at - 1, tag::HONORIFIC)
                || low == "(" && self.has(at + 1, tag::HONORIFIC)
                || low == ")" && at > title.tokens.end + 1
                || self.has(at, tag::OWN) && self.has(at + 1, tag::HONORIFIC);
            let next = titles.get(n + 1).filter(|it| it.start == at || it.tokens.start == at);
            let passed = next.filter(|it| {
                copula
                    || self.persons.office.get(it.office).is_some_and(|it| it.given) && at > title.tokens.end
            });
            if let Some(next) = passed {
                // "The new chair is Chile's President Ana Ruiz".
                (at, stop, copula) = (next.tokens.end, next.tokens.end + 8, false);
            } else if honorific {
                at += 1;
            } else if comma && !over && self.introduces(title, at) {
                over = true;
                copula = self.has(at, tag::COPULA);
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// A mark or verb between a title and the name of its holder: "its president, Ana Ruiz", "the new chair is Ana Ruiz".
    fn introduces(&self, title: &Title, at: usize) -> bool {
        let mark = matches!(self.text.low(at), "," | ":" | "–" | "—");
        title.said && (mark || self.has(at, tag::COPULA))
    }

    /// The person before a title: "Ana Ruiz, the president", "Ana Ruiz, who is president", "Ana Ruiz was elected president".
    fn holder_before(&self, people: &People, title: &Title) -> Option<Held> {
        let first = self.text.sentences.get(self.text.sentence_of(title.core.start))?.tokens.start;
        let n = people.mentions.partition_point(|it| it.tokens.end <= title.start);
        let (n, mention) = n.checked_sub(1).map(|n| (n, &people.mentions[n]))?;
        let mut from = mention.tokens.end;
        if mention.tokens.start < first || title.start - from > FAR {
            return None;
        }
        if self.text.low(from) == "*" {
            from += 1;
        }
        let comma = usize::from(self.text.low(from) == ",");
        if let Some((_, end)) = self.state_after(from + comma).filter(|(_, end)| *end <= title.start) {
            from = end + usize::from(comma > 0 && self.text.low(end) == ",");
        }
        let gap = from..title.start;
        let held = |elect| Some(Held { mention: n, elect });
        // "The leaders named Ana Ruiz Secretary-General".
        if gap.is_empty() && self.elected_before(mention.tokens.start, first) {
            return held(true);
        }
        if gap.len() == 1 && matches!(self.text.low(from), "," | "(" | "–" | "—" | "-") {
            return held(false);
        }
        // "Ana Ruiz, 57, president": an age.
        let age = gap.len() == 3 && self.text.tokens[from + 1].kind == crate::text::TokenKind::Number;
        if age && self.text.low(from) == "," && self.text.low(from + 2) == "," {
            return held(false);
        }
        self.stated(mention.tokens.start, gap, first).and_then(held)
    }

    /// Whether a word of electing stands right before a name, in the sentence that begins at `first`.
    fn elected_before(&self, name: usize, first: usize) -> bool {
        (name.saturating_sub(3).max(first)..name).any(|it| self.has(it, tag::ELECTS))
    }

    /// Whether the words between a name and an office say that the one holds, or will hold, the other.
    fn stated(&self, name: usize, gap: std::ops::Range<usize>, first: usize) -> Option<bool> {
        let any = |bits| gap.clone().any(|it| self.has(it, bits));
        let last = gap.end.checked_sub(1).filter(|it| gap.contains(it))?;
        if gap.clone().any(|it| matches!(self.text.low(it), ";" | ":" | "\"" | "”" | "“")) {
            return None;
        }
        let verb = (gap.start..gap.end.min(gap.start + 8)).find(|it| self.has(*it, tag::ELECTS));
        let elected_before = self.elected_before(name, first);
        let capacity = self.has(last, tag::AS);
        let link = tag::COPULA
            | tag::WHO
            | tag::AUXILIARY
            | tag::ELECTS
            | tag::AS
            | tag::KEPT
            | tag::DEFINITE
            | tag::NOW;
        let plain = |it: usize| self.has(it, link) || self.text.low(it) == ",";
        if elected_before && capacity && verb.is_none() {
            return Some(true);
        }
        if let Some(verb) = verb {
            let near = (verb + 1..gap.end).all(plain);
            return (capacity || near || self.has(last, tag::AUXILIARY)).then_some(true);
        }
        if capacity {
            return (gap.len() <= 8 && !any(tag::PRONOUN)).then_some(false);
        }
        if gap.len() > 5 || any(tag::WAS) || !gap.clone().all(plain) {
            return None;
        }
        if any(tag::COPULA | tag::WHO | tag::NOW) {
            return Some(false);
        }
        let verb = self.has(last, tag::AUXILIARY) && !self.has(last, tag::PREPOSITION);
        verb.then_some(true)
    }

    /// "As its head the assembly elected Ana Ruiz": the title before, the name after the verb.
    fn elected_later(&self, people: &People, title: &Title) -> Option<Held> {
        let sentence = self.text.sentences.get(self.text.sentence_of(title.core.start))?;
        if title.start <= sentence.tokens.start || !self.has(title.start - 1, tag::AS) {
            return None;
        }
        let verb = (title.tokens.end..sentence.tokens.end).find(|it| self.has(*it, tag::ELECTS))?;
        let mention = people.mentions.partition_point(|it| it.tokens.start <= verb);
        let near = people.mentions.get(mention).is_some_and(|it| it.tokens.start <= verb + 2);
        near.then_some(Held { mention, elect: true })
    }

    /// Whose office a title is, where the title does not say it: "Ana Ruiz of Chile, president", "Chile – President
    /// Ana Ruiz", "its president".
    fn owner(&self, title: &Title, after_name: usize) -> Option<EntityIdx> {
        if title.of.is_some() {
            return title.of;
        }
        if let Some((state, _)) = self.state_after(after_name) {
            return Some(state);
        }
        let before = title.start.checked_sub(1)?;
        if matches!(self.text.low(before), "–" | "—" | "-" | ":" | "(") {
            let mention = self.mention_at(before.checked_sub(1)?)?;
            return (mention.kind == Kind::State && mention.tokens.end == before).then_some(mention.entity);
        }
        if self.has(title.start, tag::OWN) {
            let sentence = self.text.sentences.get(self.text.sentence_of(title.core.start))?;
            let n = self.mentions.partition_point(|it| it.tokens.end <= title.start);
            let owner = self.mentions[..n].iter().rev().find(|it| it.kind != Kind::Place)?;
            return (owner.tokens.start >= sentence.tokens.start).then_some(owner.entity);
        }
        None
    }

    /// "Ana Ruiz, who heads the commission": the verb says the office.
    fn headings(&self, people: &People, offices: &mut Vec<OfficeMention>) {
        for mention in &people.mentions {
            let comma = usize::from(self.text.low(mention.tokens.end) == ",");
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
            let name = found.text.map_or(office.id.clone(), |it| format!("{} {it}", office.id));
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
    fn kin(&self, people: &People, titles: &[Title], offices: &mut Vec<OfficeMention>) {
        for at in (0..self.text.tokens.len()).filter(|it| self.has(*it, tag::KIN)) {
            let after = people.at(at + 1).or_else(|| {
                let mut n = at + 1 + usize::from(self.text.low(at + 1) == ",");
                while self.has(n, tag::HONORIFIC) {
                    n += 1;
                }
                people.at(n)
            });
            let own = (at.saturating_sub(3)..at).rev().find(|it| self.has(*it, tag::OWN));
            let before = own.and_then(|it| it.checked_sub(1)).filter(|it| self.text.low(*it) == ",");
            let Some(mention) = after.or_else(|| people.ending(before?)) else { continue };
            let n = titles.partition_point(|it| it.core.end <= at);
            let sentence = self.text.sentence_of(at);
            let office = |n: &usize| {
                let calling = self.persons.office.get(titles[*n].office).is_some_and(|it| it.calling);
                !titles[*n].plural && !calling && people.holders[*n].is_some_and(|it| it != mention.person)
            };
            let title = (n.saturating_sub(KIN)..n).rev().find(office).map(|n| &titles[n]);
            let title = title.filter(|it| self.text.sentence_of(it.core.start) + 3 >= sentence);
            let adjective = self.mention_at(at.wrapping_sub(1)).filter(|it| it.kind != Kind::Place);
            let owner = adjective.map(|it| it.entity).or_else(|| self.state_after(at + 1).map(|it| it.0));
            if let (Some(title), Some(owner)) = (title, owner) {
                let of = Some(self.atlas.entity(owner).id.to_owned());
                let bytes = self.text.bytes(mention.tokens.start.min(at)..mention.tokens.end.max(at + 1));
                let (kind, office) = (title.office, title.name.clone());
                offices.push(OfficeMention { person: mention.person, kind, office, of, bytes });
            }
        }
    }

    /// "Kazakh President" without a name says whose president the only president without a country is.
    fn unnamed(&self, people: &People, titles: &[Title], offices: &mut [OfficeMention]) {
        let mut whose: std::collections::BTreeMap<usize, Vec<&'static str>> =
            std::collections::BTreeMap::new();
        for (title, _) in titles.iter().zip(&people.holders).filter(|(_, holder)| holder.is_none()) {
            // "The CIS Heads of State Council" names a body, and nobody's office.
            if let Some(of) = title.of.filter(|_| !title.plural && !self.in_body(title)) {
                whose.entry(title.office).or_default().push(self.atlas.entity(of).id);
            }
        }
        for (kind, mut of) in whose {
            of.sort_unstable();
            of.dedup();
            of.retain(|id| !offices.iter().any(|it| it.kind == kind && it.of.as_deref() == Some(*id)));
            let mut without: Vec<&mut OfficeMention> =
                offices.iter_mut().filter(|it| it.kind == kind && it.of.is_none()).collect();
            let one = without.first().map(|it| it.person);
            if let ([of], true) = (&of[..], without.iter().all(|it| Some(it.person) == one)) {
                without.iter_mut().for_each(|it| it.of = Some((*of).to_owned()));
            }
        }
    }

    /// Whether a title is part of the name of a body.
    fn in_body(&self, title: &Title) -> bool {
        let own = self.text.bytes(title.core.clone());
        let n = self.mentions.partition_point(|it| it.bytes.end <= own.start);
        self.mentions.get(n).is_some_and(|it| it.kind == Kind::Body && it.bytes.contains(own))
    }
}

/// One entry for each person, office and owner; an entry without an owner goes where another has one.
fn distinct(offices: Vec<OfficeMention>) -> Vec<OfficeMention> {
    let mut kept: Vec<OfficeMention> = Vec::new();
    let mut by_person: std::collections::HashMap<usize, Vec<usize>> = std::collections::HashMap::new();
    for office in offices {
        let own = by_person.entry(office.person).or_default();
        let same = own.iter().copied().find(|it| {
            let other = &kept[*it];
            other.kind == office.kind
                && (other.of == office.of || other.of.is_none() || office.of.is_none())
                && (other.office == office.office || other.of == office.of)
        });
        match same {
            Some(n) => {
                let other = &mut kept[n];
                if other.of.is_none() && office.of.is_some() {
                    other.of.clone_from(&office.of);
                }
                if office.office.len() > other.office.len() && !office.office.ends_with(')') {
                    other.office = office.office;
                }
            }
            None => {
                own.push(kept.len());
                kept.push(office);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Person, office and owner of each office of a text.
    fn held(text: &str) -> Vec<String> {
        let offices = sentences(text).offices;
        let line = |it: &comity_model::OfficeHeld| {
            format!("{} | {} | {}", it.person.name, it.office, it.of.as_deref().unwrap_or("-"))
        };
        offices.iter().map(line).collect()
    }

    #[test]
    fn titles_before_and_after_names() {
        assert_eq!(held("Kazakh President Ana Ruiz came."), ["Ana Ruiz | president | state:KZ"]);
        assert_eq!(
            held("Ana Ruiz, Chile's foreign minister, came."),
            ["Ana Ruiz | foreign minister | state:CL"]
        );
        assert_eq!(
            held("Chile's foreign minister, Ana Ruiz, came."),
            ["Ana Ruiz | foreign minister | state:CL"]
        );
        assert_eq!(held("President of Chile Ana Ruiz came."), ["Ana Ruiz | president | state:CL"]);
    }

    #[test]
    fn two_offices_of_one_person() {
        let both = ["Ana Ruiz | president | state:CL", "Ana Ruiz | chair | org:au"];
        assert_eq!(held("The Chilean President and chair of the African Union, Ana Ruiz, came."), both);
        assert_eq!(held("Ana Ruiz, President of Chile and chair of the African Union, came."), both);
    }

    #[test]
    fn offices_of_portfolios_and_units() {
        assert_eq!(
            held("Chile's Minister of Culture, Information and Tourism Ana Ruiz came."),
            ["Ana Ruiz | minister of culture, information and tourism | state:CL"]
        );
        assert_eq!(
            held("Energy and Trade Minister Ana Ruiz came."),
            ["Ana Ruiz | energy and trade minister | -"]
        );
        assert_eq!(
            held("Ana Ruiz, commander of the presidential guard, came."),
            ["Ana Ruiz | commander of the presidential guard | -"]
        );
    }

    #[test]
    fn lists_give_each_holder_its_state() {
        let two = ["Ana Ruiz | prime minister | state:CL", "Jon Bell | prime minister | state:PE"];
        assert_eq!(held("Prime Ministers Ana Ruiz of Chile and Jon Bell of Peru came."), two);
        assert_eq!(held("The prime ministers of Chile and Peru, Ana Ruiz and Jon Bell, came."), two);
        assert_eq!(held("Ana Ruiz of Chile and Jon Bell of Peru came as prime ministers."), two);
    }

    #[test]
    fn elected_holders_are_designate_and_former_ones_left_out() {
        assert_eq!(
            held("Ana Ruiz of Chile was elected Secretary General of the OTS on Friday."),
            ["Ana Ruiz | secretary-general (designate) | org:ots"]
        );
        assert_eq!(
            held("The assembly has elected Ana Ruiz as Secretary General of the OTS."),
            ["Ana Ruiz | secretary-general (designate) | org:ots"]
        );
        assert!(held("Former Chilean President Ana Ruiz came.").is_empty());
        assert!(held("Ana Ruiz, who was president of Chile, came.").is_empty());
    }

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
    }

    #[test]
    fn a_title_between_two_names_belongs_to_the_first() {
        let found = held("Ana Ruiz, President of Chile, Jon Bell, President of Peru, and others came.");
        assert_eq!(found, ["Ana Ruiz | president | state:CL", "Jon Bell | president | state:PE"]);
    }
}
