//! Speech: quotations, their cues and speakers.
//!
//! Marks are paired block by block; what stands in them is speech unless it is a title or a word or two. The words
//! beside a quotation say who speaks (`cue`), in the nominals of the narrator's own words (`nominal`); what they refer
//! to is sought in the sentences before (`refer`).

mod cue;
mod marks;
mod nominal;
mod refer;
mod repeat;

use std::cell::OnceCell;
use std::collections::HashMap;

use comity_atlas::{Atlas, EntityIdx};
use comity_model::{Form, SpeakerKind};

use self::marks::Pair;
use self::nominal::Nominal;
use crate::mention::Mention;
use crate::pack::Pack;
use crate::person::{People, Words, tag};
use crate::text::{Bytes, Text, TokenKind};

/// A quotation, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    pub(crate) form: Form,
    /// Marks included.
    pub(crate) bytes: Bytes,
    /// The words without marks, one part or several (a cue in between, or several paragraphs).
    pub(crate) parts: Vec<Bytes>,
    pub(crate) speaker: Option<Voice>,
    pub(crate) cue: Option<Bytes>,
    /// Index of the quotation that has the same words elsewhere in the document (a headline repeats the body).
    pub(crate) same_as: Option<usize>,
    /// The mark that closes it is missing: the paragraph ends it, or the next goes on with it.
    open: bool,
}

/// Who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) kind: SpeakerKind,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// The words beside the quotation that name the speaker.
    pub(crate) bytes: Option<Bytes>,
}

/// Finds the quotations, in order of their place.
pub(crate) fn find(
    text: &Text<'_>,
    mentions: &[Mention],
    people: &People,
    atlas: &Atlas,
    pack: &Pack,
    words: &Words,
    main: Option<EntityIdx>,
) -> Vec<Quoted> {
    let mut finder = Finder {
        text,
        mentions,
        people,
        atlas,
        pack,
        words,
        main,
        spoken: vec![false; text.tokens.len()],
        nominals: text.sentences.iter().map(|_| OnceCell::new()).collect(),
        held: HashMap::new(),
        of_kind: HashMap::new(),
    };
    for (n, office) in people.offices.iter().enumerate() {
        finder.held.entry(office.person).or_default().push(n);
        finder.of_kind.entry(office.kind).or_default().push(n);
    }
    let found: Vec<Pair> =
        marks::pairs(text.text, &text.blocks).into_iter().filter(|it| finder.is_speech(it)).collect();
    for pair in &found {
        let tokens = text.tokens_of(pair.bytes);
        if let Some(spoken) = finder.spoken.get_mut(tokens.start..tokens.end.min(text.tokens.len())) {
            spoken.fill(true);
        }
    }
    let mut quoted: Vec<Quoted> = Vec::new();
    for pair in &found {
        finder.quotation(pair, &mut quoted);
    }
    repeat::repeat(text, &mut quoted);
    quoted
}

/// Most tokens of a line that names who has spoken.
const SIGNATURE: usize = 32;

struct Finder<'a> {
    text: &'a Text<'a>,
    mentions: &'a [Mention],
    people: &'a People,
    atlas: &'a Atlas,
    pack: &'a Pack,
    words: &'a Words,
    /// The organisation that the document is about.
    main: Option<EntityIdx>,
    /// Whether each token stands in a quotation.
    spoken: Vec<bool>,
    /// The nominals of each sentence, found when asked for.
    nominals: Vec<OnceCell<Vec<Nominal>>>,
    /// Person → offices.
    held: HashMap<usize, Vec<usize>>,
    /// Office of the pack → offices held.
    of_kind: HashMap<usize, Vec<usize>>,
}

