//! Counts that reach beyond what the record holds: where matches may be missing,
//! another number of them may be right.

use girone_model::TeamId;
use jiff::civil::Date;

use super::Guard;
use crate::check::Finding;
use crate::claim::{Claim, Ground, Scope};

/// The year before which the first international of nearly every team lies: a record
/// that begins later cannot count all meetings of two.
const BEGINNING: i16 = 1930;

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the record may lack matches that would make the count of a finding true.
    pub(super) fn beyond_the_record(&self, finding: &Finding) -> bool {
        let right = finding.right.as_deref();
        match &finding.claim {
            // The run, and the match that broke it.
            Some(Claim::Streak { team, length, scopes, before, ground, .. }) => {
                let right = right.and_then(|r| r.parse().ok()).unwrap_or(*length);
                let run = usize::from(right) + 1 + usize::from(*before);
                let matches = if *ground == Ground::Any { run } else { 3 * run };
                !within_an_edition(scopes) && !self.holds_the_last(*team, matches)
            }
            Some(Claim::Record { team, coach: None, tally, scopes, .. }) => {
                let (w, d, l) = (tally.won, tally.drawn, tally.lost);
                let told: u16 = [w, d, l].into_iter().flatten().sum();
                let matches = tally.played.unwrap_or(told).max(told);
                !within_an_edition(scopes) && !self.holds_the_last(*team, usize::from(matches))
            }
            // A later one than is told makes it wrong whatever else is missing.
            Some(Claim::FirstSince { team, year: Some(year), scopes, .. }) => {
                let later = right.and_then(|r| r.parse::<i16>().ok()).is_some_and(|r| r > *year);
                let begin = Date::new(*year, 1, 1).unwrap_or(Date::MIN);
                !within_an_edition(scopes) && !later && !self.holds_from(*team, begin)
            }
            Some(
                Claim::HeadToHead { team, other, .. }
                | Claim::Meetings { team, other, .. }
                | Claim::MeetingRun { team, other, .. },
            ) => ![team, other].iter().any(|t| self.holds_from(**t, beginning())),
            _ => false,
        }
    }

    /// Whether the record has every match of a team from a day to the match reported.
    fn holds_from(&self, team: TeamId, from: Date) -> bool {
        let frame = self.scene.frame;
        let since = |today| frame.prepared.snapshot.complete_since(team, today);
        frame.today().and_then(since).is_some_and(|day| day <= from)
    }

    /// Whether the record has the last matches of a team without a gap; those of its
    /// whole history where there are fewer.
    fn holds_the_last(&self, team: TeamId, matches: usize) -> bool {
        let frame = self.scene.frame;
        let cut = frame.cut();
        let mut played = frame.prepared.played(team, &cut, &frame.subjects).rev();
        let first = played.nth(matches.saturating_sub(1)).map(|(_, m)| m.fixture.when.date);
        self.holds_from(team, first.unwrap_or_else(beginning))
    }
}

fn beginning() -> Date {
    Date::new(BEGINNING, 1, 1).unwrap_or(Date::MIN)
}

/// Whether a count is of an edition or a table, which the record has whole.
fn within_an_edition(scopes: &[Scope]) -> bool {
    matches!(scopes.first(), Some(Scope::Edition(_) | Scope::Table(_)))
}
