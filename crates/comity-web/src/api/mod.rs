//! Questions as data: from one table come the addresses of the API, its OpenAPI document, and the tools of agents.

pub(crate) mod openapi;
pub(crate) mod param;
mod table;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::get;
use serde::Serialize;
use serde_json::Value;

use crate::problem::Problem;
use crate::rows::Listing;
use crate::serve::{serve_held, serve_seldom};
use crate::site::Site;
use crate::view::Ask;
use crate::wish::Wish;

use param::Param;
pub(crate) use table::QUESTIONS;

/// A question that programs and agents can ask.
pub(crate) struct Question {
    /// Its name, as tools and operations have it.
    pub(crate) name: &'static str,
    /// Its address below `/api/v1`.
    pub(crate) path: &'static str,
    /// What it answers.
    pub(crate) what: &'static str,
    /// The parameter in the path.
    pub(crate) id: Option<Param>,
    /// Parameters in the query, besides clocks, lines and form.
    pub(crate) params: &'static [Param],
    /// Fields of the answer whose lines make a table.
    pub(crate) rows: &'static [&'static str],
    /// It has pages of lines.
    pub(crate) pages: bool,
    /// It walks all organisations.
    pub(crate) seldom: bool,
    /// Its answer, where all of it is in memory: found without a look into the file.
    pub(crate) held: fn(&Ask<'_>, &str) -> Option<Listing>,
    /// Its answer.
    pub(crate) answer: fn(&Ask<'_>, &str) -> Answered,
    /// The schema of its answer.
    pub(crate) schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Question {
    /// All its parameters, that of the path first.
    pub(crate) fn all_params(&self) -> impl Iterator<Item = &Param> {
        let lines = if self.pages { &param::LINES[..] } else { &[] };
        self.id.iter().chain(self.params).chain(&param::CLOCKS).chain(lines)
    }
}

/// An answer that can be written.
pub(crate) trait Answer {
    /// As JSON.
    fn json(&self) -> Result<Vec<u8>, Problem>;
    /// As plain data.
    fn value(&self) -> Result<Value, Problem>;
}

impl<T: Serialize> Answer for T {
    fn json(&self) -> Result<Vec<u8>, Problem> {
        serde_json::to_vec(self).map_err(|_| Problem::fault("the answer cannot be written"))
    }

    fn value(&self) -> Result<Value, Problem> {
        serde_json::to_value(self).map_err(|_| Problem::fault("the answer cannot be written"))
    }
}

/// An answer of any question.
pub(crate) type Answered = Result<Box<dyn Answer>, Problem>;

/// Any answer as one of many.
pub(crate) fn any<T: Serialize + 'static>(answer: T) -> Answered {
    Ok(Box::new(answer))
}

/// The same of one that writes itself.
pub(crate) fn one(answer: impl Answer + 'static) -> Answered {
    Ok(Box::new(answer))
}

/// The addresses of all questions.
pub(crate) fn router() -> axum::Router<Arc<Site>> {
    let mut router = axum::Router::new();
    for question in &QUESTIONS {
        let ask = move |State(site): State<Arc<Site>>, id: Option<Path<String>>, wish: Wish| async move {
            let id = id.map(|it| it.0).unwrap_or_default();
            let none = || maud::html! {};
            let segment = id.clone();
            let held = move |ask: &Ask<'_>| {
                let listing = (question.held)(ask, &segment)?;
                Some(ask.reply(&listing, question.rows, none))
            };
            let make = move |ask: &Ask<'_>| {
                let answer = (question.answer)(ask, &id)?;
                ask.reply(&*answer, question.rows, none)
            };
            match question.seldom {
                true => serve_seldom(site, wish, make).await,
                false => serve_held(site, wish, held, make).await,
            }
        };
        router = router.route(question.path, get(ask));
    }
    router.route("/org/{id}/export/{file}", get(crate::export::send))
}
