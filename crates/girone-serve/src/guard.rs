//! What every request passes: rate, headers, counts, log.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::{App, Style};
use crate::ask::spoken;
use crate::reply::Problem;

/// Nothing but what the server itself sends; no script or style in the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

/// Passes a request on, if its client has not asked too often.
pub(crate) async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let client = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |c| c.0.ip());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none".to_owned(), |m| m.as_str().to_owned());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let open = ["/api/", "/v4/", "/embed/", "/card/"].iter().any(|p| path.starts_with(p));
    let mut response = if !app.admits(client) {
        let problem = Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            format!("at most {} requests a second are answered", app.options.rate),
        );
        let lang = spoken(request.headers());
        Style::of(&path)
            .problem(&problem, lang)
            .with("retry-after", "1")
            .respond(request.headers(), method == Method::HEAD)
    } else if open && method == Method::OPTIONS {
        let mut response = Response::new(axum::body::Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        for (name, value) in [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                "authorization, content-type, if-none-match, x-auth-token, x-unfold-goals",
            ),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ] {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let framed = if path.starts_with("/embed/") { "*" } else { "'none'" };
    if let Ok(policy) = HeaderValue::from_str(&format!("{POLICY}{framed}")) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if open {
        // No cookie is ever set or read: what anybody may read, any page may.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("etag, link, x-total-count"),
        );
    }
    let took = start.elapsed();
    let status = response.status().as_u16();
    app.metrics.request(&route, status, took);
    if app.options.log {
        // Neither query nor headers nor bodies: they may hold what is private.
        let line = serde_json::json!({
            "method": method.as_str(),
            "path": path,
            "status": status,
            "micros": u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        });
        eprintln!("{line}");
    }
    response
}
