//! What the checker prints as JSON is what its schema says.
//!
//! The part of JSON Schema that the schema uses is checked here word by word, and
//! an unknown word fails, so that nothing in the schema goes unread.

mod common;

use girone_model::{Lang, Moment};
use girone_report::{SCHEMA, check, document_line, json};
use serde_json::{Value, json as value};

/// Says at which place of a document a schema does not hold.
fn invalid(schema: &Value, at: &Value, root: &Value, path: &str) -> Option<String> {
    let fail = |what: &str| Some(format!("{path}: {what}: {at}"));
    for (word, rule) in schema.as_object()? {
        let wrong = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => None,
            "$ref" => {
                let name = rule.as_str()?.trim_start_matches('#');
                let Some(target) = root.pointer(name) else { return fail("no such definition") };
                invalid(target, at, root, path)
            }
            "oneOf" => {
                let fits = rule.as_array()?.iter().filter(|s| invalid(s, at, root, path).is_none());
                (fits.count() != 1).then(|| format!("{path}: not one of the forms"))
            }
            "type" => {
                let is = |t: &str| match t {
                    "object" => at.is_object(),
                    "array" => at.is_array(),
                    "string" => at.is_string(),
                    "integer" => at.is_i64() || at.is_u64(),
                    "null" => at.is_null(),
                    _ => false,
                };
                let names: Vec<&str> = match rule {
                    Value::String(name) => vec![name],
                    many => many.as_array()?.iter().filter_map(Value::as_str).collect(),
                };
                if names.iter().any(|n| is(n)) { None } else { fail("type") }
            }
            "enum" => {
                if rule.as_array()?.contains(at) {
                    None
                } else {
                    fail("enum")
                }
            }
            "required" => {
                let missing =
                    rule.as_array()?.iter().find(|k| at.get(k.as_str().unwrap()).is_none());
                missing.map(|k| format!("{path}: {k} is missing"))
            }
            "properties" => rule.as_object()?.iter().find_map(|(key, rule)| {
                at.get(key).and_then(|v| invalid(rule, v, root, &format!("{path}/{key}")))
            }),
            "additionalProperties" => (rule != &Value::Bool(true)).then(|| "unread".to_owned()),
            "items" => at.as_array().and_then(|items| {
                items
                    .iter()
                    .enumerate()
                    .find_map(|(i, v)| invalid(rule, v, root, &format!("{path}/{i}")))
            }),
            "minItems" => {
                if at.as_array().is_none_or(|a| a.len() as u64 >= rule.as_u64().unwrap()) {
                    None
                } else {
                    fail("too few")
                }
            }
            "maxItems" => {
                if at.as_array().is_none_or(|a| a.len() as u64 <= rule.as_u64().unwrap()) {
                    None
                } else {
                    fail("too many")
                }
            }
            "minimum" => {
                if at.as_i64() >= rule.as_i64() {
                    None
                } else {
                    fail("too small")
                }
            }
            "maximum" => {
                if at.as_i64() <= rule.as_i64() {
                    None
                } else {
                    fail("too great")
                }
            }
            "pattern" => {
                let text = at.as_str()?;
                let fits = match rule.as_str()? {
                    p if p.starts_with("^[0-9]{4}") => {
                        let parts: Vec<&str> = text.split('/').collect();
                        parts.len() == 3
                            && parts[0].parse::<jiff::civil::Date>().is_ok()
                            && parts[1..].iter().all(|p| !p.is_empty())
                    }
                    _ => text == "unclear" || text.split('.').count() == 2,
                };
                if fits { None } else { fail("pattern") }
            }
            other => Some(format!("the schema uses `{other}`, which is not read here")),
        };
        if wrong.is_some() {
            return wrong;
        }
    }
    None
}

#[test]
fn findings_hold_to_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let valid = |v: &Value| invalid(&schema, v, &schema, "");
    let prepared = common::embedded();
    let texts = [
        "",
        "Belgium 6-0 Kazakhstan: De Bruyne 42, 84 (brace), Doku 44.\n\nWales are third with 11 points.",
        "Il Belgio travolge 5-0 il Kazakistan. Bilancio di Ali Aliyev con il Kazakistan: 1 vittoria, \
         0 pareggi, 5 sconfitte. «Vinceremo il girone», dice Garcia.",
        "A text about nothing that the record holds.",
    ];
    let mut findings = 0;
    for text in texts {
        for lang in [None, Some(Lang::It), Some(Lang::En)] {
            for moment in [Moment::Latest, Moment::EndOf(jiff::civil::date(2025, 9, 8))] {
                let checked = check(text, lang, moment, &prepared);
                findings += checked.findings.len();
                let one = json(&checked);
                assert_eq!(valid(&one), None);
                let mut named = one.clone();
                named["file"] = "report.txt".into();
                assert_eq!(valid(&value!([named, named])), None);
                let line: Value = serde_json::from_str(&document_line("a", &checked)).unwrap();
                assert_eq!(valid(&line), None);
                // Fields are documented: none is printed that the schema does not name.
                let known = |object: &Value, def: &str| {
                    let names = &schema["$defs"][def]["properties"];
                    let stray = object.as_object().unwrap().keys().find(|k| names.get(k).is_none());
                    assert_eq!(stray, None, "{def}");
                };
                known(&line, "report");
                line["findings"].as_array().unwrap().iter().for_each(|f| known(f, "finding"));
            }
        }
    }
    assert!(findings > 20, "{findings}");
    // And the schema is not empty words.
    let mut wrong = json(&check(texts[1], None, Moment::Latest, &prepared));
    wrong["findings"][0]["verdict"] = "maybe".into();
    assert!(valid(&wrong).is_some());
    wrong["findings"] = Value::Null;
    assert!(valid(&wrong).is_some());
}
