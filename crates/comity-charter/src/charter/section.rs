//! The lines of the law: versions, bodies, rules, standings, suspensions, exits, formats; and what they name.

use std::collections::BTreeMap;

use comity_model::{Class, Day};

use super::table::{Table, Word};
use super::{
    Body, Charter, Cite, DecisionRule, Effect, Exit, ExitKind, Format, Holder, Period, Range, RuleKind,
    StandingKind, Suspension, Trigger, Version, before,
};

/// Levels of bodies, as in the atlas.
const LEVELS: [&str; 7] =
    ["leaders", "ministers", "officials", "secretariat", "parliament", "court", "other"];

/// How a period is written.
pub const PERIOD_HINT: &str = "write it as `P1Y`, `P6M` or `P30D`";

/// What lines may name.
pub struct Known<'k> {
    /// Whether the atlas knows an id.
    pub atlas: &'k dyn Fn(&str) -> bool,
    /// Keys of sources.
    pub sources: Vec<String>,
    /// Versions and the days from which they are law.
    pub versions: BTreeMap<String, Day>,
    /// Ids of bodies.
    pub bodies: Vec<String>,
    /// Keys of decision rules.
    pub rules: Vec<String>,
    /// Ids of standing kinds.
    pub standings: Vec<String>,
}

/// Reads all sections.
pub fn laws(root: &Table<'_>, charter: &mut Charter, atlas: &dyn Fn(&str) -> bool) {
    let ids = |key| {
        root.below(key, key).iter().filter_map(|it| it.word("id")).map(|it| it.text).collect::<Vec<_>>()
    };
    let mut known = Known {
        atlas,
        sources: charter.sources.iter().map(|it| it.key.clone()).collect(),
        versions: BTreeMap::new(),
        bodies: ids("body"),
        rules: ids("rule"),
        standings: ids("standing"),
    };
    versions(root, charter, &mut known);
    let org = charter.org.clone();
    charter.bodies = root.below("body", "body").iter().map(|it| body(it, &known, &org)).collect();
    charter.rules = root.below("rule", "rule").iter().map(|it| rule(it, &known)).collect();
    charter.standings = root.below("standing", "standing").iter().map(|it| standing(it, &known)).collect();
    charter.suspensions =
        root.below("suspension", "suspension").iter().map(|it| suspension(it, &known)).collect();
    charter.exits = root.below("exit", "exit").iter().map(|it| exit(it, &known)).collect();
    charter.formats = root.below("format", "format").iter().map(|it| format(it, &known)).collect();
    charter.chairs = root.below("chair", "chair").iter().map(|it| super::turn::chair(it, &known)).collect();
    let lines = |cites: Vec<(&str, &Cite)>, key: &'static str| twice(root, key, &cites);
    lines(charter.bodies.iter().map(|it| (it.id.as_str(), &it.cite)).collect(), "body");
    lines(charter.rules.iter().map(|it| (it.id.as_str(), &it.cite)).collect(), "rule");
    lines(charter.standings.iter().map(|it| (it.id.as_str(), &it.cite)).collect(), "standing");
    lines(
        charter.chairs.iter().map(|it| (it.body.as_deref().unwrap_or_default(), &it.cite)).collect(),
        "chair",
    );
}

