//! Coaches come and go.

use std::sync::Arc;

use girone::Error;
use girone_model::{Precision, Role, Tenure};
use girone_record::{Body, Entry};
use jiff::civil::Date;

use super::{Keeper, Particulars, Proposal};
use crate::{Check, Objection};

/// Somebody is put in a post.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// The name.
    pub person: String,
    /// The team.
    pub team: String,
    /// Which post.
    pub role: Role,
    /// The first day.
    pub from: Date,
    /// How exactly it is known.
    pub precision: Precision,
    /// A note.
    pub note: Option<String>,
    /// Who says so, and where.
    pub particulars: Particulars,
}

/// Somebody leaves a post.
#[derive(Clone, Debug)]
pub struct Departure {
    /// The name.
    pub person: String,
    /// The team, where the person has several posts.
    pub team: Option<String>,
    /// The last day.
    pub on: Date,
    /// How exactly it is known.
    pub precision: Precision,
    /// Who says so, and where.
    pub particulars: Particulars,
}

impl Keeper {
    /// Returns the tenures that stand, with the numbers of their entries.
    fn tenures(&self) -> Vec<(u64, &Tenure)> {
        let ledger = self.desk().ledger();
        ledger
            .standing()
            .filter_map(|e| match &e.body {
                Body::Tenure(t) => Some((e.number, &**t)),
                _ => None,
            })
            .collect()
    }

    /// Proposes an appointment. If the same person was caretaker, that tenure ends
    /// the day before.
    ///
    /// # Errors
    /// The team is unknown.
    pub fn propose_appointment(&self, a: &Appointment) -> Result<Proposal, Error> {
        let view = self.view();
        let team = self.desk().ledger().directory().find_team(&a.team, Some(a.from))?;
        let mut proposal = self.proposal();
        let person = match proposal.directory.find_person(&a.person) {
            Ok(person) => person,
            Err(girone_model::NameError::Unknown { .. }) => {
                proposal.directory.intern_person(a.person.trim())
            }
            Err(e) => return Err(e.into()),
        };
        let mut number = self.next();
        let open = self.tenures().into_iter().filter(|(_, t)| {
            t.team == team && t.to.is_none() && t.from.is_none_or(|(from, _)| from <= a.from)
        });
        for (before, tenure) in open {
            if tenure.person == person && tenure.role != a.role {
                let mut ended = tenure.clone();
                ended.to = a.from.yesterday().ok().map(|d| (d, a.precision));
                let mut entry = Entry::new(number, Body::Tenure(Box::new(ended)));
                entry.replaces = Some(before);
                a.particulars.put(&mut entry);
                proposal.entries.push(entry);
                proposal
                    .understood
                    .push(format!("ends the tenure of entry {before} the day before"));
                number += 1;
            } else {
                let name = &self.desk().ledger().directory().person(tenure.person).name;
                proposal.objections.push(Objection {
                    check: Check::Twice,
                    message: format!(
                        "{name} is in the post since {}; `girone coach leave` first",
                        tenure.from.map_or("an unknown day".to_owned(), |(d, _)| d.to_string())
                    ),
                });
            }
        }
        let shared = |t: &Option<String>| t.as_deref().map(Arc::from);
        let tenure = Tenure {
            person,
            team,
            role: a.role,
            from: Some((a.from, a.precision)),
            to: None,
            source: shared(&a.particulars.source),
            note: shared(&a.note),
        };
        proposal.understood.push(format!(
            "{}: {} from {}, {}",
            view.team_name(team, girone_model::Lang::En),
            proposal.directory.person(person).name,
            a.from,
            match a.role {
                Role::HeadCoach => "head coach",
                Role::Caretaker => "caretaker",
            }
        ));
        let mut entry = Entry::new(number, Body::Tenure(Box::new(tenure)));
        a.particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }

    /// Proposes the end of a tenure.
    ///
    /// # Errors
    /// The person is unknown or in no post, or in several.
    pub fn propose_departure(&self, d: &Departure) -> Result<Proposal, Error> {
        let directory = self.desk().ledger().directory();
        let person = directory.find_person(&d.person)?;
        let team = d.team.as_deref().map(|t| directory.find_team(t, Some(d.on))).transpose()?;
        let open: Vec<(u64, &Tenure)> = self
            .tenures()
            .into_iter()
            .filter(|(_, t)| t.person == person && t.to.is_none())
            .filter(|(_, t)| team.is_none_or(|team| t.team == team))
            .filter(|(_, t)| t.from.is_none_or(|(from, _)| from <= d.on))
            .collect();
        let (number, tenure) = match open.as_slice() {
            [(number, tenure)] => (*number, *tenure),
            [] => {
                return Err(Error::not_found(format!(
                    "{} is in no post on {}",
                    directory.person(person).name,
                    d.on
                )));
            }
            _ => {
                return Err(Error::not_found(
                    "from which team? there are several posts; add --team",
                ));
            }
        };
        let mut ended = tenure.clone();
        ended.to = Some((d.on, d.precision));
        let mut proposal = self.proposal();
        proposal.understood.push(format!(
            "{}: {} until {}",
            directory.team(tenure.team).name.en,
            directory.person(person).name,
            d.on
        ));
        let mut entry = Entry::new(self.next(), Body::Tenure(Box::new(ended)));
        entry.replaces = Some(number);
        d.particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }
}
