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

/// Returns what is served of a ledger: the desk over it, or where files lie over
/// the ledger, a desk over both.
pub(crate) fn with_files(app: &App, desk: girone::Desk) -> Result<girone::Desk, girone::Error> {
    let sources = &app.options.sources;
    let Some(path) = app.options.ledger.as_deref() else { return Ok(desk) };
    if sources.from.is_empty() && sources.data.is_empty() {
        return Ok(desk);
    }
    let ledger = Some(Arc::new(LedgerFile::new(path, None)) as Arc<dyn girone::LedgerSource>);
    girone::Desk::open(&girone::Sources { ledger, ..sources.clone() })
}

/// How often the ledger is looked at for entries that others have written.
const LOOK: Duration = Duration::from_millis(10);

/// Takes over what other processes write into the ledger, for as long as the
/// server lives.
pub fn follow(app: &std::sync::Weak<App>, path: &std::path::Path) {
    let mut store = None;
    loop {
        std::thread::sleep(LOOK);
        let Some(app) = app.upgrade() else { return };
        if store.is_none() {
            store = SqliteStore::read(path).ok();
        }
        let Some(head) = store.as_ref().and_then(|s| s.head().ok()) else {
            // A ledger that cannot be read now is read the next time.
            store = None;
            continue;
        };
        let mut turn = lock(&app.writing);
        let plain = app.options.sources.from.is_empty() && app.options.sources.data.is_empty();
        let first = || if plain { app.version().desk().ledger().head() } else { head.number };
        let served = *turn.served.get_or_insert_with(first);
        if head.number == served {
            continue;
        }
        let desk = match turn.keeper(&app.options, false) {
            Ok(keeper) => keeper.desk().clone(),
            Err(_) => continue,
        };
        turn.served = Some(desk.ledger().head());
        if let Ok(desk) = with_files(&app, desk) {
            let before = app.version();
            let (then, next) = (before.view(AsOf::LATEST), desk.view(AsOf::LATEST));
            let addresses = girone::compare::concerned(&then, &next);
            announce(&app, desk, &[], &addresses);
        }
    }
}
