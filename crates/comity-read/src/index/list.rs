//! The plain lists of words of a pack, a bit each.

use std::collections::BTreeSet;

use comity_atlas::Atlas;

use crate::pack::Pack;

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// A point after it does not end a sentence.
    Abbreviation,
    /// A month, a weekday, or a word that is counted from publication: a time may begin with it.
    Time,
    /// A preposition before the place of an act.
    PlaceFunction,
    /// A noun before the name of a place: "the city of".
    PlaceKind,
    /// The last word of a part of the world that is no place of an act.
    Region,
    /// "here" under a dateline.
    Here,
    /// A part of a meeting: "on the last day of the summit".
    MeetingPart,
    /// A way of meeting that is no place on a map may begin with it.
    Remote,
    /// Stands for parties named before, after a number: "countries".
    Parties,
    /// Stands for two: "both".
    Pair,
    /// Stands for three: "trio".
    Trio,
    /// Stands for the standing named before: "status".
    Standing,
    /// Stands for the office named before: "post".
    Office,
    /// Says that what follows is owned by somebody named before: "its".
    Owner,
    /// A name of the atlas may begin with it where it is written with a capital.
    Name,
    /// A name of the atlas may begin with it where it is written with a small letter.
    SmallName,
    /// A name of the atlas may be this word, or go on with a mark after it.
    NameAlone,
    /// It may be the second word of a name of the atlas.
    NameSecond,
    /// A frequent small word, by which the language is known.
    Frequent,
    /// A standing or office only where the organisation is said: "partner".
    Loose,
    /// Says that what follows is of a person named before: "his".
    PersonOwner,
    /// Stands for a person named before: "she".
    Person,
    /// Stands for a person as an object: "him".
    PersonObject,
    /// Stands for several named before: "they".
    Several,
    /// Acts for the state that sends it: "the Kenyan delegation".
    Envoy,
    /// Those who have a standing, who may act as one: "members".
    Holders,
    /// Adds a further one to a list: "together with", "as well as".
    Adds,
    /// After a word such as "that" it repeats the noun before: "that of".
    Echo,
    /// Before a noun alone it says that what is meant was named before: "the document".
    Definite,
    /// Ends like an adverb and is none: "assembly".
    NoAdverb,
    /// In a longer name it makes another body of an organisation's: "ASEAN Football Federation".
    Namesake,
    /// A body that meets: "council".
    Deliberative,
    /// Tells what follows as done: "congratulated X on …".
    Acknowledging,
    /// Sums up what is named one by one after it: "documents".
    Heading,
    /// In a capitalised name that the atlas lacks it makes it that of an organisation: "Federation".
    Unlisted,
    /// Joins the words of such a name: "of".
    NameJoint,
    /// Says what its subject comes to be: "became the first to".
    Becoming,
    /// Words for bodies that a body has under it.
    Subordinate,
    /// "Day" in "two-day".
    DayLong,
    /// Verbs that say that a meeting is over.
    Closing,
    /// Papers by which a state says that it is bound.
    Instrument,
    /// "Let X join": verbs under which somebody does what another allows.
    Letting,
    /// Singles one out where a number would: "the latest to".
    Rank,
    /// Says that what is reported is not so: "the reports are false".
    Untrue,
    /// Before a number it only says that it is not exact: "over ten", "more than ten".
    About,
    /// Of these those that follow a comparative: "than".
    Than,
    /// A stretch of time: "years".
    Period,
    /// An office title ends so: "minister".
    Title,
    /// A body whose name is that of its meetings too, where they are numbered: "the 135th Assembly".
    Sits,
    /// The noun in the name of an organ: "Council".
    Organ,
    /// Before a stretch of time it tells how often: "twice a year", "each year".
    Each,
    /// Before "to" it says that what follows is awaited: "looks forward to the summit".
    Awaiting,
    /// What an organisation is called after its name.
    Epithet,
    /// Verbs of thinking over: "consider".
    Pondering,
    /// Verbs that put something off with a word of `Off`: "put".
    Puts,
    /// "Off", "aside".
    Off,
    /// Before what is still open: "until Malta is admitted".
    Pending,
    /// "Almost": what has not come to be.
    Almost,
    /// "True", of which "not" makes the contrary.
    True,
    /// Participles of plans given up: "dropped".
    Dropping,
    /// Verbs by which a decision is taken: "reached".
    Taking,
    /// In the full name of a state: "federal", "republic".
    StateForm,
    /// Verbs of leading a meeting: "presiding over the session".
    Leading,
    /// Between how many sides: "trilateral".
    Sided,
    /// "Cooperation", "efforts".
    Endeavour,
    /// What comes again and again: "annual", "annually".
    Periodic,
    /// Words before an organisation that is only named in passing: "left to work for".
    Passing,
    /// Whose, where that is a person: "my".
    Mine,
    /// Standing for a seat: "candidacy".
    Candidacy,
    /// What is said of an office that is to be filled: "candidate", "vacant", "looking".
    Sought,
    /// Of how many is not said: "multiple meetings".
    Vague,
}

impl List {
    /// Its bit in a set of lists.
    pub(super) fn bit(self) -> u128 {
        1 << self as u32
    }
}

