//! The Model Context Protocol: assistants ask for exact answers with reasons.
//!
//! The part of the protocol that tools need is four methods over JSON-RPC 2.0, so
//! it is kept by hand: the SDK with its company costs more to build than the rest
//! of the server (50 CPU-seconds to 35) and brings a second library of dates.
//!
//! Source: Model Context Protocol, specification 2025-11-25, "Base protocol",
//! "Transports", "Tools".

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use girone::render::table_text;
use girone::{Desk, Error, Explain};
use serde_json::{Map, Value, json};

use crate::api::{check, people, tables};
use crate::app::{App, Options, lock};
use crate::ask::{Ask, escape};
use crate::pages::group::{one, split};
use crate::reply::{Answer, Kind, Problem, Reply};

/// The versions of the protocol that are spoken, the latest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// A tool: name, what it is for, its arguments beside the moment, and what answers.
struct Tool {
    name: &'static str,
    about: &'static str,
    /// Name, whether it is a list, whether it is required, what it is.
    arguments: &'static [(&'static str, bool, bool, &'static str)],
    answer: fn(&Ask) -> Answer,
}

const ADDRESS: (&str, bool, bool, &str) =
    ("address", false, true, "edition and group, e.g. `wcq-2026-uefa/J`; the id of a league alone");

const TOOLS: &[Tool] = &[
    Tool {
        name: "editions",
        about: "Lists the editions at hand, with their ids and how completely the record covers them.",
        arguments: &[("q", false, false, "only those whose id or name contains this")],
        answer: tables::editions,
    },
    Tool {
        name: "table",
        about: "Returns the table of a group at a moment, with the reason of every place and the places each team can still take (exact, not estimated).",
        arguments: &[ADDRESS, ("split", false, false, "`home`, `away` or `last-5`")],
        answer: tables::of_group,
    },
    Tool {
        name: "why",
        about: "Explains for every adjacent pair of a table why one stands above the other, with the articles of the rule book.",
        arguments: &[ADDRESS],
        answer: why,
    },
    Tool {
        name: "needs",
        about: "Says what is decided in a group and what each team can still become, with proofs as scorelines; results may be supposed.",
        arguments: &[
            ADDRESS,
            ("team", false, false, "only this team"),
            (
                "suppose",
                true,
                false,
                "supposed results, e.g. `Wales 1-0 Belgium` or `Wales beat Belgium`",
            ),
        ],
        answer: tables::needs,
    },
    Tool {
        name: "holds",
        about: "Decides a conditional statement exactly: given all conditions, is it certain, possible or impossible?",
        arguments: &[
            ADDRESS,
            ("if", true, false, "conditions, e.g. `Wales beat Belgium`"),
            ("then", false, true, "the statement, e.g. `Wales finish in the first two`"),
        ],
        answer: tables::holds,
    },
    Tool {
        name: "decided",
        about: "Says since which match each fate of a group has been fixed.",
        arguments: &[ADDRESS],
        answer: tables::decided,
    },
    Tool {
        name: "forecast",
        about: "Returns how likely each place and berth is, from trials with a seed; certain and impossible are said by the exact engine only.",
        arguments: &[
            ADDRESS,
            ("trials", false, false, "how many trials, up to 1000000"),
            ("seed", false, false, "the seed"),
            ("suppose", true, false, "results taken for granted"),
        ],
        answer: check::forecast,
    },
    Tool {
        name: "check",
        about: "Checks a report in Italian or English against the record at the moment of its publication: which statements are confirmed, contradicted (with the right value), or not in the record.",
        arguments: &[("text", false, true, "the report")],
        answer: check::check,
    },
    Tool {
        name: "brief",
        about: "Writes what a desk wants to know about a group on an evening: results, standings, what is decided, coaches, what comes next; each sentence with the facts it rests on.",
        arguments: &[ADDRESS],
        answer: tables::brief,
    },
    Tool {
        name: "coach",
        about: "Returns a coach's record in every scope: all matches, competitive, friendlies, by edition.",
        arguments: &[
            ("coach", false, true, "the name"),
            ("team", false, false, "only with this team"),
        ],
        answer: people::coach,
    },
    Tool {
        name: "team",
        about: "Returns a team's record in a stated scope.",
        arguments: &[
            ("team", false, true, "any name of the team"),
            ("edition", false, false, "only this edition"),
            ("stakes", false, false, "`competitive` or `friendlies`"),
            ("ground", false, false, "`home`, `away` or `neutral`"),
            ("since", false, false, "from this day on, e.g. `2025-01-31`"),
        ],
        answer: people::team,
    },
];

/// Explains every place of a table.
fn why(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let answer = one(&view, &address, split(ask)?)?;
    Ok(Reply::new(Kind::Text, table_text(&view, &answer, ask.lang, &[], Explain::Full)))
}

