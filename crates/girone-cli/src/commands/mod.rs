//! One function per command.

mod all_tables;
mod brief;
mod competitions;
mod export;
mod import;
mod needs;
mod people;
mod serve;
mod table;

use clap::CommandFactory;
use girone::model::AsOf;
use girone::model::Moment;
use girone::{Desk, Error, Sources, View};

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
        Some(Command::Coach(question)) => people::coach(common, question),
        Some(Command::Team(question)) => people::team(common, question),
        Some(Command::Match(question)) => people::match_(common, question),
        Some(Command::Export(question)) => export::run(common, question),
    }
}

/// Opens the record that the common flags name.
pub fn open(common: &Common) -> Result<Desk, Error> {
    let sources =
        Sources { data: common.data.clone(), from: common.from.clone(), without_embedded: false };
    let desk = Desk::open(&sources)?;
    let lost: usize = desk.loaded().iter().map(|l| l.reading.counts.not_understood as usize).sum();
    if lost > 0 {
        output::say(&format!(
            "warning: {lost} lines were not understood; `girone import KIND PATH` lists them"
        ));
    }
    Ok(desk)
}

/// Takes the view that the common flags name.
pub fn view(common: &Common) -> Result<View, Error> {
    let as_of = AsOf {
        played_by: common.at.unwrap_or(Moment::Latest),
        known_by: common.known_at.unwrap_or(Moment::Latest),
    };
    Ok(open(common)?.view(as_of))
}

fn welcome() {
    output::print(
        "Girone: tables, exact scenarios, forecasts and proof-reading for football competitions.\n\
         Using the embedded record: European qualifying for World Cup 2026 and the finals, to 19 July 2026.\n\
         Try:\n  \
           girone brief wcq-2026-uefa/J --at 2025-09-08\n  \
           girone table wcq-2026-uefa/J --at 2025-09-08 --explain\n  \
           girone coach \"Ali Aliyev\" --at 2025-09-08\n  \
           girone --help",
    );
}
