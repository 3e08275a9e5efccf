//! What follows from a result still to come, by the exact engine.

use girone_model::{BySide, Lang, TeamIx};
use girone_rules::{Format, table};

use super::*;
use crate::claim::{Fate, Supposed};
use crate::number::ordinal;
use crate::prepared::{Assumed, Certainty};

/// Whether something is certain if something else is supposed.
pub(crate) enum Follows {
    Yes,
    /// It is not: a reason.
    No(Reason),
    /// Not found out.
    Open,
}

/// Why a conditional statement does not follow.
pub(crate) enum Reason {
    /// It can come otherwise: the matches left as they may end, with the place that
    /// the team then has.
    Otherwise { scores: Vec<(TeamId, TeamId, BySide<u8>)>, team: TeamId, place: u8 },
    /// What is said to be needed is not: less is enough.
    NotNeeded(Outcome),
}

impl Reason {
    /// Says it in a language.
    pub(crate) fn text(&self, prepared: &Prepared, lang: Lang) -> String {
        let name = |t: &TeamId| prepared.snapshot.directory.team(*t).name.get(lang).to_owned();
        match self {
            Reason::Otherwise { scores, team, place } => {
                let told: Vec<String> = scores
                    .iter()
                    .map(|(home, away, goals)| {
                        format!("{} {}-{} {}", name(home), goals.home, goals.away, name(away))
                    })
                    .collect();
                let place = ordinal(u32::from(*place), lang, false);
                let told = told.join(", ");
                match lang {
                    Lang::En => {
                        format!("not certain: with {told}, {} would finish {place}", name(team))
                    }
                    Lang::It => {
                        let the = prepared.snapshot.directory.team(*team).the_it();
                        format!("non è certo: con {told} {the} chiuderebbe al {place} posto")
                    }
                }
            }
            Reason::NotNeeded(Outcome::Lost) => match lang {
                Lang::En => "not needed: it is certain even with a defeat".to_owned(),
                Lang::It => "non serve: è certo anche con una sconfitta".to_owned(),
            },
            Reason::NotNeeded(_) => match lang {
                Lang::En => "not needed: a draw is enough".to_owned(),
                Lang::It => "non serve: basta un pareggio".to_owned(),
            },
        }
    }
}

/// How many matches a reason may tell.
const MOST_TOLD: usize = 6;

