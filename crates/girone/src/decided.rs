//! Since when each fate has been fixed.
//!
//! The results of a stage are taken back in order of kick-off. What is certain
//! stays certain as results come in, so the moment is found by halving. Matches
//! that kicked off together, or on one day where the hour is not known, come in
//! together; of those only the ones that were needed are named.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use girone_model::{Line, Localised, Match, MatchId, TeamId, TeamIx, When};
use girone_rules::edition::Berth;
use girone_scenarios::{Given, Verdict};

use crate::render::worth_asking;
use crate::{Error, Limits, Split, TableAnswer, View};

/// A fate that is fixed, and what fixed it.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// The team.
    pub team: TeamId,
    /// The berth.
    pub described: Berth,
    /// The id of the berth.
    pub berth_id: String,
    /// The name of the berth.
    pub berth: Localised,
    /// Through or out.
    pub verdict: Verdict,
    /// The match after which it was fixed, the last of those needed; `None` if it
    /// always was.
    pub since: Option<Match>,
    /// Other matches, played at the same time, without which it was not.
    pub with: Vec<Match>,
    /// Whether it may have been fixed earlier: the moments before were not decided
    /// within the limit.
    pub at_latest: bool,
}

/// How many times the limit of one question the whole walk may take.
const PATIENCE: u32 = 10;

impl View {
    /// Says since which match each fate has been fixed, ranks across groups
    /// included, with what is known at the moment of the view; deductions count from
    /// their day on.
    ///
    /// # Errors
    /// The address names nothing.
    pub fn decided(&self, address: &str, limits: &Limits) -> Result<Vec<Fate>, Error> {
        let wanted = self.tables(address, Split::All)?;
        let mut stages: Vec<String> = Vec::new();
        for answer in &wanted {
            let stage = format!("{}/{}", answer.edition.id, answer.stage);
            if !stages.contains(&stage) {
                stages.push(stage);
            }
        }
        let end = Instant::now() + limits.time.saturating_mul(PATIENCE);
        let mut fates = Vec::new();
        for stage in stages {
            let of_stage = |t: &&TableAnswer| format!("{}/{}", t.edition.id, t.stage) == stage;
            let ranked = wanted.iter().find(of_stage).is_some_and(TableAnswer::has_ranks);
            // Groups that have a say are needed though they are not asked about.
            let groups = match ranked {
                true => self.tables(&stage, Split::All)?,
                false => wanted.iter().filter(of_stage).cloned().collect(),
            };
            let asked: Vec<usize> = (0..groups.len())
                .filter(|g| wanted.iter().filter(of_stage).any(|w| w.group == groups[*g].group))
                .collect();
            Walk::new(self, groups, limits, end).fates(&asked, &mut fates);
        }
        Ok(fates)
    }
}

/// Matches that came in together.
struct Batch {
    matches: Vec<MatchId>,
    /// By group: whether it has one of them.
    groups: Vec<bool>,
}

/// Which results are in: those of the first batches, and some of the next one.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    batches: usize,
    more: Vec<MatchId>,
}

/// A stage whose results are taken back.
struct Walk<'v> {
    view: &'v View,
    groups: Vec<TableAnswer>,
    berths: Vec<Berth>,
    batches: Vec<Batch>,
    /// The batch of every result.
    batch_of: HashMap<MatchId, usize>,
    limits: Limits,
    end: Instant,
    /// Verdicts by group, team and berth where ranks have a say.
    across: HashMap<State, Option<Vec<Vec<Vec<Verdict>>>>>,
    /// Verdicts by team and berth by places of the group, by group and which of its
    /// results are in.
    alone: HashMap<(usize, Vec<bool>), Vec<Vec<Verdict>>>,
}

