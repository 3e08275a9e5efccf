//! What can be decided in the next round, and who must do what in it.

use girone_model::{Side, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Given, TeamOutlook, Verdict};
use jiff::civil::Date;

use crate::{Limits, NeedsAnswer, View};

/// The results of a match as its home team sees them: won, drawn, lost.
const RESULTS: [(Option<i32>, Option<i32>); 3] =
    [(Some(1), None), (Some(0), Some(0)), (None, Some(-1))];

/// How many matches a round may have for every combination of results to be
/// looked at; of a larger round only each team's own match is.
const MOST: usize = 4;

/// What the next round can mean for one team and berth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextFate {
    /// The team.
    pub team: TeamIx,
    /// The position of the berth among those asked about.
    pub berth: usize,
    /// The verdict after the team's own match alone: won, drawn, lost; whatever
    /// else happens. `None` if it does not play.
    pub own: Option<[Verdict; 3]>,
    /// The combinations of results after which the berth is sure, where the own
    /// result alone does not do: for each match of the round won, drawn or lost
    /// by the home team (0, 1, 2).
    pub through: Vec<Vec<usize>>,
    /// The same for combinations after which it is gone.
    pub out: Vec<Vec<usize>>,
}

/// The next round of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextRound {
    /// The matches, as positions in `Sheet::remaining`.
    pub games: Vec<usize>,
    /// The first day.
    pub date: Option<Date>,
    /// What can be decided, for teams and berths that are open now.
    pub fates: Vec<NextFate>,
}

impl NeedsAnswer {
    /// Returns the matches of the next round: those of the next days on which no
    /// team plays twice, or all that remain if each team has one.
    pub fn next_games(&self, view: &View) -> (Vec<usize>, Option<Date>) {
        let sheet = &self.table.sheet;
        let mut dated: Vec<(Date, usize)> = sheet
            .remaining
            .iter()
            .enumerate()
            .filter_map(|(i, id)| Some((view.match_by_id((*id)?)?.fixture.when.date, i)))
            .collect();
        dated.sort();
        let mut busy: Vec<TeamIx> = Vec::new();
        let mut games = Vec::new();
        let mut take = |i: usize| {
            let f = sheet.sheet.remaining[i];
            if busy.contains(&f.home) || busy.contains(&f.away) {
                return false;
            }
            busy.extend([f.home, f.away]);
            games.push(i);
            true
        };
        match dated.first() {
            Some(&(first, _)) => {
                for (date, i) in &dated {
                    if (*date - first).get_days() <= 4 {
                        take(*i);
                    }
                }
                (games, Some(first))
            }
            None => {
                let all = (0..sheet.sheet.remaining.len()).all(&mut take);
                if all { (games, None) } else { (Vec::new(), None) }
            }
        }
    }
}

impl View {
    /// Finds what the next round can decide about berths that places of the group
    /// give and that are open now.
    pub fn next_round(&self, answer: &NeedsAnswer, berths: &[Berth], limits: &Limits) -> NextRound {
        let (games, date) = answer.next_games(self);
        let remaining = answer.table.sheet.sheet.remaining.len();
        let ask = |given: Given| answer.table.outlook_given(limits, given);
        let verdict = |outlook: &[TeamOutlook], team: TeamIx, berth: &Berth| {
            outlook
                .get(usize::from(team))
                .map_or(Verdict::Undecided, |o| answer.table.verdict(o, berth))
        };
        let with = |given: Given, game: usize, result: usize| {
            given.and_margin(game, RESULTS[result].0, RESULTS[result].1)
        };
        // Each match of the round alone.
        let alone: Vec<[Vec<TeamOutlook>; 3]> = games
            .iter()
            .map(|g| [0, 1, 2].map(|r| ask(with(Given::nothing(remaining), *g, r))))
            .collect();
        // Every combination, if there are few.
        let mut combinations: Vec<(Vec<usize>, Vec<TeamOutlook>)> = Vec::new();
        if (2..=MOST).contains(&games.len()) {
            for code in 0..3usize.pow(games.len() as u32) {
                let results: Vec<usize> =
                    (0..games.len()).map(|i| code / 3usize.pow(i as u32) % 3).collect();
                let given = games
                    .iter()
                    .zip(&results)
                    .fold(Given::nothing(remaining), |given, (g, r)| with(given, *g, *r));
                let outlook = ask(given);
                combinations.push((results, outlook));
            }
        }
        let mut fates = Vec::new();
        for row in &answer.table.table.rows {
            for (b, berth) in berths.iter().enumerate() {
                let berth = &answer.berth_for(row.team, berth);
                if !berth.ranks.is_empty() || answer.verdict(row.team, berth) != Verdict::Open {
                    continue;
                }
                let at = games.iter().position(|g| {
                    answer.table.sheet.sheet.remaining[*g].side_of(&row.team).is_some()
                });
                let own = at.map(|i| {
                    let home = answer.table.sheet.sheet.remaining[games[i]].home == row.team;
                    let order = if home { [0, 1, 2] } else { [2, 1, 0] };
                    order.map(|r| verdict(&alone[i][r], row.team, berth))
                });
                let decided = |wanted: Verdict| -> Vec<Vec<usize>> {
                    combinations
                        .iter()
                        .filter(|(_, o)| verdict(o, row.team, berth) == wanted)
                        .filter(|(results, _)| match (at, own) {
                            (Some(i), Some(own)) => {
                                let f = answer.table.sheet.sheet.remaining[games[i]];
                                let side = f.side_of(&row.team).unwrap_or(Side::Home);
                                let mine =
                                    if side == Side::Home { results[i] } else { 2 - results[i] };
                                own[mine] != wanted
                            }
                            _ => true,
                        })
                        .map(|(results, _)| results.clone())
                        .collect()
                };
                let fate = NextFate {
                    team: row.team,
                    berth: b,
                    own,
                    through: decided(Verdict::Through),
                    out: decided(Verdict::Out),
                };
                let says = own.is_some_and(|o| o.iter().any(|v| *v != Verdict::Open))
                    || !fate.through.is_empty()
                    || !fate.out.is_empty();
                if says {
                    fates.push(fate);
                }
            }
        }
        NextRound { games, date, fates }
    }
}
