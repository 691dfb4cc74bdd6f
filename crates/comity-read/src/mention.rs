//! Mentions: where the text names a party, an organisation, a body or a place of the atlas.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use comity_atlas::{Atlas, Case, EntityIdx, Kind, Role, Start};

use crate::index::{Index, List, WordInfo};
use crate::pack::Grammar;
use crate::text::{Bytes, Text, TokenKind};

/// The preposition of whose it is.
const OF: &str = "of";

/// Tokens from one name to the next, by which room is made for all: a list that grew would lie beside its copy.
const APART: usize = 20;

/// A name of the atlas in the text.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) bytes: Bytes,
    pub(crate) entity: EntityIdx,
    pub(crate) kind: Kind,
    /// Name, acronym, adjective ("Kazakh"), demonym, context name ("the Council").
    pub(crate) role: Role,
    /// Grammatical cases the form can have, in languages with cases.
    pub(crate) cases: Box<[Case]>,
    /// What else the name can mean: names that only context tells apart.
    pub(crate) others: Box<[EntityIdx]>,
}

/// Where the names of the atlas go on after their first words, by the numbers of these: built once for a pack.
#[derive(Debug)]
pub(crate) struct Starts(Vec<Option<Start>>);

impl Starts {
    pub(crate) fn new(index: &Index, atlas: &Atlas) -> Starts {
        let mut starts = vec![None; index.vocabulary().len()];
        for (id, word) in index.vocabulary().all() {
            if index.is_in(List::Name, id) && word.is_ascii() {
                starts[id.row()] = atlas.start(word);
            }
        }
        Starts(starts)
    }

    /// Where names go on after a token, if it is so plain that its letters alone tell.
    fn after(&self, text: &Text<'_>, at: usize) -> Option<Start> {
        let plain = text.tokens.get(at).is_some_and(|it| it.plain && it.kind == TokenKind::Word);
        if plain { self.0.get(text.id(at).row()).copied().flatten() } else { None }
    }
}

/// Finds all names of the atlas, longest first at each place, without overlap. Names that need a context
/// ([`Role::Context`]) are kept only where the document names their organisation (or one of its bodies) otherwise.
pub(crate) fn find(text: &Text<'_>, atlas: &Atlas, starts: &Starts, lang: &str) -> Vec<Mention> {
    let names = Names { text, atlas, starts, lang };
    let mut mentions = Vec::with_capacity(text.tokens.len() / APART);
    let mut at = 0;
    while at < text.tokens.len() {
        let token = text.tokens[at];
        if token.kind != TokenKind::Word || !may_begin(text, at) {
            at += 1;
            continue;
        }
        match names.matched(at) {
            // "the Commonwealth of Nations": the full name begins inside a short one that needs a context.
            Some(mention) if mention.role == Role::Context && names.is_cut(&mention) => at += 1,
            Some(mention) if names.is_tail(&mention, mentions.last().map(|(it, _): &(Mention, _)| it)) => {
                at += 1
            }
            Some(mention) if is_namesake(text, &mention) => at = name_end(text, mention.tokens.end),
            Some(mention) => {
                at = mention.tokens.end;
                let inner = names.inner(&mention);
                let last = mentions.last().map_or(0, |(it, _): &(Mention, _)| it.tokens.end);
                mentions.push((names.in_full(mention, last), inner.map(Box::new)));
            }
            None => at += 1,
        }
    }
    crate::acronym::add(in_context(mentions, atlas, text), text)
}

/// Whether a name of the atlas may begin at a token: it is one of the words that names begin with, or not so plain that
/// its letters alone can tell.
fn may_begin(text: &Text<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    if !token.plain {
        return true;
    }
    let first = text.is_in(if token.capital { List::Name } else { List::SmallName }, at);
    // A name of several words: the second must follow.
    let second = || {
        let next = text.tokens.get(at + 1);
        next.is_some_and(|it| {
            let word = it.kind == TokenKind::Word && it.plain && !it.glued;
            !word || text.may_begin_name(at)
        })
    };
    first && (text.is_in(List::NameAlone, at) || second())
}

