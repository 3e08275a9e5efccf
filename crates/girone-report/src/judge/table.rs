//! Rows, gaps and matchdays.

use super::*;

impl Judge<'_> {
    pub(super) fn matchday(&self, game: GameIx, number: u16, cut: &Cut) -> Judged {
        let m = self.prepared.get(game);
        let Some(edition) = self.prepared.edition_of(m) else { return Judged::not_held() };
        let mut allowed: Vec<i32> = Vec::new();
        let digits = |label: &str| {
            label.chars().filter(char::is_ascii_digit).collect::<String>().parse::<i32>().ok()
        };
        if let Some(n) = m.fixture.matchday.as_deref().and_then(digits) {
            allowed.push(n);
        }
        let date = m.fixture.when.date;
        if let Some(table) = self.prepared.table_of(m) {
            let group = self.prepared.group(table);
            let stage = &self.prepared.edition(edition).stages[group.stage];
            if let girone_rules::Format::Tables(t) = &stage.format {
                let label = t.matchdays.iter().find(|d| d.from <= date && date <= d.to);
                let begun = t.matchdays.iter().filter(|d| d.from <= date).count() as i32;
                if let Some(n) = label.and_then(|l| digits(&l.label)) {
                    // Groups of four begin later: their days are counted from
                    // the first that they play.
                    let first = group
                        .teams
                        .iter()
                        .flat_map(|team| self.prepared.indices_of(*team).iter())
                        .map(|i| self.prepared.get(*i))
                        .filter(|x| self.prepared.table_of(x) == Some(table))
                        .map(|x| x.fixture.when.date)
                        .min();
                    let skipped =
                        first.map_or(0, |f| t.matchdays.iter().filter(|d| d.to < f).count() as i32);
                    allowed.extend([begun - skipped, n]);
                }
            }
            if let Some(view) = self.table(table, cut) {
                for team in [m.fixture.teams.home, m.fixture.teams.away] {
                    if let Some(row) = view.row(team) {
                        allowed.push(i32::from(row.totals.played));
                    }
                }
            }
        }
        match allowed.first() {
            None => Judged::not_held(),
            Some(_) if allowed.contains(&i32::from(number)) => Judged::new(Says::Yes, vec![game]),
            Some(right) => Judged::new(Says::No(Some(right.to_string())), vec![game]),
        }
    }

    pub(super) fn row(
        &self,
        at: TableRef,
        team: TeamId,
        field: Field,
        value: i32,
        cut: &Cut,
    ) -> Judged {
        let Some(view) = self.table(at, cut) else { return Judged::not_held() };
        let Some(row) = view.row(team) else { return Judged::not_held() };
        let t = &row.totals;
        let right = match field {
            Field::Points => t.points,
            Field::Position => {
                let (first, last) = (row.place, row.place + row.shared_by - 1);
                if (i32::from(first)..=i32::from(last)).contains(&value) {
                    value
                } else {
                    i32::from(first)
                }
            }
            Field::Played => i32::from(t.played),
            Field::Left if view.expected == 0 => return Judged::not_held(),
            Field::Left => i32::from(view.expected) - i32::from(t.played),
            Field::Won => i32::from(t.won),
            Field::Drawn => i32::from(t.drawn),
            Field::Lost => i32::from(t.lost),
            Field::GoalsFor => i32::from(t.goals_for),
            Field::GoalsAgainst => i32::from(t.goals_against),
            Field::GoalDifference => t.goal_difference(),
        };
        Judged::compare(value, right, self.games(&view, Some(team)))
    }

    pub(super) fn gap(
        &self,
        at: TableRef,
        team: TeamId,
        other: Option<TeamId>,
        points: i32,
        cut: &Cut,
    ) -> Judged {
        let Some(view) = self.table(at, cut) else { return Judged::not_held() };
        let Some(row) = view.row(team) else { return Judged::not_held() };
        let points_of = |t: TeamId| view.row(t).map(|r| r.totals.points);
        let rivals: Vec<i32> = match other {
            Some(other) => points_of(other).into_iter().collect(),
            None => {
                let index = view.table.rows.iter().position(|r| r.team == row.team).unwrap_or(0);
                // Ahead of the next below; behind the first, or the one above.
                let rows = &view.table.rows;
                if points >= 0 {
                    rows.get(index + 1).map(|r| r.totals.points).into_iter().collect()
                } else {
                    rows.first()
                        .into_iter()
                        .chain(rows.get(index.wrapping_sub(1)))
                        .chain(rows.get(1))
                        .map(|r| r.totals.points)
                        .collect()
                }
            }
        };
        let mine = row.totals.points;
        // Of nobody in particular: from whom it comes nearest to.
        let nearest = rivals.iter().min_by_key(|r| (mine - **r - points).abs());
        let Some(first) = nearest else { return Judged::not_held() };
        if rivals.iter().any(|r| mine - r == points) {
            return Judged::new(Says::Yes, self.games(&view, None));
        }
        Judged::new(Says::No(Some((mine - first).abs().to_string())), self.games(&view, None))
    }
}
