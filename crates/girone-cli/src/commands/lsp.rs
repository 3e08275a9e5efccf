//! `girone lsp`: findings as an editor shows them, with the right value as a fix.

use std::collections::HashMap;

use girone::reporting::{Finding, Verdict};
use girone::{Error, ProofReader};
use lsp_server::{Connection, Message, Notification, Response};
use serde_json::{Value, json};

use crate::args::Common;

pub fn run(common: &Common) -> Result<u8, Error> {
    let desk = super::open(common)?;
    let reader = desk.proof_reader(super::known_by(common)?);
    let (connection, threads) = Connection::stdio();
    let broken =
        |e: String| Error::usage(format!("the editor spoke no language server protocol: {e}"));
    let capabilities = json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": 1,
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
    });
    connection.initialize(capabilities).map_err(|e| broken(e.to_string()))?;
    let mut texts: HashMap<String, String> = HashMap::new();
    for message in &connection.receiver {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(|e| broken(e.to_string()))? {
                    break;
                }
                let result = match request.method.as_str() {
                    "textDocument/codeAction" => actions(&reader, common, &texts, &request.params),
                    _ => Value::Null,
                };
                let response = Response::new_ok(request.id, result);
                // An editor that has gone away needs no answer.
                if connection.sender.send(Message::Response(response)).is_err() {
                    break;
                }
            }
            Message::Notification(note) => {
                let uri = note.params.pointer("/textDocument/uri").and_then(Value::as_str);
                let Some(uri) = uri.map(str::to_owned) else { continue };
                let text = match note.method.as_str() {
                    "textDocument/didOpen" => note.params.pointer("/textDocument/text"),
                    "textDocument/didChange" => note
                        .params
                        .get("contentChanges")
                        .and_then(Value::as_array)
                        .and_then(|c| c.last())
                        .and_then(|c| c.get("text")),
                    "textDocument/didClose" => {
                        texts.remove(&uri);
                        continue;
                    }
                    _ => continue,
                };
                let Some(text) = text.and_then(Value::as_str) else { continue };
                texts.insert(uri.clone(), text.to_owned());
                let params = json!({
                    "uri": uri,
                    "diagnostics": diagnostics(&reader, common, text),
                });
                let note = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
                if connection.sender.send(Message::Notification(note)).is_err() {
                    break;
                }
            }
            Message::Response(_) => {}
        }
    }
    drop(connection);
    threads.join().map_err(|source| Error::File { path: "stdio".into(), source })?;
    Ok(0)
}

/// Returns the position of a byte as the protocol counts: lines from 0, columns
/// in units of UTF-16.
fn position(text: &str, byte: usize) -> Value {
    let before = text.get(..byte.min(text.len())).unwrap_or("");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({ "line": line, "character": column })
}

fn range(text: &str, f: &Finding) -> Value {
    json!({ "start": position(text, f.span_utf8.0), "end": position(text, f.span_utf8.1) })
}

fn diagnostics(reader: &ProofReader, common: &Common, text: &str) -> Vec<Value> {
    reader
        .check(text, None, common.at)
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Contradicted)
        .map(|f| {
            json!({
                "range": range(text, f),
                "severity": 1,
                "source": "girone",
                "code": f.kind,
                "message": f.message,
            })
        })
        .collect()
}

/// Returns the right values for what is contradicted in the range asked about.
fn actions(
    reader: &ProofReader,
    common: &Common,
    texts: &HashMap<String, String>,
    params: &Value,
) -> Value {
    let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or("");
    let Some(text) = texts.get(uri) else { return json!([]) };
    let asked = |end: &str, part: &str| {
        params.pointer(&format!("/range/{end}/{part}")).and_then(Value::as_u64).unwrap_or(0)
    };
    let at = |p: &Value| {
        let number = |k: &str| p.get(k).and_then(Value::as_u64).unwrap_or(0);
        (number("line"), number("character"))
    };
    let from = (asked("start", "line"), asked("start", "character"));
    let to = (asked("end", "line"), asked("end", "character"));
    let actions: Vec<Value> = reader
        .check(text, None, common.at)
        .findings
        .iter()
        .filter(|f| f.verdict == Verdict::Contradicted)
        .filter_map(|f| Some((f, f.right.as_ref()?)))
        .filter(|(f, _)| {
            let range = range(text, f);
            at(&range["start"]) <= to && from <= at(&range["end"])
        })
        .map(|(f, right)| {
            json!({
                "title": format!("{} → {right}", f.stated),
                "kind": "quickfix",
                "edit": { "changes": { uri: [{ "range": range(text, f), "newText": right }] } },
            })
        })
        .collect();
    json!(actions)
}
