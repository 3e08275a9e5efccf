//! What is decided, and what each team still needs.

use std::collections::BTreeMap;
use std::time::Instant;

use girone_model::{Localised, Match, TeamId, TeamIx};
use girone_rules::edition::{Berth, CrossRanking, RankingOf};
use girone_rules::{Regulation, table};
use girone_scenarios::{
    Budget, Conditions, Detail, Given, Holds, Places, Question, StageGroup, StageTeam, TeamOutlook,
    Verdict, Witness, conditions, holds, stage_outlook, suppose,
};

use crate::wish::given;
use crate::{Error, Limits, TableAnswer, View, What, Wish};

/// What is settled in one group.
#[derive(Clone, Debug)]
pub struct NeedsAnswer {
    /// The table, with what is supposed counted in.
    pub table: TableAnswer,
    /// What each team can still become, by position in the sheet.
    pub outlook: Vec<TeamOutlook>,
    /// What is supposed about margins.
    pub given: Given,
    /// What was supposed, as written.
    pub supposed: Vec<String>,
    /// What is settled about berths where other groups have a say, by position in
    /// the sheet and order of the berths; `None` where only places count.
    pub across: Option<Vec<Vec<Verdict>>>,
}

impl TableAnswer {
    /// Counts supposed scores as played and returns what is supposed of the rest.
    pub fn suppose(&self, wishes: &[Wish]) -> (TableAnswer, Given) {
        let scores: Vec<(usize, girone_model::BySide<u8>)> = wishes
            .iter()
            .filter_map(|w| match w.what {
                What::Score(score) => Some((w.game, score)),
                What::Margin(..) => None,
            })
            .collect();
        let (sheet, kept) = suppose(&self.sheet.sheet, &scores);
        let mut answer = self.clone();
        answer.sheet.remaining = kept.iter().map(|i| self.sheet.remaining[*i]).collect();
        answer.sheet.sheet = sheet;
        answer.table = table(&answer.regulation, &answer.sheet.sheet);
        answer.played += scores.len();
        let margins: Vec<Wish> = wishes
            .iter()
            .filter(|w| matches!(w.what, What::Margin(..)))
            .filter_map(|w| {
                let game = kept.iter().position(|k| *k == w.game)?;
                Some(Wish { game, what: w.what })
            })
            .collect();
        let given = given(answer.sheet.sheet.remaining.len(), &margins);
        (answer, given)
    }

    /// Returns what is settled about a berth for a team. Who else stands in a
    /// ranking across groups is not looked at: a place that may give the berth
    /// that way is neither through nor out.
    pub fn verdict(&self, outlook: &TeamOutlook, berth: &Berth) -> Verdict {
        let sure: Places = berth.places.iter().copied().collect();
        if berth.ranks.is_empty() {
            return outlook.verdict(sure);
        }
        let every = Places::all(self.sheet.sheet.teams.len());
        let maybe = self
            .tables()
            .into_iter()
            .flat_map(|t| &t.rankings)
            .filter(|r| berth.ranks.contains_key(&r.id))
            .map(|r| match &r.of {
                RankingOf::Places(places) => places.iter().copied().collect(),
                RankingOf::Declared { passing_over, .. } => {
                    let order = self.declared.get(&r.id).and_then(Option::as_ref);
                    if order.is_none_or(|teams| teams.contains(&self.team(outlook.team))) {
                        every.without(passing_over.iter().copied().collect())
                    } else {
                        Places::NONE
                    }
                }
            })
            .fold(Places::NONE, Places::or);
        match (outlook.verdict(sure), outlook.verdict(sure.or(maybe))) {
            (Verdict::Through, _) => Verdict::Through,
            (_, Verdict::Out) => Verdict::Out,
            _ => Verdict::Open,
        }
    }
}

impl NeedsAnswer {
    /// Returns a berth as it is for one team: without the rankings in which the
    /// team cannot take part because their order is declared and does not name it.
    pub fn berth_for(&self, view: &View, team: TeamIx, berth: &Berth) -> Berth {
        let mut own = berth.clone();
        let rankings = self.table.tables().map_or(&[][..], |t| t.rankings.as_slice());
        own.ranks.retain(|id, _| {
            rankings.iter().find(|r| r.id == *id).is_none_or(|r| match &r.of {
                RankingOf::Places(_) => true,
                RankingOf::Declared { order, .. } => {
                    order.iter().any(|name| view.named(name) == Some(self.table.team(team)))
                }
            })
        });
        own
    }