/// Serves a desk over stdin and stdout until stdin ends.
///
/// Tools are called one after the other beside the reading, so that a ping is
/// answered and a call taken back while another one is at work.
///
/// # Errors
/// Stdin cannot be read or stdout cannot be written.
pub fn run_stdio(desk: Desk) -> Result<(), Error> {
    let app = Arc::new(App::new(desk, Options::default())?);
    let broken = |e: std::io::Error| Error::usage(format!("the other side is gone: {e}"));
    let tell = |answer: &Value| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}").and_then(|()| out.flush())
    };
    // The calls that wait or are at work, and whether they were taken back.
    let calls: Mutex<HashMap<String, bool>> = Mutex::default();
    let (sender, waiting) = std::sync::mpsc::channel::<(String, Vec<u8>)>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for (id, line) in waiting {
                if lock(&calls).get(&id) == Some(&false) {
                    let call = std::panic::AssertUnwindSafe(|| message(&app, &line));
                    let answer = std::panic::catch_unwind(call).unwrap_or_else(|_| {
                        let id = serde_json::from_str(&id).unwrap_or(Value::Null);
                        Some(error(&id, -32603, "the question could not be answered"))
                    });
                    if let Some(answer) = answer
                        && lock(&calls).get(&id) == Some(&false)
                    {
                        // Whether anybody still listens shows where lines are read.
                        let _ = tell(&answer);
                    }
                }
                lock(&calls).remove(&id);
            }
        });
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(broken)?;
            if line.trim().is_empty() {
                continue;
            }
            let told: Value = serde_json::from_str(&line).unwrap_or(Value::Null);
            match told["method"].as_str() {
                Some("tools/call") if told.get("id").is_some() => {
                    let id = told["id"].to_string();
                    lock(&calls).insert(id.clone(), false);
                    // The thread takes calls for as long as this loop goes on.
                    let _ = sender.send((id, line.into_bytes()));
                }
                Some("notifications/cancelled") => {
                    let id = told["params"]["requestId"].to_string();
                    if let Some(taken_back) = lock(&calls).get_mut(&id) {
                        *taken_back = true;
                    }
                }
                _ => {
                    if let Some(answer) = message(&app, line.as_bytes()) {
                        tell(&answer).map_err(broken)?;
                    }
                }
            }
        }
        drop(sender);
        Ok(())
    })
}

/// Answers over HTTP: one message, one answer.
pub(crate) async fn http(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    // A page of another site must not speak for whoever has this one open.
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("");
    let foreign = headers.get(header::ORIGIN).and_then(|v| v.to_str().ok()).is_some_and(|origin| {
        origin.split_once("://").is_none_or(|(_, of)| !of.eq_ignore_ascii_case(host))
    });
    if foreign {
        let problem =
            Problem::new(StatusCode::FORBIDDEN, "foreign-origin", "this page may not ask here");
        return problem.reply().respond(&headers, false);
    }
    let spoken = headers.get("mcp-protocol-version").map(|v| v.to_str().unwrap_or("?"));
    if let Some(other) = spoken.filter(|v| !VERSIONS.contains(v)) {
        let told =
            format!("`{other}` is not a version spoken here; there are {}", VERSIONS.join(", "));
        return Problem::usage(told).reply().respond(&headers, false);
    }
    let answer = app.clone().heavy(move || message(&app, &body)).await;
    let reply = match answer {
        Ok(Some(answer)) => Reply::new(Kind::Json, answer.to_string()).fresh(),
        Ok(None) => Reply::new(Kind::Json, "").status(StatusCode::ACCEPTED).fresh(),
        Err(problem) => problem.reply(),
    };
    reply.respond(&headers, false)
}

