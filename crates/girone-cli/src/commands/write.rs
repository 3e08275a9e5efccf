//! `girone init`, `add`, `confirm`, `fix`, `undo`

use girone::{Desk, Error, Sources};
use girone_store::keep::ResultOptions;
use girone_store::{Keeper, SqliteStore};

use super::keep;
use crate::args::{Add, Common, Confirm, Fix, Init, Undo};
use crate::output;

pub fn init(common: &Common, order: &Init) -> Result<u8, Error> {
    let path = match (&order.file, common.ledger.as_deref()) {
        (Some(file), _) => file.as_path(),
        (None, Some(file)) => file,
        (None, None) => return Err(Error::usage("which file? e.g. `girone init season.girone`")),
    };
    let embedded = match order.empty {
        true => None,
        false => Some(Desk::open(&Sources {
            data: common.data.clone(),
            from: common.from.clone(),
            ..Sources::default()
        })?),
    };
    drop(SqliteStore::create(path)?);
    let keeper = Keeper::open(path, &keep::sources(common))?;
    let name = path.display();
    match embedded {
        None => output::print(&format!("`{name}` is an empty ledger.")),
        Some(desk) => {
            let source = format!("Girone {}, embedded record", env!("CARGO_PKG_VERSION"));
            let head = match keeper.fill(&desk, &source, keep::now()?) {
                Ok(head) => head,
                Err(error) => {
                    // Nobody asked for an empty ledger.
                    let _ = std::fs::remove_file(path);
                    return Err(error);
                }
            };
            output::print(&format!(
                "`{name}` is a ledger of {} entries: the embedded record.",
                head.number
            ));
        }
    }
    output::print(&format!(
        "Use it with --ledger {name}, or once and for all: export GIRONE_LEDGER={name}"
    ));
    Ok(0)
}

pub fn add(common: &Common, order: &Add) -> Result<u8, Error> {
    let today = keep::today()?;
    let options = ResultOptions {
        date: order.date,
        edition: order.edition.clone(),
        competition: order.competition.clone(),
        friendly: order.friendly,
        neutral: order.neutral,
        confirmed: order.confirmed,
        particulars: keep::particulars(&order.told),
        lang: common.lang,
        today: Some(today),
    };
    keep::write(common, &order.told, "add", |keeper| keeper.propose_result(&order.result, &options))
}

pub fn confirm(common: &Common, order: &Confirm) -> Result<u8, Error> {
    let today = keep::today()?;
    let particulars = keep::particulars(&order.told);
    keep::write(common, &order.told, "confirm", |keeper| {
        keeper.propose_confirmation(&order.which, &particulars, today, common.lang)
    })
}

pub fn fix(common: &Common, order: &Fix) -> Result<u8, Error> {
    let options = ResultOptions {
        particulars: keep::particulars(&order.told),
        lang: common.lang,
        today: Some(keep::today()?),
        ..ResultOptions::default()
    };
    keep::write(common, &order.told, "fix", |keeper| {
        keeper.propose_fix(&order.which, order.result.as_deref(), order.to_date, &options)
    })
}

pub fn undo(common: &Common, order: &Undo) -> Result<u8, Error> {
    let particulars = keep::particulars(&order.told);
    keep::write(common, &order.told, "undo", |keeper| {
        keeper.propose_undo(order.number, &particulars)
    })
}
