//! Slots: who plays in a tie, before it is known who that is.

use std::collections::BTreeSet;
use std::fmt;

/// A place in a tie.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// A place in a table: `1A`, `groups/1A`, `9-of-league`.
    Place {
        /// The stage of the table.
        stage: String,
        /// The group.
        group: String,
        /// The place, from 1.
        place: u8,
    },
    /// The team that an allocation table sends here, being in `place` of one of
    /// the groups: `3-of-ABCDF`. Without a table only the record tells who it is.
    Allocated {
        /// The place in the group.
        place: u8,
        /// The groups it can come from.
        groups: Vec<String>,
    },
    /// A rank in a ranking across groups: `R1-of-seconds`.
    Rank {
        /// The id of the ranking.
        ranking: String,
        /// The rank, from 1.
        rank: u8,
    },
    /// The winner of a tie: `W74`.
    Winner(String),
    /// The loser of a tie: `L101`.
    Loser(String),
    /// A team by its id, e.g. the hosts, or as drawn.
    Team(String),
    /// One of several, which a draw decides: `9-of-league or 10-of-league`.
    Either(Vec<Slot>),
    /// A slot of another edition: `unl-2024-25:W-final`.
    Elsewhere {
        /// The id of the other edition.
        edition: String,
        /// The slot there, as written.
        slot: String,
    },
}

/// What slots of an edition can refer to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Stages with tables and their groups, in order.
    pub groups: Vec<(String, Vec<String>)>,
    /// Ids of rankings across groups.
    pub rankings: BTreeSet<String>,
    /// Ids of ties.
    pub ties: BTreeSet<String>,
}

impl Names {
    /// Collects what slots of an edition can refer to.
    pub(crate) fn of(edition: &crate::Edition) -> Names {
        Names {
            groups: edition
                .tables()
                .map(|(s, t)| (s.id.clone(), t.groups.keys().cloned().collect()))
                .collect(),
            rankings: edition
                .tables()
                .flat_map(|(_, t)| t.rankings.iter().map(|r| r.id.clone()))
                .collect(),
            ties: edition
                .knockouts()
                .flat_map(|(_, k)| k.ties.iter().map(|t| t.id.clone()))
                .collect(),
        }
    }

    /// Finds the stage that has a group: the one asked for, or the last.
    fn stage_of(&self, stage: Option<&str>, group: &str) -> Option<&str> {
        self.groups
            .iter()
            .rev()
            .filter(|(id, _)| stage.is_none_or(|s| s == id))
            .find(|(_, groups)| groups.iter().any(|g| g == group))
            .map(|(id, _)| id.as_str())
    }

    fn place(&self, stage: Option<&str>, group: &str, place: u8) -> Option<Slot> {
        let found = self.stage_of(stage, group)?;
        Some(Slot::Place { stage: found.to_owned(), group: group.to_owned(), place })
    }
}

impl Slot {
    /// Reads a slot.
    ///
    /// # Errors
    /// What the text refers to that does not exist.
    pub(crate) fn parse(text: &str, names: &Names) -> Result<Slot, String> {
        let text = text.trim();
        let parts: Vec<&str> = text.split(" or ").collect();
        if parts.len() > 1 {
            let slots = parts.iter().map(|p| Slot::parse(p, names)).collect::<Result<_, _>>()?;
            return Ok(Slot::Either(slots));
        }
        if let Some((edition, slot)) = text.split_once(':') {
            return Ok(Slot::Elsewhere { edition: edition.to_owned(), slot: slot.to_owned() });
        }
        let (stage, word) = match text.split_once('/') {
            Some((stage, word)) => (Some(stage), word),
            None => (None, text),
        };
        if let Some(stage) = stage
            && !names.groups.iter().any(|(id, _)| id == stage)
        {
            return Err(format!("`{text}` is not a slot: there is no stage `{stage}` with tables"));
        }
        if let Some((rank, ranking)) = word.strip_prefix('R').and_then(|w| w.split_once("-of-"))
            && let Ok(rank) = rank.parse()
        {
            return if names.rankings.contains(ranking) && rank > 0 {
                Ok(Slot::Rank { ranking: ranking.to_owned(), rank })
            } else {
                Err(format!("`{text}` is not a slot: there is no ranking `{ranking}`"))
            };
        }
        if let Some(slot) = Slot::of_tie(word, names) {
            return Ok(slot);
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Slot::of_place(text, stage, word, names);
        }
        if word.starts_with(['W', 'L']) {
            return Err(format!("`{text}` is not a slot: there is no tie `{}`", &word[1..]));
        }
        let is_id = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '-';
        if stage.is_none() && !word.is_empty() && word.chars().all(is_id) {
            return Ok(Slot::Team(word.to_owned()));
        }
        Err(format!(
            "`{text}` is not a slot; expected one such as `1A`, `3-of-ABCDF`, `R1-of-thirds`, `W74`, `L101` or the id of a team"
        ))
    }

