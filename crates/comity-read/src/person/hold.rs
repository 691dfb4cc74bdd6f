//! Who holds which office: titles beside names, in apposition, after "who is" and "as".

use comity_atlas::{Atlas, EntityIdx, Kind, Role};

use super::words::tag;
use super::{OfficeMention, People, Reader, Title};
use crate::text::Bytes;

/// Most tokens between a name and an office in which it is elected or said to be.
pub(super) const FAR: usize = 16;

/// Offices whose name says nothing but that their holder is the first of some.
const HEADS: [&str; 2] = ["head", "chief"];

/// Most letters of a title written short.
const ABBREVIATED: usize = 4;

/// An office as the atlas calls it, where it is only said to be that of the head of an organisation.
pub(crate) fn title_of_head<'n>(atlas: &Atlas, office: &'n str, of: Option<EntityIdx>) -> &'n str {
    of.filter(|_| HEADS.contains(&office)).and_then(|it| atlas.entity(it).head).unwrap_or(office)
}

/// A holder found for a title.
pub(super) struct Held {
    /// Index of the mention.
    pub(super) mention: usize,
    pub(super) elect: bool,
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
                && gap.clone().all(|it| self.text.mark(it) == Some(b',') || self.has(it, tag::AND | tag::AS));
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
        let before = before
            .or_else(|| self.elected_later(people, titles, first))
            .or_else(|| self.filled(people, first));
        let after = adjacent
            .is_some()
            .then_some(())
            .map_or_else(|| self.holder_after(people, titles, group.end - 1, true), |()| None);
        let shares = group.len() == 1 || {
            // "the Secretary-General and President Ana Ruiz" are two persons.
            let capital = |it: &Title| self.text.tokens[it.core.start].capital;
            let apart = first.start < first.tokens.start
                && (first.of.is_some()
                    || self.has(first.tokens.end, tag::AND)
                        && capital(first)
                        && capital(last)
                        && last.start == last.tokens.start);
            !(apart && last.of.is_none() && adjacent.is_some())
        };
        if let Some(other) = self.filled(people, first).filter(|_| before.is_some() && group.len() == 1) {
            self.give(people, first, other.mention, first.of, other.elect, offices);
        }
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
                if n > group.start && self.is_past_too(&titles[n - 1], &titles[n]) {
                    continue;
                }
                let elect = held.elect || titles[n].elect;
                let of = self.owner(&titles[n], mention.end);
                self.give(people, &titles[n], held.mention, of, elect, offices);
                self.also(people, &titles[n], mention.end, offices);
            }
        }
    }

    /// "Foreign Minister Ana Ruiz of Chile and Peru's Jon Bell": the same office of another state.
    fn also(&self, people: &People, title: &Title, after: usize, offices: &mut Vec<OfficeMention>) {
        let and = self.state_after(after).map_or(after, |(_, end)| end);
        let mention = self.mention_at(and + 1).filter(|_| self.has(and, tag::AND));
        let name = mention.filter(|it| it.tokens.start == and + 1).map(|it| it.tokens.end + 1);
        let owner = name.and_then(|it| self.state_owning(it));
        let other = name.and_then(|at| people.mentions.binary_search_by_key(&at, |it| it.tokens.start).ok());
        if let (Some(owner), Some(other)) = (owner, other) {
            self.give(people, title, other, Some(owner), false, offices);
        }
    }

    /// "Former president and prime minister": what is said of one title is said of the next.
    fn is_past_too(&self, title: &Title, next: &Title) -> bool {
        let bare = next.start == next.core.start;
        title.past && bare && next.start == title.tokens.end + 1 && self.has(title.tokens.end, tag::AND)
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
        let plain = !title.more || title.name == pack.id && title.unit.is_none();
        if title.past || pack.calling && party && plain {
            return;
        }
        let mention = &people.mentions[mention];
        let name = self.heads(title.office, &title.name, of);
        let office = if elect { format!("{name} (designate)") } else { name.to_owned() };
        let of = of.map(|it| self.atlas.entity(it).id.to_owned()).or_else(|| title.unit.clone());
        let own = self.text.bytes(title.tokens.clone());
        let bytes = Bytes::new(own.start.min(mention.bytes.start), own.end.max(mention.bytes.end));
        offices.push(OfficeMention { person: mention.person, kind: title.office, office, of, bytes });
    }

    /// "The chief of UNESCO": the title that who heads an organisation has, where there is only one.
    pub(super) fn heads<'n>(&self, kind: usize, name: &'n str, of: Option<EntityIdx>) -> &'n str {
        let bare = self.persons.office.get(kind).is_some_and(|it| it.id == name);
        if bare { title_of_head(self.atlas, name, of) } else { name }
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
                || low == "."
                    && self.has(at - 1, tag::HONORIFIC)
                    && (at > title.tokens.end || self.is_short(title))
                || low == "(" && self.has(at + 1, tag::HONORIFIC)
                || low == ")" && at > title.tokens.end + 1
                || low == "*" && at == title.tokens.end
                || self.has(at, tag::OWN) && self.has(at + 1, tag::HONORIFIC)
                // "the Most Honourable Ana Ruiz"
                || over && self.is_style(at);
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

    /// The words before an honorific: "the", "the Most".
    fn is_style(&self, at: usize) -> bool {
        let honorific = |it: usize| self.has(it, tag::HONORIFIC) && self.text.tokens[it].capital;
        let article = self.has(at, tag::DEFINITE);
        article && (at + 1..at + 3).any(honorific) || honorific(at + 1) && self.has(at - 1, tag::DEFINITE)
    }

    /// "Sen.", "Gov.": a title whose point ends no sentence.
    fn is_short(&self, title: &Title) -> bool {
        title.tokens.len() == 1 && self.text.word(title.core.start).len() <= ABBREVIATED
    }

    /// A mark or verb between a title and the name of its holder: "its president, Ana Ruiz", "the new chair is Ana Ruiz".
    fn introduces(&self, title: &Title, at: usize) -> bool {
        let mark = matches!(self.text.low(at), "," | ":" | "–" | "—");
        // "Rapporteur: Ana Ruiz"
        let opens = self.text.mark(at) == Some(b':') && self.opens_sentence(title.start);
        opens || title.said && (mark || self.has(at, tag::COPULA))
    }

    fn opens_sentence(&self, at: usize) -> bool {
        self.text.sentences.get(self.text.sentence_of(at)).is_some_and(|it| it.tokens.start == at)
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
        if self.text.mark(from) == Some(b'*') {
            from += 1;
        }
        let comma = usize::from(self.text.mark(from) == Some(b','));
        if let Some((_, end)) = self.state_after(from + comma).filter(|(_, end)| *end <= title.start) {
            from = end + usize::from(comma > 0 && self.text.mark(end) == Some(b','));
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
        if age && self.text.mark(from) == Some(b',') && self.text.mark(from + 2) == Some(b',') {
            return held(false);
        }
        self.stated(mention.tokens.start, gap, first).and_then(held)
    }

    /// Whether a word of electing stands right before a name, in the sentence that begins at `first`.
    pub(super) fn elected_before(&self, name: usize, first: usize) -> bool {
        (name.saturating_sub(3).max(first)..name).any(|it| self.has(it, tag::ELECTS))
    }

    /// Whether the words between a name and an office say that the one holds, or will hold, the other.
    fn stated(&self, name: usize, gap: std::ops::Range<usize>, first: usize) -> Option<bool> {
        let gap = self.past_attribute(self.past_insertion(gap));
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
        let plain = |it: usize| self.has(it, link) || self.text.mark(it) == Some(b',');
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
        // "Has been president since May": holds the office still.
        if any(tag::COPULA | tag::WHO | tag::NOW | tag::HAS) {
            return Some(false);
        }
        let verb = self.has(last, tag::AUXILIARY) && !self.has(last, tag::PREPOSITION);
        verb.then_some(true)
    }

    /// "Ana Ruiz, a lawyer from Santiago, is": what follows something inserted between commas.
    fn past_insertion(&self, gap: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let comma = |it: &usize| self.text.mark(*it) == Some(b',');
        let opens = comma(&gap.start) && !self.has(gap.start + 1, tag::AND);
        let close = (gap.start + 1..gap.end).rev().find(comma);
        let past = close.filter(|it| opens && *it > gap.start + 2).map(|it| it + 1..gap.end);
        past.filter(|it| {
            self.has(it.start, tag::COPULA | tag::ELECTS) || it.len() > 1 && self.has(it.end - 1, tag::AS)
        })
        .unwrap_or(gap)
    }

    /// "Remains the freely elected": a participle between an article and an office elects nobody.
    fn past_attribute(&self, gap: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let copula = gap.clone().any(|it| self.has(it, tag::COPULA));
        let elected = gap.end.checked_sub(1).filter(|it| copula && self.has(*it, tag::ELECTS));
        let article = elected
            .and_then(|it| (it.saturating_sub(2).max(gap.start)..it).find(|it| self.has(*it, tag::DEFINITE)));
        article.map_or(gap.clone(), |it| gap.start..it + 1)
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
        if let Some(owner) = self.listed_owner(after_name) {
            return Some(owner);
        }
        let first = self.text.sentences.get(self.text.sentence_of(title.core.start))?.tokens.start;
        if self.is_owner_before(title.tokens.start) {
            let n = self.mentions.partition_point(|it| it.tokens.end <= title.start);
            return self.mentions[..n]
                .iter()
                .rev()
                .find(|it| it.kind == Kind::Organisation)
                .map(|it| it.entity);
        }
        let before = title.start.checked_sub(1).filter(|it| *it > first)?;
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

    /// "President Ana Ruiz, Republic of Chile": what ends a line of a list of participants or signatures.
    fn listed_owner(&self, after_name: usize) -> Option<EntityIdx> {
        let sentence = self.text.sentences.get(self.text.sentence_of(after_name))?;
        if self.text.mark(after_name) != Some(b',') || after_name >= sentence.tokens.end {
            return None;
        }
        let mention = self.mention_at(after_name + 1)?;
        let owner = matches!(mention.kind, Kind::State | Kind::Territory | Kind::Organisation)
            && mention.role != Role::Adjective;
        (owner && mention.tokens.start == after_name + 1 && mention.tokens.end == sentence.tokens.end)
            .then_some(mention.entity)
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
    use crate::person::tests::held;

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
    fn a_title_between_two_names_belongs_to_the_first() {
        let found = held("Ana Ruiz, President of Chile, Jon Bell, President of Peru, and others came.");
        assert_eq!(found, ["Ana Ruiz | president | state:CL", "Jon Bell | president | state:PE"]);
    }
    #[test]
    fn what_stands_between_a_name_and_its_office() {
        let president = ["Ana Ruiz | president | state:CL"];
        assert_eq!(
            held("Ana Ruiz, ousted by guards in May, remains the elected president of Chile."),
            president
        );
        assert_eq!(held("The President of Chile, the Honourable Dr Ana Ruiz, came."), president);
        assert_eq!(held("President Ana Ruiz, Republic of Chile"), president);
        assert_eq!(held("Rapporteur: Mr Jon Bell"), ["Jon Bell | rapporteur | -"]);
        assert_eq!(
            held("Jon Bell, Head of Cabinet of Commission President Ana Ruiz, came.")[0],
            "Jon Bell | head of cabinet | -"
        );
    }

    #[test]
    fn former_titles_and_other_persons_titles() {
        assert!(held("They met former President and Prime Minister of Chile Ana Ruiz.").is_empty());
        assert_eq!(held("The Vice President and President Ruiz came."), ["Ruiz | president | -"]);
        assert!(held("Friends in Chile saw the Health Ministers Dialogue begin.").is_empty());
    }
}
