//! Addresses and what answers them. Pages and API share each answer.

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError};

use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use comity::record::Side;

use crate::answer::Subjects;
use crate::page::{self, home::First, text::one_line};
use crate::problem::{Cause, Problem};
use crate::rows::{Form, Listing};
use crate::serve::{Reply, serve, serve_held, serve_seldom};
use crate::site::Site;
use crate::view::Ask;
use crate::wish::{Format, LINES_AT_MOST, Wish};
use crate::{address, asset, feed, linked, paste};

/// Bytes of a document that is sent, as a form writes it.
const SENT: usize = 2 << 20;

/// Nothing runs, loads or frames but what this server itself sends.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type At = State<Arc<Site>>;

/// Pages and API.
pub(crate) fn router(site: Arc<Site>) -> axum::Router {
    let shared = axum::Router::new()
        .route("/org", get(orgs))
        .route("/org/{id}", get(org))
        .route("/org/{id}/standings", get(org))
        .route("/org/{id}/map", get(map))
        .route("/org/{id}/map.json", get(map))
        .route("/org/{id}/map.csv", get(map))
        .route("/org/{id}/chairs", get(chairs))
        .route("/org/{id}/timeline", get(timeline))
        .route("/org/{id}/charter", get(charter))
        .route("/org/{id}/disputes", get(org_disputes))
        .route("/org/{id}/expected", get(org_expected))
        .route("/org/{id}/export", get(org_exports))
        .route("/org/{id}/export/{file}", get(crate::export::send))
        .route("/expected", get(expected))
        .route("/party/{id}", get(party))
        .route("/party/{id}/standings", get(party))
        .route("/person", get(persons))
        .route("/person/{id}", get(person))
        .route("/act/{*id}", get(act))
        .route("/document", get(documents))
        .route("/document/{digest}", get(document))
        .route("/disputes", get(disputes))
        .route("/sources", get(sources))
        .route("/search", get(search))
        .route("/initiative", get(initiative))
        .route("/compare", get(compare));
    axum::Router::new()
        .route("/", get(home))
        .route("/ask", get(ask))
        .route("/read", get(paste::form).post(paste::read))
        .route("/read/record", post(paste::record))
        .route("/static/{name}", get(asset::send))
        .merge(shared)
        .nest("/api/v1", crate::api::router().merge(crate::take::router()))
        .route("/feed/org/{id}", get(feed::org))
        .route("/feed/party/{id}", get(feed::party))
        .route("/feed/search", get(feed::search))
        .route("/openapi.json", get(crate::api::openapi::send))
        .route_service("/mcp", crate::mcp::service(&site))
        .fallback(nothing)
        .layer(DefaultBodyLimit::max(SENT))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), guard))
        .with_state(site)
}

/// Limits, headers and the line of the log that every request has.
async fn guard(State(site): At, request: Request, next: Next) -> Response {
    let client = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let taken = client.map_or(Ok(()), |client| {
        site.limiter.lock().unwrap_or_else(PoisonError::into_inner).take(client, site.now())
    });
    let mut response = match taken {
        Ok(()) => next.run(request).await,
        Err(seconds) => {
            Problem::wait(StatusCode::TOO_MANY_REQUESTS, "too-many", "too many questions", seconds)
                .into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    if path.starts_with("/api/") && (method == Method::GET || method == Method::HEAD) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    if let Some(log) = site.settings.log {
        // The query may hold what somebody searched for: it stays out.
        let cause = response.extensions().get::<Cause>().map(|it| format!(" · {}", one_line(&it.0)));
        log(&format!(
            "{} {method} {} {}{}",
            site.now(),
            address::encode(&path).replace("%2F", "/"),
            response.status().as_u16(),
            cause.unwrap_or_default()
        ));
    }
    response
}

async fn nothing(wish: Wish) -> Response {
    let problem = Problem::missing(format!("there is nothing at `{}`", wish.path));
    crate::serve::fail(&wish, problem)
}

/// A name in an address, without the suffix that names a form.
fn bare(segment: &str) -> &str {
    [".json", ".jsonld", ".csv", ".html"].iter().find_map(|it| segment.strip_suffix(it)).unwrap_or(segment)
}

async fn home(State(site): At, wish: Wish) -> Response {
    serve_seldom(site, wish, |ask| {
        let few = |limit| Wish { limit, offset: 0, ..ask.wish.clone() };
        let (some, less) = (few(7), few(6));
        let new = Ask::new(ask.site, &some).documents()?;
        let disputed = Ask::new(ask.site, &less).disputes(None)?;
        let overview = ask.overview()?;
        let first = First { new: &new, disputed: &disputed, overview: &overview };
        ask.reply(&new, &["documents"], || page::home::home(ask.wish, &first))
    })
    .await
}

async fn orgs(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.orgs()?;
        ask.reply(&it, &["subjects"], || page::list::subjects(ask.wish, &it, "Organisations", "orgs"))
    })
    .await
}

async fn persons(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.persons()?;
        ask.reply(&it, &["subjects"], || page::list::subjects(ask.wish, &it, "Persons", "persons"))
    })
    .await
}

