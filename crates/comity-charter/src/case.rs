//! An act with what is known about it: what every check looks at.

use comity_model::{Act, ChairHeld, Class, Day, Kind, Stage, StandingHeld};

use crate::finding::{Against, Article, Finding, Severity};
use crate::{Charter, Cite, Exit, ExitKind, Range, StandingKind, Version, before, holder_of, may_be};

/// What is known beside the charters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Standings.
    pub standings: &'a [StandingHeld],
    /// Chairs.
    pub chairs: &'a [ChairHeld],
    /// The day on which one asks; a plan whose day has passed by then is expired.
    pub on: Option<Day>,
}

/// An act held against its organisation's charter.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The charter.
    pub charter: &'a Charter,
    /// The act.
    pub act: &'a Act,
    /// What is known.
    pub known: &'a Known<'a>,
}

/// What the charter knows of the act's standing.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// The act names none.
    None,
    /// A kind in force on the day.
    Kind(&'a StandingKind),
    /// A kind that is law at another time.
    Otherwise(&'a StandingKind),
    /// No kind at all.
    Unknown,
}

impl<'a> Case<'a> {
    /// The day whose law counts: that of the decision, else of the effect.
    pub fn day(&self) -> Option<Day> {
        self.act.decided_on.or(self.act.effective_on)
    }

    /// The day on which the act has its effect, as far as told.
    pub fn effect(&self) -> Option<Day> {
        self.act.effective_on.or(self.act.decided_on)
    }

    /// The party's id, or its name.
    pub fn party(&self) -> Option<&'a str> {
        self.act.party.as_ref().map(|it| it.id.as_deref().unwrap_or(&it.name))
    }

    /// The id of the body that acts; else of whoever acts.
    pub fn actor(&self) -> Option<&'a str> {
        let body = self.act.body.as_ref().and_then(|it| it.id.as_deref());
        body.or_else(|| self.act.agent.named().and_then(|it| it.id.as_deref()))
    }

    /// Whether the act is said to be decided or done.
    pub fn is_done(&self) -> bool {
        matches!(self.act.stage, Stage::Decided | Stage::InForce | Stage::Ended)
    }

    /// A weight, less by one for what is only planned.
    pub fn weight(&self, severity: Severity) -> Severity {
        match severity {
            Severity::Error if !self.is_done() => Severity::Warning,
            Severity::Warning if !self.is_done() => Severity::Note,
            other => other,
        }
    }

    /// The act's standing in the charter: by its name, else by its class where only one kind has it.
    pub fn named(&self) -> Named<'a> {
        let law = |it: &&StandingKind| self.day().is_none_or(|day| it.cite.range.may_hold(day));
        let all = &self.charter.standings;
        let Some(id) = self.act.standing.as_deref() else {
            return self.by_class().map_or(Named::None, Named::Kind);
        };
        if let Some(kind) = all.iter().filter(law).find(|it| it.id == id) {
            return Named::Kind(kind);
        }
        if let Some(kind) = all.iter().rev().find(|it| it.id == id) {
            return Named::Otherwise(kind);
        }
        self.by_class().map_or(Named::Unknown, Named::Kind)
    }

    fn by_class(&self) -> Option<&'a StandingKind> {
        let class = self.act.class?;
        let law = |it: &&StandingKind| self.day().is_none_or(|day| it.cite.range.may_hold(day));
        let mut kinds = self.charter.standings.iter().filter(|it| it.class == class).filter(law);
        let first = kinds.next()?;
        (class == Class::Full || kinds.next().is_none()).then_some(first)
    }

    /// The kind in force, where there is one.
    pub fn kind(&self) -> Option<&'a StandingKind> {
        match self.named() {
            Named::Kind(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether the act gives, takes or changes a standing.
    pub fn is_about_standing(&self) -> bool {
        use Kind::{End, Grant, Invite, Request, Restore, Suspend, Withdraw};
        matches!(self.act.kind, Grant | Request | Invite | Withdraw | Suspend | Restore | End)
    }

    /// Whether the act ends, rests or leaves a standing.
    pub fn takes_away(&self) -> bool {
        matches!(self.act.kind, Kind::Withdraw | Kind::Suspend | Kind::End)
    }

    /// Whether the act is about what a party holds, not about an office or an institution.
    pub fn is_about_party_standing(&self) -> bool {
        match self.named() {
            Named::Kind(_) | Named::Otherwise(_) => true,
            Named::None => {
                self.act.object.is_none() && self.party().is_some_and(|it| holder_of(it).is_some())
            }
            Named::Unknown => false,
        }
    }

    /// Whether the act is about the chair itself, not a co-chair or a vice-chair.
    pub fn is_chair(&self) -> bool {
        self.act.kind == Kind::Chair && self.act.standing.as_deref().is_none_or(|it| it == "chair")
    }

    /// The body whose chair the act is about; `None` for the organisation's own.
    pub fn chaired_body(&self) -> Option<&'a str> {
        let bodies = || self.charter.chairs.iter().map(|it| it.body.as_deref());
        let named = self.act.body.as_ref().and_then(|it| it.id.as_deref());
        match named {
            Some(body) if bodies().any(|it| it == Some(body)) => Some(body),
            _ if bodies().any(|it| it.is_none()) => None,
            _ => bodies().next().flatten(),
        }
    }

    /// How the act's standing ends, by the law of a day.
    pub fn exit(&self, kind: ExitKind, day: Day) -> Option<&'a Exit> {
        let standing = self.kind().map(|it| it.id.as_str());
        self.charter.exits.iter().find(|it| {
            let about = standing.is_none_or(|standing| it.standings.iter().any(|it| it == standing));
            it.kind == kind && it.cite.range.may_hold(day) && about
        })
    }

    /// The key of the rule by which the act is decided; the charter's first rule is the usual one.
    pub fn rule(&self) -> Option<&'a str> {
        let law = |cite: &Cite| self.day().is_none_or(|day| cite.range.may_hold(day));
        let charter = self.charter;
        let usual = || charter.rules.iter().find(|it| law(&it.cite)).map(|it| it.id.as_str());
        match self.act.kind {
            Kind::Grant => self.kind().and_then(|it| it.rule.as_deref()),
            Kind::Suspend | Kind::Restore => {
                charter.suspensions.iter().find(|it| law(&it.cite)).and_then(|it| it.rule.as_deref())
            }
            Kind::End if self.is_about_party_standing() => {
                self.exit(ExitKind::Cessation, self.day()?).and_then(|it| it.rule.as_deref())
            }
            Kind::Chair | Kind::Decide | Kind::Adopt | Kind::Establish => usual(),
            _ => None,
        }
    }

    /// The versions of the charter that may have been decided on a day.
    pub fn versions_made(&self, day: Day) -> impl Iterator<Item = &'a Version> {
        self.charter.versions.iter().filter(move |it| it.decided_on.is_some_and(|it| may_be(it, day)))
    }

    /// What a party holds in the organisation, and has held.
    pub fn held_by(&self, party: &'a str) -> impl Iterator<Item = &'a StandingHeld> {
        let org = self.charter.org.as_str();
        self.known.standings.iter().filter(move |it| it.org == org && it.party == party)
    }

    /// Who chairs a body, or the organisation, and has chaired.
    pub fn chaired(&self, body: Option<&'a str>) -> impl Iterator<Item = &'a ChairHeld> {
        let org = self.charter.org.as_str();
        self.known.chairs.iter().filter(move |it| it.org == org && it.body.as_deref() == body)
    }

    /// The name of a party or body: the atlas's, else the charter's, else the id.
    pub fn name(&self, id: &str) -> String {
        let body = self.charter.bodies.iter().find(|it| it.id == id);
        body.map_or_else(|| name_of(id), |it| format!("{} {}", name_of(&self.charter.org), it.name))
    }

    /// Several names.
    pub fn names(&self, ids: &[String]) -> String {
        ids.iter().map(|it| self.name(it)).collect::<Vec<_>>().join(", ")
    }

    /// A finding.
    pub fn finding(
        &self,
        code: &'static str,
        severity: Severity,
        message: String,
        cite: Option<&Cite>,
        against: Option<Against>,
    ) -> Finding {
        let article = cite.map(|it| Article::of(self.charter, it));
        Finding { code, severity, message, act: self.act.id.clone(), article, against }
    }
}

/// The range of a standing.
pub fn range(it: &StandingHeld) -> Range {
    Range { from: it.from, until: it.until }
}

/// Whether a standing began before the day, and holds on it.
pub fn held_before(it: &StandingHeld, day: Day) -> bool {
    let begun = it.from.is_none_or(|from| before(from, day));
    begun && !it.class.is_overlay() && range(it).holds(day)
}

/// The usual name of a party, or its id.
pub fn name_of(id: &str) -> String {
    let atlas = comity_atlas::Atlas::shipped();
    atlas.by_id(id).map_or_else(|| id.to_owned(), |it| atlas.entity(it).name.to_owned())
}
