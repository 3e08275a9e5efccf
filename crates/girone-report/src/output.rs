//! Findings as people and programs read them.

use girone_model::Lang;
use serde_json::{Value, json};

use crate::check::{Checked, Finding, Verdict};
use crate::discourse::Gate;
use crate::positions::Positions;

/// Says a finding in a sentence.
pub(crate) fn message(
    lang: Lang,
    verdict: Verdict,
    gate: Gate,
    stated: &str,
    right: Option<&str>,
    scope: Option<&str>,
) -> String {
    let mut text = match (lang, verdict, right) {
        (Lang::En, Verdict::Confirmed, _) => format!("the record confirms “{stated}”"),
        (Lang::It, Verdict::Confirmed, _) => format!("“{stated}”: l'archivio conferma"),
        (Lang::En, Verdict::Contradicted, Some(right)) => {
            format!("the record contradicts “{stated}”: it has {right}")
        }
        (Lang::It, Verdict::Contradicted, Some(right)) => {
            format!("“{stated}”: l'archivio smentisce e dà {right}")
        }
        (Lang::En, Verdict::Contradicted, None) => format!("the record contradicts “{stated}”"),
        (Lang::It, Verdict::Contradicted, None) => format!("“{stated}”: l'archivio smentisce"),
        (Lang::En, Verdict::NotInRecord, _) => {
            format!("the record does not hold what is needed to check “{stated}”")
        }
        (Lang::It, Verdict::NotInRecord, _) => {
            format!("“{stated}”: in archivio manca quel che serve per verificarlo")
        }
        (Lang::En, Verdict::Unchecked, _) => {
            format!("“{stated}” was not checked: {}", why(lang, gate))
        }
        (Lang::It, Verdict::Unchecked, _) => {
            format!("“{stated}” non verificato: {}", why(lang, gate))
        }
    };
    if let Some(scope) = scope {
        text.push_str(&format!(" ({scope})"));
    }
    text
}

fn why(lang: Lang, gate: Gate) -> &'static str {
    match (lang, gate) {
        (Lang::En, Gate::Open) => "its meaning is open",
        (Lang::En, Gate::Quoted) => "a quotation",
        (Lang::En, Gate::Future) => "still to come",
        (Lang::En, Gate::Hypothesis) => "a hypothesis",
        (Lang::En, Gate::Negated) => "a negation",
        (Lang::En, Gate::Question) => "a question",
        (Lang::En, Gate::OtherTeam) => "about another team",
        (Lang::En, Gate::Live) => "so for a while in the course of play",
        (Lang::It, Gate::Open) => "il senso è aperto",
        (Lang::It, Gate::Quoted) => "è una citazione",
        (Lang::It, Gate::Future) => "deve ancora accadere",
        (Lang::It, Gate::Hypothesis) => "è un'ipotesi",
        (Lang::It, Gate::Negated) => "è una negazione",
        (Lang::It, Gate::Question) => "è una domanda",
        (Lang::It, Gate::OtherTeam) => "riguarda un'altra squadra",
        (Lang::It, Gate::Live) => "valeva per un momento, a gara in corso",
    }
}

fn finding_value(f: &Finding) -> Value {
    json!({
        "span": [f.span.0, f.span.1],
        "span_utf8": [f.span_utf8.0, f.span_utf8.1],
        "type": f.kind,
        "verdict": f.verdict.as_str(),
        "stated": f.stated,
        "right": f.right,
        "scope": f.scope,
        "evidence": f.evidence,
        "message": f.message,
    })
}

/// The JSON Schema (2020-12) of what [`json`] and [`document_line`] return.
pub const SCHEMA: &str = include_str!("../schema/check.json");

/// Returns the findings as one JSON object, as [`SCHEMA`] describes it.
pub fn json(checked: &Checked) -> Value {
    json!({
        "lang": checked.lang.code(),
        "as_of": checked.moment.to_string(),
        "subjects": checked.subjects,
        "coverage_pct": checked.coverage(),
        "confirmed": checked.count(Verdict::Confirmed),
        "contradicted": checked.count(Verdict::Contradicted),
        "not_in_record": checked.count(Verdict::NotInRecord),
        "unchecked": checked.count(Verdict::Unchecked),
        "warnings": checked.warnings,
        "findings": checked.findings.iter().map(finding_value).collect::<Vec<_>>(),
    })
}

