//! What is decided, and what each team still needs.

use std::time::Instant;

use girone_model::{TeamId, TeamIx};
use girone_rules::edition::{Berth, RankingOf};
use girone_rules::table;
use girone_scenarios::{
    BerthOutlook, Budget, Conditions, Detail, Given, Holds, Places, Question, StageWitness,
    TeamOutlook, Verdict, Witness, conditions, holds, suppose,
};

use crate::across::Groups;
use crate::refine::refined;
use crate::render::is_called;
use crate::wish::given;
use crate::{Error, Limits, Stated, TableAnswer, View, What, Wish};

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
    pub across: Option<Vec<Vec<BerthOutlook>>>,
    /// The groups of the stage, in the order of `BerthOutlook::gets`; the group alone
    /// where only places count.
    pub groups: Groups,
    /// The cap on goals under which it was asked.
    pub max_goals: Option<u8>,
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

    /// Returns a berth as it is for one team: without the rankings in which the
    /// team cannot take part because their order is declared and does not name it.
    /// An order with a name that the record does not hold may name any team.
    pub fn berth_for(&self, team: TeamIx, berth: &Berth) -> Berth {
        let mut own = berth.clone();
        let id = self.team(team);
        own.ranks.retain(|ranking, _| match self.declared.get(ranking) {
            Some(Some(order)) => order.contains(&id),
            Some(None) | None => true,
        });
        own
    }

    /// Returns what is settled about a berth for a team. Who else stands in a
    /// ranking across groups is not looked at: a place that may give the berth
    /// that way is neither through nor out, nor is it a completion without it.
    pub fn verdict(&self, outlook: &TeamOutlook, berth: &Berth) -> Verdict {
        let sure: Places = berth.places.iter().copied().collect();
        if berth.ranks.is_empty() {
            return outlook.verdict(sure);
        }
        let maybe = self.by_rank(outlook.team, berth);
        match (outlook.verdict(sure), outlook.verdict(sure.or(maybe))) {
            (Verdict::Through, _) => Verdict::Through,
            (_, Verdict::Out) => Verdict::Out,
            (Verdict::Open, Verdict::Open) => Verdict::Open,
            _ => Verdict::Undecided,
        }
    }

    /// Returns the places in which a team takes part in a ranking across groups that
    /// may give it the berth.
    pub fn by_rank(&self, team: TeamIx, berth: &Berth) -> Places {
        let every = Places::all(self.sheet.sheet.teams.len());
        self.tables()
            .into_iter()
            .flat_map(|t| &t.rankings)
            .filter(|r| berth.ranks.contains_key(&r.id))
            .map(|r| match &r.of {
                RankingOf::Places(places) => places.iter().copied().collect(),
                RankingOf::Declared { passing_over, .. } => {
                    let order = self.declared.get(&r.id).and_then(Option::as_ref);
                    if order.is_none_or(|teams| teams.contains(&self.team(team))) {
                        every.without(passing_over.iter().copied().collect())
                    } else {
                        Places::NONE
                    }
                }
            })
            .fold(Places::NONE, Places::or)
    }
}

impl NeedsAnswer {
    /// Returns a berth as it is for one team; see [`TableAnswer::berth_for`].
    pub fn berth_for(&self, team: TeamIx, berth: &Berth) -> Berth {
        self.table.berth_for(team, berth)
    }

    /// Returns what is settled about a berth for a team where other groups have a
    /// say; `None` where only places count or other groups are not known.
    pub fn across_of(&self, team: TeamIx, berth: &Berth) -> Option<&BerthOutlook> {
        let at = self.table.tables()?.berths.iter().position(|b| b.id == berth.id)?;
        if berth.ranks.is_empty() {
            return None;
        }
        self.across.as_ref()?.get(usize::from(team))?.get(at)
    }

    /// Says whether a checked certificate stands behind a verdict that other groups
    /// have a say in; `None` where they have none or the verdict is not settled.
    ///
    /// Without one the verdict rests on the search alone: results left out, and goals
    /// scored that are too few or too many only because of the place they are to bring,
    /// are not proved by records.
    pub fn certified(&self, team: TeamIx, berth: &Berth) -> Option<bool> {
        let across = self.across_of(team, berth)?;
        let settled = matches!(across.verdict, Verdict::Through | Verdict::Out);
        settled.then_some(across.proof.is_some())
    }

    /// Returns what is settled about a berth for a team.
    pub fn verdict(&self, team: TeamIx, berth: &Berth) -> Verdict {
        let own = self.berth_for(team, berth);
        let outlook = self.outlook.get(usize::from(team));
        match (outlook, self.across_of(team, &own)) {
            (Some(outlook), _) if own.ranks.is_empty() => self.table.verdict(outlook, &own),
            (_, Some(across)) => across.verdict,
            (Some(outlook), None) => self.table.verdict(outlook, &own),
            (None, None) => Verdict::Undecided,
        }
    }

