//! Reports, held against the record; and forecasts.

use girone::forecasting::Model;
use girone::model::{AsOf, Lang, Moment};
use girone::render::{forecast_csv, forecast_text};
use girone::reporting::{Checked, Verdict};
use girone::shape::{self, ForecastShape};
use girone::{ForecastOptions, header_date};
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::Ask;
use crate::reply::{Answer, Kind, Problem, Reply};

/// What the record says of a report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CheckedShape {
    /// The moment up to which matches count.
    pub as_of: String,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The language in which the report was read.
    pub lang: String,
    /// The keys of the matches that it reports, the main one first.
    pub subjects: Vec<String>,
    /// How many in a hundred of the statements found were decided.
    pub coverage_pct: u32,
    /// Statements that the record confirms.
    pub confirmed: usize,
    /// Statements that it contradicts.
    pub contradicted: usize,
    /// Statements about what it does not hold.
    pub not_in_record: usize,
    /// Statements that were left unchecked.
    pub unchecked: usize,
    /// The findings, in the order of the text.
    pub findings: Vec<FindingShape>,
}

/// A statement and what the record says of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FindingShape {
    /// From and to, in Unicode code points, the end not included.
    pub span: Vec<usize>,
    /// The kind of statement, e.g. `match.score`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `confirmed`, `contradicted`, `not_in_record` or `unchecked`.
    pub verdict: &'static str,
    /// The words of the report.
    pub stated: String,
    /// The right value, if contradicted and known.
    pub right: Option<String>,
    /// What was counted.
    pub scope: Option<String>,
    /// The keys of the matches that it rests on.
    pub evidence: Vec<String>,
    /// The finding in a sentence.
    pub message: String,
}

/// Checks a report as of a moment, or of the date in its first lines.
pub(crate) fn read(ask: &Ask, text: &str, at: Option<Moment>, lang: Option<Lang>) -> Checked {
    let at = at.or_else(|| header_date(text).map(Moment::EndOf));
    ask.version.proof_reader(ask.as_of.known_by, |reader| reader.check(text, lang, at))
}

/// Checks a report: says of each statement whether the record confirms it.
#[utoipa::path(post, path = "/api/v1/check", tag = "reports",
    params(
        ("at" = Option<String>, Query, description = "When the report was published; else the date in its first lines"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "The language of the report; else it is recognised"),
    ),
    request_body(content = String, content_type = "text/plain"),
    responses((status = 200, body = CheckedShape), (status = 400, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json")))]
pub(crate) fn check(ask: &Ask) -> Answer {
    let text = std::str::from_utf8(&ask.body)
        .map_err(|_| Problem::usage("the report is not UTF-8 text"))?;
    let at = Some(ask.as_of.played_by).filter(|m| *m != Moment::Latest);
    let lang = ask.get("lang").map(|_| ask.lang);
    let checked = read(ask, text, at, lang);
    Ok(Reply::json(&shape_of(ask, &checked))?.fresh())
}

fn shape_of(ask: &Ask, checked: &Checked) -> CheckedShape {
    let view = ask.version.view(AsOf { played_by: Moment::Latest, ..ask.as_of });
    CheckedShape {
        as_of: checked.moment.to_string(),
        record: view.record_hash(),
        warnings: checked.warnings.clone(),
        lang: checked.lang.code().to_owned(),
        subjects: checked.subjects.clone(),
        coverage_pct: checked.coverage(),
        confirmed: checked.count(Verdict::Confirmed),
        contradicted: checked.count(Verdict::Contradicted),
        not_in_record: checked.count(Verdict::NotInRecord),
        unchecked: checked.count(Verdict::Unchecked),
        findings: checked
            .findings
            .iter()
            .map(|f| FindingShape {
                span: vec![f.span.0, f.span.1],
                kind: f.kind,
                verdict: f.verdict.as_str(),
                stated: f.stated.clone(),
                right: f.right.clone(),
                scope: f.scope.clone(),
                evidence: f.evidence.clone(),
                message: f.message.clone(),
            })
            .collect(),
    }
}

/// Returns how likely each place and berth is, from trials with a seed; what is
/// decided is said by the exact engine.
#[utoipa::path(get, path = "/api/v1/forecast/{edition}/{group}", tag = "scenarios",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group; may end with `.json`, `.csv` or `.txt`"),
        ("trials" = Option<u32>, Query, minimum = 1, maximum = 1000000, description = "How many trials; 20000 if left out"),
        ("seed" = Option<u32>, Query, description = "The seed; 1 if left out"),
        ("model" = Option<String>, Query, description = "The model"),
        ("suppose" = Option<Vec<String>>, Query, description = "Results taken for granted, e.g. `Wales 1-0 Belgium`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = ForecastShape), (status = 400, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json")))]
pub(crate) fn forecast(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let number = |name: &str, usual: u64, most: u64| match ask.get(name) {
        None => Ok(usual),
        Some(text) => text.parse::<u64>().ok().filter(|n| *n <= most).ok_or_else(|| {
            Problem::usage(format!("{name}: `{text}` is not a number up to {most}"))
        }),
    };
    let trials = number("trials", 20_000, ask.app.options.trials)?;
    if trials == 0 {
        return Err(Problem::usage("trials: a forecast needs at least one"));
    }
    let model = match ask.get("model") {
        None => ForecastOptions::default().model,
        Some(name) => Model::by_name(name).ok_or_else(|| {
            let all: Vec<&str> = Model::ALL.iter().map(|m| m.name()).collect();
            Problem::usage(format!("model: `{name}` is not known; expected {}", all.join(", ")))
        })?,
    };
    let supposed = ask.query.iter().filter(|(n, v)| n == "suppose" && !v.is_empty());
    let options = ForecastOptions {
        trials,
        seed: number("seed", 1, u64::MAX)?,
        model,
        suppose: supposed.map(|(_, v)| v.clone()).take(100).collect(),
        limits: ask.app.limits(),
        ..ForecastOptions::default()
    };
    let view = ask.view();
    let answer = view.forecast(&address, &options, |_| {})?;
    Ok(match kind {
        Some(Kind::Text) => Reply::new(Kind::Text, forecast_text(&view, &answer, ask.lang)),
        Some(Kind::Csv) => Reply::new(Kind::Csv, forecast_csv(&view, &answer)),
        None | Some(Kind::Json) => Reply::json(&shape::forecast(&view, &answer))?,
        Some(_) => return Err(Problem::usage("a forecast is `.json`, `.csv` or `.txt`")),
    })
}
