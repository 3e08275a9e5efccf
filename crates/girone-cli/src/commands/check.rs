//! `girone check`: a linter for match reports.

use std::io::{BufRead, BufReader, Read};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use girone::model::{Lang, Moment};
use girone::reporting::{Checked, Verdict, document_line, html, json, one_line, sarif, terminal};
use girone::{Error, ProofReader};

use crate::args::{Check, Common, FailOn, Format};
use crate::output;
use crate::progress::Progress;

/// The largest report that is read, in bytes.
const LARGEST: u64 = 64 << 20;

pub fn run(common: &Common, question: &Check) -> Result<u8, Error> {
    if question.schema {
        output::print(girone::reporting::SCHEMA);
        return Ok(0);
    }
    // A process that ends need not take its record apart first.
    let desk = ManuallyDrop::new(super::open(common)?);
    let reader = ManuallyDrop::new(desk.proof_reader(super::known_by(common)?));
    if let Some(path) = &question.batch {
        return batch(common, question, &reader, path);
    }
    let paths =
        if question.files.is_empty() { vec![PathBuf::from("-")] } else { question.files.clone() };
    let lang = question.text_lang;
    let mut all = Vec::new();
    for path in &paths {
        let text = read(path)?;
        let progress = Progress::new("bytes", text.len() as u64);
        let checked = reader.check_in_parts(&text, lang, common.at, |n| progress.add(n as u64));
        progress.end();
        all.push((path.display().to_string(), text, checked));
    }
    match common.format() {
        Format::Text => {
            for (file, text, checked) in &all {
                output::print(&terminal(file, text, checked, question.all));
            }
        }
        Format::Json => match all.as_slice() {
            [(_, _, checked)] => output::json(&json(checked))?,
            many => {
                let objects: Vec<serde_json::Value> = many
                    .iter()
                    .map(|(file, _, checked)| {
                        let mut value = json(checked);
                        if let Some(object) = value.as_object_mut() {
                            object.insert("file".to_owned(), file.as_str().into());
                        }
                        value
                    })
                    .collect();
                output::json(&objects)?;
            }
        },
        Format::Lines => {
            for (file, text, checked) in &all {
                output::print(&one_line(file, text, checked));
            }
        }
        Format::Sarif => {
            // One log holds a run for each file.
            let mut logs = all.iter().map(|(f, text, c)| sarif(f, text, c, question.all));
            let mut log = logs.next().unwrap_or_default();
            for other in logs {
                let run = other.pointer("/runs/0").cloned();
                if let Some(runs) = log.pointer_mut("/runs").and_then(|r| r.as_array_mut()) {
                    runs.extend(run);
                }
            }
            output::json(&log)?;
        }
        Format::Html => {
            for (file, text, checked) in &all {
                output::print(&html(file, text, checked));
            }
        }
        _ => {
            return Err(Error::usage(
                "a check is written as `--format text`, `json`, `lines`, `sarif` or `html`",
            ));
        }
    }
    let failed = all.iter().any(|(_, _, checked)| fails(question.fail_on, checked));
    Ok(u8::from(failed))
}

fn fails(on: FailOn, checked: &Checked) -> bool {
    match on {
        FailOn::Never => false,
        FailOn::Contradicted => checked.count(Verdict::Contradicted) > 0,
        FailOn::Unconfirmed => checked.findings.iter().any(|f| f.verdict != Verdict::Confirmed),
    }
}

/// Opens a file, or standard input for `-`.
fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    match std::fs::File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(source) => Err(Error::File { path: path.to_path_buf(), source }),
    }
}

/// Reads a report; bytes that are no UTF-8 are replaced and said.
fn read(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::BadInput {
            message: format!(
                "`{}` has more than {} MB, the most that is read as one report: check it in pieces, or many reports with `--batch`",
                path.display(),
                LARGEST >> 20
            ),
        });
    }
    Ok(text(path, bytes))
}

fn text(path: &Path, bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        output::say(&format!(
            "warning: `{}` is not UTF-8; what is not is shown as \u{fffd}",
            path.display()
        ));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

/// Checks reports given as JSON Lines: `id`, `lang`, `published`, `text`.
fn batch(
    common: &Common,
    question: &Check,
    reader: &ProofReader,
    path: &Path,
) -> Result<u8, Error> {
    let mut failed = false;
    for (n, line) in BufReader::new(open(path)?).split(b'\n').enumerate() {
        let line = line.map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        let line = text(path, line);
        if line.trim().is_empty() {
            continue;
        }
        let bad = |what: String| Error::BadInput {
            message: format!("{}:{}: {what}", path.display(), n + 1),
        };
        let value: serde_json::Value =
            serde_json::from_str(&line).map_err(|e| bad(format!("this is no JSON object: {e}")))?;
        let field = |name: &str| value.get(name).and_then(|v| v.as_str());
        let id = field("id").ok_or_else(|| bad("`id` is missing".to_owned()))?;
        let report = field("text").ok_or_else(|| bad("`text` is missing".to_owned()))?;
        let lang: Option<Lang> = field("lang").and_then(|l| l.parse().ok());
        let published = match field("published") {
            Some(moment) => Some(moment.parse::<Moment>().map_err(|e| bad(e.to_string()))?),
            None => common.at,
        };
        let checked = reader.check(report, lang, published);
        failed |= fails(question.fail_on, &checked);
        output::print(&document_line(id, &checked));
    }
    Ok(u8::from(failed && question.fail_on != FailOn::Never && question.strict_batch))
}
