//! What is settled where groups of a stage have a say in each other: best thirds,
//! best runners-up, declared orders.

use std::collections::BTreeMap;
use std::time::Instant;

use girone_model::TeamId;
use girone_rules::Regulation;
use girone_rules::edition::{Berth, CrossRanking, RankingOf};
use girone_scenarios::{
    BerthOutlook, Budget, Given, InOrder, Places, Question, StageCertificate, StageGroup,
    StageTeam, TeamOutlook, Verdict, check_stage, stage_outlook,
};

use crate::{Error, Limits, Split, TableAnswer, View, Wish};

/// The groups of a stage, one of which is asked about, with what is supposed.
#[derive(Clone, Debug)]
pub struct Groups {
    all: Vec<(TableAnswer, Given)>,
    own: usize,
}

impl Groups {
    /// Finds the groups that have a say in a group's berths; the group alone where
    /// none has.
    pub(crate) fn around(view: &View, table: TableAnswer) -> Groups {
        let (mut all, own) = view.beside(&table);
        all[own].0 = table;
        Groups { all, own }
    }

    /// Takes all groups of a stage.
    pub(crate) fn of(all: Vec<(TableAnswer, Given)>, own: usize) -> Groups {
        Groups { all, own }
    }

    /// Returns the tables, in the order of the edition.
    pub fn tables(&self) -> impl Iterator<Item = &TableAnswer> {
        self.all.iter().map(|(table, _)| table)
    }

    /// Returns the group that is asked about.
    pub fn own(&self) -> &TableAnswer {
        &self.all[self.own].0
    }

    pub(crate) fn own_at(&self) -> usize {
        self.own
    }

    pub(crate) fn all(&self) -> &[(TableAnswer, Given)] {
        &self.all
    }

    /// Returns what is supposed of its remaining matches, scores apart.
    pub fn given(&self) -> &Given {
        &self.all[self.own].1
    }

    /// Counts what is supposed in: of the group asked about, or else of another.
    ///
    /// # Errors
    /// A text is not understood, or names no remaining match of any group.
    pub(crate) fn suppose(&mut self, view: &View, texts: &[String]) -> Result<(), Error> {
        let mut wishes: Vec<Vec<Wish>> = vec![Vec::new(); self.all.len()];
        for text in texts {
            match self.own().wish(view, text) {
                Ok(wish) => wishes[self.own].push(wish),
                Err(error) => {
                    let mut others = (0..self.all.len()).filter(|g| *g != self.own);
                    let found =
                        others.find_map(|g| Some((g, self.all[g].0.wish(view, text).ok()?)));
                    let (g, wish) = found.ok_or(error)?;
                    wishes[g].push(wish);
                }
            }
        }
        for (g, wishes) in wishes.iter().enumerate().filter(|(_, w)| !w.is_empty()) {
            self.all[g] = self.all[g].0.suppose(wishes);
        }
        Ok(())
    }
}

impl TableAnswer {
    /// Says whether a ranking across groups has a say in the berths of the table.
    pub(crate) fn has_ranks(&self) -> bool {
        self.tables().is_some_and(|t| t.berths.iter().any(|b| !b.ranks.is_empty()))
    }
}

impl View {
    /// Returns the groups that have a say in the berths of a table, and which of
    /// them it is: all of its stage where there are rankings across groups, or it
    /// alone.
    pub(crate) fn beside(&self, table: &TableAnswer) -> (Vec<(TableAnswer, Given)>, usize) {
        let nothing = |t: TableAnswer| {
            let given = Given::nothing(t.sheet.sheet.remaining.len());
            (t, given)
        };
        let address = format!("{}/{}", table.edition.id, table.stage);
        if table.has_ranks()
            && let Ok(groups) = self.tables(&address, Split::All)
            && let Some(own) = groups.iter().position(|g| g.group == table.group)
        {
            return (groups.into_iter().map(nothing).collect(), own);
        }
        (vec![nothing(table.clone())], 0)
    }

