//! A question as it arrives: address, moment, language.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, Uri, header};
use girone::View;
use girone::model::{AsOf, Lang, Moment};

use crate::app::{App, Version};
use crate::reply::{Kind, Problem};

/// The most characters of a query.
const LONGEST_QUERY: usize = 8_192;

/// A question.
pub(crate) struct Ask {
    pub app: Arc<App>,
    pub version: Arc<Version>,
    /// The parts of the address by name.
    pub params: Vec<(String, String)>,
    /// The query, in order.
    pub query: Vec<(String, String)>,
    pub path: String,
    pub lang: Lang,
    pub as_of: AsOf,
    pub body: Bytes,
    pub headers: HeaderMap,
}

impl Ask {
    /// Reads a question.
    pub(crate) fn read(
        app: Arc<App>,
        version: Arc<Version>,
        params: Vec<(String, String)>,
        uri: &Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Ask, Problem> {
        let raw = uri.query().unwrap_or("");
        if raw.len() > LONGEST_QUERY {
            return Err(Problem::usage(format!(
                "the query has {} characters; at most {LONGEST_QUERY} are read",
                raw.len()
            )));
        }
        let query = pairs(raw);
        let get = |name: &str| {
            query.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
        };
        let moment = |name: &str| -> Result<Moment, Problem> {
            match get(name) {
                None => Ok(Moment::Latest),
                Some(text) => {
                    // A plus sign that was not escaped arrives as a space.
                    let text = text.replace(' ', "+");
                    text.parse().map_err(|e| Problem::usage(format!("{name}: {e}")))
                }
            }
        };
        let as_of = AsOf { played_by: moment("at")?, known_by: moment("known_at")? };
        let lang = match get("lang") {
            Some(text) => text.parse().map_err(|_| {
                Problem::usage(format!("lang: `{text}` is not a language; expected `en` or `it`"))
            })?,
            None => spoken(&headers),
        };
        Ok(Ask {
            app,
            version,
            params,
            path: uri.path().to_owned(),
            lang,
            as_of,
            body,
            headers,
            query,
        })
    }

    /// Returns a part of the address, empty where it has none of that name.
    pub(crate) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    /// Returns a value of the query that is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// Returns the view at the moment asked about.
    pub(crate) fn view(&self) -> View {
        self.version.view(self.as_of)
    }

    /// Says whether Italian is asked for.
    pub(crate) fn it(&self) -> bool {
        self.lang == Lang::It
    }

    /// Picks the wording in the language asked for.
    pub(crate) fn say<'t>(&self, en: &'t str, it: &'t str) -> &'t str {
        if self.it() { it } else { en }
    }

    /// Returns the address of an edition and group that the parts name, and the
    /// form that the extension of the last part asks for.
    pub(crate) fn address(&self) -> (String, Option<Kind>) {
        let mut parts: Vec<&str> = ["edition", "stage", "group"]
            .into_iter()
            .map(|name| self.param(name))
            .filter(|part| !part.is_empty())
            .collect();
        let mut kind = None;
        if let Some(last) = parts.last_mut()
            && let Some((stem, extension)) = last.rsplit_once('.')
            && let Some(found) = Kind::of_extension(extension)
        {
            *last = stem;
            kind = Some(found);
        }
        (parts.join("/"), kind)
    }

    /// Writes a link that keeps moment and language; `more` adds to the query or
    /// replaces what it keeps.
    pub(crate) fn href(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut query: Vec<(&str, &str)> = Vec::new();
        for name in ["at", "known_at", "lang"] {
            if !more.iter().any(|(n, _)| *n == name)
                && let Some(value) = self.get(name)
            {
                query.push((name, value));
            }
        }
        query.extend(more.iter().filter(|(_, v)| !v.is_empty()));
        let mut out = path.to_owned();
        for (i, (name, value)) in query.iter().enumerate() {
            out.push(if i == 0 { '?' } else { '&' });
            out.push_str(&escape(name));
            out.push('=');
            out.push_str(&escape(value));
        }
        out
    }
}

/// Returns the language that a browser asks for, of the two that are spoken.
pub(crate) fn spoken(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    for language in accepted.split(',') {
        let code = language.trim().split([';', '-']).next().unwrap_or("").to_ascii_lowercase();
        match code.as_str() {
            "it" => return Lang::It,
            "en" => return Lang::En,
            _ => {}
        }
    }
    Lang::En
}

/// Splits `a=1&b=2`, with percent signs and pluses undone.
pub(crate) fn pairs(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|p| !p.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(name), unescape(value))
        })
        .collect()
}

/// Undoes percent signs and pluses; bytes that are no text become `�`.
fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| {
            bytes
                .get(at)
                .and_then(|b| char::from(*b).to_digit(16))
                .and_then(|d| u8::try_from(d).ok())
        };
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                i += 3;
            }
            (b'+', ..) => {
                out.push(b' ');
                i += 1;
            }
            (b, ..) => {
                out.push(b);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes a value so that it can stand in a path or query.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(b));
            }
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_comes_back_as_it_was_written() {
        for text in ["", "Belgio & Kazakistan", "100%", "a=b+c", "è — 日本", "%zz%4"] {
            let written = format!("x={}", escape(text));
            assert_eq!(pairs(&written), [("x".to_owned(), text.to_owned())]);
        }
        assert_eq!(pairs("a+b=%e8&&c")[0], ("a b".to_owned(), "\u{fffd}".to_owned()));
    }

    #[test]
    fn the_first_language_that_is_spoken_counts() {
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, text.parse().unwrap());
            spoken(&headers)
        };
        assert_eq!(of("de-DE,de;q=0.9,it;q=0.8,en;q=0.7"), Lang::It);
        assert_eq!(of("en-GB,en;q=0.9,it;q=0.8"), Lang::En);
        assert_eq!(of("de"), Lang::En);
        assert_eq!(spoken(&HeaderMap::new()), Lang::En);
    }
}
