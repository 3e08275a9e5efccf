//! How the chances of a group's berths went up and down.

use girone_forecast::Chance;
use girone_model::{AsOf, Moment, TeamId};
use girone_rules::edition::Berth;
use jiff::civil::Date;

use crate::{Error, ForecastOptions, TableAnswer, View};

/// The chances of every berth of a table after each of its rounds.
#[derive(Clone, Debug)]
pub struct OverTime {
    /// The table at the view's moment.
    pub table: TableAnswer,
    /// The berths of the table.
    pub berths: Vec<Berth>,
    /// The days at whose end the chances are given: the eve of the first match,
    /// then the last day of each round.
    pub days: Vec<Date>,
    /// The teams, in the order of the table.
    pub teams: Vec<TeamId>,
    /// The chances by berth, team and day; `None` where nothing can be said.
    pub chances: Vec<Vec<Vec<Option<Chance>>>>,
}

impl View {
    /// Forecasts a table after each of its rounds up to the view's moment, each
    /// from what was known at the end of its last day.
    ///
    /// # Errors
    /// The address names no table, or a forecast cannot be made.
    pub fn over_time(
        &self,
        address: &str,
        options: &ForecastOptions,
        progress: impl Fn(u64) + Sync,
    ) -> Result<OverTime, Error> {
        let table = self.table(address)?;
        let berths = table.tables().map(|t| t.berths.clone()).unwrap_or_default();
        let teams: Vec<TeamId> = table.table.rows.iter().map(|r| table.team(r.team)).collect();
        let known_by = self.as_of().known_by;
        let begun = |day: Date| self.as_of().played_by.includes_day(day);
        let rounds = table.rounds(self);
        let mut days: Vec<Date> =
            rounds.first().and_then(|r| r.from.yesterday().ok()).into_iter().collect();
        days.extend(rounds.iter().filter(|r| begun(r.from)).map(|r| r.to));
        let mut chances = vec![vec![Vec::with_capacity(days.len()); teams.len()]; berths.len()];
        for day in &days {
            // What lies behind the moment itself is not known at it.
            let played_by = match self.as_of().played_by.date() {
                Some(now) if now <= *day => self.as_of().played_by,
                _ => Moment::EndOf(*day),
            };
            let then = self.desk().view(AsOf { played_by, known_by });
            let answer = then.forecast(address, options, &progress)?;
            let planned = answer.berths_of(0);
            for (berth, lines) in berths.iter().zip(&mut chances) {
                let at = planned.iter().copied().find(|b| answer.plan.berths[*b].id == berth.id);
                for (team, line) in teams.iter().zip(lines) {
                    line.push(at.and_then(|b| answer.berth(0, *team, b)));
                }
            }
        }
        Ok(OverTime { table, berths, days, teams, chances })
    }
}
