//! The example reports beside the checkout: every planted error is found, no
//! true statement is contradicted, no trap springs.

mod common;

use girone_report::{Checked, Finding, Verdict, check};

fn overlap(f: &Finding, span: (usize, usize)) -> f64 {
    let inter = f.span.1.min(span.1) as f64 - f.span.0.max(span.0) as f64;
    let union = f.span.1.max(span.1) as f64 - f.span.0.min(span.0) as f64;
    if inter > 0.0 { inter / union } else { 0.0 }
}

fn best(checked: &Checked, span: (usize, usize)) -> Option<&Finding> {
    checked
        .findings
        .iter()
        .filter(|f| overlap(f, span) > 0.0)
        .max_by(|a, b| overlap(a, span).total_cmp(&overlap(b, span)))
}

#[test]
fn example_reports_are_read_as_their_authors_meant_them() {
    let (Some(shared), Some(prepared)) = (common::shared(), common::prepared()) else { return };
    let gold = std::fs::read(shared.join("reports/gold.json")).expect("gold.json");
    let gold: serde_json::Value = serde_json::from_slice(&gold).expect("gold.json is JSON");
    let mut decided = 0;
    let mut all = 0;
    for d in gold["documents"].as_array().expect("documents") {
        let text = d["text"].as_str().expect("text");
        let moment = d["published"].as_str().expect("published").parse().expect("a moment");
        let checked = check(text, None, moment, prepared);
        for item in d["items"].as_array().expect("items") {
            let at = |i: usize| item["span"][i].as_u64().expect("span") as usize;
            let found = best(&checked, (at(0), at(1)));
            let verdict = found.map(|f| f.verdict);
            let label = format!("{}: {}", item["id"], item["surface"]);
            match (item["kind"].as_str(), item["verdict"].as_str()) {
                (Some("trap"), _) | (_, Some("not_in_record")) => {
                    assert_ne!(verdict, Some(Verdict::Contradicted), "{label}");
                }
                (_, Some("contradicted")) => {
                    assert_eq!(verdict, Some(Verdict::Contradicted), "{label}");
                    assert!(found.is_some_and(|f| f.right.is_some()), "{label}");
                    all += 1;
                    decided += 1;
                }
                _ => {
                    assert_ne!(verdict, Some(Verdict::Contradicted), "{label}");
                    all += 1;
                    decided += usize::from(verdict == Some(Verdict::Confirmed));
                }
            }
        }
    }
    assert!(decided * 100 >= all * 95, "{decided} of {all} statements decided");
}
