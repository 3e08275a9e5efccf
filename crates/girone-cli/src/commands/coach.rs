//! `girone coach appoint`, `girone coach leave`

use girone::Error;
use girone::model::{Precision, Role};
use girone_store::keep::{Appointment, Departure};

use super::keep;
use crate::args::{CoachAction, Common};

pub fn run(common: &Common, order: &CoachAction) -> Result<u8, Error> {
    let precision = |approximate: bool| match approximate {
        true => Precision::Approximate,
        false => Precision::Day,
    };
    match order {
        CoachAction::Appoint { name, team, on, caretaker, approximate, note, told } => {
            let appointment = Appointment {
                person: name.clone(),
                team: team.clone(),
                role: if *caretaker { Role::Caretaker } else { Role::HeadCoach },
                from: *on,
                precision: precision(*approximate),
                note: note.clone(),
                particulars: keep::particulars(told),
            };
            keep::write(common, told, "coach appoint", |k| k.propose_appointment(&appointment))
        }
        CoachAction::Leave { name, team, on, approximate, told } => {
            let departure = Departure {
                person: name.clone(),
                team: team.clone(),
                on: *on,
                precision: precision(*approximate),
                particulars: keep::particulars(told),
            };
            keep::write(common, told, "coach leave", |k| k.propose_departure(&departure))
        }
    }
}