    /// Says whether so few matches remain that conditions are listed in full: one
    /// for each team, or few in all.
    pub fn few_remain(&self) -> bool {
        self.few(LAST_ROUNDS)
    }

    /// The same with another number of matches in all.
    pub fn few(&self, most: usize) -> bool {
        let remaining = &self.table.sheet.sheet.remaining;
        let left =
            |t: usize| remaining.iter().filter(|f| f.side_of(&(t as TeamIx)).is_some()).count();
        remaining.len() <= most || (0..self.table.sheet.sheet.teams.len()).all(|t| left(t) <= 1)
    }
}

/// What a question is about: one team or berth, or all.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// The name of the team.
    pub team: Option<&'a str>,
    /// The id of the berth.
    pub berth: Option<&'a str>,
}

/// How many fixtures may remain for conditions to be listed in full.
const LAST_ROUNDS: usize = 4;

impl View {
    /// Answers what is decided and open in a group, under what is supposed. Where
    /// other groups have a say, results in them can be supposed too.
    ///
    /// # Errors
    /// The address names no group, or a supposition is not understood.
    pub fn needs(
        &self,
        address: &str,
        supposed: &[String],
        limits: &Limits,
    ) -> Result<NeedsAnswer, Error> {
        self.needs_about(address, supposed, About::default(), limits)
    }

    /// Answers the same about one team or berth. Other groups of the stage are gone
    /// through only where what is asked about depends on them.
    ///
    /// # Errors
    /// The address names no group, or a supposition is not understood.
    pub fn needs_about(
        &self,
        address: &str,
        supposed: &[String],
        about: About<'_>,
        limits: &Limits,
    ) -> Result<NeedsAnswer, Error> {
        let mut groups = Groups::around(self, self.table(address)?);
        groups.suppose(self, supposed)?;
        let table = groups.own();
        let outlook = table.outlook_given(limits, groups.given().clone());
        let team = about.team.and_then(|name| self.named(name));
        let ix = team.and_then(|id| table.sheet.sheet.index_of(id));
        let settled = |t: TeamIx, berth: &Berth| {
            let of = outlook.get(usize::from(t));
            let verdict = of.map(|o| table.verdict(o, &table.berth_for(t, berth)));
            matches!(verdict, Some(Verdict::Through | Verdict::Out))
        };
        let asked = |berth: &&Berth| about.berth.is_none_or(|wanted| is_called(berth, wanted));
        let mut ranked = table.tables().into_iter().flat_map(|t| &t.berths).filter(asked);
        let teams = 0..table.sheet.sheet.teams.len() as TeamIx;
        let depends = ranked.any(|berth| {
            let mut teams = teams.clone().filter(|t| ix.is_none_or(|ix| ix == *t));
            !berth.ranks.is_empty() && teams.any(|t| !settled(t, berth))
        });
        if !depends {
            let groups = Groups::of(vec![groups.all()[groups.own_at()].clone()], 0);
            return Ok(self.answer_with(groups, outlook, None, supposed, limits));
        }
        let own = groups.own_at();
        let all = self.settled(groups.all(), limits);
        let across = all.map(|mut all| all.swap_remove(own));
        Ok(self.answer_with(groups, outlook, across, supposed, limits))
    }

    /// Answers what is decided and open in a group whose table is at hand.
    pub fn needs_of(&self, table: TableAnswer, limits: &Limits) -> NeedsAnswer {
        self.needs_among(Groups::around(self, table), &[], limits)
    }

    /// Answers what is decided and open in all groups of an edition; a stage whose
    /// groups have a say in each other is gone through once.
    ///
    /// # Errors
    /// There is no such edition, or the record lacks what a table needs.
    pub fn needs_of_edition(
        &self,
        edition: &str,
        limits: &Limits,
    ) -> Result<Vec<NeedsAnswer>, Error> {
        let mut stages: Vec<Vec<(TableAnswer, Given)>> = Vec::new();
        for table in self.tables(edition, crate::Split::All)? {
            let given = Given::nothing(table.sheet.sheet.remaining.len());
            match stages.last_mut().filter(|s| s[0].0.stage == table.stage) {
                Some(stage) => stage.push((table, given)),
                None => stages.push(vec![(table, given)]),
            }
        }
        let of = |stage: &Vec<(TableAnswer, Given)>| {
            let all: Vec<usize> = (0..stage.len()).collect();
            self.needs_of_stage(stage, &all, limits)
        };
        Ok(stages.iter().flat_map(of).collect())
    }

    fn needs_among(&self, groups: Groups, supposed: &[String], limits: &Limits) -> NeedsAnswer {
        let own = groups.own_at();
        let settled = self.settled(groups.all(), limits);
        self.needs_answer(groups, settled.map(|mut all| all.swap_remove(own)), supposed, limits)
    }