impl<'v> Walk<'v> {
    fn new(view: &'v View, groups: Vec<TableAnswer>, limits: &Limits, end: Instant) -> Walk<'v> {
        let berths = groups.first().and_then(TableAnswer::tables).map_or(Vec::new(), |t| {
            let n = groups.iter().map(|g| g.sheet.sheet.teams.len()).max().unwrap_or(0);
            worth_asking(&t.berths, n).cloned().collect()
        });
        let mut played: Vec<(When, MatchId, usize)> = Vec::new();
        for (g, group) in groups.iter().enumerate() {
            let ids = group.sheet.sheet.results.iter().filter_map(|l| l.match_id);
            let of = |id: MatchId| Some((view.match_by_id(id)?.fixture.when, id, g));
            played.extend(ids.filter_map(of));
        }
        // A match without an hour has ended by the end of its day.
        played.sort_by_key(|(when, id, _)| (when.date, when.kick_off.is_none(), *when, *id));
        let mut batches: Vec<Batch> = Vec::new();
        let mut last = None;
        let mut batch_of = HashMap::new();
        for (when, id, g) in played {
            if last != Some(when) {
                batches.push(Batch { matches: Vec::new(), groups: vec![false; groups.len()] });
                last = Some(when);
            }
            batch_of.insert(id, batches.len() - 1);
            if let Some(batch) = batches.last_mut() {
                batch.matches.push(id);
                batch.groups[g] = true;
            }
        }
        Walk {
            view,
            groups,
            berths,
            batches,
            batch_of,
            limits: limits.clone(),
            end,
            across: HashMap::new(),
            alone: HashMap::new(),
        }
    }

    fn fates(&mut self, asked: &[usize], fates: &mut Vec<Fate>) {
        let all = State { batches: self.batches.len(), more: Vec::new() };
        for &g in asked {
            for t in 0..self.groups[g].sheet.sheet.teams.len() {
                for b in 0..self.berths.len() {
                    let now = self.verdict(&all, g, t, b);
                    if !matches!(now, Verdict::Through | Verdict::Out) {
                        continue;
                    }
                    let (since, at_latest) = self.since(g, t, b, now);
                    let mut needed: Vec<Match> =
                        since.iter().filter_map(|id| self.view.match_by_id(*id)).cloned().collect();
                    let last = needed.pop();
                    let berth = &self.berths[b];
                    fates.push(Fate {
                        stage: self.groups[g].stage.clone(),
                        group: self.groups[g].group.clone(),
                        team: self.groups[g].sheet.sheet.teams[t],
                        described: berth.clone(),
                        berth_id: berth.id.clone(),
                        berth: berth.name.clone(),
                        verdict: now,
                        since: last,
                        with: needed,
                        at_latest,
                    });
                }
            }
        }
    }

    /// Finds the matches that fixed a fate; none if it always was.
    fn since(&mut self, g: usize, t: usize, b: usize, now: Verdict) -> (Vec<MatchId>, bool) {
        let state = |batches| State { batches, more: Vec::new() };
        let (mut lo, mut hi) = (0, self.batches.len());
        // Fixed after `hi` batches; whether it is after fewer is open.
        while lo < hi {
            let mid = lo + (hi - lo) / 2;
            if self.verdict(&state(mid), g, t, b) == now {
                hi = mid;
            } else {
                lo = mid + 1;
            }
        }
        let Some(before) = hi.checked_sub(1) else { return (Vec::new(), false) };
        let at_latest = self.verdict(&state(before), g, t, b) == Verdict::Undecided;
        let team = self.groups[g].sheet.sheet.teams[t];
        let mut matches = self.batches[before].matches.clone();
        if self.in_group_alone(g, t, b) {
            let group = &self.groups[g].sheet.sheet;
            matches.retain(|id| group.results.iter().any(|l| l.match_id == Some(*id)));
        }
        // The team's own match first, then those of its group.
        let view = self.view;
        matches.sort_by_key(|id| {
            let own = view.match_by_id(*id).is_some_and(|m| m.fixture.side_of(team).is_some());
            let near = self.groups[g].sheet.sheet.results.iter().any(|l| l.match_id == Some(*id));
            (!own, !near, *id)
        });
        if matches.len() > 1 {
            for id in matches.clone() {
                if self.verdict(&State { batches: before, more: vec![id] }, g, t, b) == now {
                    return (vec![id], at_latest);
                }
            }
            for id in matches.clone().into_iter().rev() {
                if matches.len() == 1 || Instant::now() >= self.end {
                    break;
                }
                let mut without: Vec<MatchId> =
                    matches.iter().copied().filter(|m| *m != id).collect();
                without.sort();
                if self.verdict(&State { batches: before, more: without }, g, t, b) == now {
                    matches.retain(|m| *m != id);
                }
            }
        }
        matches.reverse();
        (matches, at_latest)
    }

    /// Says whether only places of the group decide about a berth of a team.
    fn in_group_alone(&self, g: usize, t: usize, b: usize) -> bool {
        self.own_berth(g, t, b).ranks.is_empty()
    }

    fn own_berth(&self, g: usize, t: usize, b: usize) -> Berth {
        self.groups[g].berth_for(t as TeamIx, &self.berths[b])
    }

    fn verdict(&mut self, state: &State, g: usize, t: usize, b: usize) -> Verdict {
        if self.in_group_alone(g, t, b) {
            return self.alone(state, g)[t][b];
        }
        if !self.across.contains_key(state) {
            let found = self.across(state);
            self.across.insert(state.clone(), found);
        }
        match &self.across[state] {
            Some(all) => all[g][t][b],
            None => self.alone(state, g)[t][b],
        }
    }

    /// Says of every result of a group whether it is in.
    fn which(&self, state: &State, g: usize) -> Vec<bool> {
        let results = self.groups[g].sheet.sheet.results.iter();
        results
            .map(|l| match l.match_id {
                Some(id) => {
                    self.batch_of.get(&id).is_none_or(|b| *b < state.batches)
                        || state.more.contains(&id)
                }
                None => true,
            })
            .collect()
    }

    fn alone(&mut self, state: &State, g: usize) -> &Vec<Vec<Verdict>> {
        let which = self.which(state, g);
        let key = (g, which);
        if !self.alone.contains_key(&key) {
            let table = self.back(state, g, &key.1);
            let outlook = table.outlook(&self.limits());
            let verdicts = (0..table.sheet.sheet.teams.len())
                .map(|t| {
                    let of = |b: usize| match outlook.get(t) {
                        Some(o) => table.verdict(o, &self.own_berth(g, t, b)),
                        None => Verdict::Undecided,
                    };
                    (0..self.berths.len()).map(of).collect()
                })
                .collect();
            self.alone.insert(key.clone(), verdicts);
        }
        &self.alone[&key]
    }

    fn across(&self, state: &State) -> Option<Vec<Vec<Vec<Verdict>>>> {
        let tables: Vec<(TableAnswer, Given)> = (0..self.groups.len())
            .map(|g| self.back(state, g, &self.which(state, g)))
            .map(|t| {
                let given = Given::nothing(t.sheet.sheet.remaining.len());
                (t, given)
            })
            .collect();
        let settled = self.view.settled(&tables, &self.limits())?;
        let described = tables.first()?.0.tables()?;
        let positions: Vec<usize> = self
            .berths
            .iter()
            .filter_map(|b| described.berths.iter().position(|d| d.id == b.id))
            .collect();
        let of_group = |teams: &Vec<Vec<girone_scenarios::BerthOutlook>>| {
            let of_team = |all: &Vec<girone_scenarios::BerthOutlook>| {
                positions.iter().map(|p| all[*p].verdict).collect()
            };
            teams.iter().map(of_team).collect()
        };
        Some(settled.iter().map(of_group).collect())
    }

    /// The limits of one question: what is left of the time at most.
    fn limits(&self) -> Limits {
        let left = self.end.saturating_duration_since(Instant::now());
        Limits {
            time: self.limits.time.min(left.max(Duration::from_millis(1))),
            ..self.limits.clone()
        }
    }

    /// Returns a group as it was with some of its results; the others remain.
    fn back(&self, state: &State, g: usize, which: &[bool]) -> TableAnswer {
        let mut answer = self.groups[g].clone();
        if which.iter().all(|is| *is) {
            return answer;
        }
        let sheet = &mut answer.sheet.sheet;
        let lines: Vec<Line> = std::mem::take(&mut sheet.results);
        let conduct = std::mem::take(&mut answer.sheet.conduct);
        for (i, (line, is)) in lines.into_iter().zip(which).enumerate() {
            if *is {
                sheet.results.push(line);
                answer.sheet.conduct.extend(conduct.get(i).copied());
                continue;
            }
            sheet.remaining.push(line.teams);
            answer.sheet.remaining.push(line.match_id);
            // Cards that were still to be shown do not count yet.
            for side in girone_model::Side::BOTH {
                let Some(total) = sheet.conduct.get_mut(usize::from(line.teams[side])) else {
                    continue;
                };
                let shown = conduct.get(i).and_then(|c| c[side]);
                *total = total.zip(shown).map(|(sum, points)| sum - points);
            }
        }
        sheet.lots.clear();
        sheet.play_offs.clear();
        // Deductions count from their day on.
        let day = self.day_after(state);
        for a in &self.view.snapshot().adjustments {
            if *a.edition == *answer.edition.id
                && a.stage.as_deref().is_none_or(|s| s == answer.stage)
                && day.is_some_and(|day| a.from > day)
                && let Some(team) = sheet.index_of(a.team)
                && let Some(total) = sheet.adjustments.get_mut(usize::from(team))
            {
                *total = total.saturating_sub(a.points);
            }
        }
        answer
    }

    /// The last day of which results are in; the first of all where none is.
    fn day_after(&self, state: &State) -> Option<jiff::civil::Date> {
        let at =
            if state.more.is_empty() { state.batches.saturating_sub(1) } else { state.batches };
        let id = self.batches.get(at)?.matches.first()?;
        let date = self.view.match_by_id(*id)?.fixture.when.date;
        if state.batches == 0 && state.more.is_empty() { date.yesterday().ok() } else { Some(date) }
    }
}
