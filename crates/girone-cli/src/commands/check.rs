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

/// Decodes a report: UTF-8, or UTF-16 with a byte order mark; what cannot be
/// decoded is replaced and said.
fn text(path: &Path, bytes: Vec<u8>) -> String {
    let unit: Option<fn([u8; 2]) -> u16> = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(u16::from_le_bytes),
        Some([0xfe, 0xff]) => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = unit {
        let units = bytes[2..].chunks(2).map(|c| match c {
            [a, b] => unit([*a, *b]),
            _ => 0xfffd,
        });
        let decoded: String =
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        if decoded.contains(char::REPLACEMENT_CHARACTER) {
            output::say(&format!(
                "warning: `{}` is UTF-16 with broken characters; they are shown as \u{fffd}",
                path.display()
            ));
        }
        return decoded;
    }
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
    let (mut answered, mut unread) = (0usize, 0usize);
    for (n, line) in BufReader::new(open(path)?).split(b'\n').enumerate() {
        let line = line.map_err(|source| Error::File { path: path.to_path_buf(), source })?;
        let line = text(path, line);
        if line.trim().is_empty() {
            continue;
        }
        // A line that cannot be read is said; the others are answered.
        match report_of(&line, common.at) {
            Ok(report) => {
                let checked = reader.check(&report.text, report.lang, report.published);
                failed |= fails(question.fail_on, &checked);
                output::print(&document_line(&report.id, &checked));
                answered += 1;
            }
            Err(what) => {
                output::say(&format!("{}:{}: {what}", path.display(), n + 1));
                unread += 1;
            }
        }
    }
    if unread > 0 {
        return Err(Error::BadInput {
            message: format!(
                "{unread} of {} lines of `{}` could not be read; each holds one JSON object with `id` and `text`, and may have `lang` and `published`",
                answered + unread,
                path.display()
            ),
        });
    }
    Ok(u8::from(failed && question.fail_on != FailOn::Never && question.strict_batch))
}

/// A report as a line of JSON gives it.
struct Report {
    id: String,
    text: String,
    lang: Option<Lang>,
    published: Option<Moment>,
}

/// Reads a report from a line; `at` is its publication if it has none of its own.
///
/// # Errors
///
/// What was found in the line and what was expected, in words.
fn report_of(line: &str, at: Option<Moment>) -> Result<Report, String> {
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|e| format!("this is no JSON object: {e}"))?;
    let field = |name: &str| match value.get(name) {
        None | Some(serde_json::Value::Null) => Ok(None),
        Some(serde_json::Value::String(s)) => Ok(Some(s.as_str())),
        Some(other) => Err(format!("`{name}` is {other}, expected a string")),
    };
    let needed = |name: &str| field(name)?.ok_or_else(|| format!("`{name}` is missing"));
    let (id, text) = (needed("id")?.to_owned(), needed("text")?.to_owned());
    let lang = field("lang")?
        .map(|l| l.parse().map_err(|_| format!("`lang` is `{l}`, expected `it` or `en`")))
        .transpose()?;
    let published = field("published")?
        .map(|m| m.parse::<Moment>().map_err(|e| e.to_string()))
        .transpose()?
        .or(at);
    Ok(Report { id, text, lang, published })
}