    /// Returns what is settled about a berth for a team.
    pub fn verdict(&self, view: &View, team: TeamIx, berth: &Berth) -> Verdict {
        let own = self.berth_for(view, team, berth);
        if own.ranks.is_empty() {
            return match self.outlook.get(usize::from(team)) {
                Some(outlook) => self.table.verdict(outlook, &own),
                None => Verdict::Undecided,
            };
        }
        if let (Some(across), Some(tables)) = (&self.across, self.table.tables())
            && let Some(at) = tables.berths.iter().position(|b| b.id == berth.id)
            && let Some(verdict) = across.get(usize::from(team)).and_then(|v| v.get(at))
        {
            return *verdict;
        }
        match self.outlook.get(usize::from(team)) {
            Some(outlook) => self.table.verdict(outlook, berth),
            None => Verdict::Undecided,
        }
    }
}

impl View {
    /// Answers what is decided and open in a group, under what is supposed.
    ///
    /// # Errors
    /// The address names no group, or a supposition is not understood.
    pub fn needs(
        &self,
        address: &str,
        supposed: &[String],
        limits: &Limits,
    ) -> Result<NeedsAnswer, Error> {
        let table = self.table(address)?;
        let wishes: Vec<Wish> =
            supposed.iter().map(|text| table.wish(self, text)).collect::<Result<_, _>>()?;
        let (table, given) = table.suppose(&wishes);
        let (mut groups, own) = self.beside(&table);
        groups[own] = (table, given);
        let mut needs = self.needs_of_stage(&groups, &[own], limits);
        let answer =
            needs.pop().map(|answer| NeedsAnswer { supposed: supposed.to_vec(), ..answer });
        answer.ok_or_else(|| Error::not_found(format!("`{address}` names no group")))
    }

    /// Returns the groups that have a say in the berths of a table, and which of
    /// them it is: all of its stage where there are rankings across groups, or it
    /// alone.
    pub(crate) fn beside(&self, table: &TableAnswer) -> (Vec<(TableAnswer, Given)>, usize) {
        let nothing = |t: TableAnswer| (t.clone(), Given::nothing(t.sheet.sheet.remaining.len()));
        let address = format!("{}/{}", table.edition.id, table.stage);
        if has_ranks(table)
            && let Ok(groups) = self.tables(&address, crate::Split::All)
            && let Some(own) = groups.iter().position(|g| g.group == table.group)
        {
            return (groups.into_iter().map(nothing).collect(), own);
        }
        (vec![nothing(table.clone())], 0)
    }

    /// Answers what is decided and open in the wanted ones of groups that have a
    /// say in each other's berths, each under what is supposed of it.
    pub(crate) fn needs_of_stage(
        &self,
        groups: &[(TableAnswer, Given)],
        wanted: &[usize],
        limits: &Limits,
    ) -> Vec<NeedsAnswer> {
        let mut across = match wanted.is_empty() {
            true => None,
            false => self.across(groups, limits),
        };
        wanted
            .iter()
            .map(|&own| {
                let (table, given) = &groups[own];
                NeedsAnswer {
                    table: table.clone(),
                    outlook: table.outlook_given(limits, given.clone()),
                    given: given.clone(),
                    supposed: Vec::new(),
                    across: across.as_mut().map(|all| std::mem::take(&mut all[own])),
                }
            })
            .collect()
    }

    /// Finds what is settled about the berths of the groups of a stage where
    /// rankings across groups have a say, by group, team and berth; `None` where
    /// none has, or where matches are to come that the record does not list.
    fn across(
        &self,
        groups: &[(TableAnswer, Given)],
        limits: &Limits,
    ) -> Option<Vec<Vec<Vec<Verdict>>>> {
        let (first, _) = groups.first()?;
        let tables = first.tables()?;
        if !has_ranks(first) {
            return None;
        }
        if groups.iter().any(|(g, _)| g.sheet.unlisted > 0 || !g.sheet.unknown.is_empty()) {
            return None;
        }
        let catalogue = self.desk().catalogue();
        let across: BTreeMap<String, Regulation> = tables
            .rankings
            .iter()
            .filter_map(|r| catalogue.regulation(&r.regulation).ok())
            .map(|r| (r.id.clone(), (**r).clone()))
            .collect();
        let stage: Vec<StageGroup<'_>> = groups
            .iter()
            .map(|(g, given)| StageGroup {
                name: &g.group,
                question: Question::new(&g.regulation, &g.sheet.sheet, limits.max_goals)
                    .given(given.clone()),
            })
            .collect();
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let all =
            stage_outlook(tables, &stage, &across, false, &mut Budget::until(limits.steps, &stop));
        let declared: BTreeMap<&str, Vec<Declared>> = tables
            .rankings
            .iter()
            .filter_map(|r| Some((r.id.as_str(), self.declared(r, groups, &all)?)))
            .collect();
        let of_team = |table: &TableAnswer, t: usize, team: &StageTeam| {
            let id = table.team(t as TeamIx);
            let berths = tables.berths.iter().zip(&team.berths);
            berths
                .map(|(berth, found)| match found.verdict {
                    Verdict::Undecided => by_declaration(berth, &declared, id, &team.outlook)
                        .unwrap_or(Verdict::Undecided),
                    verdict => verdict,
                })
                .collect()
        };
        let of_group = |((table, _), teams): (&(TableAnswer, Given), &Vec<StageTeam>)| {
            teams.iter().enumerate().map(|(t, team)| of_team(table, t, team)).collect()
        };
        let verdicts: Vec<_> = groups.iter().zip(&all).map(of_group).collect();
        (verdicts.len() == groups.len()).then_some(verdicts)
    }

