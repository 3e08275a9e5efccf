//! Listening, and stopping without losing anything.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower::ServiceExt;

use girone::{Desk, Error};

use crate::{App, Options, router};

/// Serves a desk until the process is told to stop; requests that have begun are
/// finished first. `ready` is called with the address once it listens.
///
/// # Errors
/// The address cannot be listened on, or the file of keys cannot be read.
pub fn run(desk: Desk, options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let bind = options.bind;
    let app = Arc::new(App::new(desk, options)?);
    if let Some(ledger) = app.options.ledger.clone() {
        let app = Arc::downgrade(&app);
        std::thread::spawn(move || crate::api::live::follow(&app, &ledger));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::usage(format!("the server cannot start: {e}")))?;
    let cannot = |e: std::io::Error| Error::usage(format!("cannot listen on `{bind}`: {e}"));
    runtime.block_on(async move {
        let listener = TcpListener::bind(bind).await.map_err(cannot)?;
        ready(listener.local_addr().map_err(cannot)?);
        let patience = app.options.time_out;
        accept(listener, &router(app), patience).await;
        Ok(())
    })
}

/// How long a client may take to say what it asks.
const HEADERS: Duration = Duration::from_secs(10);

/// Takes connections until the process is told to stop; then requests that have
/// begun get `patience` to end, which event streams never do by themselves.
async fn accept(listener: TcpListener, router: &Router, patience: Duration) {
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, client)) = accepted else {
            // Too many files are open, or the client is gone already: others may
            // still be served.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        // Only a delay is lost where it cannot be set.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = tower::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(client));
            router.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = connections.watch(connection);
        // A client that breaks off harms nobody else.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    let _ = tokio::time::timeout(patience, connections.shutdown()).await;
}

/// Waits for an interrupt or a request to terminate.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
