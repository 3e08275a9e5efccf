//! Findings as SARIF and as a marked page.

use girone_model::Lang;
use serde_json::{Value, json};

use crate::check::{Checked, Finding, Verdict};
use crate::positions::Positions;

/// Returns the contradictions, and on request all findings, as SARIF 2.1.0.
///
/// Source: OASIS Static Analysis Results Interchange Format 2.1.0, 3.13 to 3.30.
pub fn sarif(file: &str, text: &str, checked: &Checked, all: bool) -> Value {
    let shown: Vec<&Finding> =
        checked.findings.iter().filter(|f| all || f.verdict == Verdict::Contradicted).collect();
    let mut rules: Vec<&str> = shown.iter().map(|f| f.kind).collect();
    rules.sort_unstable();
    rules.dedup();
    let positions = Positions::new(text);
    let results: Vec<Value> = shown
        .iter()
        .map(|f| {
            let (line, column) = positions.line_and_column(f.span_utf8.0);
            let (end_line, end_column) = positions.line_and_column(f.span_utf8.1);
            let (level, kind) = match f.verdict {
                Verdict::Contradicted => ("error", "fail"),
                Verdict::Confirmed => ("none", "pass"),
                Verdict::NotInRecord => ("none", "notApplicable"),
                Verdict::Unchecked => ("none", "open"),
            };
            json!({
                "ruleId": f.kind,
                "level": level,
                "kind": kind,
                "message": { "text": f.message },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": file },
                        "region": {
                            "startLine": line,
                            "startColumn": column,
                            "endLine": end_line,
                            "endColumn": end_column,
                            "charOffset": f.span.0,
                            "charLength": f.span.1 - f.span.0,
                        },
                    },
                }],
                "properties": { "right": f.right, "evidence": f.evidence, "scope": f.scope },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "girone",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|r| json!({ "id": r })).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// Returns the report as a page with its statements marked and explained.
pub fn html(title: &str, text: &str, checked: &Checked) -> String {
    let lang = checked.lang.code();
    let mut body = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for f in outermost(checked) {
        if f.span_utf8.0 < at {
            continue;
        }
        escape(&text[at..f.span_utf8.0], &mut body);
        body.push_str(&format!("<mark class=\"{}\" title=\"", f.verdict.as_str()));
        escape(&f.message, &mut body);
        body.push_str("\">");
        escape(&text[f.span_utf8.0..f.span_utf8.1], &mut body);
        body.push_str("</mark>");
        at = f.span_utf8.1;
    }
    escape(&text[at..], &mut body);
    let mut list = String::new();
    for warning in &checked.warnings {
        list.push_str("<li class=\"note\">");
        escape(warning, &mut list);
        list.push_str("</li>\n");
    }
    for f in checked.findings.iter().filter(|f| f.verdict == Verdict::Contradicted) {
        list.push_str("<li>");
        escape(&f.message, &mut list);
        list.push_str("</li>\n");
    }
    let mut heading = String::new();
    escape(title, &mut heading);
    let count = match checked.lang {
        Lang::En => format!("{} % decided", checked.coverage()),
        Lang::It => format!("decise: {} %", checked.coverage()),
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{heading}</title>\n\
         <style>body{{max-width:42rem;margin:2rem auto;font:1.05rem/1.6 system-ui}}\
         .report{{white-space:pre-wrap}}mark{{background:none}}\
         .confirmed{{border-bottom:2px solid #2a7d2a}}\
         .contradicted{{background:#ffd9d6;border-bottom:2px solid #b3261e}}\
         .not_in_record,.unchecked{{border-bottom:1px dotted #777}}</style></head>\n\
         <body><h1>{heading}</h1>\n<p>{count}</p>\n<ul>\n{list}</ul>\n<div class=\"report\">{body}</div></body></html>\n"
    )
}

/// Findings that do not lie in another one, contradictions before the rest.
fn outermost(checked: &Checked) -> Vec<&Finding> {
    let mut kept: Vec<&Finding> = Vec::new();
    let mut order: Vec<&Finding> = checked.findings.iter().collect();
    order.sort_by_key(|f| (f.verdict != Verdict::Contradicted, f.span_utf8.1 - f.span_utf8.0));
    for f in order {
        let free =
            kept.iter().all(|k| k.span_utf8.1 <= f.span_utf8.0 || f.span_utf8.1 <= k.span_utf8.0);
        if free && f.span_utf8.0 < f.span_utf8.1 {
            kept.push(f);
        }
    }
    kept.sort_by_key(|f| f.span_utf8);
    kept
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}
