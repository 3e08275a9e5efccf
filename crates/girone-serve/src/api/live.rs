//! New entries as they are made: server-sent events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, broadcast};

use super::Event;
use crate::app::{App, Style};
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
            .respond(&headers, Method::GET == Method::HEAD);
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

/// Puts a new state of the record in place and tells those who listen.
pub(crate) fn announce(app: &App, desk: girone::Desk) {
    let version = app.exchange(desk);
    let data = serde_json::json!({
        "version": version.number(),
        "record": version.view(girone::model::AsOf::LATEST).record_hash(),
    });
    // Nobody listening is no fault.
    let _ =
        app.events.send(Arc::new(Event { name: "version", edition: None, data: data.to_string() }));
}