/// Versions come first: the others name them.
fn versions(root: &Table<'_>, charter: &mut Charter, known: &mut Known<'_>) {
    for table in root.below("version", "version") {
        let id = table.needed("id");
        if !table.has("in-force") {
            table.missing("in-force");
        }
        // A version without its day is refused; the day only lets the rest of the file be checked too.
        let in_force = table.day("in-force").unwrap_or(Day::year(9999));
        if charter.versions.last().is_some_and(|last| before(in_force, last.in_force)) {
            let message = format!("version `{}` is in force before the version above it", id.text);
            table.file.problem("versions-out-of-order", message, &id.at, "put versions in order".to_owned());
        }
        if known.versions.insert(id.text.clone(), in_force).is_some() {
            let message = format!("version `{}` stands twice", id.text);
            table.file.problem("defined-twice", message, &id.at, "give it another `id`".to_owned());
        }
        let body = known.reference(&table, "body", Named::Body);
        let decided_on = table.day("decided-on");
        if decided_on.is_some_and(|decided| before(in_force, decided)) {
            let message = format!("version `{}` is in force before it was decided", id.text);
            let hint = "set `in-force` to the day of the decision or a later one".to_owned();
            table.file.problem("effect-before-decision", message, &id.at, hint);
        }
        charter.versions.push(Version {
            name: table.needed("name").text,
            in_force,
            decided_on,
            body,
            instrument: table.text("instrument"),
            cite: known.cite(&table),
            id: id.text,
        });
        table.finish();
    }
    if charter.versions.is_empty() {
        root.missing("version");
    }
}

fn body(table: &Table<'_>, known: &Known<'_>, org: &str) -> Body {
    let id = table.needed("id");
    let prefix = format!("body:{}/", org.trim_start_matches("org:"));
    if !id.text.starts_with(&prefix) {
        let message = format!("`{}` is not a body of `{org}`", id.text);
        table.file.problem("foreign-body", message, &id.at, format!("begin the id with `{prefix}`"));
    }
    let level = table.needed("level");
    if !LEVELS.contains(&level.text.as_str()) {
        table.file.unknown("unknown-value", "a level of bodies", &level.text, LEVELS, &level.at);
    }
    let name = table.needed("name").text;
    let parent = known.reference(table, "parent", Named::Body);
    let body = Body { id: id.text, name, level: level.text, parent, cite: known.cite(table) };
    table.finish();
    body
}

fn rule(table: &Table<'_>, known: &Known<'_>) -> DecisionRule {
    let share = |text: &str| {
        let (part, whole) = text.split_once('/')?;
        let share: (u8, u8) = (part.parse().ok()?, whole.parse().ok()?);
        (share.0 > 0 && share.0 <= share.1).then_some(share)
    };
    let rule = DecisionRule {
        id: table.needed("id").text,
        kind: needed_choice(table, "kind").unwrap_or(RuleKind::Consensus),
        quorum: table.parsed("quorum", "a share of the members", "write it as `2/3`", share),
        cite: known.cite(table),
    };
    table.finish();
    rule
}

fn standing(table: &Table<'_>, known: &Known<'_>) -> StandingKind {
    let id = table.needed("id");
    let class: Option<Class> = needed_choice(table, "class");
    let holders: Vec<Holder> = table.choices("holders");
    if holders.is_empty() && table.words("holders").is_empty() {
        table.missing("holders");
    }
    let merged = known.reference(table, "merged-into", Named::Standing);
    if merged.is_some() && table.word("until").is_none() {
        let message = format!("`{}` is merged into another kind and has no end", id.text);
        table.file.problem("merged-without-end", message, &id.at, "add `until = …`".to_owned());
    }
    let only = table.words("only");
    for party in &only {
        known.party(table, party);
        let kind = holder(&party.text);
        if kind.is_some_and(|it| !holders.is_empty() && !holders.contains(&it)) {
            let message = format!("`{}` is of a kind that `holders` leaves out", party.text);
            table.file.problem(
                "contradiction",
                message,
                &party.at,
                "widen `holders`, or remove it".to_owned(),
            );
        }
    }
    let standing = StandingKind {
        name: table.text("name"),
        // One that is missing has been noted; the rest of the table is read all the same.
        class: class.unwrap_or(Class::Special),
        holders,
        only: only.into_iter().map(|it| it.text).collect(),
        grantors: known.references(table, "grantor", Named::Body),
        contested: known.references(table, "contested", Named::Body),
        recommended_by: known.references(table, "recommended-by", Named::Body),
        rule: known.reference(table, "rule", Named::Rule),
        steps: table.texts("steps"),
        effect: effect(table),
        rights: table.texts("rights"),
        duties: table.texts("duties"),
        beside: known.references(table, "beside", Named::Standing),
        merged_into: merged,
        cite: known.cite(table),
        id: id.text,
    };
    table.finish();
    standing
}