/// Returns one line of JSON Lines for a document of a batch.
pub fn document_line(id: &str, checked: &Checked) -> String {
    let mut value = json(checked);
    if let Some(object) = value.as_object_mut() {
        object.insert("id".to_owned(), id.into());
    }
    value.to_string()
}

/// Returns every finding as `file:line:column: verdict: message`.
pub fn one_line(file: &str, text: &str, checked: &Checked) -> String {
    let mut out = String::new();
    let positions = Positions::new(text);
    for f in &checked.findings {
        let (line, column) = positions.line_and_column(f.span_utf8.0);
        out.push_str(&format!(
            "{file}:{line}:{column}: {}: [{}] {}\n",
            f.verdict.as_str(),
            f.kind,
            f.message
        ));
    }
    out
}

/// Returns the findings as a terminal shows them: an excerpt with the words
/// underlined, plain text. Contradictions come with everything; what was
/// confirmed is listed in short if `all` is set.
pub fn terminal(file: &str, text: &str, checked: &Checked, all: bool) -> String {
    let mut out = String::new();
    let positions = Positions::new(text);
    for f in &checked.findings {
        let shown = f.verdict == Verdict::Contradicted || all;
        if !shown {
            continue;
        }
        let (line, column) = positions.line_and_column(f.span_utf8.0);
        let (excerpt, offset) = window(&positions, f.span_utf8.0, f.stated.chars().count());
        let number = line.to_string();
        let pad = " ".repeat(number.len());
        let marks = "^".repeat(f.stated.chars().count().clamp(1, 100));
        out.push_str(&format!("{}: {}\n", f.verdict.as_str().replace('_', " "), f.message));
        out.push_str(&format!("{pad}--> {file}:{line}:{column}\n"));
        out.push_str(&format!(
            "{pad} |\n{number} | {excerpt}\n{pad} | {}{marks}\n",
            " ".repeat(offset)
        ));
        if !f.evidence.is_empty() && f.verdict == Verdict::Contradicted {
            out.push_str(&format!("{pad} = {}\n", f.evidence.join(", ")));
        }
        out.push('\n');
    }
    for warning in &checked.warnings {
        out.push_str(&match checked.lang {
            Lang::En => format!("note: {warning}\n"),
            Lang::It => format!("nota: {warning}\n"),
        });
    }
    let count = |v| checked.count(v);
    let total = checked.findings.len();
    let (c, x, n, u) = (
        count(Verdict::Confirmed),
        count(Verdict::Contradicted),
        count(Verdict::NotInRecord),
        count(Verdict::Unchecked),
    );
    out.push_str(&match checked.lang {
        Lang::En => format!(
            "{total} statements: {c} confirmed, {x} contradicted, {n} not in the record, {u} unchecked; {} % decided\n",
            checked.coverage()
        ),
        Lang::It => format!(
            "{total} affermazioni: {c} confermate, {x} smentite, {n} non in archivio, {u} non verificate; decise {} %\n",
            checked.coverage()
        ),
    });
    out
}

/// Cuts a long line around the underlined words: the excerpt, and how many
/// columns of it stand before them.
fn window(positions: &Positions<'_>, byte: usize, length: usize) -> (String, usize) {
    const BEFORE: usize = 40;
    const WIDTH: usize = 100;
    let taken = positions.around(byte, BEFORE, 0).before.chars().count();
    let around = positions.around(byte, BEFORE, (WIDTH - taken).max(length));
    let mut shown = String::with_capacity(WIDTH * 2);
    let mut offset = taken;
    if around.cut_before {
        shown.push_str("… ");
        offset += 2;
    }
    shown.push_str(around.before);
    shown.push_str(around.after);
    if around.cut_after {
        shown.push_str(" …");
    }
    (shown.replace('\t', " "), offset)
}
