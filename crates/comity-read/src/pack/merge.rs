//! A lexicon that stands in several files.

use super::lexicon::Lexicon;

impl Lexicon {
    /// Adds the words of another file.
    pub fn merge(&mut self, other: Lexicon) {
        self.abbreviations.extend(other.abbreviations);
        self.conjugation.extend(other.conjugation);
        self.verb.extend(other.verb);
        for (key, words) in other.auxiliary {
            self.auxiliary.entry(key).or_default().extend(words);
        }
        for (key, words) in other.grammar {
            self.grammar.entry(key).or_default().extend(words);
        }
        self.adverb_endings.extend(other.adverb_endings);
        self.adverb_exceptions.extend(other.adverb_exceptions);
        self.acknowledging.extend(other.acknowledging);
        self.namesakes.extend(other.namesakes);
        self.unlisted.extend(other.unlisted);
        self.name_joints.extend(other.name_joints);
        self.becoming.extend(other.becoming);
        self.letting.extend(other.letting);
        self.closing.extend(other.closing);
        self.subordinate.extend(other.subordinate);
        self.day_long.extend(other.day_long);
        self.instruments.extend(other.instruments);
        self.ranks.extend(other.ranks);
        self.each.extend(other.each);
        self.sits.extend(other.sits);
        self.organs.extend(other.organs);
        self.sets.extend(other.sets);
        self.untrue.extend(other.untrue);
        self.awaiting.extend(other.awaiting);
        self.epithets.extend(other.epithets);
        self.pondering.extend(other.pondering);
        self.puts.extend(other.puts);
        self.off.extend(other.off);
        self.dropping.extend(other.dropping);
        self.pending.extend(other.pending);
        self.almost.extend(other.almost);
        self.truth.extend(other.truth);
        self.taking.extend(other.taking);
        self.state_forms.extend(other.state_forms);
        self.sided.extend(other.sided);
        self.endeavours.extend(other.endeavours);
        self.periodic.extend(other.periodic);
        self.passing.extend(other.passing);
        self.mine.extend(other.mine);
        self.candidacies.extend(other.candidacies);
        self.sought.extend(other.sought);
        self.vague.extend(other.vague);
        self.leading.extend(other.leading);
        self.about.extend(other.about);
        self.than.extend(other.than);
        self.deliberative.extend(other.deliberative);
        self.headings.extend(other.headings);
        self.openers.extend(other.openers);
        self.uncounted.extend(other.uncounted);
        self.telling.extend(other.telling);
        self.called.extend(other.called);
        self.control.extend(other.control);
        self.phrase.extend(other.phrase);
        self.stand_in.merge(other.stand_in);
        self.place_functions.extend(other.place_functions);
        self.occasion_functions.extend(other.occasion_functions);
        self.remote.extend(other.remote);
        if !other.any_meeting.is_empty() {
            self.any_meeting = other.any_meeting;
        }
        self.place_kinds.extend(other.place_kinds);
        self.regions.extend(other.regions);
        self.here.extend(other.here);
        self.meeting_parts.extend(other.meeting_parts);
        self.agent_functions.extend(other.agent_functions);
        self.case_function.extend(other.case_function);
        self.bare_infinitive |= other.bare_infinitive;
        self.irregular.extend(other.irregular);
        for (words, more) in [
            (&mut self.verbs, other.verbs),
            (&mut self.nouns_first, other.nouns_first),
            (&mut self.adjectives, other.adjectives),
            (&mut self.adverbs, other.adverbs),
        ] {
            if !more.is_empty() {
                words.push(' ');
                words.push_str(&more);
            }
        }
    }
}
