//! Proof-reading: a report against the record at the moment of its publication.

use std::sync::Arc;

use girone_model::{AsOf, Lang, Moment};
use girone_report::{Books, Checked, Finding, Place, Prepared, Verdict, check};
use jiff::civil::Date;

use crate::{Desk, embedded};

/// A record made ready for checking many reports.
pub struct ProofReader {
    prepared: Prepared,
}

impl Desk {
    /// Makes the record ready for checking reports.
    ///
    /// `known_by` limits what is known; matches later than a report's own moment
    /// are left aside by the check itself.
    pub fn proof_reader(&self, known_by: Moment) -> ProofReader {
        let view = self.view(AsOf { played_by: Moment::Latest, known_by });
        let catalogue = self.catalogue();
        let places = embedded::DATA.iter().find(|(f, _)| *f == "places.csv");
        let books = Books {
            editions: view.editions().cloned().collect(),
            regulations: catalogue.regulations().cloned().collect(),
            places: Place::read_csv(places.map_or("", |(_, text)| text)),
        };
        ProofReader { prepared: Prepared::new(Arc::clone(view.snapshot()), &books) }
    }
}

impl ProofReader {
    /// Checks a report. Without a moment a date in its first lines is taken as the
    /// day of publication, and without one all that the record holds counts.
    pub fn check(&self, text: &str, lang: Option<Lang>, published: Option<Moment>) -> Checked {
        let moment = published.or_else(|| header_date(text).map(Moment::EndOf));
        check(text, lang, moment.unwrap_or(Moment::Latest), &self.prepared)
    }
}

/// Finds a date in the first three lines of a text: `2025-09-08`, `8 settembre
/// 2025`, `8 September 2025`, `08/09/2025` (day first).
pub fn header_date(text: &str) -> Option<Date> {
    const MONTHS: [[&str; 12]; 2] = [
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ];
    for line in text.lines().filter(|l| !l.trim().is_empty()).take(3) {
        // A date in the body of a story is of a match; a header is short.
        if line.chars().count() > 90 {
            continue;
        }
        let words: Vec<String> = line
            .split(|c: char| c.is_whitespace() || c == ',' || c == '|')
            .map(|w| w.trim_matches(['.', '(', ')', 'º', '°', ':']).to_lowercase())
            .filter(|w| !w.is_empty())
            .collect();
        for (i, word) in words.iter().enumerate() {
            if let Ok(date) = word.get(..10).unwrap_or("").parse::<Date>() {
                return Some(date);
            }
            let numbers: Vec<i16> = word.split('/').filter_map(|n| n.parse().ok()).collect();
            if let ([day, month, year], 2) = (numbers.as_slice(), word.matches('/').count()) {
                let month = i8::try_from(*month).ok()?;
                let day = i8::try_from(*day).ok()?;
                if let (true, Ok(date)) = (*year > 1800, Date::new(*year, month, day)) {
                    return Some(date);
                }
            }
            let month = MONTHS.iter().find_map(|names| names.iter().position(|m| m == word));
            if let (Some(month), Some(before)) = (month, i.checked_sub(1)) {
                let day: Option<i8> = words[before].parse().ok();
                let year: Option<i16> = words.get(i + 1).and_then(|y| y.parse().ok());
                if let (Some(day), Some(year)) = (day, year)
                    && let Ok(date) = Date::new(year, month as i8 + 1, day)
                {
                    return Some(date);
                }
            }
        }
    }
    None
}

/// Writes findings as SARIF 2.1.0, for tools that show them in an editor or on a
/// page.
///
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0, section 3.
pub fn sarif(files: &[(String, String, Checked)]) -> serde_json::Value {
    use serde_json::json;
    let mut rules: Vec<&str> =
        files.iter().flat_map(|(_, _, c)| c.findings.iter().map(|f| f.kind)).collect();
    rules.sort_unstable();
    rules.dedup();
    let result = |file: &str, text: &str, f: &Finding| {
        let (line, column) = place(text, f.span_utf8.0);
        let (end_line, end_column) = place(text, f.span_utf8.1);
        json!({
            "ruleId": f.kind,
            "level": match f.verdict {
                Verdict::Contradicted => "error",
                Verdict::Confirmed => "none",
                _ => "note",
            },
            "kind": match f.verdict {
                Verdict::Contradicted => "fail",
                Verdict::Confirmed => "pass",
                Verdict::NotInRecord => "open",
                Verdict::Unchecked => "notApplicable",
            },
            "message": { "text": f.message },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": file },
                "region": {
                    "startLine": line, "startColumn": column,
                    "endLine": end_line, "endColumn": end_column,
                    "charOffset": f.span.0, "charLength": f.span.1 - f.span.0,
                },
            }}],
            "properties": { "stated": f.stated, "right": f.right, "scope": f.scope, "evidence": f.evidence },
        })
    };
    let results: Vec<serde_json::Value> = files
        .iter()
        .flat_map(|(file, text, checked)| checked.findings.iter().map(move |f| (file, text, f)))
        .map(|(file, text, f)| result(file, text, f))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "girone",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://github.com/girone/girone",
                "rules": rules.iter().map(|r| json!({ "id": r })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// Writes a report as a page with its statements marked.
pub fn marked_html(title: &str, text: &str, checked: &Checked) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n\
         body{{font:1rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;white-space:pre-wrap}}\n\
         mark{{background:none;text-decoration:underline;text-decoration-thickness:2px}}\n\
         mark.contradicted{{background:#ffe3e0;text-decoration:underline wavy #b3261e}}\n\
         mark.confirmed{{text-decoration-color:#1e7a46}}\n\
         mark.not_in_record,mark.unchecked{{text-decoration:underline dotted #666}}\n\
         mark b{{color:#b3261e}}\n</style>\n",
        checked.lang.code(),
        escape(title)
    );
    out.push_str(&marked(text, checked));
    out.push_str("\n</html>\n");
    out
}

/// Writes the text of a report with its statements in `<mark>`, contradictions
/// with the right value after them. Everything is escaped.
pub fn marked(text: &str, checked: &Checked) -> String {
    let mut out = String::new();
    let mut at = 0;
    let mut findings: Vec<&Finding> = checked.findings.iter().collect();
    findings.sort_by_key(|f| (f.span_utf8.0, f.span_utf8.1));
    for f in findings {
        let (from, to) = f.span_utf8;
        // Of statements that overlap the first is marked.
        if from < at || to <= from || text.get(from..to).is_none() {
            continue;
        }
        out.push_str(&escape(text.get(at..from).unwrap_or("")));
        let right = match (&f.right, f.verdict) {
            (Some(right), Verdict::Contradicted) => format!(" <b>[{}]</b>", escape(right)),
            _ => String::new(),
        };
        out.push_str(&format!(
            "<mark class=\"{}\" title=\"{}\">{}{right}</mark>",
            f.verdict.as_str(),
            escape(&f.message),
            escape(&text[from..to])
        ));
        at = to;
    }
    out.push_str(&escape(text.get(at..).unwrap_or("")));
    out
}

/// Returns line and column of a byte, from 1, in code points.
pub fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_the_header_is_the_day_of_publication() {
        let day = |text: &str| header_date(text).map(|d| d.to_string());
        assert_eq!(day("Bruxelles, 8 settembre 2025\nIl Belgio…"), Some("2025-09-08".to_owned()));
        assert_eq!(day("2025-09-08 | Report"), Some("2025-09-08".to_owned()));
        assert_eq!(day("Published 08/09/2025"), Some("2025-09-08".to_owned()));
        assert_eq!(day("Belgium beat Kazakhstan 6-0."), None);
    }
}