/// Every list with its words.
pub(super) fn lists(pack: &Pack, atlas: &Atlas) -> Vec<(List, Vec<String>)> {
    let (time, lexicon) = (&pack.time, &pack.lexicon);
    let from_last = time.from_last.keys().map(|it| first_word(it));
    let remote = lexicon.remote.iter().flat_map(|it| &it.words).map(|it| first_word(it));
    let stand_in = &pack.lexicon.stand_in;
    let times =
        time.months.keys().chain(time.weekdays.keys()).chain(time.days.keys()).chain(time.shifts.keys());
    let offices = pack.persons.office.iter().filter(|it| !it.posted && !it.calling);
    let titles = offices.flat_map(|it| &it.names).map(|it| last_word(it));
    let names = atlas.first_words(&pack.lang);
    let small = names.iter().filter(|(_, it)| it.small).map(|(word, _)| word.clone()).collect();
    let alone = names.iter().filter(|(_, it)| it.alone).map(|(word, _)| word.clone()).collect();
    let second: BTreeSet<String> = names.values().flat_map(|it| it.next.iter().cloned()).collect();
    vec![
        (List::Abbreviation, pack.lexicon.abbreviations.clone()),
        (List::Time, times.cloned().chain(from_last).collect()),
        (List::PlaceFunction, lexicon.place_functions.clone()),
        (List::PlaceKind, lexicon.place_kinds.clone()),
        (List::Region, lexicon.regions.clone()),
        (List::Here, lexicon.here.clone()),
        (List::MeetingPart, lexicon.meeting_parts.clone()),
        (List::Remote, remote.collect()),
        (List::Parties, stand_in.parties.clone()),
        (List::Pair, stand_in.pair.clone()),
        (List::Trio, stand_in.trio.clone()),
        (List::Standing, stand_in.standing.clone()),
        (List::Office, stand_in.office.clone()),
        (List::Owner, stand_in.owner.clone()),
        (List::Loose, stand_in.loose.clone()),
        (List::PersonOwner, stand_in.person_owner.clone()),
        (List::Person, stand_in.person.clone()),
        (List::Envoy, stand_in.envoys.clone()),
        (List::Several, stand_in.several.clone()),
        (List::PersonObject, stand_in.person_object.clone()),
        (List::Holders, stand_in.holders.clone()),
        (List::Adds, stand_in.adds.clone()),
        (List::Echo, stand_in.echo.clone()),
        (List::Definite, stand_in.definite.clone()),
        (List::NoAdverb, lexicon.adverb_exceptions.clone()),
        (List::Namesake, lexicon.namesakes.clone()),
        (List::Deliberative, lexicon.deliberative.clone()),
        (List::Acknowledging, lexicon.acknowledging.clone()),
        (List::Heading, lexicon.headings.clone()),
        (List::Unlisted, lexicon.unlisted.clone()),
        (List::NameJoint, lexicon.name_joints.clone()),
        (List::Becoming, lexicon.becoming.clone()),
        (List::Letting, lexicon.letting.clone()),
        (List::Closing, lexicon.closing.clone()),
        (List::Subordinate, lexicon.subordinate.clone()),
        (List::DayLong, lexicon.day_long.clone()),
        (List::Instrument, lexicon.instruments.clone()),
        (List::Rank, lexicon.ranks.clone()),
        (List::About, lexicon.about.iter().chain(&lexicon.than).cloned().collect()),
        (List::Than, lexicon.than.clone()),
        (List::Period, pack.persons.periods.clone()),
        (List::Each, lexicon.each.clone()),
        (List::Title, titles.collect()),
        (List::Sits, lexicon.sits.clone()),
        (List::Organ, lexicon.organs.clone()),
        (List::Sided, lexicon.sided.clone()),
        (List::Endeavour, lexicon.endeavours.clone()),
        (List::Periodic, lexicon.periodic.clone()),
        (List::Passing, lexicon.passing.clone()),
        (List::Candidacy, lexicon.candidacies.clone()),
        (List::Sought, lexicon.sought.clone()),
        (List::Vague, lexicon.vague.clone()),
        (List::Mine, lexicon.mine.clone()),
        (List::Leading, lexicon.leading.clone()),
        (List::Awaiting, lexicon.awaiting.clone()),
        (List::Epithet, lexicon.epithets.clone()),
        (List::Pondering, lexicon.pondering.clone()),
        (List::Puts, lexicon.puts.clone()),
        (List::Off, lexicon.off.clone()),
        (List::Pending, lexicon.pending.clone()),
        (List::Almost, lexicon.almost.clone()),
        (List::True, lexicon.truth.clone()),
        (List::Dropping, lexicon.dropping.clone()),
        (List::Taking, lexicon.taking.clone()),
        (List::StateForm, lexicon.state_forms.clone()),
        (List::Untrue, lexicon.untrue.clone()),
        (List::Name, names.keys().cloned().collect()),
        (List::SmallName, small),
        (List::NameAlone, alone),
        (List::NameSecond, second.into_iter().collect()),
        (List::Frequent, pack.intake.frequent.clone()),
    ]
}

fn last_word(words: &str) -> String {
    words.rsplit([' ', '-']).next().unwrap_or_default().to_owned()
}

fn first_word(words: &str) -> String {
    words.split([' ', '-']).next().unwrap_or_default().to_owned()
}
