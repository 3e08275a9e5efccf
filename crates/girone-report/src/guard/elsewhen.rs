//! Sentences that speak of another time than that of the report: what they say of a
//! table, a coach or a town is no news of today.

use super::Guard;
use crate::check::Finding;
use crate::claim::{Claim, GameIx};
use crate::dates::Told;

/// Words that come back to today.
const TODAY: &[&str] = &[
    "now",
    "today",
    "tonight",
    "this time",
    "this year",
    "last night",
    "yesterday",
    "oggi",
    "ora",
    "adesso",
    "stavolta",
    "questa volta",
    "stasera",
    "ieri",
    "quest anno",
];

/// Words that open a subordinate clause of time.
const WHEN: &[&str] = &["when", "quando", "before", "prima che"];

/// Words that tell how long ago something was.
const AGO: &[&str] = &[
    "months earlier",
    "months ago",
    "months before",
    "years earlier",
    "years ago",
    "years before",
    "year ago",
    "year earlier",
    "month earlier",
    "mesi fa",
    "mesi prima",
    "anni fa",
    "anni prima",
    "anno fa",
    "anno prima",
    "mese fa",
    "mese prima",
    "days before",
    "days earlier",
    "weeks before",
    "weeks earlier",
    "giorni prima",
    "settimane prima",
];

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether a finding about today stands in a sentence about another time: "In 1998
    /// they lost 2-1 to an own goal and finished bottom".
    pub(super) fn of_another_time(&self, finding: &Finding) -> bool {
        let Some(main) = self.scene.frame.main() else { return false };
        let today = match &finding.claim {
            Some(
                Claim::Venue { game, .. }
                | Claim::ExtraTime { game }
                | Claim::Scorer { game, .. }
                | Claim::GoalPart { game, .. }
                | Claim::GoalMinute { game, .. }
                | Claim::PlayerGoals { game, .. }
                | Claim::TieEnded { game, .. }
                | Claim::Score { game, .. },
            ) => *game == main,
            Some(
                Claim::Coach { .. }
                | Claim::Row { .. }
                | Claim::RowGoals { .. }
                | Claim::Bottom { .. }
                | Claim::Gap { .. }
                | Claim::InHand { .. }
                | Claim::Level { .. }
                | Claim::Fate { .. },
            ) => true,
            _ => false,
        };
        today && self.led_to_another_time(main)
    }

    /// Whether the sentence opens with a time at which a match was not played, or the
    /// words next to the statement tell one.
    fn led_to_another_time(&self, game: GameIx) -> bool {
        let scene = self.scene;
        let (first, last) = self.sentence;
        let day = scene.frame.prepared.get(game).fixture.when.date;
        let inner = scene.clause(self.from, 2);
        let opens = (first, (first + 6).min(self.from));
        if opens.0 < opens.1 && scene.has(opens.0, opens.1, AGO) {
            return true;
        }
        // "When they came to the 1938 World Cup": a year that is no date.
        let tokens = &scene.lattice.text.tokens;
        let finals = (first..self.from).any(|i| {
            tokens[i].number().is_some_and(|n| (1870..day.year() as u32).contains(&n))
                && scene.has(i + 1, i + 3, &["world cup", "euro", "finals", "mondial*"])
                && (i <= first + 6 || inner.0 <= i)
        });
        finals
            || scene.lattice.dates.iter().any(|d| {
                let here = first <= d.from && d.to <= last;
                let opening = d.from <= first + 4
                    || d.to <= self.from
                        && WHEN.iter().any(|w| scene.starts(first, w, last))
                        && scene.clause(d.from, 3).0 == first;
                let beside = inner.0 <= d.from && d.to <= inner.1;
                let apart = d.last.until(day).is_ok_and(|s| s.get_days() > 20);
                here && !d.since
                    && !d.holds(day)
                    && (matches!(d.told, Told::Year | Told::Month | Told::Day)
                        || d.told == Told::Relative && apart)
                    && (opening || beside)
                    && !scene.has(d.to.min(self.from), self.from.max(d.to), TODAY)
            })
    }
}
