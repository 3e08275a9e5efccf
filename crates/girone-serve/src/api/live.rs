//! New entries as they are made: server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use girone::model::{AsOf, Lang};
use girone_store::{LedgerFile, SqliteStore, Store};
use tokio::sync::{OwnedSemaphorePermit, broadcast};

use super::Event;
use crate::app::{App, Style, lock};
use crate::ask::{pairs, spoken};
use crate::reply::Problem;

/// One listener: what it still has to be told, and its place among the others.
struct Listener {
    events: broadcast::Receiver<Arc<Event>>,
    edition: Option<String>,
    app: Arc<App>,
    first: bool,
    _place: OwnedSemaphorePermit,
}

/// Streams events; `edition` limits them to one edition.
pub(crate) async fn events(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let Ok(place) = app.streams.clone().try_acquire_owned() else {
        let problem = Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too-many-streams",
            "all event streams are taken; ask again later",
        );
        return Style::of(uri.path())
            .problem(&problem, spoken(&headers))
            .with("retry-after", "30")
            .respond(&headers, false);
    };
    let query = pairs(uri.query().unwrap_or(""));
    let edition = query.into_iter().find(|(n, v)| n == "edition" && !v.is_empty()).map(|(_, v)| v);
    let listener =
        Listener { events: app.events.subscribe(), edition, app, first: true, _place: place };
    let stream = futures_util::stream::unfold(listener, |mut listener| async move {
        let sent = next(&mut listener).await?;
        Some((Ok::<Sent, Infallible>(sent), listener))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

async fn next(listener: &mut Listener) -> Option<Sent> {
    if listener.first {
        listener.first = false;
        let number = listener.app.version().number();
        return Some(Sent::default().event("hello").data(format!("{{\"version\":{number}}}")));
    }
    loop {
        match listener.events.recv().await {
            Ok(event) => {
                let wanted = match (&listener.edition, &event.edition) {
                    (Some(wanted), Some(of)) => wanted == of,
                    _ => true,
                };
                if wanted {
                    return Some(Sent::default().event(event.name).data(&event.data));
                }
            }
            // Whoever was too slow reads the table again.
            Err(broadcast::error::RecvError::Lagged(_)) => {
                let number = listener.app.version().number();
                return Some(
                    Sent::default().event("version").data(format!("{{\"version\":{number}}}")),
                );
            }
            Err(broadcast::error::RecvError::Closed) => return None,
        }
    }
}

/// Puts a new state of the record in place and tells those who listen: what was
/// entered, the tables that it changes as they stand, and that there is a new version.
pub(crate) fn announce(app: &App, desk: girone::Desk, told: &[String], addresses: &[String]) {
    let version = app.exchange(desk);
    let view = version.view(AsOf::LATEST);
    // Nobody listening is no fault.
    let send = |name: &'static str, edition: Option<&str>, data: serde_json::Value| {
        let edition = edition.map(str::to_owned);
        let _ = app.events.send(Arc::new(Event { name, edition, data: data.to_string() }));
    };
    for text in told {
        send("entry", None, serde_json::json!({ "text": text }));
    }
    for address in addresses {
        let Ok(table) = view.table(address) else { continue };
        let shape = girone::shape::table(&view, &table, Lang::En, &[]);
        let state = if table.is_provisional(&view) { "live" } else { "confirmed" };
        let data = serde_json::json!({ "address": address, "state": state, "table": shape });
        send("table", Some(&table.edition.id), data);
    }
    let record = view.record_hash();
    send("version", None, serde_json::json!({ "version": version.number(), "record": record }));
}

/// How often the ledger is looked at for entries that others have written.
const LOOK: Duration = Duration::from_millis(200);

/// Takes over what other processes write into the ledger, for as long as the
/// server lives.
pub(crate) fn follow(app: &std::sync::Weak<App>, path: &std::path::Path) {
    loop {
        std::thread::sleep(LOOK);
        let Some(app) = app.upgrade() else { return };
        let Ok(head) = SqliteStore::read(path).and_then(|store| store.head()) else { continue };
        if head.number == app.version().desk().ledger().head() {
            continue;
        }
        let _turn = lock(&app.writing);
        let before = app.version();
        if head.number == before.desk().ledger().head() {
            continue;
        }
        let sources = girone::Sources {
            ledger: Some(Arc::new(LedgerFile::new(path, None))),
            ..app.options.sources.clone()
        };
        // A ledger that cannot be read now is read the next time.
        if let Ok(desk) = girone::Desk::open(&sources) {
            let (then, next) = (before.view(AsOf::LATEST), desk.view(AsOf::LATEST));
            let addresses = girone::compare::concerned(&then, &next);
            announce(&app, desk, &[], &addresses);
        }
    }
}
