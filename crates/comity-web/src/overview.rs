//! What concerns all organisations at once: who chairs them now and next, and what is expected of them.

use comity::charter::{Against, Charter, Charters, Expected, expect};
use comity::record::answer::Holds;
use comity::record::{AtlasNames, Question, Shown, Side};
use comity::{ChairHeld, Day, StandingHeld};

use crate::answer::{
    Article, Chairs, Due, Expectations, Named, Next, OrgLine, Overview, article, held, title_of, word,
};
use crate::problem::Problem;
use crate::view::{Ask, rows};

/// Years ahead in which something is said to be expected.
const AHEAD: i16 = 2;

/// What is known of an organisation, for its charter.
struct Held {
    standings: Vec<StandingHeld>,
    chairs: Vec<ChairHeld>,
    full: usize,
    answer: Chairs,
}

impl Ask<'_> {
    fn held(&self, org: &str) -> Result<Held, Problem> {
        let question = Question { evidence: false, ..self.wish.question() };
        let view = self.record.view(Side::Org(org.to_owned()), &question, &AtlasNames)?;
        let chair = self.record.chairs_of(&view, &question, &AtlasNames)?;
        let standings = rows(&view);
        let certain = |it: &Shown| {
            it.holds == Holds::Certainly && view.standings.row(it.row).class == Some(comity::Class::Full)
        };
        Ok(Held {
            full: view.standings.shown(self.wish.on, self.wish.known).filter(certain).count(),
            chairs: held(&chair),
            answer: Chairs::of(&chair, &standings, self.until(AHEAD)),
            standings,
        })
    }

    fn until(&self, ahead: i16) -> i16 {
        self.wish.on.year.unwrap_or_default().saturating_add(ahead)
    }

    /// Each organisation that has a charter, and what is expected of all.
    pub(crate) fn overview(&self) -> Result<Overview, Problem> {
        let (mut organisations, mut expected) = (Vec::new(), Vec::new());
        for charter in Charters::shipped().all() {
            let held = self.held(&charter.org)?;
            if held.standings.is_empty() && held.answer.chairs.is_empty() {
                continue;
            }
            expected.extend(self.ahead(charter, &held));
            organisations.push(line(&charter.org, &held));
        }
        organisations.sort_by(|a, b| a.org.name.cmp(&b.org.name));
        sort(&mut expected);
        Ok(Overview { organisations, expected })
    }

    /// What is expected of one organisation, or of all.
    pub(crate) fn expected(&self, org: Option<&Named>) -> Result<Expectations, Problem> {
        let mut all = match org {
            None => self.overview()?.expected,
            Some(org) => match Charters::shipped().get(&org.id) {
                Some(charter) => self.ahead(charter, &self.held(&org.id)?),
                None => return Err(Problem::missing(format!("there is no charter of `{}`", org.id))),
            },
        };
        sort(&mut all);
        let clocks = self.clocks()?;
        let (total, next, expected) = self.wish.page(all);
        Ok(Expectations { org: org.cloned(), clocks, total, next, expected })
    }

    fn ahead(&self, charter: &Charter, held: &Held) -> Vec<Due> {
        let list = expect(charter, &held.standings, &held.chairs, self.wish.on, self.until(AHEAD));
        list.iter().map(|it| due(charter, it)).collect()
    }
}

fn sort(list: &mut [Due]) {
    // What has no day yet comes last.
    list.sort_by(|a, b| (a.day.is_none(), &a.day, &a.org).cmp(&(b.day.is_none(), &b.day, &b.org)));
}

fn line(org: &str, held: &Held) -> OrgLine {
    let own = || held.answer.chairs.iter().filter(|it| it.body.is_none() && it.role == "chair");
    let present = own().find(|it| it.when == "present");
    let decided = own().find(|it| it.when == "ahead").map(|it| Next {
        holder: it.holder.clone(),
        group: false,
        from: it.from.clone(),
        basis: "decided".to_owned(),
    });
    let forecast = held.answer.forecast.iter().find(|it| it.body.is_none()).map(|it| Next {
        holder: it.holder.clone(),
        group: it.is_group,
        from: Some(it.from.clone()),
        basis: "forecast".to_owned(),
    });
    OrgLine {
        org: Named::of(org),
        title: title_of(org).map(str::to_owned),
        members: held.full,
        chair: present.and_then(|it| it.holder.clone()),
        chair_until: present.and_then(|it| it.until.clone()),
        next: decided.or(forecast),
    }
}

fn due(charter: &Charter, it: &Expected) -> Due {
    let day = |day: Option<Day>| day.map(|it| it.to_string());
    let base = Due {
        day: day(it.day()),
        basis: String::new(),
        org: Named::of(&charter.org),
        party: None,
        group: false,
        body: None,
        what: String::new(),
        ends: false,
        article: None,
        unverified: false,
    };
    match it {
        Expected::Decided { on, entry } => from_entry(base, *on, "decided", entry, None),
        Expected::Notice { on, entry, article: line } => {
            let on = on.unwrap_or(Day { year: None, month: None, day: None });
            from_entry(base, on, "notice", entry, line.as_ref().map(article))
        }
        Expected::Forecast { term, .. } => Due {
            basis: "forecast".to_owned(),
            party: term.holder.as_deref().map(Named::of),
            body: term.body.as_deref().map(Named::of),
            what: "chair".to_owned(),
            group: term.is_group,
            unverified: !term.rule.verified,
            article: Some(article(&term.rule)),
            ..base
        },
    }
}

fn from_entry(base: Due, on: Day, basis: &str, entry: &Against, article: Option<Article>) -> Due {
    let unverified = !entry.source().1;
    let base = Due { basis: basis.to_owned(), article, unverified, ..base };
    match entry {
        Against::Chair(it) => Due {
            party: it.holder.as_deref().map(Named::of),
            body: it.body.as_deref().map(Named::of),
            what: it.role.clone(),
            ..base
        },
        Against::Standing(it) => Due {
            party: Some(Named::of(&it.party)),
            what: if it.standing.is_empty() { word(&it.class) } else { it.standing.clone() },
            ends: it.until == Some(on) || basis == "notice",
            ..base
        },
    }
}