fn suspension(table: &Table<'_>, known: &Known<'_>) -> Suspension {
    let suspension = Suspension {
        id: table.needed("id").text,
        standings: known.references(table, "standings", Named::Standing),
        grantors: known.references(table, "decided-by", Named::Body),
        rule: known.reference(table, "rule", Named::Rule),
        grounds: table.texts("grounds"),
        rests: table.texts("rests"),
        by_holder: table.flag("by-holder"),
        cite: known.cite(table),
    };
    table.finish();
    suspension
}

fn exit(table: &Table<'_>, known: &Known<'_>) -> Exit {
    let kind: Option<ExitKind> = needed_choice(table, "kind");
    let notice = table.parsed("notice", "a period", PERIOD_HINT, Period::parse);
    let effect = effect(table);
    if let (Some(notice), Some(effect)) = (notice, effect)
        && effect.trigger == Trigger::Notice
        && effect.delay != notice
    {
        let message = format!("notice is `{notice}` and the effect `{}` after it", effect.delay);
        table.file.problem(
            "contradiction",
            message,
            &table.at,
            "make `notice` and `effect` agree".to_owned(),
        );
    }
    let exit = Exit {
        kind: kind.unwrap_or(ExitKind::Withdrawal),
        standings: known.references(table, "standings", Named::Standing),
        notice,
        effect,
        depositary: table.text("depositary"),
        grantors: known.references(table, "decided-by", Named::Body),
        rule: known.reference(table, "rule", Named::Rule),
        cite: known.cite(table),
    };
    table.finish();
    exit
}

fn format(table: &Table<'_>, known: &Known<'_>) -> Format {
    let format = Format {
        id: table.needed("id").text,
        name: table.needed("name").text,
        invites: table.text("invites"),
        rule: known.reference(table, "rule", Named::Rule),
        cite: known.cite(table),
    };
    table.finish();
    format
}

/// `on-decision`, `on-deposit+P30D`, `end-of-year`, `next-session`, `fixed-day`.
fn effect(table: &Table<'_>) -> Option<Effect> {
    let read = |text: &str| {
        let (trigger, delay) = text.split_once('+').unwrap_or((text, ""));
        let trigger = match trigger {
            "on-decision" => Trigger::Decision,
            "on-signature" => Trigger::Signature,
            "on-deposit" => Trigger::Deposit,
            "on-ratification" => Trigger::Ratification,
            "on-notice" => Trigger::Notice,
            "on-acceptance" => Trigger::Acceptance,
            "next-session" => Trigger::NextSession,
            "end-of-year" => Trigger::EndOfYear,
            "fixed-day" => Trigger::FixedDay,
            _ => return None,
        };
        let delay = if delay.is_empty() { Period::default() } else { Period::parse(delay)? };
        Some(Effect { trigger, delay })
    };
    let hint = "write `on-decision`, `on-deposit+P30D`, `end-of-year`, `next-session` or another of docs/adding/charter.md";
    table.parsed("effect", "an effect", hint, read)
}

fn needed_choice<T: serde::de::DeserializeOwned>(table: &Table<'_>, key: &'static str) -> Option<T> {
    if table.needed(key).text.is_empty() { None } else { table.choice(key) }
}

/// Kind of holder by its id.
pub fn holder(id: &str) -> Option<Holder> {
    match id.split(':').next() {
        Some("state") => Some(Holder::State),
        Some("territory") => Some(Holder::Territory),
        Some("org") => Some(Holder::Organisation),
        Some("entity") => Some(Holder::Entity),
        _ => None,
    }
}

