//! `girone fetch`: public data sets, with size and checksum.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use girone::Error;
use sha2::{Digest, Sha256};
use ureq::Agent;

use crate::args::Fetch;
use crate::output;

/// Source: github.com/martj42/international_results, CC0.
const INTERNATIONALS: &str =
    "https://raw.githubusercontent.com/martj42/international_results/master";
const FILES: [&str; 4] = ["results.csv", "goalscorers.csv", "shootouts.csv", "former_names.csv"];

pub fn run(order: &Fetch) -> Result<u8, Error> {
    if order.what != "internationals" {
        return Err(Error::usage(format!(
            "`{}` is nothing that is fetched; there is `internationals`",
            order.what
        )));
    }
    let base = order.url.as_deref().unwrap_or(INTERNATIONALS).trim_end_matches('/');
    let about = |source| Error::File { path: order.to.clone(), source };
    std::fs::create_dir_all(&order.to).map_err(about)?;
    let agent: Agent = Agent::config_builder()
        .timeout_connect(Some(Duration::from_secs(20)))
        .timeout_recv_response(Some(Duration::from_secs(30)))
        .http_status_as_error(false)
        .build()
        .into();
    for file in FILES {
        let path = order.to.join(file);
        let (bytes, resumed) = download(&agent, &format!("{base}/{file}"), &path)?;
        let note = if resumed > 0 { format!(", resumed at {resumed}") } else { String::new() };
        output::print(&format!("{}: {bytes} bytes{note}, sha256 {}", path.display(), sum(&path)?));
    }
    output::print(&format!(
        "Next: girone import international-results {} --ledger FILE",
        order.to.display()
    ));
    Ok(0)
}

/// Downloads one file beside its place and moves it there when it is whole; what
/// an interrupted download left is gone on with. Returns its size and where it
/// was resumed.
fn download(agent: &Agent, url: &str, path: &Path) -> Result<(u64, u64), Error> {
    let about = |source| Error::File { path: path.to_path_buf(), source };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    let mut from = std::fs::metadata(part).map_or(0, |m| m.len());
    let unreachable = |e: ureq::Error| {
        Error::lacks(format!(
            "`{url}` cannot be fetched: {e}; what has come so far is kept, try again or download the file by hand"
        ))
    };
    let ask = |from: u64| {
        let request = agent.get(url);
        let request = match from {
            0 => request,
            from => request.header("Range", format!("bytes={from}-")),
        };
        request.call().map_err(unreachable)
    };
    let mut answer = ask(from)?;
    if from > 0 && answer.status().as_u16() == 416 {
        // What is there is not the beginning of what the server has.
        from = 0;
        answer = ask(0)?;
    }
    match answer.status().as_u16() {
        200 => from = 0,
        206 => {}
        code => {
            return Err(Error::lacks(format!("`{url}` answers with status {code}, expected 200")));
        }
    }
    let announced = answer
        .headers()
        .get("content-length")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<u64>().ok());
    let mut out: File = OpenOptions::new()
        .create(true)
        .append(from > 0)
        .write(true)
        .truncate(from == 0)
        .open(part)
        .map_err(about)?;
    let mut body = answer.body_mut().as_reader();
    let mut buffer = vec![0; 64 * 1024];
    let mut come: u64 = 0;
    loop {
        let n = match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) => {
                return Err(Error::lacks(format!(
                    "`{url}` broke off after {} bytes: {e}; run the command again to go on from there",
                    from + come
                )));
            }
        };
        out.write_all(&buffer[..n]).map_err(about)?;
        come += n as u64;
    }
    out.sync_all().map_err(about)?;
    if announced.is_some_and(|a| a != come) {
        return Err(Error::lacks(format!(
            "`{url}` broke off after {} bytes; run the command again to go on from there",
            from + come
        )));
    }
    std::fs::rename(part, path).map_err(about)?;
    Ok((from + come, from))
}

fn sum(path: &Path) -> Result<String, Error> {
    let bytes =
        std::fs::read(path).map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    Ok(Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect())
}