/// Whether the name of an organisation only begins that of another body: "the ASEAN Football Federation".
fn is_namesake(text: &Text<'_>, mention: &Mention) -> bool {
    let mut rest = mention.tokens.end..name_end(text, mention.tokens.end);
    mention.kind == Kind::Organisation && rest.any(|it| text.is_in(List::Namesake, it))
}

/// Where words with capitals end.
fn name_end(text: &Text<'_>, from: usize) -> usize {
    let goes_on = |it: &usize| text.tokens[*it].kind == TokenKind::Word && text.tokens[*it].capital;
    from + (from..text.tokens.len()).take_while(goes_on).count()
}

/// Where names are sought.
struct Names<'a> {
    text: &'a Text<'a>,
    atlas: &'a Atlas,
    starts: &'a Starts,
    lang: &'a str,
}

impl Names<'_> {
    /// The name inside one that needs a context, that needs none: "the Commonwealth", where nothing else of that name is
    /// spoken of, is the one whose name is "Commonwealth".
    fn inner(&self, mention: &Mention) -> Option<Mention> {
        if mention.role != Role::Context {
            return None;
        }
        let text = self.text;
        let name = self.matched(mention.tokens.start + 1)?;
        let whole = name.tokens.end == mention.tokens.end && name.kind == Kind::Organisation;
        // "The Commonwealth Games", "the Commonwealth of Massachusetts".
        let goes_on = text.tokens.get(name.tokens.end).is_some_and(|it| it.capital)
            || text.tokens.get(name.tokens.end + 1).is_some_and(|it| it.capital)
                && text.low(name.tokens.end) == OF;
        (name.role == Role::Canonical && whole && !goes_on).then_some(name)
    }

    /// "The Republic of Mali", "the Federal Republic of Germany": a state with the words of its form before its name.
    fn in_full(&self, mention: Mention, last: usize) -> Mention {
        let text = self.text;
        let capital = |at: usize| text.tokens[at].kind == TokenKind::Word && text.tokens[at].capital;
        let state = mention.kind == Kind::State && matches!(mention.role, Role::Canonical | Role::Name);
        let of = mention.tokens.start.checked_sub(1).filter(|it| text.low(*it) == OF && *it > last);
        let form =
            of.and_then(|it| it.checked_sub(1)).filter(|it| *it >= last && text.is_in(List::StateForm, *it));
        let Some(form) = form.filter(|it| state && capital(*it)) else { return mention };
        let led = (last..form).rev().take_while(|it| capital(*it) && text.is_in(List::StateForm, *it)).last();
        let start = led.unwrap_or(form);
        Mention {
            tokens: start..mention.tokens.end,
            bytes: Bytes::new(text.tokens[start].bytes().start, mention.bytes.end),
            ..mention
        }
    }

    /// Whether one word that needs a context only ends another name: "the National Assembly", "the Supreme Council".
    fn is_tail(&self, mention: &Mention, last: Option<&Mention>) -> bool {
        let text = self.text;
        let first = mention.tokens.start;
        let before = |at: usize| {
            let token = text.tokens[at];
            let closed = text.info(at).is_some_and(WordInfo::is_closed);
            let begins =
                at == 0 || text.is_in(List::Abbreviation, at) || text.tokens[at - 1].kind == TokenKind::Mark;
            token.kind == TokenKind::Word && token.capital && !closed && !begins
        };
        mention.role == Role::Context
            && mention.tokens.len() == 1
            && text.tokens[first].capital
            && last.is_none_or(|it| it.tokens.end < first)
            && first.checked_sub(1).is_some_and(before)
    }

    /// Whether the name of an organisation or of a body begins inside another name and reaches beyond it.
    fn is_cut(&self, mention: &Mention) -> bool {
        (mention.tokens.start + 1..mention.tokens.end).any(|it| {
            self.matched(it).is_some_and(|longer| {
                matches!(longer.kind, Kind::Organisation | Kind::Body)
                    && longer.tokens.end > mention.tokens.end
            })
        })
    }

    /// The longest name that begins at a token.
    fn matched(&self, at: usize) -> Option<Mention> {
        let Names { text, atlas, lang, .. } = *self;
        let start = text.tokens.get(at)?.bytes().start;
        let after = self.starts.after(text, at);
        let found = match after {
            Some(after) => atlas.longest_after(after, text.word(at).len(), text.text, start, lang),
            None => atlas.longest(text.text, start, lang),
        }?;
        let end = start + found.len;
        let last = text.token_at(end.saturating_sub(1));
        if text.tokens.get(last).is_none_or(|token| token.bytes().end != end) {
            return None;
        }
        let best = found.hits.iter().min_by_key(|hit| rank(hit.role))?;
        let mut others: Vec<EntityIdx> = found
            .hits
            .iter()
            .filter(|hit| rank(hit.role) == rank(best.role))
            .map(|hit| hit.entity)
            .filter(|it| *it != best.entity)
            .collect();
        others.dedup();
        let cases =
            found.hits.iter().filter(|hit| hit.entity == best.entity).filter_map(|hit| hit.case).collect();
        let kind = atlas.entity(best.entity).kind;
        Some(Mention {
            tokens: at..last + 1,
            bytes: Bytes::new(start, end),
            entity: best.entity,
            kind,
            role: best.role,
            cases,
            others: others.into(),
        })
    }
}

