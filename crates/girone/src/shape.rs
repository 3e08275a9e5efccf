//! The JSON that answers become. Keys are English and never localised.

mod needs;
mod proof;

use girone_model::{AsOf, Lang, Snapshot};
use girone_rules::{Reason, Separation, Value, criterion_words};
use serde::Serialize;

use crate::{TableAnswer, View};

pub use needs::{
    BerthShape, CertificateShape, ClauseShape, CombinedShape, ConditionsShape, FateShape,
    FatesShape, FixtureShape, HoldsShape, MatrixShape, NeedsShape, RangeShape, ScoreShape,
    SpanShape, StageScoresShape, TeamNeedsShape, TermShape, WitnessShape, fates, holds, needs,
};

/// The moment of an answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AsOfShape {
    /// What had happened by then.
    pub played_by: String,
    /// What was known by then.
    pub known_by: String,
}

impl From<AsOf> for AsOfShape {
    fn from(as_of: AsOf) -> AsOfShape {
        AsOfShape { played_by: as_of.played_by.to_string(), known_by: as_of.known_by.to_string() }
    }
}

/// A table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TableShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The id of the rule book.
    pub regulation: String,
    /// The hash of the record that the table was computed from.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The edition.
    pub edition: String,
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// Matches played.
    pub played: usize,
    /// Matches in all.
    pub matches: usize,
    /// The rows, first place first.
    pub rows: Vec<RowShape>,
    /// What would be needed to separate level teams.
    pub missing: Vec<MissingShape>,
    /// The notes below the table.
    pub notes: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowShape {
    /// The place, shared by level teams.
    pub place: u8,
    /// Whether the place is shared.
    pub level: bool,
    /// The id of the team.
    pub team: String,
    /// Its name.
    pub name: String,
    /// Matches played.
    pub played: u16,
    /// Matches won.
    pub won: u16,
    /// Matches drawn.
    pub drawn: u16,
    /// Matches lost.
    pub lost: u16,
    /// Goals scored.
    pub goals_for: u16,
    /// Goals conceded.
    pub goals_against: u16,
    /// Goals scored less goals conceded.
    pub goal_difference: i32,
    /// Points.
    pub points: i32,
    /// Points added by decision; negative if deducted.
    pub adjusted: i16,
    /// Matches in hand.
    pub in_hand: u16,
    /// Points behind the first.
    pub gap: i32,
    /// The results, oldest first, `W`, `D`, `L`.
    pub form: String,
    /// Why the team is below the one above it; null for the first and for level
    /// teams.
    pub separated_by: Option<ReasonShape>,
    /// The places still reachable, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_finish: Option<Vec<u8>>,
}

/// What separates two adjacent teams.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonShape {
    /// The criterion, e.g. `goal difference`, `head-to-head`, `points`.
    pub criterion: String,
    /// Within head-to-head, the count.
    pub count: Option<String>,
    /// The article.
    pub article: Option<String>,
    /// The value of the team above.
    pub above: String,
    /// The value of this team.
    pub below: String,
    /// The teams that were level when it was applied.
    pub among: Vec<String>,
    /// The reason in words.
    pub text: String,
}

/// What would be needed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingShape {
    /// The criterion.
    pub criterion: String,
    /// The teams that stay level.
    pub teams: Vec<String>,
}

fn value(v: &Value) -> String {
    match *v {
        Value::Whole(n) => n.to_string(),
        Value::Quotient(a, b) => format!("{a}/{b}"),
    }
}

/// Makes the shape of a table. `finish` gives the reachable places by position
/// in the sheet, or is empty.
pub fn table(view: &View, answer: &TableAnswer, lang: Lang, finish: &[Vec<u8>]) -> TableShape {
    let rows = &answer.table.rows;
    let key = |t| view.snapshot().directory.team(answer.team(t)).key.to_string();
    let name = |t| view.team_name(answer.team(t), lang).to_owned();
    let leader = rows.iter().map(|r| r.totals.points).max().unwrap_or(0);
    let reason = |i: usize, reason: &Reason| ReasonShape {
        criterion: reason
            .criterion
            .as_ref()
            .map_or("points".to_owned(), |c| criterion_words(c, Lang::En)),
        count: reason.count.map(|c| girone_rules::count_words(c, Lang::En).to_owned()),
        article: reason.article.clone(),
        above: value(&reason.above),
        below: value(&reason.below),
        among: reason.among.iter().map(|t| key(*t)).collect(),
        text: girone_rules::explain(
            &answer.regulation,
            &answer.sheet.sheet,
            (&rows[i - 1], &rows[i]),
            &answer.table.separations[i - 1],
            &name,
            lang,
        ),
    };
    TableShape {
        as_of: view.as_of().into(),
        regulation: answer.regulation.id.clone(),
        record: view.record_hash(),
        warnings: answer.warnings.clone(),
        edition: answer.edition.id.clone(),
        stage: answer.stage.clone(),
        group: answer.group.clone(),
        played: answer.played,
        matches: answer.total,
        rows: rows
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let t = &row.totals;
                RowShape {
                    place: row.place,
                    level: row.shared_by > 1,
                    team: key(row.team),
                    name: name(row.team),
                    played: t.played,
                    won: t.won,
                    drawn: t.drawn,
                    lost: t.lost,
                    goals_for: t.goals_for,
                    goals_against: t.goals_against,
                    goal_difference: t.goal_difference(),
                    points: t.points,
                    adjusted: row.adjusted,
                    in_hand: answer.in_hand(row.team),
                    gap: leader - t.points,
                    form: answer.form[usize::from(row.team)].iter().map(|l| l.letter()).collect(),
                    separated_by: match i.checked_sub(1).map(|j| &answer.table.separations[j]) {
                        Some(Separation::By(r)) => Some(reason(i, r)),
                        _ => None,
                    },
                    can_finish: finish.get(usize::from(row.team)).cloned(),
                }
            })
            .collect(),
        missing: answer
            .table
            .missing
            .iter()
            .map(|m| MissingShape {
                criterion: criterion_words(&m.criterion, Lang::En),
                teams: m.teams.iter().map(|t| key(*t)).collect(),
            })
            .collect(),
        notes: answer.notes(view, lang, crate::Explain::Short),
    }
}

