//! What goes back: bodies with their kind, and problems.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// The kind of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Json,
    Problem,
    Csv,
    Markdown,
    Svg,
    Wiki,
    Text,
    Css,
    Script,
}

impl Kind {
    /// Returns the media type.
    pub(crate) const fn media(self) -> &'static str {
        match self {
            Kind::Html => "text/html; charset=utf-8",
            Kind::Json => "application/json",
            Kind::Problem => "application/problem+json",
            Kind::Csv => "text/csv; charset=utf-8",
            Kind::Markdown => "text/markdown; charset=utf-8",
            Kind::Svg => "image/svg+xml",
            Kind::Wiki | Kind::Text => "text/plain; charset=utf-8",
            Kind::Css => "text/css; charset=utf-8",
            Kind::Script => "text/javascript; charset=utf-8",
        }
    }

    /// Reads the extension of an address.
    pub(crate) fn of_extension(extension: &str) -> Option<Kind> {
        Some(match extension {
            "json" => Kind::Json,
            "csv" => Kind::Csv,
            "md" => Kind::Markdown,
            "html" => Kind::Html,
            "svg" => Kind::Svg,
            "wiki" => Kind::Wiki,
            "txt" => Kind::Text,
            _ => return None,
        })
    }
}

/// An answer. Cheap to clone, so that it can be kept and given again.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub kind: Kind,
    pub body: Bytes,
    pub etag: Option<HeaderValue>,
    /// Whether it may be kept: it depends on the version and the address only.
    pub keep: bool,
    /// Headers of its own, e.g. `Location` or `Link`.
    pub headers: HeaderMap,
}

impl Reply {
    /// Makes an answer that may be kept.
    pub(crate) fn new(kind: Kind, body: impl Into<Bytes>) -> Reply {
        let body = body.into();
        let etag = HeaderValue::from_str(&format!("\"{:016x}\"", fingerprint(&body))).ok();
        Reply { status: StatusCode::OK, kind, body, etag, keep: true, headers: HeaderMap::new() }
    }

    /// Makes a page.
    pub(crate) fn html(markup: maud::Markup) -> Reply {
        Reply::new(Kind::Html, markup.into_string())
    }

    /// Makes an answer in JSON.
    pub(crate) fn json<T: Serialize>(value: &T) -> Result<Reply, Problem> {
        let text = serde_json::to_vec(value)
            .map_err(|e| Problem::internal(format!("the answer cannot be written: {e}")))?;
        Ok(Reply::new(Kind::Json, text))
    }

    /// Sends the reader to another address of this server.
    pub(crate) fn see_other(address: &str) -> Reply {
        let mut reply = Reply::new(Kind::Text, format!("see {address}\n"));
        reply.status = StatusCode::SEE_OTHER;
        reply.etag = None;
        reply.with(header::LOCATION.as_str(), address)
    }

    /// Marks an answer that must not be kept.
    pub(crate) fn fresh(mut self) -> Reply {
        self.keep = false;
        self.etag = None;
        self
    }

    /// Changes the status.
    pub(crate) fn status(mut self, status: StatusCode) -> Reply {
        self.status = status;
        self
    }

    /// Adds a header; one that cannot be written is left out.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Reply {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(header::HeaderName::from_static(name), value);
        }
        self
    }

    /// Turns it into a response, without a body if the asker holds it already.
    pub(crate) fn respond(&self, asked: &HeaderMap, head: bool) -> Response {
        let held = self.etag.as_ref().is_some_and(|own| {
            asked.get_all(header::IF_NONE_MATCH).iter().any(|held| {
                let held = held.to_str().unwrap_or("");
                let own = own.to_str().unwrap_or("\"\"");
                held.trim() == "*"
                    || held.split(',').any(|h| h.trim().trim_start_matches("W/") == own)
            })
        });
        let unchanged = held && self.status == StatusCode::OK;
        let body = if head || unchanged { Body::empty() } else { Body::from(self.body.clone()) };
        let mut response = Response::new(body);
        *response.status_mut() = if unchanged { StatusCode::NOT_MODIFIED } else { self.status };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind.media()));
        if let Some(etag) = &self.etag {
            headers.insert(header::ETAG, etag.clone());
        }
        let caching = if self.keep { "no-cache" } else { "no-store" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
        response
    }
}

/// FNV-1a over a body: a validator for caches, not a signature.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// What went wrong, as RFC 9457 has it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A name for the sort of problem.
    #[serde(rename = "type")]
    pub sort: String,
    /// The same in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was found, what was expected, and what to do.
    pub detail: String,
}

impl Problem {
    /// Makes a problem.
    pub(crate) fn new(status: StatusCode, sort: &str, detail: impl Into<String>) -> Problem {
        Problem {
            sort: format!("urn:girone:{sort}"),
            title: sort.replace('-', " "),
            status: status.as_u16(),
            detail: detail.into(),
        }
    }

    /// The question is not one.
    pub(crate) fn usage(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "not-a-question", detail)
    }

    /// There is no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", detail)
    }

    /// A fault of the server's own.
    pub(crate) fn internal(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", detail)
    }

    /// Returns the status.
    pub(crate) fn code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Writes it as problem+json.
    pub(crate) fn reply(&self) -> Reply {
        let body = serde_json::to_vec(self).unwrap_or_default();
        Reply::new(Kind::Problem, body).status(self.code()).fresh()
    }
}

impl From<girone::Error> for Problem {
    fn from(error: girone::Error) -> Problem {
        let detail = error.to_string();
        match error {
            girone::Error::Usage { .. } => Problem::usage(detail),
            girone::Error::NotFound { .. } => Problem::not_found(detail),
            girone::Error::Lacks { .. } => {
                Problem::new(StatusCode::NOT_FOUND, "not-in-the-record", detail)
            }
            girone::Error::BadInput { .. } => {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "does-not-hold", detail)
            }
            girone::Error::File { .. } => Problem::internal("a file of the server cannot be read"),
            girone::Error::Ledger { .. } => {
                Problem::internal("the ledger of the server cannot be read")
            }
        }
    }
}

/// What a question gets.
pub(crate) type Answer = Result<Reply, Problem>;
