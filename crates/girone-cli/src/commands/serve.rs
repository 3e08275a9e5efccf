//! `girone serve`, `girone mcp`

use girone::Error;
use girone_serve::{Options, keys::Keys, run};

use crate::args::{Common, Serve};
use crate::output;

pub fn run_serve(common: &Common, question: &Serve) -> Result<u8, Error> {
    if let Some(name) = &question.new_key {
        let Some(path) = &question.keys else {
            return Err(Error::usage("--new-key needs --keys FILE, where its hash is kept"));
        };
        let key = Keys::make(path, name, &question.scopes)?;
        output::print(&key);
        output::say(&format!("this key is shown once; only its hash is in `{}`", path.display()));
        return Ok(0);
    }
    let options = Options {
        bind: question.bind,
        ledger: common.ledger.clone().filter(|_| common.ledger_at.is_none()),
        sources: girone::Sources {
            data: common.data.clone(),
            from: common.from.clone(),
            without_embedded: common.without_embedded,
            ..girone::Sources::default()
        },
        keys: question.keys.clone(),
        rate: question.rate,
        trials: question.trials,
        time_out: std::time::Duration::from_secs(question.time_out),
        log: question.log,
        ..Options::default()
    };
    if !options.bind.ip().is_loopback() {
        output::say("warning: this address can be reached from other machines");
    }
    run(super::open(common)?, options, |address| {
        output::say(&format!("Girone serves http://{address}/ (stop with Ctrl-C)"));
    })?;
    Ok(0)
}

pub fn run_mcp(common: &Common) -> Result<u8, Error> {
    girone_serve::mcp::run_stdio(super::open(common)?)?;
    Ok(0)
}
