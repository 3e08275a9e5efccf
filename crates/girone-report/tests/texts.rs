//! Reports in our own words: changed statements are found, true ones are never
//! contradicted, and no trap springs.

mod common;

use girone_report::{Finding, Verdict, check};

enum Mark {
    Holds,
    Changed(String),
    Trap,
}

struct Report {
    id: String,
    lang: String,
    published: String,
    text: String,
    marks: Vec<((usize, usize), Mark)>,
}

/// Reads the blocks of a file; its head says what the marks mean.
fn read(source: &str) -> Vec<Report> {
    let mut reports = Vec::new();
    for block in source.split("\n### ").skip(1) {
        let (head, body) = block.split_once('\n').unwrap_or((block, ""));
        let mut words = head.split_whitespace().map(str::to_owned);
        let (Some(id), Some(lang), Some(published)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let mut report = Report { id, lang, published, text: String::new(), marks: Vec::new() };
        let mut rest = body.trim();
        while let Some(at) = rest.find(['[', '{']) {
            let (open, close) = if rest[at..].starts_with("[[") {
                ("[[", "]]")
            } else if rest[at..].starts_with("{{") {
                ("{{", "}}")
            } else {
                report.text.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            };
            report.text.push_str(&rest[..at]);
            let inner = &rest[at + 2..];
            let end = inner.find(close).expect("a mark is closed");
            let from = report.text.len();
            let (shown, mark) = match (open, inner[..end].split_once("=>")) {
                ("{{", _) => (&inner[..end], Some(Mark::Trap)),
                (_, Some((shown, right))) => (shown, Some(Mark::Changed(right.to_owned()))),
                (_, None) => match inner[..end].strip_suffix('~') {
                    Some(shown) => (shown, None),
                    None => (&inner[..end], Some(Mark::Holds)),
                },
            };
            report.text.push_str(shown);
            if let Some(mark) = mark {
                report.marks.push(((from, report.text.len()), mark));
            }
            rest = &inner[end + 2..];
        }
        report.text.push_str(rest);
        reports.push(report);
    }
    reports
}

fn overlap(f: &Finding, (from, to): (usize, usize)) -> f64 {
    let inter = f.span_utf8.1.min(to) as f64 - f.span_utf8.0.max(from) as f64;
    let union = f.span_utf8.1.max(to) as f64 - f.span_utf8.0.min(from) as f64;
    if inter > 0.0 { inter / union } else { 0.0 }
}

#[test]
fn changed_statements_are_found_and_true_ones_left_alone() {
    let Some(prepared) = common::prepared() else { return };
    let folder = common::root().join("crates/girone-report/tests/texts");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("texts").flatten().map(|e| e.path()).collect();
    files.sort();
    let (mut reports, mut holds, mut decided, mut changed, mut found, mut right) =
        (0, 0, 0, 0, 0, 0);
    let mut alarms: Vec<String> = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a text");
        for report in read(&source) {
            reports += 1;
            let moment = report.published.parse().expect("a moment");
            let checked = check(&report.text, report.lang.parse().ok(), moment, prepared);
            for (span, mark) in &report.marks {
                let best = checked
                    .findings
                    .iter()
                    .filter(|f| overlap(f, *span) > 0.0)
                    .max_by(|a, b| overlap(a, *span).total_cmp(&overlap(b, *span)));
                let verdict = best.map(|f| f.verdict);
                let label = format!("{}: {}", report.id, &report.text[span.0..span.1]);
                match mark {
                    Mark::Trap if verdict == Some(Verdict::Contradicted) => alarms.push(label),
                    Mark::Trap => {}
                    Mark::Holds => {
                        holds += 1;
                        decided += usize::from(verdict == Some(Verdict::Confirmed));
                        if verdict == Some(Verdict::Contradicted) {
                            alarms.push(label);
                        }
                    }
                    Mark::Changed(value) => {
                        changed += 1;
                        if verdict == Some(Verdict::Contradicted) {
                            found += 1;
                            let told = best.and_then(|f| f.right.as_deref()).unwrap_or("");
                            right += usize::from(told.contains(value.as_str()));
                        } else {
                            println!("not found: {label} ({verdict:?})");
                        }
                    }
                }
            }
            let marked =
                |f: &&Finding| report.marks.iter().any(|(span, _)| overlap(f, *span) > 0.0);
            alarms.extend(
                checked
                    .findings
                    .iter()
                    .filter(|f| f.verdict == Verdict::Contradicted && !marked(f))
                    .map(|f| format!("{}: {}", report.id, f.message)),
            );
        }
    }
    println!(
        "{reports} reports: {changed} changed, {found} found, {right} with the right value; \
         {holds} true, {decided} confirmed, {} alarms",
        alarms.len()
    );
    assert!(alarms.is_empty(), "{alarms:#?}");
    assert!(found * 100 >= changed * 88, "{found} of {changed} changed statements found");
    assert!(right * 100 >= found * 95, "{right} of {found} right values");
    assert!(decided * 100 >= holds * 95, "{decided} of {holds} true statements confirmed");
}