    /// Returns what each team of a declared order can become, in that order.
    fn declared(
        &self,
        ranking: &CrossRanking,
        groups: &[(TableAnswer, Given)],
        all: &[Vec<StageTeam>],
    ) -> Option<Vec<Declared>> {
        let RankingOf::Declared { order, passing_over } = &ranking.of else { return None };
        let passed: Places = passing_over.iter().copied().collect();
        let teams = order.iter().filter_map(|name| {
            let id = self.named(name)?;
            let (g, t) = groups
                .iter()
                .enumerate()
                .find_map(|(g, (group, _))| Some((g, group.sheet.sheet.index_of(id)?)))?;
            let outlook = &all.get(g)?.get(usize::from(t))?.outlook;
            let every = Places::all(groups[g].0.sheet.sheet.teams.len());
            Some(Declared {
                team: id,
                can_rank: !every.without(passed).without(outlook.impossible).is_empty(),
                sure_to_rank: outlook.verdict(every.without(passed)) == Verdict::Through,
                ranking_places: every.without(passed),
            })
        });
        Some(teams.collect())
    }

    /// Returns the team of that name at the moment of the view, if there is one.
    pub(crate) fn named(&self, name: &str) -> Option<TeamId> {
        let on = self.as_of().played_by.date();
        self.snapshot().directory.team_named(name, on).ok().flatten()
    }

    /// Finds what a team needs for a berth that places of its group give.
    pub fn conditions(
        &self,
        answer: &NeedsAnswer,
        team: TeamIx,
        berth: &Berth,
        limits: &Limits,
    ) -> Conditions {
        let table = &answer.table;
        let question = Question::new(&table.regulation, &table.sheet.sheet, limits.max_goals)
            .given(answer.given.clone());
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let places = berth.places.iter().copied().collect();
        conditions(
            &question,
            team,
            places,
            Detail::Margins,
            &mut Budget::until(limits.steps, &stop),
        )
    }

    /// Answers a conditional statement: given all of `conditions`, is it certain
    /// that `statement` holds?
    ///
    /// # Errors
    /// The address names no group, or a text is not understood.
    pub fn holds(
        &self,
        address: &str,
        conditions: &[String],
        statement: &str,
        limits: &Limits,
    ) -> Result<HoldsAnswer, Error> {
        let table = self.table(address)?;
        let wishes: Vec<Wish> =
            conditions.iter().map(|text| table.wish(self, text)).collect::<Result<_, _>>()?;
        let (team, places) = table.places_wish(self, statement)?;
        let (table, given) = table.suppose(&wishes);
        let question = Question::new(&table.regulation, &table.sheet.sheet, limits.max_goals);
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let (holds, outlook) =
            holds(&question, given, team, places, &mut Budget::until(limits.steps, &stop));
        Ok(HoldsAnswer { table, team, places, holds, outlook })
    }
}

/// Says whether a ranking across groups has a say in the berths of a table.
fn has_ranks(table: &TableAnswer) -> bool {
    table.tables().is_some_and(|t| t.berths.iter().any(|b| !b.ranks.is_empty()))
}

/// A team of a declared order.
struct Declared {
    team: TeamId,
    /// Whether it may end in a place that leaves it in the order.
    can_rank: bool,
    /// Whether it surely does.
    sure_to_rank: bool,
    /// The places that leave it in the order.
    ranking_places: Places,
}

/// Settles a berth that a declared order gives, where counting those ahead is
/// enough: if even with all of them the rank is reached, every place outside the
/// group's own berths gives it; if those who surely stay ahead fill the ranks,
/// none does.
fn by_declaration(
    berth: &Berth,
    declared: &BTreeMap<&str, Vec<Declared>>,
    team: TeamId,
    outlook: &TeamOutlook,
) -> Option<Verdict> {
    let sure: Places = berth.places.iter().copied().collect();
    let mut places = sure;
    for (id, ranks) in &berth.ranks {
        let order = declared.get(id.as_str())?;
        let Some(at) = order.iter().position(|d| d.team == team) else { continue };
        let ahead = &order[..at];
        let last = usize::from(*ranks.iter().max()?);
        // Ranks from the first on: only then does a better rank never harm.
        if ranks.len() != last {
            return None;
        }
        if ahead.iter().filter(|d| d.can_rank).count() < last {
            places = places.or(order[at].ranking_places);
        } else if ahead.iter().filter(|d| d.sure_to_rank).count() < last {
            return match outlook.verdict(sure) {
                Verdict::Through => Some(Verdict::Through),
                _ => None,
            };
        }
    }
    Some(outlook.verdict(places))
}