async fn org(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    let form = if wish.format == Format::Html { Form::Page } else { Form::Json };
    let segment = id.clone();
    let write = move |ask: &Ask<'_>, it: &Listing| {
        let page = (form == Form::Page).then(|| ask.chairs_of(&it.view, false)).transpose()?;
        let page = page.map(|chairs| page::org::standings(ask.wish, it, &chairs));
        ask.reply(it, &["standings"], || page.unwrap_or_default())
    };
    let held = |ask: &Ask<'_>| {
        let it = ask.listing_held(ask.org_held(bare(&segment))?, form)?;
        Some(write(ask, &it))
    };
    let make = move |ask: &Ask<'_>| {
        let named = ask.org(bare(&id))?;
        if ask.wish.format == Format::JsonLd {
            let it = ask.parties(&named.id)?;
            let linked = || linked::organisation(&ask.wish.origin, &it);
            return ask.reply_linked(&it, &["standings"], linked, || maud::html! {});
        }
        write(ask, &ask.listing(Side::Org(named.id), form)?)
    };
    serve_held(site, wish, held, make).await
}

async fn map(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let all = Wish { limit: LINES_AT_MOST, offset: 0, ..ask.wish.clone() };
        let whole = Ask::new(ask.site, &all);
        let it = whole.parties(&whole.org(&id)?.id)?;
        whole.reply(&it, &["standings"], || page::map::map(ask.wish, &it))
    })
    .await
}

async fn chairs(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.chairs(&ask.org(&id)?.id)?;
        ask.reply(&it, &["chairs"], || page::chair::chairs(ask.wish, &it))
    })
    .await
}

async fn timeline(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.timeline(&ask.org(&id)?.id)?;
        ask.reply(&it, &["acts"], || page::list::timeline(ask.wish, &it))
    })
    .await
}

async fn charter(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let named = ask.org(&id)?;
        let it = ask.charter(&named.id)?;
        ask.reply(&it, &[], || page::charter::charter(ask.wish, &named, &it))
    })
    .await
}

async fn org_disputes(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.disputes(Some(&ask.org(&id)?.id))?;
        ask.reply(&it, &["disputes"], || page::list::disputes(ask.wish, &it))
    })
    .await
}

async fn org_exports(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = crate::export::list(ask, &ask.org(&id)?)?;
        ask.reply(&it, &["exports"], || page::export::exports(ask.wish, &it))
    })
    .await
}

async fn party(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let named = ask.party(bare(&id))?;
        if named.id.starts_with("org:") && ask.wish.path.starts_with("/party/") {
            return Ok(Reply::Moved(ask.wish.link(&address::org(&named.id))));
        }
        let form = if ask.wish.format == Format::Html { Form::Page } else { Form::Json };
        let it = ask.listing(Side::Party(named.id.clone()), form)?;
        let acts = ask.timeline(&named.id)?;
        ask.reply(&it, &["standings"], || page::party::party(ask.wish, &it, &acts))
    })
    .await
}

async fn person(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.said(bare(&id))?;
        let linked = || linked::person(&ask.wish.origin, &it);
        ask.reply_linked(&it, &["quotations"], linked, || page::person::person(ask.wish, &it))
    })
    .await
}

async fn act(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.act(bare(&id))?;
        let linked = || linked::act(&ask.wish.origin, &it);
        ask.reply_linked(&it, &["chain"], linked, || page::act::act(ask.wish, &it))
    })
    .await
}

async fn documents(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.documents()?;
        ask.reply(&it, &["documents"], || page::list::documents(ask.wish, &it))
    })
    .await
}

async fn document(State(site): At, Path(digest): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.document(bare(&digest))?;
        let linked = || linked::document(&ask.wish.origin, &it);
        ask.reply_linked(&it, &[], linked, || page::document::document(ask.wish, &it))
    })
    .await
}

async fn expected(State(site): At, wish: Wish) -> Response {
    serve_seldom(site, wish, |ask| {
        let it = ask.expected(None)?;
        ask.reply(&it, &["expected"], || page::expected::expected(ask.wish, &it))
    })
    .await
}

async fn org_expected(State(site): At, Path(id): Path<String>, wish: Wish) -> Response {
    serve(site, wish, move |ask| {
        let it = ask.expected(Some(&ask.org(&id)?))?;
        ask.reply(&it, &["expected"], || page::expected::expected(ask.wish, &it))
    })
    .await
}

async fn disputes(State(site): At, wish: Wish) -> Response {
    serve_seldom(site, wish, |ask| {
        let it = ask.disputes(None)?;
        ask.reply(&it, &["disputes"], || page::list::disputes(ask.wish, &it))
    })
    .await
}

async fn sources(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.sources()?;
        ask.reply(&it, &["sources"], || page::list::drawn_from(ask.wish, &it))
    })
    .await
}

async fn search(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.search(ask.wish.param("q").unwrap_or_default())?;
        ask.reply(&it, &["found"], || page::list::search(ask.wish, &it))
    })
    .await
}

async fn initiative(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let it = ask.initiatives(ask.wish.param("name").unwrap_or_default())?;
        ask.reply(&it, &[], || page::act::initiatives(ask.wish, &it))
    })
    .await
}

async fn compare(State(site): At, wish: Wish) -> Response {
    serve(site, wish, |ask| {
        let Some(subject) = ask.wish.param("subject") else {
            let nothing = Subjects { total: 0, next: None, subjects: Vec::new() };
            return ask.reply(&nothing, &[], || page::compare::compare(ask.wish, None));
        };
        let subject = ask.named(subject)?;
        let other = ask.wish.param("other").map(|it| ask.named(it)).transpose()?;
        let it = ask.compare(&subject, other.as_ref())?;
        ask.reply(&it, &["changes"], || page::compare::compare(ask.wish, Some(&it)))
    })
    .await
}

async fn ask(State(site): At, wish: Wish) -> Response {
    serve(site, wish, crate::ask::answer).await
}