impl Finder<'_> {
    /// Whether a pair of marks holds speech: words enough, and no title or term.
    fn is_speech(&self, pair: &Pair) -> bool {
        let inner = Bytes::new(
            pair.parts.first().map_or(pair.bytes.start, |it| it.start),
            pair.parts.last().map_or(pair.bytes.end, |it| it.end),
        );
        let first = self.text.token_at(inner.start);
        let last = self.text.token_at(inner.end.saturating_sub(1)) + 1;
        let tokens = first..last.min(self.text.tokens.len()).max(first);
        let words =
            inner.of(self.text.text).split_whitespace().filter(|it| it.chars().any(char::is_alphabetic));
        words.count() >= self.pack.speech.words.max(1)
            && !self.is_title(tokens.clone(), inner)
            && !self.is_term(tokens, inner)
    }

    /// Words of a quotation.
    fn words_of(&self, tokens: std::ops::Range<usize>, inner: Bytes) -> Vec<usize> {
        let word = |it: &usize| {
            self.text
                .tokens
                .get(*it)
                .is_some_and(|it| it.kind == TokenKind::Word && inner.contains(it.bytes()))
        };
        tokens.filter(word).collect()
    }

    /// A title of a document, format or event: most words capitalised and nothing of a sentence at its ends, or a word
    /// before it that says so.
    fn is_title(&self, tokens: std::ops::Range<usize>, inner: Bytes) -> bool {
        let body = inner.of(self.text.text).trim_end();
        let before = tokens.start.saturating_sub(1);
        let said = (before.saturating_sub(3)..before)
            .any(|it| self.has(it, tag::TITLE_CUE) && !self.has(it, tag::CUE));
        let words = self.words_of(tokens.clone(), inner);
        let long: Vec<&usize> = words.iter().filter(|it| self.text.word(**it).len() > 3).collect();
        let capitals = long.iter().filter(|it| self.text.tokens[***it].capital).count();
        let proper = !long.is_empty() && capitals * 4 >= long.len() * 3 && words.len() <= 14;
        let cued = (tokens.end..tokens.end + 5).any(|it| self.has(it, tag::CUE));
        let ends = body.ends_with(['.', '!', '?']) || body.ends_with(',') && cued;
        if said && (!ends || capitals * 2 >= long.len()) {
            return true;
        }
        proper && !ends
    }

    /// A term: an article and a few words without a verb or particle in them ("a “frozen membership asset”").
    fn is_term(&self, tokens: std::ops::Range<usize>, inner: Bytes) -> bool {
        let mark = tokens.start.saturating_sub(1);
        let article = mark > 0 && self.has(mark - 1, tag::DEFINITE | tag::INDEFINITE);
        let words = self.words_of(tokens, inner);
        let part = tag::PART | tag::PRONOUN | tag::DEFINITE | tag::INDEFINITE | tag::OWN | tag::IT;
        article && words.len() <= 5 && !words.iter().any(|it| self.has(*it, part))
    }

    /// Enters a pair of marks as a quotation, or as a further part of the one before.
    fn quotation(&self, pair: &Pair, quoted: &mut Vec<Quoted>) {
        let block = &self.text.blocks[pair.blocks.0];
        let parts: Vec<Bytes> = pair.parts.iter().map(|it| trim(self.text.text, *it)).collect();
        let open = pair.open;
        let opens = block.bytes.start == pair.bytes.start;
        if let Some(previous) = quoted.last_mut()
            && self.goes_on(previous, pair)
        {
            previous.parts.extend(parts);
            previous.bytes.end = pair.bytes.end;
            previous.open = open;
            self.late_speaker(pair, quoted);
            return;
        }
        let beside = self.beside(pair.blocks, pair.bytes);
        let goes_on = self.same_sentence(pair, &beside, quoted);
        let voice = goes_on.or_else(|| beside.nominal.as_ref().and_then(|it| self.voice(it, quoted)));
        let speaker = voice.or_else(|| self.continued(pair, quoted));
        let whole = opens
            || parts.last().is_some_and(|it| it.of(self.text.text).ends_with(['.', ',', '!', '?', '…']));
        let form = if whole { Form::Direct } else { Form::Mixed };
        let cue = beside.cue.map(|it| self.text.tokens[it].bytes());
        let same_as = None;
        quoted.push(Quoted { form, bytes: pair.bytes, parts, speaker, cue, same_as, open });
    }

    /// Whether a pair goes on with the quotation before: the cue parted them, or a paragraph ended without a mark.
    fn goes_on(&self, previous: &Quoted, pair: &Pair) -> bool {
        let block = self.text.blocks[pair.blocks.0].bytes;
        let gap = self.text.text.get(previous.bytes.end..pair.bytes.start).unwrap_or("");
        if previous.open {
            return block.start == pair.bytes.start && gap.trim().is_empty();
        }
        let cue_inside =
            previous.cue.is_some_and(|it| it.start >= previous.bytes.end && it.end <= pair.bytes.start);
        block.contains(previous.bytes) && cue_inside && gap.len() < 120 && gap.trim_end().ends_with(',')
    }

    /// A fragment without a cue of its own, in the sentence of the quotation before, goes on with its speaker.
    fn same_sentence(&self, pair: &Pair, beside: &cue::Beside, quoted: &[Quoted]) -> Option<Voice> {
        let previous = quoted.last()?;
        let sentence = |at: usize| self.text.sentence_of(self.text.token_at(at));
        let same = sentence(previous.bytes.end.saturating_sub(1)) == sentence(pair.bytes.start);
        let gap = self.text.text.get(previous.bytes.end..pair.bytes.start).unwrap_or("");
        let person = beside.nominal.as_ref().is_some_and(|it| it.what.somebody());
        let cue = beside.cue.map(|it| self.text.tokens[it].bytes());
        let leads = beside.cue.zip(beside.nominal.as_ref()).is_none_or(|(cue, it)| it.tokens.end <= cue);
        let own = cue.is_some() && cue != previous.cue && leads || person;
        let voice = previous.speaker.clone().filter(|_| same && !own && !gap.contains('\n'))?;
        Some(Voice { bytes: None, ..voice })
    }

    /// A quotation of several paragraphs whose speaker is told after the last of them.
    fn late_speaker(&self, pair: &Pair, quoted: &mut [Quoted]) {
        let Some((last, before)) = quoted.split_last_mut() else { return };
        if last.cue.is_some() {
            return;
        }
        let beside = self.beside(pair.blocks, pair.bytes);
        if let (Some(cue), Some(nominal)) = (beside.cue, beside.nominal) {
            last.speaker = self.voice(&nominal, before).or_else(|| last.speaker.take());
            last.cue = Some(self.text.tokens[cue].bytes());
        }
    }

    /// Without words beside it: the speaker before goes on, or the person whom the narrator has just spoken of speaks.
    fn continued(&self, pair: &Pair, quoted: &[Quoted]) -> Option<Voice> {
        let at = self.text.token_at(pair.bytes.start);
        let near = quoted.last().filter(|it| {
            let gap = self.text.text.get(it.bytes.end..pair.bytes.start).unwrap_or("");
            gap.trim().is_empty()
        });
        let follows = near.and_then(|it| it.speaker.clone());
        let signed = || self.signature(pair);
        // A text quoted in the sentence before goes on, where no person has been spoken of since.
        let text = || {
            let previous = quoted.last()?;
            let from = self.text.token_at(previous.bytes.end);
            let sentence = self.text.sentence_of(from.saturating_sub(1));
            let near = sentence + 1 >= self.text.sentence_of(at) && self.opens_block(pair);
            let speaker = previous.speaker.clone().filter(|it| near && !refer::is_person(it))?;
            let n = self.people.mentions.partition_point(|it| it.tokens.start < from);
            let person = self.people.mentions.get(n).is_some_and(|it| it.tokens.start < at);
            (!person).then_some(speaker)
        };
        let last = || self.last_person(at, quoted);
        let before = || quoted.last().and_then(|it| it.speaker.clone());
        signed()
            .or(follows)
            .or_else(text)
            .or_else(last)
            .or_else(before)
            .map(|voice| Voice { bytes: None, ..voice })
    }

    fn opens_block(&self, pair: &Pair) -> bool {
        self.text.blocks[pair.blocks.0].bytes.start == pair.bytes.start
    }

    /// "Ana Ruiz (Chile), president of the assembly" on the line after a quotation that is a paragraph of its own.
    fn signature(&self, pair: &Pair) -> Option<Voice> {
        let own = self.text.blocks.get(pair.blocks.1)?;
        let rest = self.text.text.get(pair.bytes.end..own.bytes.end).unwrap_or("");
        let block = self.text.blocks.get(pair.blocks.1 + 1)?;
        let tokens = self.text.tokens_of(block.bytes);
        let dash = usize::from(matches!(self.text.low(tokens.start), "-" | "–" | "—"));
        let person = self.people.at(tokens.start + dash)?;
        let told = tokens
            .clone()
            .any(|it| self.is_cue(it) || self.has(it, tag::COPULA | tag::PRONOUN | tag::AUXILIARY));
        let ends = matches!(self.text.low(tokens.end - 1), "." | "!" | "?" | ":");
        let alone = self.opens_block(pair) && rest.trim().is_empty() && tokens.len() <= SIGNATURE;
        (alone && !told && !ends).then(|| self.person(person.person)).flatten()
    }
}

