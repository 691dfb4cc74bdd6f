//! Exports of an organisation as files, and the list of them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use comity::export::{self, Form, Options};
use comity::panel;
use comity::record::AtlasNames;
use serde_json::{Value, json};

use crate::answer::{Export, Exports, Lost, Named};
use crate::api::param;
use crate::problem::Problem;
use crate::serve::{CSV, JSON, Reply, serve};
use crate::site::Site;
use crate::view::Ask;
use crate::wish::Wish;

/// Columnar tables.
const PARQUET: &str = "application/vnd.apache.parquet";

/// A file that can be had of an organisation.
#[derive(Clone, Copy)]
enum File {
    /// What the record answers, in a form that others use.
    Export(Form),
    /// What such an export cannot hold.
    Losses(Form),
    /// Standings by year.
    Panel(panel::Format),
}

impl File {
    /// All of them, by name.
    fn all() -> Vec<(String, File)> {
        let mut files = Vec::new();
        for form in Form::ALL {
            files.push((form.file().to_owned(), File::Export(form)));
            files.push((format!("{}.losses.json", form.name()), File::Losses(form)));
        }
        files.push(("panel.csv".to_owned(), File::Panel(panel::Format::Csv)));
        files.push(("panel.parquet".to_owned(), File::Panel(panel::Format::Parquet)));
        files
    }

    fn media(self) -> &'static str {
        match self {
            File::Export(form) => form.media(),
            File::Losses(_) => JSON,
            File::Panel(panel::Format::Csv) => CSV,
            File::Panel(panel::Format::Parquet) => PARQUET,
        }
    }

    fn what(self) -> &'static str {
        match self {
            File::Export(Form::Prov) => {
                "Claims, words, acts, standings and chairs as linked data: PROV-O, ORG, Web Annotation"
            }
            File::Export(Form::Popolo) => "What certainly is in force, as memberships and posts of Popolo",
            File::Export(Form::FollowTheMoney) => {
                "What certainly is in force, as statements of FollowTheMoney"
            }
            File::Export(Form::Frictionless) => {
                "All tables with schemas and keys, as a Frictionless data package"
            }
            File::Losses(Form::Prov) => "What the linked data cannot hold",
            File::Losses(Form::Popolo) => "What Popolo cannot hold, line by line",
            File::Losses(Form::FollowTheMoney) => "What FollowTheMoney cannot hold, line by line",
            File::Losses(Form::Frictionless) => "What the data package cannot hold",
            File::Panel(panel::Format::Csv) => {
                "Standings by year, with the codes of the Correlates of War project"
            }
            File::Panel(panel::Format::Parquet) => "The same panel, columnar",
        }
    }
}

/// Sends a file.
pub(crate) async fn send(
    State(site): State<Arc<Site>>,
    Path((id, file)): Path<(String, String)>,
    wish: Wish,
) -> Response {
    serve(site, wish, move |ask| {
        let named = ask.org(&id)?;
        let found = File::all().into_iter().find(|it| it.0 == file);
        let (_, file) = found.ok_or_else(|| Problem::missing(format!("there is no export `{file}`")))?;
        let bytes = match file {
            File::Export(form) => {
                let mut out = Vec::new();
                written(export::write(ask.record, &AtlasNames, form, &options(ask, &named), &mut out))?;
                out
            }
            File::Losses(form) => {
                let options = options(ask, &named);
                let losses = written(export::losses(ask.record, &AtlasNames, form, &options))?;
                let as_of = written(export::as_of(ask.record, &AtlasNames, &options))?;
                losses.with_clocks(&as_of).to_string().into_bytes()
            }
            File::Panel(format) => panel(ask, &named, format)?,
        };
        Ok(Reply::Bytes(file.media(), bytes))
    })
    .await
}

fn written<T>(result: Result<T, export::ExportError>) -> Result<T, Problem> {
    result.map_err(|it| match it {
        export::ExportError::Record(it) => Problem::from(it),
        _ => Problem::fault("the export cannot be written"),
    })
}

fn options(ask: &Ask<'_>, org: &Named) -> Options {
    Options {
        organisations: vec![org.id.clone()],
        question: ask.wish.question(),
        origin: ask.site.settings.origin.trim_end_matches('/').to_owned(),
        licence: None,
    }
}

/// The panel of one organisation, as known on a day. A panel has all years, and is of the record as it is now.
fn panel(ask: &Ask<'_>, org: &Named, format: panel::Format) -> Result<Vec<u8>, Problem> {
    if ask.wish.recorded.is_some() || ask.wish.param("on").is_some() {
        let detail = "a panel has all years and is of the record as it is now; leave `on` and `recorded` out";
        return Err(Problem::bad("bad-clock", detail.to_owned()));
    }
    let options = panel::Options {
        kind: panel::Kind::OrganisationYear,
        source: None,
        organisations: vec![org.id.clone()],
        from: None,
        until: None,
        known: ask.wish.known,
    };
    let mut out = Vec::new();
    match panel::write(ask.record, &AtlasNames, &options, format, &mut out, &mut |_, _| {}) {
        Ok(_) => Ok(out),
        Err(panel::PanelError::Record(it)) => Err(Problem::from(it)),
        Err(_) => Err(Problem::fault("the panel cannot be written")),
    }
}

/// The files that can be had of an organisation, and what each of them loses.
pub(crate) fn list(ask: &Ask<'_>, org: &Named) -> Result<Exports, Problem> {
    let address = |name: &str| {
        let path = ask.wish.link(&format!("{}/export/{name}", crate::address::org(&org.id)));
        // A panel has no day of its own.
        if name.starts_with("panel") { path.split('?').next().unwrap_or_default().to_owned() } else { path }
    };
    let loses = |file: File| match file {
        File::Export(form) => {
            form.losses().iter().map(|it| Lost { code: it.name(), what: it.what().to_owned() }).collect()
        }
        _ => Vec::new(),
    };
    let exports = File::all().into_iter().map(|(name, file)| Export {
        address: address(&name),
        media: file.media().to_owned(),
        what: file.what().to_owned(),
        loses: loses(file),
        name,
    });
    Ok(Exports { subject: org.clone(), clocks: ask.clocks()?, exports: exports.collect() })
}

/// The operations of the files, for the OpenAPI document.
pub(crate) fn paths(problem: &Value) -> Vec<(String, Value)> {
    let params = |file: File| -> Vec<Value> {
        let clocks = match file {
            File::Panel(_) => &param::CLOCKS[1..2],
            _ => &param::CLOCKS[..],
        };
        let clocks = clocks.iter().map(|it| it.operation(false));
        std::iter::once(param::ORG.operation(true)).chain(clocks).collect()
    };
    let operation = |name: &str, file: File| {
        let schema = if file.media() == JSON { json!({ "type": "object" }) } else { json!({}) };
        let media = file.media().split(';').next().unwrap_or_default();
        let mut answers = json!({
            "200": { "description": "The file", "headers": { "ETag": { "schema": { "type": "string" } } }, "content": { media: { "schema": schema } } },
            "304": { "description": "The client has this file already" },
        });
        for (status, what) in crate::api::openapi::REFUSED {
            answers[status] = crate::api::openapi::refused(what, problem);
        }
        let id = format!("export_{}", name.replace(['.', '-'], "_"));
        json!({ "get": { "operationId": id, "summary": file.what(), "parameters": params(file), "responses": answers } })
    };
    let all = File::all().into_iter();
    all.map(|(name, file)| (format!("/api/v1/org/{{id}}/export/{name}"), operation(&name, file))).collect()
}
