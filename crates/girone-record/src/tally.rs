//! Tallies: won, drawn, lost and goals in a stated scope, with the matches
//! counted.

use girone_model::{
    BySide, Match, MatchId, PersonId, Precision, Role, Side, Snapshot, TeamId, Tenure,
};
use jiff::civil::Date;

/// Which matches of a team a tally counts. Everything left open counts all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Which sort of match.
    pub stakes: Stakes,
    /// Where.
    pub ground: Ground,
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// Only against this team.
    pub against: Option<TeamId>,
}

/// Which sort of match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stakes {
    /// All matches.
    #[default]
    All,
    /// All but friendlies.
    Competitive,
    /// Friendlies.
    Friendlies,
}

/// Where matches are played, as seen from the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// Anywhere.
    #[default]
    Anywhere,
    /// At home.
    Home,
    /// Away.
    Away,
    /// On neutral ground.
    Neutral,
}

impl Scope {
    /// Says whether a match of `team` is in the scope.
    pub fn contains(&self, m: &Match, team: TeamId) -> bool {
        let f = &m.fixture;
        let Some(side) = f.side_of(team) else { return false };
        (match self.stakes {
            Stakes::All => true,
            Stakes::Competitive => !f.friendly,
            Stakes::Friendlies => f.friendly,
        }) && (match self.ground {
            Ground::Anywhere => true,
            Ground::Neutral => f.neutral,
            Ground::Home => !f.neutral && side == Side::Home,
            Ground::Away => !f.neutral && side == Side::Away,
        }) && self.since.is_none_or(|d| d <= f.when.date)
            && self.until.is_none_or(|d| f.when.date <= d)
            && self.against.is_none_or(|t| f.teams[!side] == t)
    }
}

/// How a match ended for one of its teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Won.
    Won,
    /// Drawn; also if a shoot-out was won or lost.
    Drawn,
    /// Lost.
    Lost,
}

/// A team's or coach's record in a scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Matches won.
    pub won: u32,
    /// Matches drawn.
    pub drawn: u32,
    /// Matches lost.
    pub lost: u32,
    /// Goals scored.
    pub goals_for: u32,
    /// Goals conceded.
    pub goals_against: u32,
    /// The matches counted, in order of date.
    pub matches: Vec<MatchId>,
    /// How each of them ended.
    pub endings: Vec<Ending>,
}

impl Tally {
    /// Returns the number of matches counted.
    pub fn played(&self) -> u32 {
        self.won + self.drawn + self.lost
    }

    /// Counts a match, if it has ended and counts.
    pub fn add(&mut self, m: &Match, team: TeamId) {
        let winner = m.happened.as_ref().and_then(|h| h.outcome.decided_for());
        let goals = m.counts().or(winner.map(|_| BySide::new(0, 0)));
        let (Some(goals), Some(side)) = (goals, m.fixture.side_of(team)) else { return };
        let (own, other) = (u32::from(goals[side]), u32::from(goals[!side]));
        self.goals_for += own;
        self.goals_against += other;
        let ending = match winner {
            Some(winner) if winner == side => std::cmp::Ordering::Greater,
            Some(_) => std::cmp::Ordering::Less,
            None => own.cmp(&other),
        };
        let ending = match ending {
            std::cmp::Ordering::Greater => Ending::Won,
            std::cmp::Ordering::Equal => Ending::Drawn,
            std::cmp::Ordering::Less => Ending::Lost,
        };
        match ending {
            Ending::Won => self.won += 1,
            Ending::Drawn => self.drawn += 1,
            Ending::Lost => self.lost += 1,
        }
        self.matches.push(m.fixture.id);
        self.endings.push(ending);
    }

    /// Returns how many of the last matches in a row ended as `holds` says.
    pub fn streak(&self, holds: impl Fn(Ending) -> bool) -> usize {
        self.endings.iter().rev().take_while(|e| holds(**e)).count()
    }

    /// Returns the longest run of matches in a row that ended as `holds` says, as
    /// a range of positions in `matches`; the earliest of several.
    pub fn longest(&self, holds: impl Fn(Ending) -> bool) -> std::ops::Range<usize> {
        let mut best = 0..0;
        let mut from = 0;
        for (i, ending) in self.endings.iter().enumerate() {
            if !holds(*ending) {
                from = i + 1;
            } else if i + 1 - from > best.len() {
                best = from..i + 1;
            }
        }
        best
    }
}

