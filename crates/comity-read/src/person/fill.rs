//! Offices whose name comes before the verb that says who takes them: "the post of president goes to Ana Ruiz".

use super::hold::Held;
use super::words::tag;
use super::{People, Reader, Title};

/// Most tokens from an office to who fills it: "the role of chair will be filled by".
const NEAR: usize = 8;

/// Most tokens from a verb to an office in apposition to who is elected.
const APPOSED: usize = 6;

impl Reader<'_> {
    /// "The post of president goes to Ana Ruiz", "the oath as president was taken by Ana Ruiz".
    pub(super) fn filled(&self, people: &People, title: &Title) -> Option<Held> {
        let to = self.filler(title)?;
        let mention = people.mentions.partition_point(|it| it.tokens.start <= to);
        let near = people.mentions.get(mention).is_some_and(|it| {
            (to + 1..it.tokens.start)
                .all(|at| self.has(at, tag::HONORIFIC) || self.text.mark(at) == Some(b'.'))
        });
        let taken = (title.tokens.end..to).any(|it| self.has(it, tag::WAS));
        near.then_some(Held { mention, elect: !taken })
    }

    /// The word before who fills the post that a title names.
    pub(super) fn filler(&self, title: &Title) -> Option<usize> {
        let sentence = self.text.sentences.get(self.text.sentence_of(title.core.start))?;
        let link = title.start.checked_sub(1).filter(|it| *it > sentence.tokens.start)?;
        // "Will be succeeded as president by Ana Ruiz"
        let elected = (link.saturating_sub(4)..link).any(|it| self.has(it, tag::ELECTS));
        let by = self.has(link, tag::AS) && self.has(title.tokens.end, tag::BY) && !elected;
        let post = by || self.has(link, tag::OF | tag::AS) && self.has(link - 1, tag::POST);
        let end = sentence.tokens.end.min(title.tokens.end + NEAR);
        let to = (title.tokens.end..end).find(|it| self.has(*it, tag::BY | tag::AT)).filter(|_| post)?;
        let verb = (title.tokens.end..to)
            .all(|it| self.text.mark(it) != Some(b',') && self.mention_at(it).is_none());
        (verb && (by || to > title.tokens.end)).then_some(to)
    }

    /// "As its head the assembly elected Ana Ruiz": the title before, the name after the verb.
    pub(super) fn elected_later(&self, people: &People, titles: &[Title], title: &Title) -> Option<Held> {
        let sentence = self.text.sentences.get(self.text.sentence_of(title.core.start))?;
        if title.start <= sentence.tokens.start || !self.has(title.start - 1, tag::AS) {
            return None;
        }
        let verb = (title.tokens.end..sentence.tokens.end).find(|it| self.has(*it, tag::ELECTS))?;
        let mention = people.mentions.partition_point(|it| it.tokens.start <= verb);
        // "Was elected a Chilean official, Ana Ruiz"
        let near = people.mentions.get(mention).is_some_and(|it| {
            let n = titles.partition_point(|it| it.tokens.start <= verb);
            let apposed =
                |other: &Title| other.start <= verb + APPOSED && other.tokens.end + 1 == it.tokens.start;
            it.tokens.start <= verb + 2 || titles.get(n).is_some_and(apposed)
        });
        near.then_some(Held { mention, elect: true })
    }
}

#[cfg(test)]
mod tests {
    use crate::person::tests::held;

    #[test]
    fn the_name_after_the_verb() {
        assert_eq!(
            held("The post of president of the OTS goes to Ana Ruiz of Chile."),
            ["Ana Ruiz | president (designate) | org:ots"]
        );
        assert_eq!(
            held("The oath of office as Secretary General of the OTS was taken by Ana Ruiz on Friday."),
            ["Ana Ruiz | secretary-general | org:ots"]
        );
        assert!(
            held("Jon Bell will be succeeded as Secretary General of the OTS by Ana Ruiz of Chile.")
                .contains(&"Ana Ruiz | secretary-general (designate) | org:ots".to_owned())
        );
        assert_eq!(
            held("As president of the OTS there was elected a Chilean diplomat, Ana Ruiz.")[0],
            "Ana Ruiz | president (designate) | org:ots"
        );
    }
}
