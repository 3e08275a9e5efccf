//! What the models read: matches stripped to what a rating can use.

use girone_model::{BySide, Side};

/// What is at stake in a match, as coarsely as the models tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Nothing.
    Friendly,
    /// A regional cup or an invitation tournament.
    Minor,
    /// Qualifying for a championship, or a Nations League.
    Qualifier,
    /// The finals of a continental championship.
    Finals,
    /// The finals of the World Cup.
    WorldCup,
    /// A league of clubs.
    League,
}

impl Class {
    /// Returns the class of an international competition by its English name, as
    /// the international results write it, e.g. `UEFA Euro qualification`.
    ///
    /// A name that is not known is [`Class::Minor`].
    pub fn of_tournament(name: &str) -> Class {
        const FINALS: [&str; 7] = [
            "African Cup of Nations",
            "Gold Cup",
            "AFC Asian Cup",
            "UEFA Euro",
            "Copa América",
            "Oceania Nations Cup",
            "Confederations Cup",
        ];
        if name == "Friendly" {
            Class::Friendly
        } else if name == "FIFA World Cup" {
            Class::WorldCup
        } else if FINALS.contains(&name) {
            Class::Finals
        } else if name.ends_with("qualification") || name.ends_with("Nations League") {
            Class::Qualifier
        } else {
            Class::Minor
        }
    }
}

/// A match to be played, as the models see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Meeting {
    /// The local date, in days since 1970-01-01.
    pub day: i32,
    /// Who plays; teams are numbered from 0 without gaps.
    pub teams: BySide<u32>,
    /// The competition, numbered from 0; two meetings of the same competition
    /// share the number.
    pub tournament: u16,
    /// What is at stake.
    pub class: Class,
    /// Whether neither side is at home.
    pub neutral: bool,
    /// Whether a drawn match goes to extra time.
    pub knockout: bool,
}

/// A match that has been played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Played {
    /// Which.
    pub meeting: Meeting,
    /// The goals from the pitch, extra time included, the shoot-out not. An
    /// awarded score says nothing about strength and does not belong here.
    pub goals: BySide<u8>,
}

impl Played {
    /// Returns who won, `None` if drawn.
    pub fn winner(&self) -> Option<Side> {
        match self.goals.home.cmp(&self.goals.away) {
            std::cmp::Ordering::Greater => Some(Side::Home),
            std::cmp::Ordering::Less => Some(Side::Away),
            std::cmp::Ordering::Equal => None,
        }
    }
}

/// Returns one more than the highest team number, the number of teams that the
/// models make room for.
pub fn team_count(matches: &[Played]) -> usize {
    matches
        .iter()
        .map(|m| m.meeting.teams.home.max(m.meeting.teams.away) as usize + 1)
        .max()
        .unwrap_or(0)
}

/// Marks as knockout every match of a championship's finals in which both teams
/// have already played three matches of it within 45 days.
///
/// A stand-in for records that do not name the stage, such as the international
/// results. It reads earlier matches only, so that a forecast may use it. Groups
/// of five teams are taken for knockout from their fourth match on.
/// `matches` must be in order of date.
pub fn infer_knockout(matches: &mut [Played]) {
    const WINDOW: i32 = 45;
    let mut seen: std::collections::HashMap<(u32, u16), Vec<i32>> = Default::default();
    for m in matches.iter_mut() {
        let meeting = &mut m.meeting;
        if !matches!(meeting.class, Class::Finals | Class::WorldCup) {
            continue;
        }
        let mut both = true;
        for team in [meeting.teams.home, meeting.teams.away] {
            let days = seen.entry((team, meeting.tournament)).or_default();
            days.retain(|d| meeting.day - d < WINDOW);
            both &= days.len() >= 3;
            days.push(meeting.day);
        }
        meeting.knockout = both;
    }
}