/// Adds up the matches of a team in a scope; `also` may leave out more.
pub fn tally(
    snapshot: &Snapshot,
    team: TeamId,
    scope: &Scope,
    also: impl Fn(&Match) -> bool,
) -> Tally {
    let mut tally = Tally::default();
    for m in snapshot.matches_of(team).filter(|m| scope.contains(m, team) && also(m)) {
        tally.add(m, team);
    }
    tally
}

/// A time that a person was in charge of a team, consecutive posts joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reign {
    /// The person.
    pub person: PersonId,
    /// The team.
    pub team: TeamId,
    /// The posts, in order.
    pub tenures: Vec<Tenure>,
}

impl Reign {
    /// Says whether the person was in charge on a day.
    pub fn covers(&self, date: Date) -> bool {
        self.tenures.iter().any(|t| t.covers(date))
    }

    /// Returns the role on a day.
    pub fn role_on(&self, date: Date) -> Option<Role> {
        // Of two posts that touch on one day the later one counts.
        self.tenures.iter().rev().find(|t| t.covers(date)).map(|t| t.role)
    }

    /// Returns the first day, if it is known.
    pub fn from(&self) -> Option<(Date, Precision)> {
        self.tenures.first().and_then(|t| t.from)
    }

    /// Returns the last day; `None` while in charge.
    pub fn to(&self) -> Option<(Date, Precision)> {
        self.tenures.last().and_then(|t| t.to)
    }
}

/// Returns the reigns of a person, or of everybody at a team, in order of start.
///
/// Two posts with the same team are one reign if the second begins within a
/// month of the end of the first: a caretaker who is appointed goes on.
pub fn reigns(snapshot: &Snapshot, person: Option<PersonId>, team: Option<TeamId>) -> Vec<Reign> {
    let mut tenures: Vec<&Tenure> = snapshot
        .tenures
        .iter()
        .filter(|t| person.is_none_or(|p| p == t.person) && team.is_none_or(|x| x == t.team))
        .collect();
    tenures.sort_by_key(|t| (t.from.map(|(d, _)| d), t.to.map(|(d, _)| d)));
    let mut reigns: Vec<Reign> = Vec::new();
    for tenure in tenures {
        let joins = |r: &Reign| {
            let (Some((end, _)), Some((start, _))) = (r.to(), tenure.from) else { return false };
            r.person == tenure.person && r.team == tenure.team && (start - end).get_days() <= 31
        };
        match reigns.iter_mut().rev().find(|r| joins(r)) {
            Some(reign) => reign.tenures.push(tenure.clone()),
            None => reigns.push(Reign {
                person: tenure.person,
                team: tenure.team,
                tenures: vec![tenure.clone()],
            }),
        }
    }
    reigns
}

/// A line of a coach's grid of scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeLine {
    /// The scope.
    pub stakes: Stakes,
    /// Only in this edition.
    pub edition: Option<String>,
    /// Only in this role.
    pub role: Option<Role>,
    /// The tally.
    pub tally: Tally,
}

/// Returns a coach's record in every scope at once: all matches, competitive,
/// friendlies; and by role where there was more than one. Printed figures go
/// wrong in the choice of scope, so none is chosen.
pub fn scope_grid(snapshot: &Snapshot, reign: &Reign) -> Vec<ScopeLine> {
    let line = |stakes, role: Option<Role>| ScopeLine {
        stakes,
        edition: None,
        role,
        tally: tally(snapshot, reign.team, &Scope { stakes, ..Scope::default() }, |m| {
            let date = m.fixture.when.date;
            match role {
                None => reign.covers(date),
                Some(role) => reign.role_on(date) == Some(role),
            }
        }),
    };
    let mut lines: Vec<ScopeLine> =
        [Stakes::All, Stakes::Competitive, Stakes::Friendlies].map(|s| line(s, None)).to_vec();
    let mut roles: Vec<Role> = reign.tenures.iter().map(|t| t.role).collect();
    roles.sort();
    roles.dedup();
    if roles.len() > 1 {
        lines.extend(roles.into_iter().map(|role| line(Stakes::All, Some(role))));
    }
    lines
}