    /// Answers what is decided and open in the wanted ones of groups that have a
    /// say in each other's berths, each under what is supposed of it.
    pub(crate) fn needs_of_stage(
        &self,
        groups: &[(TableAnswer, Given)],
        wanted: &[usize],
        limits: &Limits,
    ) -> Vec<NeedsAnswer> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let settled = self.settled(groups, limits);
        let of = |own: &usize| {
            let across = settled.as_ref().map(|all| all[*own].clone());
            self.needs_answer(Groups::of(groups.to_vec(), *own), across, &[], limits)
        };
        wanted.iter().map(of).collect()
    }

    fn needs_answer(
        &self,
        groups: Groups,
        across: Option<Vec<Vec<BerthOutlook>>>,
        supposed: &[String],
        limits: &Limits,
    ) -> NeedsAnswer {
        let outlook = groups.own().outlook_given(limits, groups.given().clone());
        self.answer_with(groups, outlook, across, supposed, limits)
    }

    fn answer_with(
        &self,
        groups: Groups,
        outlook: Vec<TeamOutlook>,
        across: Option<Vec<Vec<BerthOutlook>>>,
        supposed: &[String],
        limits: &Limits,
    ) -> NeedsAnswer {
        let (table, given) = (groups.own().clone(), groups.given().clone());
        NeedsAnswer {
            outlook,
            table,
            given,
            supposed: supposed.to_vec(),
            across,
            groups,
            max_goals: limits.max_goals,
        }
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
        let question = Question::new(&table.regulation, &table.sheet.sheet, limits.margins());
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let budget = &mut Budget::until(limits.steps, &stop);
        let places = berth.places.iter().copied().collect();
        if answer.given == Given::nothing(table.sheet.sheet.remaining.len()) {
            return refined(&question, team, places, budget);
        }
        conditions(&question.given(answer.given.clone()), team, places, Detail::Margins, budget)
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
        let mut groups = Groups::around(self, self.table(address)?);
        let (team, stated) = groups.own().statement(self, statement)?;
        groups.suppose(self, conditions)?;
        let (table, given) = (groups.own().clone(), groups.given().clone());
        let (berth, places) = match stated {
            Stated::Places(places) => (None, places),
            Stated::Berth { berth, gets } => {
                let own = table.berth_for(team, &berth);
                let places: Places = own.places.iter().copied().collect();
                let every = Places::all(table.sheet.sheet.teams.len());
                let stated = if gets { places } else { every.without(places) };
                ((!own.ranks.is_empty()).then_some((own, gets)), stated)
            }
        };
        let question = Question::new(&table.regulation, &table.sheet.sheet, limits.max_goals);
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let (mut holds, outlook) =
            holds(&question, given, team, places, &mut Budget::until(limits.steps, &stop));
        let mut elsewhere = None;
        if let Some((berth, gets)) = &berth {
            let at = table.tables().and_then(|t| t.berths.iter().position(|b| b.id == berth.id));
            let found = self
                .settled(groups.all(), limits)
                .and_then(|all| Some(all[groups.own_at()][usize::from(team)].get(at?)?.clone()));
            let own = |w: &Option<girone_scenarios::StageWitness>| {
                w.as_ref().and_then(|w| w.get(groups.own_at()).cloned())
            };
            holds = match (&found, &holds) {
                (_, Holds::Contradiction) => Holds::Contradiction,
                (Some(found), _) => across_groups(
                    if *gets { found.verdict } else { opposite(found.verdict) },
                    own(if *gets { &found.gets } else { &found.misses }),
                    own(if *gets { &found.misses } else { &found.gets }),
                ),
                (None, _) => Holds::Undecided { example: None, counter_example: None },
            };
            elsewhere = found.map(|f| if *gets { (f.gets, f.misses) } else { (f.misses, f.gets) });
        }
        let berth = berth.map(|(berth, _)| berth);
        Ok(HoldsAnswer { table, team, places, berth, holds, outlook, groups, elsewhere })
    }
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Through => Verdict::Out,
        Verdict::Out => Verdict::Through,
        other => other,
    }
}

/// What a verdict says about a statement, with what shows it.
fn across_groups(
    verdict: Verdict,
    example: Option<Witness>,
    counter_example: Option<Witness>,
) -> Holds {
    match (verdict, example, counter_example) {
        (Verdict::Through, ..) => Holds::Always,
        (Verdict::Out, _, Some(counter_example)) => Holds::Never { counter_example },
        (Verdict::Open, Some(example), Some(counter_example)) => {
            Holds::Sometimes { example, counter_example }
        }
        (_, example, counter_example) => Holds::Undecided { example, counter_example },
    }
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
    /// The berth it is about, where ranks across groups may give it too.
    pub berth: Option<Berth>,
    /// Whether it holds.
    pub holds: Holds,
    /// What the team can become under the conditions, with its proofs.
    pub outlook: TeamOutlook,
    /// The groups that have a say.
    pub groups: Groups,
    /// Scores in all of them with which it holds, and with which it does not, where
    /// ranks across groups have a say.
    pub elsewhere: Option<(Option<StageWitness>, Option<StageWitness>)>,
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