/// What a reference is to.
#[derive(Clone, Copy)]
pub enum Named {
    /// A body of the charter.
    Body,
    /// A decision rule.
    Rule,
    /// A standing kind.
    Standing,
}

impl Known<'_> {
    /// Notes a reference to what is not there.
    fn resolve(&self, table: &Table<'_>, word: &Word, named: Named) {
        let (what, list, code) = match named {
            Named::Body => ("a body of this charter", &self.bodies, "unknown-body"),
            Named::Rule => ("a rule of this charter", &self.rules, "unknown-rule"),
            Named::Standing => ("a standing of this charter", &self.standings, "unknown-standing"),
        };
        if !list.contains(&word.text) {
            table.file.unknown(code, what, &word.text, list.iter().map(String::as_str), &word.at);
        }
    }

    /// One name that must be there.
    pub fn reference(&self, table: &Table<'_>, key: &'static str, named: Named) -> Option<String> {
        let word = table.word(key)?;
        self.resolve(table, &word, named);
        Some(word.text)
    }

    /// Names that must be there.
    pub fn references(&self, table: &Table<'_>, key: &'static str, named: Named) -> Vec<String> {
        let words = table.words(key);
        words.iter().for_each(|it| self.resolve(table, it, named));
        words.into_iter().map(|it| it.text).collect()
    }

    /// Notes a party that the atlas does not know.
    pub fn party(&self, table: &Table<'_>, word: &Word) {
        if holder(&word.text).is_none() || !(self.atlas)(&word.text) {
            let message = format!("`{}` is not a party of the atlas", word.text);
            let hint = "use `state:` and an ISO 3166-1 code, `territory:`, `entity:` or `org:`".to_owned();
            table.file.problem("unknown-party", message, &word.at, hint);
        }
    }

    /// Article, source, versions and place of a line.
    pub fn cite(&self, table: &Table<'_>) -> Cite {
        let source = table.needed("source");
        if !source.text.is_empty() && !self.sources.contains(&source.text) {
            let known = self.sources.iter().map(String::as_str);
            table.file.unknown("unknown-source", "a source of this charter", &source.text, known, &source.at);
        }
        let version = |key| {
            let word: Option<Word> = table.word(key);
            if let Some(word) = &word
                && !self.versions.contains_key(&word.text)
            {
                let known = self.versions.keys().map(String::as_str);
                table.file.unknown(
                    "unknown-version",
                    "a version of this charter",
                    &word.text,
                    known,
                    &word.at,
                );
            }
            word.map(|it| it.text).unwrap_or_default()
        };
        let versions = (version("from"), version("until"));
        let day = |id: &str| self.versions.get(id).copied();
        let range = Range { from: day(&versions.0), until: day(&versions.1) };
        if let (Some(from), Some(until)) = (range.from, range.until)
            && !before(from, until)
        {
            let message = format!("`{}` ends before it begins", table.name);
            table.file.problem(
                "ends-before-it-begins",
                message,
                &table.at,
                "change `from` or `until`".to_owned(),
            );
        }
        let place = table.file.place(&table.at);
        Cite {
            article: table.needed("article").text,
            source: source.text,
            verified: !table.flag("unverified"),
            note: table.text("note"),
            line: place.line as u32,
            text: place.source,
            range,
            versions,
        }
    }
}

/// Notes lines with one id that are law at the same time.
fn twice(root: &Table<'_>, key: &'static str, lines: &[(&str, &Cite)]) {
    let tables = root.below(key, key);
    for (n, (id, cite)) in lines.iter().enumerate() {
        if let Some((_, other)) =
            lines[..n].iter().find(|(it, other)| it == id && cite.range.meets(&other.range))
        {
            let message = format!("`{id}` is already defined on line {} for the same time", other.line);
            let at = tables.get(n).map_or(0..0, |it| it.at.clone());
            let hint = "tell the two apart by `from` and `until`, or remove one".to_owned();
            root.file.problem("defined-twice", message, &at, hint);
        }
    }
}
