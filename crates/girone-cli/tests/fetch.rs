//! `girone fetch` against a server of our own.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

const RESULTS: &str = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
     2025-09-07,Belgium,Kazakhstan,6,0,FIFA World Cup qualification,Brussels,Belgium,FALSE\n";

/// Serves four files for ever; breaks off the first answer after `cut` bytes.
fn serve(cut: Option<usize>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut cut = cut;
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut request = String::new();
            while reader.read_line(&mut request).is_ok_and(|n| n > 2) {}
            let file = request.split(' ').nth(1).unwrap_or("/");
            let body = match file {
                "/results.csv" => RESULTS,
                "/goalscorers.csv" => {
                    "date,home_team,away_team,team,scorer,minute,own_goal,penalty\n"
                }
                "/shootouts.csv" => "date,home_team,away_team,winner,first_shooter\n",
                "/former_names.csv" => "current,former,start_date,end_date\n",
                _ => {
                    let _ =
                        stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
                    continue;
                }
            };
            let from = request
                .lines()
                .find_map(|l| l.to_lowercase().strip_prefix("range: bytes=").map(str::to_owned))
                .and_then(|r| r.trim_end_matches('-').parse::<usize>().ok());
            let (status, part) = match from {
                Some(from) if from >= body.len() => ("416 Range Not Satisfiable", ""),
                Some(from) => ("206 Partial Content", &body[from..]),
                None => ("200 OK", body),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                part.len()
            );
            let _ = stream.write_all(head.as_bytes());
            let sent = cut.take().map_or(part.len(), |c| c.min(part.len()));
            let _ = stream.write_all(&part.as_bytes()[..sent]);
        }
    });
    address
}

fn fetch(url: &str, to: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_girone"))
        .args(["fetch", "internationals", "--url", url, "--to"])
        .arg(to)
        .output()
        .unwrap()
}

#[test]
fn a_download_shows_size_and_checksum_and_goes_on_where_it_broke_off() {
    let to = std::env::temp_dir().join(format!("girone-fetch-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&to);
    let url = serve(Some(60));
    let broken = fetch(&url, &to);
    let said = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert_eq!(broken.status.code(), Some(4), "{said}");
    assert!(said.contains("broke off after 60 bytes"), "{said}");
    assert!(!to.join("results.csv").exists(), "half a file is not in its place");
    let again = fetch(&url, &to);
    let said = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(again.status.success(), "{said}{}", String::from_utf8_lossy(&again.stderr));
    assert!(
        said.contains(&format!("results.csv: {} bytes, resumed at 60, sha256 ", RESULTS.len())),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(to.join("results.csv")).unwrap(), RESULTS);
    std::fs::remove_dir_all(to).unwrap();
}

#[test]
fn an_unreachable_host_and_a_missing_file_are_clear_errors() {
    let to = std::env::temp_dir().join(format!("girone-fetch-none-{}", std::process::id()));
    // Nobody listens on a port that has just been given back.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let output = fetch(&format!("http://127.0.0.1:{port}"), &to);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("cannot be fetched"), "{said}");
    let output = fetch(&format!("{}/nowhere", serve(None)), &to);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("status 404"), "{said}");
    let _ = std::fs::remove_dir_all(to);
}