/// A name in full before one that needs a context.
fn rank(role: Role) -> u8 {
    match role {
        Role::Canonical | Role::Name | Role::Acronym => 0,
        Role::Adjective | Role::Demonym => 1,
        Role::Context => 2,
    }
}

/// Settles names that only context tells apart: the organisation must be named in the document, and of several the one
/// named last before counts.
fn in_context(
    mut found: Vec<(Mention, Option<Box<Mention>>)>,
    atlas: &Atlas,
    text: &Text<'_>,
) -> Vec<Mention> {
    let owner = |entity: EntityIdx| {
        let it = atlas.entity(entity);
        if it.kind == Kind::Body { it.parent.unwrap_or(entity) } else { entity }
    };
    drop_those_of_others(&mut found, owner, text);
    // Organisation → where it is named, in order.
    let mut named: HashMap<EntityIdx, Vec<usize>> = HashMap::new();
    for (it, _) in &found {
        let organised = matches!(it.kind, Kind::Organisation | Kind::Body);
        if it.role != Role::Context && it.others.is_empty() && organised {
            named.entry(owner(it.entity)).or_default().push(it.bytes.start);
        }
    }
    let first = named.values().filter_map(|it| it.first()).min().copied();
    for (org, places) in supported(&found, owner) {
        if first.is_none_or(|it| places[0] < it) {
            named.entry(org).or_insert(places);
        }
    }
    // The last words of bodies named in full → where, and which.
    let mut bodies: HashMap<&str, Vec<(usize, EntityIdx)>> = HashMap::new();
    for (it, _) in found.iter().filter(|(it, _)| it.role != Role::Context && it.kind == Kind::Body) {
        bodies.entry(text.low(it.tokens.end - 1)).or_default().push((it.bytes.start, it.entity));
    }
    // Words with which names of organisations begin or end → the organisation, and how often it is named.
    let mut selves: HashMap<&str, Vec<(usize, EntityIdx)>> = HashMap::new();
    for (it, _) in found.iter().filter(|(it, _)| it.role != Role::Context && it.kind == Kind::Organisation) {
        let often = named.get(&it.entity).map_or(0, Vec::len);
        if it.tokens.len() > 1 {
            selves.entry(text.low(it.tokens.start)).or_default().push((often, it.entity));
            // "The Arctic Council … the Council": what a name ends with is its own, however often another's is named.
            selves.entry(text.low(it.tokens.end - 1)).or_default().push((usize::MAX, it.entity));
        }
    }
    // "The General Council … the Council": names of several words first, for those of one may be short for them.
    let (several, one): (Vec<usize>, Vec<usize>) =
        (0..found.len()).partition(|n| found[*n].0.tokens.len() > 1);
    for n in several.into_iter().chain(one) {
        let (mention, inner) = &mut found[n];
        if mention.role != Role::Context && mention.others.is_empty() {
            continue;
        }
        let candidates: Vec<EntityIdx> =
            [mention.entity].into_iter().chain(mention.others.iter().copied()).collect();
        let places = || candidates.iter().filter_map(|it| Some((*it, named.get(&owner(*it))?)));
        let last = |places: &[usize]| {
            places.partition_point(|at| *at < mention.bytes.start).checked_sub(1).map(|n| places[n])
        };
        let block = text.sentences.get(text.sentence_of(mention.tokens.start)).map(|it| it.block);
        let here = block.and_then(|it| text.blocks.get(it)).map_or(0, |it| it.bytes.start);
        let before = places().filter_map(|(it, all)| Some((last(all)?, all.len(), it)));
        // In its own paragraph the one named last; of those named only before it, the one named most often.
        let before = before.reduce(|best, it| {
            let far = it.0 < here && best.0 < here && it.1 != best.1;
            if if far { it.1 > best.1 } else { it.0 > best.0 } { it } else { best }
        });
        let before = before.map(|(at, _, it)| (at, it));
        let first = || {
            let first = places().filter_map(|(it, all)| Some((*all.first()?, it)));
            first.reduce(|best, it| if it.0 < best.0 { it } else { best })
        };
        // "The Ministerial Council of the bloc … the Council": the body named last before that ends so.
        let at = mention.bytes.start;
        let namesake = bodies.get(text.low(mention.tokens.end - 1)).and_then(|all| {
            let before = &all[..all.partition_point(|it| it.0 < at)];
            before.last().filter(|_| mention.tokens.len() <= 2).map(|it| it.1)
        });
        // "The Council of the Baltic Sea States … the Council", where the text says no less of it than of the other.
        let itself = || {
            let all = selves.get(text.low(mention.tokens.end - 1)).filter(|_| mention.tokens.len() <= 2)?;
            let other = places().map(|it| it.1.len()).max().unwrap_or(0);
            all.iter().max_by_key(|it| it.0).filter(|it| it.0 >= other).map(|it| it.1)
        };
        match namesake.or_else(itself).or_else(|| before.or_else(first).map(|it| it.1)) {
            Some(entity) => {
                mention.entity = entity;
                mention.kind = atlas.entity(entity).kind;
                mention.others = Box::default();
                if mention.tokens.len() > 1 && mention.kind == Kind::Body {
                    let all = bodies.entry(text.low(mention.tokens.end - 1)).or_default();
                    let n = all.partition_point(|it| it.0 < mention.bytes.start);
                    all.insert(n, (mention.bytes.start, entity));
                }
            }
            None if mention.role == Role::Context => match inner.take() {
                Some(inner) => *mention = *inner,
                None => mention.tokens.end = mention.tokens.start,
            },
            None => {}
        }
    }
    found.into_iter().map(|(it, _)| it).filter(|it| !it.tokens.is_empty()).collect()
}

