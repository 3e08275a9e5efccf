//! The checker as a command: what it makes of files and lines that are no reports.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs `girone check` over the embedded record with a text on standard input.
fn check(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_girone"))
        .arg("check")
        .args(args)
        .env_remove("GIRONE_LEDGER")
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(output)))
}

const REPORT: &str = "Belgium thrashed Kazakhstan 5-0 in Brussels on Sunday and De Bruyne scored twice. Doku had the second of the night.";
const AT: [&str; 4] = ["--at", "2025-09-08", "--format", "json"];

#[test]
fn a_line_that_cannot_be_read_does_not_cost_the_others_their_answer() {
    let line = |id: &str| {
        serde_json::json!({ "id": id, "lang": "en", "published": "2025-09-08T10:00:00Z", "text": REPORT })
            .to_string()
    };
    let input = [
        line("first").as_str(),
        "{ this is none",
        "",
        r#"{"id":"no text"}"#,
        r#"{"id":"x","lang":"tlh","text":"qapla"}"#,
        r#"{"id":7,"text":"a number"}"#,
        r#"{"id":"when","published":"yesterday","text":"a day"}"#,
        line("last").as_str(),
    ]
    .join("\n");
    let output = check(&["--batch", "-"], input.as_bytes());
    let ids: Vec<String> = String::from_utf8(output.stdout.clone())
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["first", "last"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for what in [
        "-:2: this is no JSON object",
        "-:4: `text` is missing",
        "-:5: `lang` is `tlh`, expected `it` or `en`",
        "-:6: `id` is 7, expected a string",
        "-:7: ",
        "5 of 7 lines of `-` could not be read",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    let fine = check(&["--batch", "-"], line("first").as_bytes());
    assert_eq!(fine.status.code(), Some(0), "{}", self::said(&fine));
}

#[test]
fn utf_16_with_its_mark_is_read_like_utf_8() {
    let plain = json(&check(&AT, REPORT.as_bytes()));
    assert_eq!(plain["contradicted"], 1, "{plain}");
    for little in [true, false] {
        let unit = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
        let bytes: Vec<u8> =
            std::iter::once(0xfeff).chain(REPORT.encode_utf16()).flat_map(unit).collect();
        let output = check(&AT, &bytes);
        assert_eq!(json(&output), plain);
        assert_eq!(said(&output), "");
        // A byte too few is said, and the rest is read.
        let output = check(&AT, &bytes[..bytes.len() - 1]);
        assert!(said(&output).contains("UTF-16 with broken characters"), "{}", said(&output));
        assert_eq!(json(&output)["contradicted"], 1);
    }
}

#[test]
fn what_is_no_report_in_a_language_that_is_read_is_said() {
    let french = "Les Diables rouges ont battu le Kazakhstan 5-0 à Bruxelles dans un match à sens unique, avec un doublé de De Bruyne et un but de Doku pour la première place du groupe.";
    let found = json(&check(&AT, french.as_bytes()));
    assert!(found["warnings"][0].as_str().unwrap().contains("French"), "{found}");
    assert_eq!(found["contradicted"], 0, "{found}");
    // Whoever names the language is taken at his word.
    let told = json(&check(&[&AT[..], &["--text-lang", "it"]].concat(), french.as_bytes()));
    assert_eq!(told["warnings"], serde_json::json!([]), "{told}");

    let empty = json(&check(&AT, b" \n"));
    assert_eq!(empty["warnings"][0], "the text is empty");
    let other = json(&check(&AT, b"It rained all day and the shop was closed until the evening."));
    assert!(other["warnings"][0].as_str().unwrap().starts_with("no match of the record"));
    let text = check(&["--at", "2025-09-08"], b"");
    assert_eq!(text.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&text.stdout).starts_with("note: the text is empty"));
}
