//! The gate: which sentences are looked at closely.
//!
//! Most sentences tell no act. One look at what the words of a sentence may turn out to be says whether any rule, list or
//! meeting could begin in it; only then are its parts of speech, units and frames made.

use comity_atlas::Kind;

use super::apply::Context;
use crate::index::Hints;
use crate::mention::Mention;
use crate::pack::NounClass;
use crate::person::PersonMention;
use crate::text::Sentence;

/// What a sentence has that a rule may need.
pub(super) fn hints(
    context: &Context<'_>,
    sentence: &Sentence,
    mentions: &[Mention],
    people: &[PersonMention],
) -> Hints {
    let words = sentence.tokens.clone().map(|it| context.text.hints(it));
    let names = mentions.iter().map(|it| match it.kind {
        Kind::State | Kind::Territory => Hints::STATE,
        Kind::Organisation | Kind::Body => Hints::ORGANISATION,
        Kind::Place => Hints::PLACE,
    });
    // A name that nothing knows, of two words or more, may be a person's.
    let unknown = |it: usize| context.text.tokens[it].capital && context.text.info(it).is_none();
    let named = || sentence.tokens.clone().skip(1).any(|it| unknown(it) && unknown(it - 1));
    let person = if !people.is_empty() || named() { Hints::PERSON } else { Hints::NONE };
    words.chain(names).chain([person]).fold(Hints::NONE, Hints::and)
}

/// Whether an act, a list of parties or documents, or a meeting may begin in a sentence.
pub(super) fn opens(context: &Context<'_>, sentence: &Sentence, has: Hints) -> bool {
    if context.every || has.any(Hints::class(NounClass::Meeting)) {
        return true;
    }
    // Every act is an act of an organisation, and its own name stands somewhere in the document.
    if context.organisations.is_empty() {
        return false;
    }
    let list = || has.any(Hints::CARDINAL) && has.any(Hints::APPLICANT);
    let colon = || sentence.tokens.end.checked_sub(1).is_some_and(|last| context.text.low(last) == ":");
    let told = |at: usize| {
        let rules = context.index.rules(context.text.id(at)).iter();
        context.text.hints(at).any(Hints::TRIGGER)
            && rules.into_iter().any(|rule| may(context, has, *rule as usize))
    };
    has.any(context.index.noun_classes()) || list() || colon() || sentence.tokens.clone().any(told)
}

/// Whether a sentence has what a rule needs.
pub(super) fn may(context: &Context<'_>, has: Hints, rule: usize) -> bool {
    context.every || has.meet(context.index.needs(rule))
}

#[cfg(test)]
mod tests {
    use crate::pack::Pack;
    use crate::read::{Packs, page, read, read_every};
    use crate::verify::brackets;

    /// Reading without the gate finds the same.
    fn check(text: &str) {
        let document = page(text);
        let packs = Packs::shipped();
        assert_eq!(read(&document, packs), read_every(&document, packs), "{text}");
    }

    fn examples(pack: &Pack) -> Vec<String> {
        let rules = pack.rules.iter();
        let texts = rules.flat_map(|rule| rule.accepts.iter().chain(rule.rejects.iter().map(|it| &it.text)));
        texts.map(|text| brackets(text).0).collect()
    }

    #[test]
    fn the_gate_lets_every_act_of_the_packs_through() {
        for pack in Packs::shipped().all() {
            let examples = examples(pack);
            assert!(!examples.is_empty(), "{}", pack.lang);
            for text in &examples {
                check(text);
            }
            check(&examples.join(" "));
        }
    }

    #[test]
    fn the_gate_lets_every_act_of_the_examples_through() {
        check(include_str!("../../../../examples/dushanbe-summit.txt"));
        check(include_str!("../../../../examples/dushanbe-summit.ru.txt"));
    }

    #[test]
    fn nothing_is_read_where_no_organisation_is_named() {
        check("Malta joined in 2025. It was admitted as an observer. The leaders met and signed a treaty:");
    }
}