/// "The Authority of Heads of State of the OTS": a name that needs a context has one, and it is another organisation.
fn drop_those_of_others(
    found: &mut Vec<(Mention, Option<Box<Mention>>)>,
    owner: impl Fn(EntityIdx) -> EntityIdx,
    text: &Text<'_>,
) {
    let of_other = |pair: &[(Mention, Option<Box<Mention>>)]| {
        let ((it, _), (next, _)) = (&pair[0], &pair[1]);
        let between = it.tokens.end..next.tokens.start;
        let joins = |(n, at): (usize, usize)| {
            if n == 0 { text.low(at) == OF } else { text.places(at).has(Grammar::Determiner) }
        };
        it.role == Role::Context
            && it.kind == Kind::Body
            && next.role != Role::Context
            && next.kind == Kind::Organisation
            && (1..=2).contains(&between.len())
            && between.enumerate().all(joins)
            && [it.entity].iter().chain(&it.others).all(|it| owner(*it) != next.entity)
    };
    let drop: Vec<bool> = found.windows(2).map(of_other).chain([false]).collect();
    let mut drop = drop.into_iter();
    found.retain(|_| !drop.next().unwrap_or(false));
}

/// Organisations that two of their bodies speak for, with where: a text that begins with the General Assembly and the Human
/// Rights Council, before any organisation is named in full, is about the one that has both.
fn supported(
    found: &[(Mention, Option<Box<Mention>>)],
    owner: impl Fn(EntityIdx) -> EntityIdx,
) -> Vec<(EntityIdx, Vec<usize>)> {
    let mut bodies: BTreeMap<EntityIdx, Vec<(EntityIdx, usize)>> = BTreeMap::new();
    // "The Assembly" and "the Council" can be anybody's.
    let telling = |it: &Mention| it.role == Role::Context && it.kind == Kind::Body && it.tokens.len() > 1;
    for (it, _) in found.iter().filter(|(it, _)| telling(it)) {
        for body in [it.entity].into_iter().chain(it.others.iter().copied()) {
            bodies.entry(owner(body)).or_default().push((body, it.bytes.start));
        }
    }
    bodies.retain(|_, places| places.iter().any(|it| it.0 != places[0].0));
    bodies.into_iter().map(|(org, places)| (org, places.into_iter().map(|it| it.1).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Bytes};

    fn ids(words: &str) -> Vec<String> {
        let blocks = vec![Block { bytes: Bytes::new(0, words.len()), kind: BlockKind::Paragraph }];
        let index = crate::read::english().1;
        let text = Text::new(words, blocks, index);
        let atlas = Atlas::shipped();
        find(&text, atlas, &Starts::new(index, atlas), "en")
            .iter()
            .map(|it| atlas.entity(it.entity).id.to_owned())
            .collect()
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(
            ids("Equatorial Guinea and Guinea-Bissau met Guinea."),
            ["state:GQ", "state:GW", "state:GN"]
        );
        assert_eq!(ids("The Democratic Republic of the Congo met the Congo."), ["state:CD", "state:CG"]);
    }

    #[test]
    fn a_name_in_brackets_is_the_name_before_it() {
        let found = ids("The Shanghai Cooperation Organisation (SCO) met. The SCO parted.");
        assert!(found.iter().all(|it| it == "org:sco"), "{found:?}");
    }

    #[test]
    fn a_full_name_begins_inside_a_short_one() {
        assert_eq!(ids("Malta joined the Commonwealth of Nations."), ["state:MT", "org:commonwealth"]);
        assert_eq!(ids("Malta met the Commonwealth of Independent States."), ["state:MT", "org:cis"]);
    }

    #[test]
    fn two_bodies_speak_for_their_organisation() {
        assert_eq!(
            ids("The General Assembly met. The Human Rights Council did not."),
            ["body:un/general-assembly", "body:un/human-rights-council"]
        );
        assert!(ids("The General Assembly met.").is_empty());
    }

    #[test]
    fn the_commonwealth_is_the_one_named_before() {
        let found = ids("The Commonwealth of Independent States met. The Commonwealth spoke.");
        assert!(!found.contains(&"org:commonwealth".to_owned()), "{found:?}");
    }
}
