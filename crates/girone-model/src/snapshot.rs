//! All that the record says at one moment.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{AsOf, Directory, Match, MatchId, PersonId, TeamId};

/// Points deducted or added by a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The edition, e.g. `serie-a-2022-23`.
    pub edition: Arc<str>,
    /// The stage it counts in, or every stage with a table.
    pub stage: Option<Arc<str>>,
    /// Whose points.
    pub team: TeamId,
    /// How many; negative is a deduction.
    pub points: i16,
    /// From when it counts in the table.
    pub from: Date,
    /// When it became known, if later or earlier than `from`.
    pub known: Option<Date>,
    /// Who decided.
    pub by: Option<Arc<str>>,
    /// Why.
    pub reason: Option<Arc<str>>,
    /// Where it is published.
    pub source: Option<Arc<str>>,
}

/// An order drawn by lot, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotsDrawn {
    /// The edition.
    pub edition: Arc<str>,
    /// The teams in the order drawn.
    pub order: Vec<TeamId>,
    /// When.
    pub on: Date,
    /// Where it is published.
    pub source: Option<Arc<str>>,
}

/// A post on the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Appointed as the coach.
    HeadCoach,
    /// In charge until somebody is appointed.
    Caretaker,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month; the date given is its first day.
    Month,
    /// To the year.
    Year,
    /// A day is given but sources differ or are not verified.
    Approximate,
}

/// A person in a post from–to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// Whose post.
    pub person: PersonId,
    /// With which team.
    pub team: TeamId,
    /// Which post.
    pub role: Role,
    /// The first day and how exactly it is known; `None` where it is unknown.
    pub from: Option<(Date, Precision)>,
    /// The last day, inclusive; `None` while in post.
    pub to: Option<(Date, Precision)>,
    /// Where it is published.
    pub source: Option<Arc<str>>,
    /// A note, e.g. that sources differ on the day.
    pub note: Option<Arc<str>>,
}

impl Tenure {
    /// Says whether the person is in the post on `date`.
    ///
    /// An unknown start reaches back without limit; a start known to the month
    /// counts from its first day, an end known to the month to its last.
    pub fn covers(&self, date: Date) -> bool {
        let begun = self.from.is_none_or(|(from, _)| from <= date);
        let not_over = self.to.is_none_or(|(to, precision)| match precision {
            Precision::Month => date <= to.last_of_month(),
            Precision::Year => date.year() <= to.year(),
            Precision::Day | Precision::Approximate => date <= to,
        });
        begun && not_over
    }

    /// Says whether somebody has read of this time in charge: an edge is known
    /// better than approximately, or a page is named as its source.
    ///
    /// One that nobody has read of may confirm what a text says; it contradicts
    /// something only where another day near its edges would give the same matches.
    pub fn is_read(&self) -> bool {
        let edge = |edge: Option<(Date, Precision)>| {
            edge.is_some_and(|(_, precision)| precision != Precision::Approximate)
        };
        let page = self.source.as_deref().is_some_and(|s| !s.starts_with("general knowledge"));
        edge(self.from) || edge(self.to) || page
    }
}

/// A kind of fact that a record may hold completely or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// Matches with their scores.
    Results,
    /// Who scored.
    Goals,
    /// Cards.
    Cards,
    /// Who was in charge.
    Tenures,
    /// Kick-off times.
    KickOffs,
    /// Venues.
    Venues,
}

/// An inclusive span of days; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Span {
    /// Says whether `date` lies in the span.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// A statement that the record is complete in some respect.
///
/// "Not in the record" and "did not happen" are different answers; this is what
/// tells them apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Which kind of fact.
    pub kind: FactKind,
    /// For which edition, or for every competition.
    pub edition: Option<Arc<str>>,
    /// For which team, or for all.
    pub team: Option<TeamId>,
    /// Whether friendlies are included.
    pub friendlies: bool,
    /// For which days.
    pub span: Span,
}

/// All that the record says at one moment: plain data, in date order.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The moment.
    pub as_of: AsOf,
    /// Teams, people and their names.
    pub directory: Arc<Directory>,
    /// All matches, in order of date; those that had not ended carry no result.
    pub matches: Vec<Match>,
    /// The decisions on points in force.
    pub adjustments: Vec<Adjustment>,
    /// The lots drawn.
    pub lots: Vec<LotsDrawn>,
    /// Who was in which post; a tenure that ends later is cut open.
    pub tenures: Vec<Tenure>,
    /// What is complete.
    pub coverage: Arc<Vec<Coverage>>,
    /// Matches of which it depends on the hour whether they had ended.
    pub turning_on_the_hour: Vec<MatchId>,
}

impl Snapshot {
    /// Returns the matches of a team, in order of date.
    pub fn matches_of(&self, team: TeamId) -> impl Iterator<Item = &Match> {
        self.matches.iter().filter(move |m| m.fixture.side_of(team).is_some())
    }

    /// Says whether the record holds every fact of `kind` about `team` on `date`.
    ///
    /// `edition` is the edition the question is about, `None` for all
    /// competitions, friendlies included.
    pub fn is_complete(
        &self,
        kind: FactKind,
        team: TeamId,
        edition: Option<&str>,
        date: Date,
    ) -> bool {
        self.coverage.iter().any(|c| {
            c.kind == kind
                && c.team.is_none_or(|t| t == team)
                && match (&c.edition, edition) {
                    (None, None) => c.friendlies,
                    (None, Some(_)) => true,
                    (Some(have), Some(want)) => **have == *want,
                    (Some(_), None) => false,
                }
                && c.span.contains(date)
        })
    }

    /// Returns the day from which on the record holds every match of a team, friendlies
    /// included, without a gap up to `until`; `None` where it does not.
    pub fn complete_since(&self, team: TeamId, until: Date) -> Option<Date> {
        self.coverage
            .iter()
            .filter(|c| {
                c.kind == FactKind::Results
                    && c.edition.is_none()
                    && c.friendlies
                    && c.team.is_none_or(|t| t == team)
                    && c.span.contains(until)
            })
            .filter_map(|c| c.span.from)
            .min()
    }
}