impl Judge<'_> {
    /// The places of a table that bring a fate for certain; `None` where it depends
    /// on other tables too.
    pub(crate) fn places_of(&self, at: TableRef, fate: Fate) -> Option<Vec<u8>> {
        let berths = self.berths(at, fate)?;
        if fate != Fate::Out {
            return Some(berths.sure);
        }
        let teams = self.prepared.group(at).teams.len() as u8;
        let lost = |p: &u8| !berths.sure.contains(p) && !berths.may.contains(p);
        (!berths.anywhere).then(|| (1..=teams).filter(lost).collect())
    }

    /// Whether what a conditional claim says follows; `None` for what is none, or
    /// where the matches left are not all known.
    pub(crate) fn follows(&self, claim: &Claim, cut: &Cut) -> Option<Follows> {
        let Claim::Conditional { table: at, team, supposed, needed, places, .. } = claim else {
            return None;
        };
        let view = self.table(*at, cut).filter(|v| v.certain)?;
        let exact = self.prepared.exact.as_ref()?;
        let group = self.prepared.group(*at);
        let stage = &self.prepared.edition(at.edition).stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let regulation = self.prepared.regulation(&tables.regulation)?;
        let own = view.sheet.index_of(*team)?;
        let assume = |s: &Supposed, results: &[Outcome]| {
            let of = view.sheet.index_of(s.team)?;
            let game = self.game_left(&view.sheet, (of, view.sheet.index_of(s.other)?), cut)?;
            Some(assumed(game, view.sheet.remaining[game].home == of, results))
        };
        let given: Vec<Assumed> =
            supposed.iter().map(|s| assume(s, &s.results)).collect::<Option<_>>()?;
        let certain =
            |given: &[Assumed]| exact.certain(regulation, &view.sheet, given, own, places);
        Some(match certain(&given) {
            Certainty::Always if *needed => {
                let first = supposed.first()?;
                let less = less(first);
                match certain(&[assume(first, &[less])?]) {
                    Certainty::Always => Follows::No(Reason::NotNeeded(less)),
                    Certainty::Not(_) => Follows::Yes,
                    Certainty::Undecided => Follows::Open,
                }
            }
            Certainty::Always => Follows::Yes,
            Certainty::Not(scores) => {
                let mut played = view.sheet.clone();
                let left = std::mem::take(&mut played.remaining);
                for (teams, goals) in left.iter().zip(&scores) {
                    played.results.push(girone_model::Line::of(*teams, *goals));
                }
                let row = table(regulation, &played).rows.into_iter().find(|r| r.team == own)?;
                let team_of = |ix: TeamIx| view.sheet.teams[usize::from(ix)];
                let told: Vec<_> = left
                    .iter()
                    .zip(&scores)
                    .map(|(t, goals)| (team_of(t.home), team_of(t.away), *goals))
                    .collect();
                let shown = told.len() <= MOST_TOLD && !places.contains(&row.place);
                match shown {
                    true => Follows::No(Reason::Otherwise {
                        scores: told,
                        team: *team,
                        place: row.place,
                    }),
                    false => Follows::Open,
                }
            }
            Certainty::Undecided => Follows::Open,
        })
    }

    /// The match of two teams that remains, the next one where there are two.
    fn game_left(
        &self,
        sheet: &girone_model::Sheet,
        (own, other): (TeamIx, TeamIx),
        cut: &Cut,
    ) -> Option<usize> {
        let left: Vec<usize> = (0..sheet.remaining.len())
            .filter(|g| {
                let t = &sheet.remaining[*g];
                t.side_of(&own).is_some() && t.side_of(&other).is_some()
            })
            .collect();
        let [_, _, ..] = left.as_slice() else { return left.first().copied() };
        let team = |ix: TeamIx| sheet.teams[usize::from(ix)];
        let day = |game: &usize| {
            let t = &sheet.remaining[*game];
            let (home, away) = (team(t.home), team(t.away));
            let of = self.prepared.indices_of(home).iter();
            of.map(|i| (*i, self.prepared.get(*i)))
                .filter(|(i, m)| {
                    m.fixture.teams.home == home
                        && m.fixture.teams.away == away
                        && !cut.includes(*i, m, &self.subjects)
                })
                .map(|(_, m)| m.fixture.when.date)
                .min()
        };
        left.into_iter().filter(|g| day(g).is_some()).min_by_key(day)
    }
}

/// The margins of a match, home less away, that go with results of one side.
fn assumed(game: usize, home: bool, results: &[Outcome]) -> Assumed {
    let margin = |o: &Outcome| match o {
        Outcome::Won => (Some(1), None),
        Outcome::Drawn => (Some(0), Some(0)),
        Outcome::Lost => (None, Some(-1)),
    };
    let least = results.iter().map(|o| margin(o).0.unwrap_or(i32::MIN)).min();
    let most = results.iter().map(|o| margin(o).1.unwrap_or(i32::MAX)).max();
    let (least, most) = (least.filter(|m| *m > i32::MIN), most.filter(|m| *m < i32::MAX));
    match home {
        true => Assumed { game, least, most },
        false => Assumed { game, least: most.map(|m| -m), most: least.map(|m| -m) },
    }
}

/// The best result below those that are said to be needed.
fn less(supposed: &Supposed) -> Outcome {
    match supposed.results.contains(&Outcome::Drawn) {
        true => Outcome::Lost,
        false => Outcome::Drawn,
    }
}