/// Leaves white space at the ends out.
fn trim(text: &str, bytes: Bytes) -> Bytes {
    let words = bytes.of(text);
    let start = bytes.start + (words.len() - words.trim_start().len());
    Bytes::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::read::sentences;

    /// Words and speaker of each quotation.
    fn said(text: &str) -> Vec<(String, String)> {
        let reading = sentences(text);
        let name =
            |it: &comity_model::Quotation| it.speaker.as_ref().map_or(String::new(), |it| it.name.clone());
        reading.quotations.iter().map(|it| (it.text.clone(), name(it))).collect()
    }

    fn one(words: &str, speaker: &str) -> Vec<(String, String)> {
        vec![(words.to_owned(), speaker.to_owned())]
    }

    #[test]
    fn speakers_by_name_title_and_pronoun() {
        let named = "President Ana Ruiz spoke. \"We are open to all of them,\" ";
        assert_eq!(said(&format!("{named}Ruiz said.")), one("We are open to all of them,", "Ana Ruiz"));
        assert_eq!(
            said(&format!("{named}the President said.")),
            one("We are open to all of them,", "Ana Ruiz")
        );
        assert_eq!(said(&format!("{named}she said.")), one("We are open to all of them,", "Ana Ruiz"));
    }

    #[test]
    fn a_shorter_title_is_the_same_office() {
        let found =
            said("Foreign Minister Ana Ruiz spoke.\n\n\"It is not planned by us,\" said the minister.");
        assert_eq!(found, one("It is not planned by us,", "Ana Ruiz"));
    }

    #[test]
    fn a_statement_speaks_for_who_issued_it() {
        let found = said("The OTS met on Friday.\n\n\"The members stand together,\" the statement says.");
        assert_eq!(found, one("The members stand together,", "OTS"));
    }

    #[test]
    fn a_mark_never_closed_shifts_nothing() {
        let found =
            said("He called it \"a new page.\n\n\"We are open to all of them,\" President Ana Ruiz said.");
        assert!(
            found.contains(&("We are open to all of them,".to_owned(), "Ana Ruiz".to_owned())),
            "{found:?}"
        );
    }

    #[test]
    fn marks_of_one_glyph_are_nested() {
        let found = said("\"We open the \"Plus\" format for all of them,\" President Ana Ruiz said.");
        assert_eq!(found, one("We open the \"Plus\" format for all of them,", "Ana Ruiz"));
    }

    /// Who is read as the speaker of the first quotation.
    fn speaker(text: &str) -> String {
        said(text).first().map_or(String::new(), |it| it.1.clone())
    }

    #[test]
    fn cues_before_after_and_inverted() {
        assert_eq!(
            speaker("\"We are open to all,\" Ana Ruiz, the foreign minister of Chile, told reporters."),
            "Ana Ruiz"
        );
        assert_eq!(speaker("\"We are open to all,\" said Chilean Foreign Minister Ana Ruiz."), "Ana Ruiz");
        assert_eq!(
            speaker("Foreign Minister Ana Ruiz, who met Jon Bell, said: \"We are open to all.\""),
            "Ana Ruiz"
        );
        assert_eq!(
            speaker("According to President Ana Ruiz, \"all of them are welcome\" there."),
            "Ana Ruiz"
        );
        assert_eq!(speaker("The plan is \"as good as new\", as President Ana Ruiz put it."), "Ana Ruiz");
        assert_eq!(speaker("It was called \"a new and good page\" by President Ana Ruiz."), "Ana Ruiz");
    }

    #[test]
    fn organs_and_sources_speak() {
        assert_eq!(
            speaker("\"We know of no such plan,\" the Chilean foreign ministry said."),
            "Chilean foreign ministry"
        );
        assert_eq!(speaker("\"We know of no such plan,\" a senior diplomat said."), "senior diplomat");
        assert_eq!(speaker("The OTS met on Friday. \"We know of no such plan,\" the bloc said."), "OTS");
    }

    #[test]
    fn a_pronoun_is_the_subject_before() {
        let text = "President Ana Ruiz spoke after a talk with President Jon Bell. \"We are open to all,\" she said.";
        assert_eq!(speaker(text), "Ana Ruiz");
    }

    #[test]
    fn paragraphs_without_a_closing_mark_are_one_quotation() {
        let found = said("“We met today.\n\n“We go on tomorrow,” President Ana Ruiz said.");
        assert_eq!(found, one("We met today. We go on tomorrow,", "Ana Ruiz"));
    }

    #[test]
    fn titles_and_slogans_are_no_speech() {
        assert!(said("They met under the theme \"one road for all of us\" in Baku.").is_empty());
        assert!(said("President Ana Ruiz signed the \"Turkic World Vision Until Then\" in Baku.").is_empty());
    }
    #[test]
    fn a_signature_under_a_quotation() {
        let text = "The OTS met.\n\n\"We are open to all of them\"\n\nAna Ruiz (Chile), president of the OTS";
        assert_eq!(speaker(text), "Ana Ruiz");
    }

    #[test]
    fn towns_and_descriptions_stand_for_who_speaks() {
        let text = "Rwanda left the OTS. \"We know of no such plan,\" Kigali said.";
        assert_eq!(speaker(text), "Rwanda");
        let apposed = "The health body, WHO, suspended the club \"with effect from today\".";
        assert_eq!(speaker(apposed), "WHO");
        let role = "The delegate of Malta spoke. \"We know of no such plan,\" he said.";
        assert_eq!(speaker(role), "delegate of Malta");
    }

    #[test]
    fn a_pronoun_is_not_the_object_beside_it() {
        let text =
            "President Ana Ruiz was sworn in. She replaces Mr Jon Bell. \"We are open to all,\" she said.";
        assert_eq!(speaker(text), "Ana Ruiz");
    }

    #[test]
    fn a_demonym_is_who_comes_from_there() {
        let text = "The presidency went from President Jon Bell of Chile to Ana Ruiz of Malta in May, and President Jon \
                    Bell left. \"We are open to all,\" the Maltese said.";
        assert_eq!(speaker(text), "Ana Ruiz");
    }

    #[test]
    fn a_description_is_whom_the_text_names_most() {
        let text = "Ms Ana Ruiz won the vote. Ruiz had more votes than Mr Jon Bell. \"We are open to all,\" the winner \
                    told the hall.";
        assert_eq!(speaker(text), "Ana Ruiz");
    }

    #[test]
    fn what_contrasts_with_a_quotation_is_said_by_another() {
        let text = "Minister Ana Ruiz spoke of \"a dark and long page\", while Minister Jon Bell called the move a step.";
        assert_eq!(speaker(text), "Ana Ruiz");
        let text = "\"A deal for all of us\", Minister Jon Bell called it; Ana Ruiz, minister of Malta, a lawyer, said the \
                    Union had passed \"the hardest test of all\".";
        assert_eq!(said(text).last().map(|it| it.1.clone()), Some("Ana Ruiz".to_owned()));
    }
    #[test]
    fn for_whom_something_is_so_says_it() {
        assert_eq!(
            speaker("For Jon Bell of the Harbour Fund the state is \"out of step with all of us\"."),
            "Jon Bell"
        );
        let host =
            "For the host, President Ana Ruiz, it is enough for now: \"We took up our work again today.\"";
        assert_eq!(speaker(host), "Ana Ruiz");
        assert_eq!(
            speaker(
                "To stay \"out of the quarrels of others\" was the aim, wrote on Twitter Minister Ana Ruiz."
            ),
            "Ana Ruiz"
        );
    }

    #[test]
    fn the_minister_is_the_one_of_the_paragraph() {
        let text = "Minister Jon Bell spoke first.\n\nForeign Minister Ana Ruiz came later. \"We are open to all,\" the \
                    minister told the hall.";
        assert_eq!(speaker(text), "Ana Ruiz");
        let deputy = "President Jon Bell spoke first.\n\nVice President Ana Ruiz came later. \"We are open to all,\" \
                      the president told the hall.";
        assert_eq!(speaker(deputy), "Jon Bell");
    }

    #[test]
    fn a_declaration_named_by_a_town_is_that_of_who_met_there() {
        let text = "The OTS met in Baku. The Declaration of Baku speaks of \"a road that is open to all\".";
        assert_eq!(speaker(text), "OTS");
    }
}
