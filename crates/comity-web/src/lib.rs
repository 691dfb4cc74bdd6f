//! A record as pages and an API: server-rendered, without a script needed, one binary, no request to anywhere else.
//!
//! This crate does not know how reading works inside, and asks the record only by its answers.

mod address;

mod answer;
mod api;
mod ask;
mod asset;
mod cache;
mod export;
mod feed;
mod limit;
mod linked;
mod mcp;
mod open;
mod overview;
mod page;
mod paste;
mod problem;
mod route;
mod rows;
mod serve;
mod site;
mod take;
mod token;
mod view;
mod wish;

use std::net::SocketAddr;
use std::sync::Arc;

pub use mcp::serve_stdio;
pub use site::{Settings, Site, WebError};
pub use token::{Scope, Token, TokenError, Tokens};

/// The pages and the API of a site.
pub fn router(site: Arc<Site>) -> axum::Router {
    route::router(site)
}

/// Serves a site until the process is asked to stop; requests that are under way are answered first.
pub fn run(site: Site, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<(), WebError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        ready(listener.local_addr()?);
        let service = router(Arc::new(site)).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
        Ok(())
    })
}

/// Done when somebody asks the process to stop.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
