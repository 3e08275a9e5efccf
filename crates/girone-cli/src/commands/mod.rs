//! One function per command.

mod all_tables;
mod backtest;
mod brief;
mod check;
mod coach;
mod competitions;
mod decide;
mod diff;
mod doctor;
mod export;
mod fetch;
mod forecast;
mod import;
mod keep;
mod log;
mod lsp;
mod needs;
mod over_time;
#[cfg(feature = "parquet")]
mod parquet;
mod people;
mod serve;
mod sql;
mod table;
mod write;

use std::mem::ManuallyDrop;
use std::sync::Arc;

use clap::CommandFactory;
use girone::model::AsOf;
use girone::model::Moment;
use girone::record::Severity;
use girone::{Desk, Error, LedgerSource, Sources, View};
use girone_store::LedgerFile;

use crate::args::{Arguments, Command, Common};
use crate::output;

/// Runs a command and returns its exit code.
pub fn run(arguments: &Arguments) -> Result<u8, Error> {
    let common = &arguments.common;
    match &arguments.command {
        None => {
            welcome();
            Ok(0)
        }
        Some(Command::Table(question)) => table::run(common, question),
        Some(Command::Competitions(question)) => competitions::run(common, question),
        Some(Command::Import(question)) => import::run(common, question),
        Some(Command::Serve(question)) => serve::run_serve(common, question),
        Some(Command::Mcp) => serve::run_mcp(common),
        Some(Command::Completions { shell }) => {
            let mut command = Arguments::command();
            clap_complete::generate(*shell, &mut command, "girone", &mut std::io::stdout());
            Ok(0)
        }
        Some(Command::Brief(question)) => brief::run(common, question),
        Some(Command::Needs(question)) => needs::needs(common, question),
        Some(Command::Decided(question)) => needs::decided(common, question),
        Some(Command::Holds(question)) => needs::holds(common, question),
        Some(Command::Coach(question)) => match (&question.action, &question.name) {
            (Some(action), _) => coach::run(common, action),
            (None, Some(name)) => people::coach(common, question, name),
            (None, None) => Err(Error::usage("name a coach")),
        },
        Some(Command::Init(order)) => write::init(common, order),
        Some(Command::Add(order)) => write::add(common, order),
        Some(Command::Confirm(order)) => write::confirm(common, order),
        Some(Command::Fix(order)) => write::fix(common, order),
        Some(Command::Undo(order)) => write::undo(common, order),
        Some(Command::Decide(order)) => decide::run(common, order),
        Some(Command::Log(question)) => log::log(common, question),
        Some(Command::Why(question)) => log::why(common, question),
        Some(Command::Diff(question)) => diff::run(common, question),
        Some(Command::Doctor) => doctor::examine(common),
        Some(Command::Erase(order)) => doctor::erase(common, order),
        Some(Command::Check(question)) => check::run(common, question),
        Some(Command::Lsp) => lsp::run(common),
        Some(Command::Forecast(question)) => forecast::run(common, question),
        Some(Command::Backtest(question)) => backtest::run(common, question),
        Some(Command::Strengths { editions }) => forecast::strengths(common, editions),
        Some(Command::Sql(question)) => sql::run(common, question),
        Some(Command::Fetch(order)) => fetch::run(order),
        Some(Command::Team(question)) => people::team(common, question),
        Some(Command::Match(question)) => people::match_(common, question),
        Some(Command::Export(question)) => export::run(common, question),
    }
}

/// Returns the sources that the common flags name.
pub fn sources(common: &Common) -> Result<Sources, Error> {
    let at = common.ledger_at.map(|at| at.one("--ledger-at")).transpose()?;
    if at.is_some() && common.ledger.is_none() {
        return Err(Error::usage("--ledger-at is about a ledger; name it with --ledger FILE"));
    }
    let ledger = common.ledger.as_deref().map(|path| LedgerFile::new(path, at));
    Ok(Sources {
        data: common.data.clone(),
        from: common.from.clone(),
        without_embedded: common.without_embedded,
        ledger: ledger.map(|file| Arc::new(file) as Arc<dyn LedgerSource>),
        without_files: false,
    })
}

/// How many warnings about files of one's own are written one by one.
const MOST_NOTES: usize = 5;

/// Opens the record that the common flags name.
pub fn open(common: &Common) -> Result<Desk, Error> {
    let sources = sources(common)?;
    let desk = Desk::open(&sources)?;
    let lost: usize = desk.loaded().iter().map(|l| l.reading.counts.not_understood as usize).sum();
    if lost > 0 {
        output::say(&format!(
            "warning: {lost} lines were not understood; `girone import KIND PATH` lists them"
        ));
    }
    // What a folder of one's own says about itself.
    if !common.data.is_empty() {
        let own = |file: &str| {
            desk.loaded().iter().any(|l| l.paths.iter().any(|p| p.display().to_string() == file))
                || desk.catalogue().edition(file).is_some()
        };
        let told = desk.notes().iter().filter(|d| d.severity != Severity::Note && own(&d.file));
        let told: Vec<_> = told.collect();
        for d in told.iter().take(MOST_NOTES) {
            let line = if d.line > 0 { format!(":{}", d.line) } else { String::new() };
            let help = d.help.as_ref().map_or(String::new(), |h| format!("; {h}"));
            output::say(&format!("warning: {}{line}: {}{help}", d.file, d.message));
        }
        if told.len() > MOST_NOTES {
            output::say(&format!("warning: {} more of the kind", told.len() - MOST_NOTES));
        }
    }
    Ok(desk)
}

/// Takes the view that the common flags name.
///
/// A process that ends need not take its record apart first.
pub fn view(common: &Common) -> Result<ManuallyDrop<View>, Error> {
    let as_of =
        AsOf { played_by: common.at.unwrap_or(Moment::Latest), known_by: known_by(common)? };
    Ok(ManuallyDrop::new(open(common)?.view(as_of)))
}

fn welcome() {
    output::print(
        "Girone: tables, exact scenarios, forecasts and proof-reading for football competitions.\n\
         Using the embedded record: European qualifying for World Cup 2026 and the finals, to 19 July 2026.\n\
         Try:\n  \
           girone brief wcq-2026-uefa/J --at 2025-09-08\n  \
           girone needs wcq-2026-uefa/J --team Kazakhstan --at 2025-09-08\n  \
           girone check report.txt --at 2025-09-08\n  \
           girone serve\n  \
           girone --help",
    );
}

/// Returns what is to be known at most.
fn known_by(common: &Common) -> Result<Moment, Error> {
    match common.known_at {
        Some(known) => known.one("--known-at"),
        None => Ok(Moment::Latest),
    }
}