fn error(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// Answers a message or, as the version of March 2025 has it, several in a list; a
/// notification gets no answer.
fn message(app: &Arc<App>, bytes: &[u8]) -> Option<Value> {
    match serde_json::from_slice::<Value>(bytes) {
        Err(_) => Some(error(&Value::Null, -32700, "the message is not JSON")),
        Ok(Value::Array(all)) if all.is_empty() => {
            Some(error(&Value::Null, -32600, "the list of messages is empty"))
        }
        Ok(Value::Array(all)) => {
            let answers: Vec<Value> = all.iter().filter_map(|m| one_message(app, m)).collect();
            (!answers.is_empty()).then_some(Value::Array(answers))
        }
        Ok(one) => one_message(app, &one),
    }
}

fn one_message(app: &Arc<App>, message: &Value) -> Option<Value> {
    let invalid = |told: &str| Some(error(&Value::Null, -32600, told));
    let Some(method) = message.get("method").and_then(Value::as_str) else {
        // Answers to questions that were never put are passed over.
        let answers = message.get("result").is_some() || message.get("error").is_some();
        return if answers { None } else { invalid("the message names no method") };
    };
    if message["jsonrpc"] != "2.0" {
        return invalid("`jsonrpc` is not \"2.0\"");
    }
    let id = message.get("id")?.clone();
    if !(id.is_string() || id.is_number()) {
        return invalid("`id` is neither a text nor a number");
    }
    let nothing = Value::Object(Map::new());
    let params = message.get("params").unwrap_or(&nothing);
    let result = match method {
        "initialize" => {
            let asked = params.get("protocolVersion").and_then(Value::as_str).unwrap_or("");
            let version = VERSIONS.iter().find(|v| **v == asked).unwrap_or(&VERSIONS[0]);
            json!({
                "protocolVersion": version,
                "capabilities": { "tools": {} },
                "serverInfo": { "name": "girone", "version": env!("CARGO_PKG_VERSION") },
                "instructions": "Exact answers about football tables. Name the moment with `at` (a day or an instant with its zone); every answer says its moment, rule book and record.",
            })
        }
        "ping" => json!({}),
        "tools/list" => json!({ "tools": TOOLS.iter().map(describe).collect::<Vec<_>>() }),
        "tools/call" => match call(app, params) {
            Ok(result) => result,
            Err(told) => return Some(error(&id, -32602, &told)),
        },
        other => return Some(error(&id, -32601, &format!("`{other}` is not a method here"))),
    };
    Some(json!({ "jsonrpc": "2.0", "id": id, "result": result }))
}

fn describe(tool: &Tool) -> Value {
    let mut properties = Map::new();
    for (name, list, _, about) in tool.arguments {
        let schema = if *list {
            json!({ "type": "array", "items": { "type": "string" }, "description": about })
        } else {
            json!({ "type": "string", "description": about })
        };
        properties.insert((*name).to_owned(), schema);
    }
    for (name, about) in [
        (
            "at",
            "as of when: a day such as `2025-09-08` (its end) or an instant with its zone; everything if left out",
        ),
        ("known_at", "what was known by then"),
        ("lang", "`en` or `it`"),
    ] {
        properties.insert(name.to_owned(), json!({ "type": "string", "description": about }));
    }
    let required: Vec<&str> = tool.arguments.iter().filter(|a| a.2).map(|a| a.0).collect();
    json!({
        "name": tool.name,
        "description": tool.about,
        "inputSchema": { "type": "object", "properties": properties, "required": required },
        "annotations": { "readOnlyHint": true, "openWorldHint": false },
    })
}

/// Calls a tool. A question that has no answer is a result that says so; an `Err`
/// is a call that makes no sense.
fn call(app: &Arc<App>, params: &Value) -> Result<Value, String> {
    let name = params.get("name").and_then(Value::as_str).unwrap_or("");
    let tool = TOOLS.iter().find(|t| t.name == name).ok_or_else(|| {
        let all: Vec<&str> = TOOLS.iter().map(|t| t.name).collect();
        format!("`{name}` is not a tool; there are {}", all.join(", "))
    })?;
    let nothing = Map::new();
    let given = params.get("arguments").and_then(Value::as_object).unwrap_or(&nothing);
    // What the asker can mend is told as a result, so that an assistant sees it.
    if let Some(missing) = tool.arguments.iter().find(|a| a.2 && !given.contains_key(a.0)) {
        let told = format!("{name}: `{}` is missing: {}", missing.0, missing.3);
        return Ok(json!({ "content": [{ "type": "text", "text": told }], "isError": true }));
    }
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut query = String::new();
    let mut body = String::new();
    for (key, value) in given {
        let texts: Vec<String> = match value {
            Value::Array(all) => all.iter().map(text).collect(),
            one => vec![text(one)],
        };
        match key.as_str() {
            "address" => {
                let address = texts.join("/");
                let names: Vec<&str> = address.splitn(3, '/').collect();
                let of: &[&str] = match names.len() {
                    1 => &["edition"],
                    2 => &["edition", "group"],
                    _ => &["edition", "stage", "group"],
                };
                parts.extend(of.iter().zip(names).map(|(n, v)| ((*n).to_owned(), v.to_owned())));
            }
            "text" => body = texts.join("\n"),
            "coach" | "team" if tool.name == key => {
                parts.push((key.clone(), texts.join(" ")));
            }
            _ => {
                for value in texts {
                    query.push_str(&format!("&{}={}", escape(key), escape(&value)));
                }
            }
        }
    }
    let uri: Uri = format!("/mcp?{}", query.trim_start_matches('&'))
        .parse()
        .map_err(|_| "the arguments are too long".to_owned())?;
    let ask = Ask::read(app.clone(), app.version(), parts, &uri, HeaderMap::new(), body.into());
    let answer = ask.and_then(|ask| (tool.answer)(&ask));
    Ok(match answer {
        Err(problem) => json!({
            "content": [{ "type": "text", "text": problem.detail }],
            "isError": true,
        }),
        Ok(reply) => {
            let body = String::from_utf8_lossy(&reply.body).into_owned();
            let structured = (reply.kind == Kind::Json)
                .then(|| serde_json::from_str::<Value>(&body).ok())
                .flatten();
            let mut result = json!({ "content": [{ "type": "text", "text": body }] });
            // The protocol wants an object; a list gets a name.
            match structured {
                Some(Value::Object(all)) => result["structuredContent"] = Value::Object(all),
                Some(other) => result["structuredContent"] = json!({ "result": other }),
                None => {}
            }
            result
        }
    })
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