/// The answer to a conditional statement.
#[derive(Clone, Debug)]
pub struct HoldsAnswer {
    /// The table, with supposed scores counted in.
    pub table: TableAnswer,
    /// The team the statement is about.
    pub team: TeamIx,
    /// The places it gives the team.
    pub places: Places,
    /// Whether it holds.
    pub holds: Holds,
    /// What the team can become under the conditions, with its proofs.
    pub outlook: TeamOutlook,
}

impl TableAnswer {
    /// Writes a completion as results: `Wales 1-0 Belgium, …`.
    pub fn completion_text(
        &self,
        view: &View,
        witness: &Witness,
        lang: girone_model::Lang,
    ) -> String {
        self.sheet
            .sheet
            .remaining
            .iter()
            .zip(&witness.scores)
            .map(|(fixture, score)| {
                let names = fixture.map(|t| view.team_name(self.team(t), lang));
                match lang {
                    girone_model::Lang::En => {
                        format!("{} {}-{} {}", names.home, score.home, score.away, names.away)
                    }
                    girone_model::Lang::It => {
                        format!("{}-{} {}-{}", names.home, names.away, score.home, score.away)
                    }
                }
            })
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// A fate that is fixed, and the match that fixed it.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The group.
    pub group: String,
    /// The team.
    pub team: TeamId,
    /// The id of the berth.
    pub berth_id: String,
    /// The name of the berth.
    pub berth: Localised,
    /// Through or out.
    pub verdict: Verdict,
    /// The match after which it was fixed; `None` if it always was.
    pub since: Option<Match>,
}

impl View {
    /// Says since which match each fate has been fixed, group by group: the table
    /// is taken back match by match. Ranks across groups are not looked at.
    ///
    /// # Errors
    /// The address names nothing.
    pub fn decided(&self, address: &str, limits: &Limits) -> Result<Vec<Fate>, Error> {
        let mut fates = Vec::new();
        for answer in self.tables(address, crate::Split::All)? {
            let Some(tables) = answer.tables() else { continue };
            let berths: Vec<Berth> = tables.berths.iter().filter(|b| !b.exit).cloned().collect();
            let n = answer.sheet.sheet.teams.len();
            // What is fixed now, and the number of results after which it was.
            let verdicts = |played: usize| -> Vec<Verdict> {
                let answer = answer.after(played);
                let outlook = answer.outlook(limits);
                let of = |t: usize| berths.iter().map(move |b| (t, b));
                (0..n)
                    .flat_map(of)
                    .map(|(t, b)| {
                        outlook.get(t).map_or(Verdict::Undecided, |o| answer.verdict(o, b))
                    })
                    .collect()
            };
            let total = answer.sheet.sheet.results.len();
            let now = verdicts(total);
            let fixed = |v: Verdict| matches!(v, Verdict::Through | Verdict::Out);
            let mut since: Vec<Option<usize>> =
                now.iter().map(|v| fixed(*v).then_some(total)).collect();
            for played in (0..total).rev() {
                let then = verdicts(played);
                let mut any = false;
                for (i, v) in then.iter().enumerate() {
                    if since[i] == Some(played + 1) && *v == now[i] {
                        since[i] = Some(played);
                        any = true;
                    }
                }
                if !any {
                    break;
                }
            }
            for (i, since) in since.iter().enumerate() {
                let Some(played) = since else { continue };
                let berth = &berths[i % berths.len()];
                let id = played
                    .checked_sub(1)
                    .and_then(|last| answer.sheet.sheet.results[last].match_id);
                fates.push(Fate {
                    group: answer.group.clone(),
                    team: answer.sheet.sheet.teams[i / berths.len()],
                    berth_id: berth.id.clone(),
                    berth: berth.name.clone(),
                    verdict: now[i],
                    since: id.and_then(|id| self.match_by_id(id)).cloned(),
                });
            }
        }
        Ok(fates)
    }
}

impl TableAnswer {
    /// Returns the table as it was after so many results; the later ones remain.
    fn after(&self, played: usize) -> TableAnswer {
        let mut answer = self.clone();
        let later: Vec<_> = answer.sheet.sheet.results.split_off(played);
        for line in later {
            answer.sheet.sheet.remaining.push(line.teams);
            answer.sheet.remaining.push(line.match_id);
        }
        answer
    }
}
