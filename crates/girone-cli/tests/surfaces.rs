//! What is certain is the same wherever it is said: needs, decided, the table, the
//! briefing, SQL, and the same over HTTP and MCP.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json as made};

fn girone(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_girone"))
        .args(args)
        .env_remove("GIRONE_LEDGER")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&girone(args)).unwrap()
}

/// A server over the embedded record, as long as it is held.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_girone"))
            .args(["serve", "--bind", "127.0.0.1:0"])
            .env_remove("GIRONE_LEDGER")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|l| l.split('/').next());
        Server { address: address.unwrap_or_else(|| panic!("{line}")).to_owned(), child }
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Value {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        serde_json::from_str(body).unwrap()
    }

    fn get(&self, path: &str) -> Value {
        self.ask("GET", path, "")
    }

    /// Calls a tool as an assistant does.
    fn call(&self, tool: &str, arguments: Value) -> Value {
        let call = made!({
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": { "name": tool, "arguments": arguments },
        });
        self.ask("POST", "/mcp", &call.to_string())["result"]["structuredContent"].clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

type Fates = BTreeSet<(String, String, String)>;

fn settled(fates: &Fates) -> Fates {
    fates.iter().filter(|(_, _, v)| v == "through" || v == "out").cloned().collect()
}

/// The rows of a table without the places that are still possible, which a server
/// may not have the time to find.
fn ranked(table: &Value) -> Value {
    let mut rows = table["rows"].clone();
    for row in rows.as_array_mut().unwrap() {
        row.as_object_mut().unwrap().remove("can_finish");
    }
    rows
}

fn agree(server: &Server, edition: &str, group: &str, day: &str) {
    let address = format!("{edition}/{group}");
    let about = format!("{address} at {day}");
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let needs = json(&["needs", &address, "--at", day, "--json"]);
    let (mut fates, mut named) = (Fates::new(), Fates::new());
    for team in needs["teams"].as_array().unwrap() {
        assert_eq!(team["checked"], true, "{about}");
        for berth in team["berths"].as_array().unwrap() {
            let verdict = text(&berth["verdict"]);
            fates.insert((text(&team["team"]), text(&berth["berth"]), verdict.clone()));
            named.insert((text(&team["name"]), text(&berth["name"]), verdict));
        }
    }
    let berths: BTreeSet<String> = fates.iter().map(|(_, b, _)| b.clone()).collect();
    // SQL says the same of each berth.
    let query = format!(
        "select team, berth, verdict from verdicts('{edition}', '{day}') where grp = '{group}'"
    );
    let rows = json(&["sql", &query, "--json"]);
    let rows = rows["rows"].as_array().or(rows.as_array()).unwrap_or_else(|| panic!("{rows}"));
    let by_sql: Fates = rows
        .iter()
        .map(|r| match r.as_array() {
            Some(r) => (text(&r[0]), text(&r[1]), text(&r[2])),
            None => (text(&r["team"]), text(&r["berth"]), text(&r["verdict"])),
        })
        .filter(|(_, berth, _)| berths.contains(berth))
        .collect();
    assert_eq!(by_sql, fates, "{about}: sql");
    // What is settled has been settled since some match.
    let decided = json(&["decided", &address, "--at", day, "--json"]);
    let by_match: Fates = decided
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (text(&f["team"]), text(&f["berth"]), text(&f["verdict"])))
        .collect();
    assert_eq!(by_match, settled(&fates), "{about}: decided");
    // The table shows the same places.
    let table = json(&["table", &address, "--at", day, "--json"]);
    let table = table["tables"].get(0).cloned().unwrap_or(table);
    for row in table["rows"].as_array().unwrap() {
        let places = &row["can_finish"];
        let team = needs["teams"].as_array().unwrap();
        let team = team.iter().find(|t| t["team"] == row["team"]).unwrap();
        if !places.as_array().is_none_or(Vec::is_empty) {
            assert_eq!(places, &team["possible"], "{about}: {}", row["team"]);
        }
    }
    // The server says all of it again, to programs, to widgets and to assistants.
    let over_http = server.get(&format!("/api/v1/needs/{address}?at={day}"));
    let over_mcp = server.call("needs", made!({ "address": address, "at": day }));
    for (told, way) in [(over_http, "HTTP"), (over_mcp, "MCP")] {
        for (team, same) in
            told["teams"].as_array().unwrap().iter().zip(needs["teams"].as_array().unwrap())
        {
            assert_eq!(team["team"], same["team"], "{about}: needs over {way}");
            for (berth, own) in
                team["berths"].as_array().unwrap().iter().zip(same["berths"].as_array().unwrap())
            {
                assert_eq!(berth["berth"], own["berth"], "{about}: needs over {way}");
                // A server gives up a search sooner, and then says so.
                if berth["verdict"] != "undecided" {
                    assert_eq!(berth["verdict"], own["verdict"], "{about}: needs over {way}");
                }
            }
        }
    }
    let over_http = server.get(&format!("/api/v1/decided/{address}?at={day}"));
    assert_eq!(over_http["fates"], decided, "{about}: decided over HTTP");
    let over_http = server.get(&format!("/api/v1/table/{address}?at={day}"));
    assert_eq!(ranked(&over_http), ranked(&table), "{about}: table over HTTP");
    let told = server.call("table", made!({ "address": address, "at": day }));
    assert_eq!(ranked(&told), ranked(&table), "{about}: table over MCP");
    let over_http = server.get(&format!("/api/v1/sql?q={}", query.replace(' ', "+")));
    let cells = |r: &Value| (text(&r[0]), text(&r[1]), text(&r[2]));
    let fates_over_http: Fates = over_http["rows"].as_array().unwrap().iter().map(cells).collect();
    let known = |f: &&(String, String, String)| berths.contains(&f.1);
    let fates_over_http: Fates = fates_over_http.iter().filter(known).cloned().collect();
    for (team, berth, verdict) in fates_over_http.iter().filter(|f| f.2 != "undecided") {
        let own = (team.clone(), berth.clone(), verdict.clone());
        assert!(fates.contains(&own), "{about}: sql over HTTP: {own:?}");
    }
    assert_eq!(fates_over_http.len(), fates.len(), "{about}: sql over HTTP");
    let widget = server.get(&format!("/v4/competitions/{edition}/standings?at={day}"));
    let of_group = |s: &&Value| s["group"] == format!("Group {group}");
    let widget = widget["standings"].as_array().unwrap().iter().find(of_group).unwrap();
    let shown: Vec<[Value; 3]> = widget["table"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| [r["position"].clone(), r["team"]["name"].clone(), r["points"].clone()])
        .collect();
    let rows: Vec<[Value; 3]> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| [r["place"].clone(), r["name"].clone(), r["points"].clone()])
        .collect();
    assert_eq!(shown, rows, "{about}: the table of a widget");
    // The briefing names who is certain and for whom it is no longer possible.
    let brief = girone(&["brief", &address, "--at", day]);
    if needs["remaining"].as_array().unwrap().is_empty() {
        return;
    }
    for (team, berth, verdict) in &named {
        let said = |word: &str| {
            brief.lines().any(|line| {
                line.trim()
                    .strip_prefix(&format!("{berth}: {word} "))
                    .is_some_and(|names| names.contains(team.as_str()))
            })
        };
        let exit = brief.lines().all(|l| !l.trim().starts_with(&format!("{berth}: ")));
        if exit {
            continue;
        }
        assert_eq!(said("certain for"), verdict == "through", "{about}: {team} {berth}\n{brief}");
        assert_eq!(said("no longer possible for"), verdict == "out", "{about}: {team} {berth}");
    }
}

#[test]
fn european_qualifying_says_the_same_everywhere() {
    let server = Server::start();
    for day in ["2025-09-08", "2025-11-16", "2025-11-19"] {
        for group in ["A", "J"] {
            agree(&server, "wcq-2026-uefa", group, day);
        }
    }
}

#[test]
fn best_thirds_say_the_same_everywhere() {
    let server = Server::start();
    for day in ["2026-06-24", "2026-06-26"] {
        for group in ["B", "L"] {
            agree(&server, "wc-2026", group, day);
        }
    }
}