    fn of_tie(word: &str, names: &Names) -> Option<Slot> {
        let (winner, id) = match (word.strip_prefix('W'), word.strip_prefix('L')) {
            (Some(id), _) => (true, id),
            (_, Some(id)) => (false, id),
            _ => return None,
        };
        let id = names.ties.get(id).or_else(|| names.ties.get(id.strip_prefix('-')?))?.clone();
        Some(if winner { Slot::Winner(id) } else { Slot::Loser(id) })
    }

    fn of_place(
        text: &str,
        stage: Option<&str>,
        word: &str,
        names: &Names,
    ) -> Result<Slot, String> {
        if let Some((place, of)) = word.split_once("-of-")
            && let Ok(place) = place.parse::<u8>()
        {
            if place == 0 {
                return Err(format!("`{text}` is not a slot: places count from 1"));
            }
            if let Some(slot) = names.place(stage, of, place) {
                return Ok(slot);
            }
            let groups: Vec<String> = if of.contains(',') {
                of.split(',').map(|g| g.trim().to_owned()).collect()
            } else {
                of.chars().map(String::from).collect()
            };
            return match groups.iter().find(|g| names.stage_of(stage, g).is_none()) {
                Some(group) => {
                    Err(format!("`{text}` is not a slot: there is no group or stage `{group}`"))
                }
                None => Ok(Slot::Allocated { place, groups }),
            };
        }
        // The digits of the place end where the name of a group begins; a group
        // may itself be called by a number.
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        let found = (1..=digits).find_map(|at| {
            let place = word[..at].parse().ok().filter(|p| *p > 0)?;
            names.place(stage, &word[at..], place)
        });
        found.ok_or_else(|| {
            format!(
                "`{text}` is not a slot: there is no group `{}`",
                &word[digits.min(word.len())..]
            )
        })
    }

    /// Returns the ids of the ties whose end this slot waits for.
    pub fn waits_for(&self) -> Vec<&str> {
        match self {
            Slot::Winner(id) | Slot::Loser(id) => vec![id],
            Slot::Either(slots) => slots.iter().flat_map(Slot::waits_for).collect(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Place { stage, group, place } if stage == group => {
                write!(f, "{place}-of-{group}")
            }
            Slot::Place { group, place, .. } if group.starts_with(|c: char| c.is_ascii_digit()) => {
                write!(f, "{place}-of-{group}")
            }
            Slot::Place { group, place, .. } => write!(f, "{place}{group}"),
            Slot::Allocated { place, groups } => {
                let plain = groups.iter().all(|g| g.chars().count() == 1);
                write!(f, "{place}-of-{}", groups.join(if plain { "" } else { "," }))
            }
            Slot::Rank { ranking, rank } => write!(f, "R{rank}-of-{ranking}"),
            Slot::Winner(id) => write!(f, "W{id}"),
            Slot::Loser(id) => write!(f, "L{id}"),
            Slot::Team(id) => f.write_str(id),
            Slot::Either(slots) => {
                let all: Vec<String> = slots.iter().map(Slot::to_string).collect();
                f.write_str(&all.join(" or "))
            }
            Slot::Elsewhere { edition, slot } => write!(f, "{edition}:{slot}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names {
            groups: vec![
                ("league".into(), vec!["league".into()]),
                ("groups".into(), ["A", "B", "C1", "1", "2"].map(String::from).to_vec()),
            ],
            rankings: ["thirds".to_owned()].into(),
            ties: ["74", "sf-1", "final"].map(String::from).into(),
        }
    }

    #[test]
    fn every_form_is_read_and_written() {
        for text in [
            "1A",
            "2B",
            "1C1",
            "1-of-1",
            "3-of-AB",
            "3-of-A,C1",
            "R2-of-thirds",
            "W74",
            "Lsf-1",
            "9-of-league",
            "9-of-league or 10-of-league",
            "mexico",
            "unl-2024-25:W-final",
        ] {
            let slot = Slot::parse(text, &names()).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(slot.to_string(), text);
        }
        assert_eq!(Slot::parse("groups/12", &names()).unwrap().to_string(), "1-of-2");
        assert_eq!(Slot::parse("W-final", &names()).unwrap(), Slot::Winner("final".into()));
    }

    #[test]
    fn unknown_references_are_named() {
        for (text, what) in [
            ("1Z", "group `Z`"),
            ("W99", "tie `99`"),
            ("3-of-AZ", "`Z`"),
            ("R1-of-fourths", "ranking `fourths`"),
            ("0A", "group `A`"),
            ("cups/1A", "stage `cups`"),
            ("", "not a slot"),
            ("Wales", "tie `ales`"),
        ] {
            let error = Slot::parse(text, &names()).unwrap_err();
            assert!(error.contains(what), "{text}: {error}");
        }
    }
}