    /// Finds what is settled about the berths of all groups of a stage, by group,
    /// position in the sheet and order of the berths. `None` where no ranking across
    /// groups has a say. A group with a member that the record does not know, or with
    /// matches to come that it does not list, may end in any way.
    pub(crate) fn settled(
        &self,
        groups: &[(TableAnswer, Given)],
        limits: &Limits,
    ) -> Option<Vec<Vec<Vec<BerthOutlook>>>> {
        let (first, _) = groups.first()?;
        let tables = first.tables()?;
        let lacking = |g: &TableAnswer| g.sheet.unlisted > 0 || !g.sheet.unknown.is_empty();
        if !first.has_ranks() || groups.iter().all(|(g, _)| lacking(g)) {
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
                    .given(given.clone())
                    .lacking(lacking(g)),
            })
            .collect();
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        let budget = &mut Budget::until(limits.steps, &stop);
        let mut all = stage_outlook(tables, &stage, &across, limits.certificates, budget);
        let orders: BTreeMap<String, Vec<TeamId>> = (first.declared.iter())
            .filter_map(|(id, order)| Some((id.clone(), order.clone()?)))
            .collect();
        // A proof is shown only if the checker, which shares no code with the search,
        // accepts it.
        let accepted = |berth: &Berth, verdict: Verdict, proof: &StageCertificate| {
            let gets = verdict == Verdict::Through;
            check_stage(tables, &stage, &across, &orders, berth, gets, proof).is_ok()
        };
        for team in all.iter_mut().flatten() {
            for (berth, found) in tables.berths.iter().zip(&mut team.berths) {
                found.proof = found.proof.take().filter(|p| accepted(berth, found.verdict, p));
            }
        }
        let declared: BTreeMap<&str, Vec<Declared>> = tables
            .rankings
            .iter()
            .filter(|_| !groups.iter().any(|(g, _)| lacking(g)))
            .filter_map(|r| Some((r.id.as_str(), declared(r, groups, &all)?)))
            .collect();
        let shown = Shown { groups, stage: &stage, all: &all };
        let found = all.iter().zip(groups).enumerate().map(|(g, (teams, (group, _)))| {
            let ids = group.sheet.sheet.teams.iter();
            let teams = teams.iter().zip(ids).enumerate().map(|(t, (team, id))| {
                let berths = tables.berths.iter().zip(&team.berths);
                berths
                    .map(|(berth, found)| {
                        let mut found = found.clone();
                        if found.verdict == Verdict::Undecided {
                            match by_declaration(berth, &declared, *id, &team.outlook) {
                                Some(verdict) => found.verdict = verdict,
                                None => shown.open(berth, &declared, (g, t), &mut found),
                            }
                        }
                        let settled = matches!(found.verdict, Verdict::Through | Verdict::Out);
                        if limits.certificates && settled && found.proof.is_none() {
                            let gets = found.verdict == Verdict::Through;
                            found.proof = shown
                                .proof(berth, &declared, (g, t), gets)
                                .filter(|p| accepted(berth, found.verdict, p))
                                .map(|p| leanest(p, &|p| accepted(berth, found.verdict, p)));
                        }
                        found
                    })
                    .collect()
            });
            teams.collect()
        });
        Some(found.collect())
    }
}

/// Leaves out of a proof what it does not need, one thing after the other.
fn leanest(
    proof: StageCertificate,
    accepted: &dyn Fn(&StageCertificate) -> bool,
) -> StageCertificate {
    let places = (0..proof.places.len()).rev().map(|i| (None, i));
    let ahead = proof.declared.iter().enumerate();
    let ahead =
        ahead.flat_map(|(c, claim)| (0..claim.ahead.len()).rev().map(move |i| (Some(c), i)));
    let parts: Vec<(Option<usize>, usize)> = places.chain(ahead).collect();
    parts.into_iter().fold(proof, |proof, (claim, i)| {
        let mut less = proof.clone();
        match claim {
            None => drop(less.places.remove(i)),
            Some(c) => drop(less.declared[c].ahead.remove(i)),
        }
        if accepted(&less) { less } else { proof }
    })
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

/// Returns what each team of a declared order can become, in that order; `None`
/// where the record does not hold one of them.
///
/// A team that no group of the ranking has stays in the order whatever happens.
fn declared(
    ranking: &CrossRanking,
    groups: &[(TableAnswer, Given)],
    all: &[Vec<StageTeam>],
) -> Option<Vec<Declared>> {
    let RankingOf::Declared { passing_over, .. } = &ranking.of else { return None };
    let order = groups.first()?.0.declared.get(&ranking.id)?.as_ref()?;
    let passed: Places = passing_over.iter().copied().collect();
    let of = |id: &TeamId| {
        let among = groups.iter().zip(all).filter(|((g, _), _)| ranking.is_among(&g.group));
        let mut held = among.filter_map(|((group, _), teams)| {
            let at = group.sheet.sheet.index_of(*id)?;
            Some((group, &teams.get(usize::from(at))?.outlook))
        });
        let Some((group, outlook)) = held.next() else {
            return Declared {
                team: *id,
                can_rank: true,
                sure_to_rank: true,
                ranking_places: Places::NONE,
            };
        };
        let staying = Places::all(group.sheet.sheet.teams.len()).without(passed);
        Declared {
            team: *id,
            can_rank: !staying.without(outlook.impossible).is_empty(),
            sure_to_rank: outlook.verdict(staying) == Verdict::Through,
            ranking_places: staying,
        }
    };
    Some(order.iter().map(of).collect())
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

/// The completions that were found for the groups of a stage.
struct Shown<'a> {
    groups: &'a [(TableAnswer, Given)],
    stage: &'a [StageGroup<'a>],
    all: &'a [Vec<StageTeam>],
}