/// A forecast.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForecastShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// The edition.
    pub edition: String,
    /// How many trials.
    pub trials: u64,
    /// The seed.
    pub seed: u64,
    /// The model.
    pub model: &'static str,
    /// What the strengths rest on.
    pub basis: String,
    /// What was supposed.
    pub supposed: Vec<String>,
    /// The teams.
    pub teams: Vec<TeamForecastShape>,
}

/// The chances of a team.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamForecastShape {
    /// The id of the team.
    pub team: String,
    /// Its stage.
    pub stage: String,
    /// Its group.
    pub group: String,
    /// The chance of each place, first place first.
    pub places: Vec<ChanceShape>,
    /// The chance of each berth, by id.
    pub berths: std::collections::BTreeMap<String, ChanceShape>,
    /// The chance to play in each round of ties.
    pub rounds: std::collections::BTreeMap<String, ChanceShape>,
    /// The chance of each berth if the next match is won, drawn, lost; null where
    /// it was never seen.
    pub after_next: std::collections::BTreeMap<String, [Option<f64>; 3]>,
}

/// A probability.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChanceShape {
    /// From 0 to 1; 0 and 1 only where it is proved.
    pub probability: f64,
    /// Whether it is proved rather than sampled.
    pub exact: bool,
}

impl From<girone_forecast::Chance> for ChanceShape {
    fn from(chance: girone_forecast::Chance) -> ChanceShape {
        ChanceShape {
            probability: chance.value(),
            exact: !matches!(chance, girone_forecast::Chance::Sampled(_)),
        }
    }
}

/// Makes the shape of a forecast.
pub fn forecast(view: &View, answer: &crate::ForecastAnswer) -> ForecastShape {
    let plan = &answer.plan;
    let mut teams = Vec::new();
    for (asked, g) in answer.groups.iter().enumerate() {
        let group = &plan.groups[*g];
        for (member, number) in group.members.iter().enumerate() {
            let id = plan.teams[usize::from(*number)];
            if !answer.shows(id) {
                continue;
            }
            let berths = answer.berths_of(asked);
            let named = |b: &usize| plan.berths[*b].id.clone();
            teams.push(TeamForecastShape {
                team: view.snapshot().directory.team(id).key.to_string(),
                stage: group.stage.clone(),
                group: group.name.clone(),
                places: (1..=group.members.len())
                    .map(|p| answer.place(asked, member, p as u8).into())
                    .collect(),
                berths: berths
                    .iter()
                    .filter_map(|b| Some((named(b), answer.berth(asked, id, *b)?.into())))
                    .collect(),
                rounds: answer
                    .rounds()
                    .into_iter()
                    .map(|r| {
                        let chance = answer.counts.reaches(plan, *number, &r);
                        (r, chance.into())
                    })
                    .collect(),
                after_next: berths
                    .iter()
                    .filter_map(|b| {
                        Some((named(b), answer.counts.berth_after_next(plan, *number, *b)?))
                    })
                    .collect(),
            });
        }
    }
    ForecastShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        edition: answer.edition.id.clone(),
        trials: answer.counts.trials,
        seed: answer.seed,
        model: answer.model.name(),
        basis: crate::render::basis_text(answer, Lang::En),
        supposed: answer.supposed.clone(),
        teams,
    }
}

/// Returns a hash of everything that a snapshot says, as 16 hexadecimal digits.
///
/// Equal records give equal hashes whatever order their files came in; it is a
/// fingerprint, not a signature.
pub(crate) fn hash(snapshot: &Snapshot) -> String {
    use std::hash::{Hash, Hasher};
    // FNV-1a: the same on every platform and in every version.
    struct Fnv(u64);
    impl Hasher for Fnv {
        fn finish(&self) -> u64 {
            self.0
        }
        fn write(&mut self, bytes: &[u8]) {
            for b in bytes {
                self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    let one = |text: &dyn Fn(&mut Fnv)| {
        let mut fnv = Fnv(0xcbf2_9ce4_8422_2325);
        text(&mut fnv);
        fnv.finish()
    };
    let d = &snapshot.directory;
    let mut sum: u64 = 0;
    for m in &snapshot.matches {
        let f = &m.fixture;
        sum = sum.wrapping_add(one(&|h| {
            h.write(f.when.date.to_string().as_bytes());
            h.write(d.team(f.teams.home).key.as_bytes());
            h.write(&[0]);
            h.write(d.team(f.teams.away).key.as_bytes());
            if let Some(happened) = &m.happened {
                happened.outcome.hash(h);
                for goal in &happened.goals {
                    goal.minute.hash(h);
                    goal.side.hash(h);
                    if let Some(scorer) = goal.scorer {
                        h.write(d.person(scorer).key.as_bytes());
                    }
                }
            }
        }));
    }
    for a in &snapshot.adjustments {
        sum = sum.wrapping_add(one(&|h| {
            h.write(a.edition.as_bytes());
            h.write(d.team(a.team).key.as_bytes());
            h.write(&a.points.to_le_bytes());
        }));
    }
    format!("{sum:016x}")
}
