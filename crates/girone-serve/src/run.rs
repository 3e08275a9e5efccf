//! Listening, and stopping without losing anything.

use std::net::SocketAddr;
use std::sync::Arc;

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
        let listener = tokio::net::TcpListener::bind(bind).await.map_err(cannot)?;
        ready(listener.local_addr().map_err(cannot)?);
        let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop()).await.map_err(cannot)
    })
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