impl Shown<'_> {
    /// Collects why a verdict on a berth that a declared order gives is certain: what
    /// the team cannot become, and what those ahead of it cannot.
    fn proof(
        &self,
        berth: &Berth,
        declared: &BTreeMap<&str, Vec<Declared>>,
        (g, t): (usize, usize),
        gets: bool,
    ) -> Option<StageCertificate> {
        let id = self.groups[g].0.sheet.sheet.teams[t];
        let sure: Places = berth.places.iter().copied().collect();
        let mut in_orders = Vec::new();
        for ranking in berth.ranks.keys() {
            let order = declared.get(ranking.as_str())?;
            let outlook = &self.all[g].get(t)?.outlook;
            let at = order.iter().position(|d| {
                let places = d.ranking_places.without(sure).without(outlook.impossible);
                d.team == id && !places.is_empty()
            });
            // Where it has no say there is nothing to show.
            let Some(at) = at else { continue };
            let mut ahead = Vec::new();
            for d in order[..at].iter().filter(|d| if gets { !d.can_rank } else { d.sure_to_rank })
            {
                let held = self
                    .groups
                    .iter()
                    .enumerate()
                    .find_map(|(h, (group, _))| Some((h, group.sheet.sheet.index_of(d.team)?)));
                let Some((h, ix)) = held else { continue };
                let outlook = &self.all[h].get(usize::from(ix))?.outlook;
                let all = Places::all(self.groups[h].0.sheet.sheet.teams.len());
                let staying = d.ranking_places;
                let against = if gets { staying } else { all.without(staying) };
                ahead.push((h, ix, outlook.proofs(against).cloned().collect()));
            }
            in_orders.push(InOrder { ranking: ranking.clone(), ahead });
        }
        Some(StageCertificate {
            group: g,
            team: t as u8,
            places: self.all[g].get(t)?.outlook.certificates.clone(),
            across: Vec::new(),
            declared: in_orders,
        })
    }

    /// Tries to show that a berth which a declared order gives is open: one
    /// completion with it and one without.
    fn open(
        &self,
        berth: &Berth,
        declared: &BTreeMap<&str, Vec<Declared>>,
        (g, t): (usize, usize),
        found: &mut BerthOutlook,
    ) {
        let (Some((id, ranks)), 1) = (berth.ranks.iter().next(), berth.ranks.len()) else { return };
        let Some(order) = declared.get(id.as_str()) else { return };
        let team = self.groups[g].0.sheet.sheet.teams[t];
        let Some(at) = order.iter().position(|d| d.team == team) else { return };
        let last = ranks.iter().max().map_or(0, |r| usize::from(*r));
        if ranks.len() != last {
            return;
        }
        let sure: Places = berth.places.iter().copied().collect();
        let own = order[at].ranking_places.without(sure);
        let ahead = &order[..at];
        for wanted in [true, false] {
            let slot = if wanted { &found.gets } else { &found.misses };
            if slot.is_some() {
                continue;
            }
            // Of those ahead as many as can be have to drop out of the order, or stay.
            let mut completion = Vec::with_capacity(self.groups.len());
            let mut counted = 0;
            let mut whole = true;
            for h in 0..self.groups.len() {
                let here: Vec<(u8, &Declared)> = ahead
                    .iter()
                    .filter_map(|d| Some((self.groups[h].0.sheet.sheet.index_of(d.team)?, d)))
                    .collect();
                let question = &self.stage[h].question;
                let witnesses = self.all[h].iter().flat_map(|s| s.outlook.witnesses.iter());
                let best = witnesses
                    .filter(|(_, w)| {
                        h != g || question.places_in(w, t as u8).without(own).is_empty()
                    })
                    .map(|(_, w)| {
                        let fits = here.iter().filter(|(ix, d)| {
                            let places = question.places_in(w, *ix);
                            match wanted {
                                true => places.and(d.ranking_places).is_empty(),
                                false => places.without(d.ranking_places).is_empty(),
                            }
                        });
                        (fits.count(), w)
                    })
                    .max_by_key(|(fits, _)| *fits);
                match best {
                    Some((fits, w)) => {
                        counted += fits;
                        completion.push(w.clone());
                    }
                    None => whole = false,
                }
            }
            let nowhere = ahead
                .iter()
                .filter(|d| {
                    self.groups.iter().all(|(g, _)| g.sheet.sheet.index_of(d.team).is_none())
                })
                .count();
            let holds = match wanted {
                true => ahead.len() - counted < last,
                false => counted + nowhere >= last,
            };
            if whole && holds {
                let slot = if wanted { &mut found.gets } else { &mut found.misses };
                *slot = Some(completion);
            }
        }
        if found.gets.is_some() && found.misses.is_some() {
            found.verdict = Verdict::Open;
        }
    }
}
