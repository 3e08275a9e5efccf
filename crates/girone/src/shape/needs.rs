//! The JSON of what is decided: verdicts, witnesses, certificates, conditions.

use girone_model::{Lang, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Clause, Conditions, Places, Question, Verdict, Witness, check};
use serde::Serialize;

use super::{AsOfShape, proof};
use crate::render::{ConditionWriter, certificate_text, lay_out, stage_proof_text, verdict_text};
use crate::{Limits, NeedsAnswer, TableAnswer, View};

/// What is decided in a group.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedsShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The id of the rule book.
    pub regulation: String,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The edition.
    pub edition: String,
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// Matches played, supposed scores included.
    pub played: usize,
    /// Matches in all.
    pub matches: usize,
    /// The most goals of a team in one remaining match; null for no limit.
    pub max_goals: Option<u8>,
    /// Whether every place of every team is decided: possible or impossible.
    pub complete: bool,
    /// What was supposed.
    pub supposed: Vec<String>,
    /// The remaining matches; witnesses give their scores in this order.
    pub remaining: Vec<FixtureShape>,
    /// The teams in the order of the table.
    pub teams: Vec<TeamNeedsShape>,
    /// Where two matches remain: who gets a berth by the margins of the two, for each
    /// berth that is open.
    pub matrices: Vec<MatrixShape>,
}

/// Who gets a berth by the margins of the two matches that remain.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatrixShape {
    /// The id of the berth.
    pub berth: String,
    /// The margins of the home team in the first remaining match, row by row.
    pub rows: Vec<SpanShape>,
    /// The same in the second remaining match, column by column.
    pub columns: Vec<SpanShape>,
    /// By row and column, who gets it.
    pub cells: Vec<Vec<FatesShape>>,
    /// The letters under which `cells` name teams: those that are not out everywhere.
    pub letters: std::collections::BTreeMap<String, String>,
}

/// Margins from one to another.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpanShape {
    /// The least margin; null for no limit.
    pub least: Option<i32>,
    /// The largest margin; null for no limit.
    pub most: Option<i32>,
    /// The margins in words.
    pub text: String,
}

/// The fates in one cell of a matrix.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FatesShape {
    /// The letters of those who get the berth.
    pub through: String,
    /// The letters of those for whom margins, goals, lots or other groups decide.
    pub open: String,
}

/// A match to be played.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FixtureShape {
    /// The name of the home team.
    pub home: String,
    /// The name of the away team.
    pub away: String,
    /// The day; null where the record does not hold it.
    pub date: Option<String>,
}

/// What is decided about a team.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamNeedsShape {
    /// The id of the team.
    pub team: String,
    /// Its name.
    pub name: String,
    /// Its points.
    pub points: i32,
    /// The places it can still take.
    pub possible: Vec<u8>,
    /// The places it cannot take.
    pub impossible: Vec<u8>,
    /// The places that were not decided within the limit.
    pub undecided: Vec<u8>,
    /// The best place that is not excluded.
    pub best: Option<u8>,
    /// The worst place that is not excluded.
    pub worst: Option<u8>,
    /// The verdict on each berth.
    pub berths: Vec<BerthShape>,
    /// For each possible place scorelines of the remaining matches.
    pub witnesses: Vec<WitnessShape>,
    /// For the impossible places proofs, where they were asked for.
    pub certificates: Vec<CertificateShape>,
    /// Whether every possible place has a witness that the table confirms and every
    /// impossible one a certificate that the checker accepts.
    pub checked: bool,
}

/// The verdict on a berth.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BerthShape {
    /// The id of the berth.
    pub berth: String,
    /// Its name.
    pub name: String,
    /// The places that give it.
    pub places: Vec<u8>,
    /// `through`, `out`, `open` or `undecided`.
    pub verdict: &'static str,
    /// Where ranks across groups have a say: scores of all remaining matches of the
    /// stage with which the team gets it.
    pub gets: Option<StageScoresShape>,
    /// The same with which it does not.
    pub misses: Option<StageScoresShape>,
    /// Where ranks across groups have a say and records prove the verdict: why, for a
    /// person; the checker has accepted the proof.
    pub proof: Option<String>,
    /// Where ranks across groups have a say and the verdict is settled: whether a
    /// checked certificate stands behind it; without one it rests on the search alone.
    pub certified: Option<bool>,
    /// What the team needs, where it is open, places of the group alone decide and
    /// few matches remain.
    pub conditions: Option<ConditionsShape>,
}

/// Scores of all remaining matches of a stage.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageScoresShape {
    /// The scores, group by group.
    pub scores: Vec<ScoreShape>,
    /// Whether cards at the end are assumed that are still to be shown.
    pub cards: bool,
}

/// The score of a match.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreShape {
    /// The group.
    pub group: String,
    /// The name of the home team.
    pub home: String,
    /// The name of the away team.
    pub away: String,
    /// Goals of the home team.
    pub home_goals: u8,
    /// Goals of the away team.
    pub away_goals: u8,
}

/// Scorelines that lead to a place.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WitnessShape {
    /// The places; several where only lots or missing data would separate teams.
    pub places: Vec<u8>,
    /// The scorelines as text.
    pub scores: String,
    /// The scores alone, in the order of `remaining`.
    pub goals: Vec<String>,
    /// Conduct points of all teams at the end, in the order of the table's teams,
    /// where cards decide.
    pub conduct: Option<Vec<Option<i32>>>,
    /// Whether the ordinary table, computed with these scores, shows the team there.
    pub checked: bool,
}

/// The proof that places are impossible.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateShape {
    /// The places.
    pub places: Vec<u8>,
    /// `points` (by points alone), `standings` or `cases`.
    pub kind: &'static str,
    /// What it says, for a person.
    pub text: String,
    /// Whether the checker, which shares no code with the search, accepts it.
    pub checked: bool,
    /// How many nodes the proof has.
    pub size: usize,
    /// The proof; null where it has more than 5,000 nodes.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub proof: serde_json::Value,
}

/// What a team needs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConditionsShape {
    /// The most goals of a team in one match that margins reckon with; null for no
    /// limit.
    pub max_goals: Option<u8>,
    /// Whether the lists are complete.
    pub exact: bool,
    /// How many combinations of results or margins the limit left unsettled.
    pub unsettled: u64,
    /// If any of these holds the berth is sure.
    pub sure: Vec<ClauseShape>,
    /// Where it depends on more than margins or results; if none of these and none
    /// of `sure` holds the berth is missed.
    pub open: Vec<ClauseShape>,
    /// What the open cases depend on: `margins`, `goals`, `cards`, `lots`.
    pub depends_on: Vec<&'static str>,
    /// The matches that matter, as positions in `remaining`, from 0.
    pub matches: Vec<usize>,
}

/// Conditions that have to hold together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClauseShape {
    /// The clause in words.
    pub text: String,
    /// Ranges of single matches.
    pub ranges: Vec<RangeShape>,
    /// Combined margins.
    pub combined: Vec<CombinedShape>,
}

/// A range of margins of one match.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RangeShape {
    /// The match, as a position in `remaining`, from 0.
    #[serde(rename = "match")]
    pub game: usize,
    /// The least margin, home less away; null for no limit.
    pub least: Option<i32>,
    /// The largest margin; null for no limit.
    pub most: Option<i32>,
}

/// A condition on several margins: the sum of factor times margin is at least so
/// much.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CombinedShape {
    /// The terms.
    pub terms: Vec<TermShape>,
    /// The least sum.
    pub at_least: i32,
}

/// A term of a combined margin.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TermShape {
    /// The match, as a position in `remaining`, from 0.
    #[serde(rename = "match")]
    pub game: usize,
    /// The factor of its margin, home less away.
    pub factor: i8,
}

/// A proof with more nodes than this is only counted.
const MOST_NODES: usize = 5000;

/// Makes the shape of what is decided. Conditions are listed where few matches
/// remain, under `limits`.
pub fn needs(
    view: &View,
    answer: &NeedsAnswer,
    berths: &[Berth],
    team: Option<TeamIx>,
    limits: &Limits,
) -> NeedsShape {
    let table = &answer.table;
    let mut warnings = table.warnings.clone();
    if answer.outlook.is_empty() {
        warnings.push("nothing can be certain before all remaining matches are known".to_owned());
    }
    let (name, day) = (
        |t: TeamIx| view.team_name(table.team(t), Lang::En).to_owned(),
        |id: girone_model::MatchId| Some(view.match_by_id(id)?.fixture.when.date.to_string()),
    );
    let remaining = table.sheet.sheet.remaining.iter().zip(&table.sheet.remaining);
    NeedsShape {
        as_of: view.as_of().into(),
        regulation: table.regulation.id.clone(),
        record: view.record_hash(),
        warnings,
        edition: table.edition.id.clone(),
        stage: table.stage.clone(),
        group: table.group.clone(),
        played: table.played,
        matches: table.total,
        max_goals: answer.max_goals,
        complete: !answer.outlook.is_empty()
            && answer.outlook.iter().all(|o| o.undecided().is_empty()),
        supposed: answer.supposed.clone(),
        remaining: remaining
            .map(|(f, id)| FixtureShape {
                home: name(f.home),
                away: name(f.away),
                date: id.and_then(day),
            })
            .collect(),
        teams: answer
            .teams(team)
            .into_iter()
            .filter_map(|t| of_team(view, answer, berths, t, limits))
            .collect(),
        matrices: matrices(view, answer, berths, team, limits),
    }
}

fn matrices(
    view: &View,
    answer: &NeedsAnswer,
    berths: &[Berth],
    team: Option<TeamIx>,
    limits: &Limits,
) -> Vec<MatrixShape> {
    let spans = |margins: &[(i32, i32)], words: &[String]| -> Vec<SpanShape> {
        let (lowest, highest) =
            (margins.last().map_or(0, |m| m.0), margins.first().map_or(0, |m| m.1));
        let of = |(&(least, most), text): (&(i32, i32), &String)| SpanShape {
            least: (least != lowest).then_some(least),
            most: (most != highest).then_some(most),
            text: text.clone(),
        };
        margins.iter().zip(words).map(of).collect()
    };
    let open = |b: &&Berth| {
        !b.exit && answer.teams(team).iter().any(|t| answer.verdict(*t, b) == Verdict::Open)
    };
    let of = |berth: &Berth| {
        let matrix = answer.matrix(berth, limits)?;
        let laid = lay_out(view, answer, berth, &matrix, Lang::En);
        let fates = |cell: &String| {
            // `AB(C)`: through, and in brackets who may be.
            let (through, open) = cell.split_once('(').unwrap_or((cell, ""));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect();
            FatesShape { through: letters(through), open: letters(open) }
        };
        Some(MatrixShape {
            berth: berth.id.clone(),
            rows: spans(&matrix.rows, &laid.rows),
            columns: spans(&matrix.columns, &laid.columns),
            cells: laid.cells.iter().map(|row| row.iter().map(fates).collect()).collect(),
            letters: laid.teams.iter().map(|(l, name)| (l.to_string(), name.clone())).collect(),
        })
    };
    berths.iter().filter(open).filter_map(of).collect()
}

fn of_team(
    view: &View,
    answer: &NeedsAnswer,
    berths: &[Berth],
    team: TeamIx,
    limits: &Limits,
) -> Option<TeamNeedsShape> {
    let table = &answer.table;
    let outlook = answer.outlook.get(usize::from(team))?;
    let question = Question::new(&table.regulation, &table.sheet.sheet, answer.max_goals)
        .given(answer.given.clone());
    let open = outlook.possible.or(outlook.undecided());
    let witnesses: Vec<WitnessShape> = outlook
        .witnesses
        .iter()
        .map(|(places, w)| WitnessShape {
            places: places.iter().collect(),
            scores: table.completion_text(view, w, Lang::En),
            goals: w.scores.iter().map(|s| format!("{}-{}", s.home, s.away)).collect(),
            conduct: w.conduct.clone(),
            checked: question.admits(w) && places.without(question.places_in(w, team)).is_empty(),
        })
        .collect();
    let certificates: Vec<CertificateShape> = outlook
        .certificates
        .iter()
        .map(|c| {
            let size = proof::size(c);
            CertificateShape {
                places: c.places.iter().collect(),
                kind: proof::kind(c),
                text: certificate_text(view, answer, c, Lang::En),
                checked: check(&table.regulation, &table.sheet.sheet, answer.max_goals, c).is_ok(),
                size,
                proof: if size <= MOST_NODES {
                    proof::shape(view, table, c)
                } else {
                    serde_json::Value::Null
                },
            }
        })
        .collect();
    let shown: Places =
        witnesses.iter().filter(|w| w.checked).flat_map(|w| w.places.iter().copied()).collect();
    let excluded: Places =
        certificates.iter().filter(|c| c.checked).flat_map(|c| c.places.iter().copied()).collect();
    let id = table.team(team);
    Some(TeamNeedsShape {
        team: view.snapshot().directory.team(id).key.to_string(),
        name: view.team_name(id, Lang::En).to_owned(),
        points: table.table.rows.iter().find(|r| r.team == team).map_or(0, |r| r.totals.points),
        possible: outlook.possible.iter().collect(),
        impossible: outlook.impossible.iter().collect(),
        undecided: outlook.undecided().iter().collect(),
        best: open.best(),
        worst: open.worst(),
        berths: berths.iter().map(|b| of_berth(view, answer, b, team, limits)).collect(),
        checked: outlook.possible.without(shown).is_empty()
            && outlook.impossible.without(excluded).is_empty(),
        witnesses,
        certificates,
    })
}

fn of_berth(
    view: &View,
    answer: &NeedsAnswer,
    berth: &Berth,
    team: TeamIx,
    limits: &Limits,
) -> BerthShape {
    let verdict = answer.verdict(team, berth);
    let own = answer.berth_for(team, berth);
    let across = answer.across_of(team, berth);
    let scores = |witness: &Option<girone_scenarios::StageWitness>| {
        let witness = witness.as_ref()?;
        let groups = answer.groups.tables().zip(witness);
        Some(StageScoresShape {
            scores: groups.flat_map(|(g, w)| scorelines(view, g, w)).collect(),
            cards: witness.iter().any(|w| w.conduct.is_some()),
        })
    };
    let few = answer.few_remain();
    BerthShape {
        berth: berth.id.clone(),
        name: berth.name.en.to_string(),
        places: berth.places.clone(),
        verdict: verdict_text(verdict, Lang::En),
        gets: across.filter(|_| verdict != Verdict::Out).and_then(|a| scores(&a.gets)),
        misses: across.filter(|_| verdict != Verdict::Through).and_then(|a| scores(&a.misses)),
        proof: across.and_then(|a| stage_proof_text(view, answer, a.proof.as_ref()?, Lang::En)),
        certified: answer.certified(team, berth),
        conditions: (few && verdict == Verdict::Open && own.ranks.is_empty()).then(|| {
            let found = view.conditions(answer, team, &own, limits);
            conditions(view, answer, &found, limits)
        }),
    }
}

fn conditions(
    view: &View,
    answer: &NeedsAnswer,
    found: &Conditions,
    limits: &Limits,
) -> ConditionsShape {
    let writer = ConditionWriter { view, answer: &answer.table, lang: Lang::En };
    let clause = |c: &Clause| ClauseShape {
        text: writer.clause(c, found.team),
        ranges: c
            .ranges
            .iter()
            .map(|r| RangeShape { game: r.game, least: r.least, most: r.most })
            .collect(),
        combined: c
            .combined
            .iter()
            .map(|c| CombinedShape {
                terms: c.terms.iter().map(|&(game, factor)| TermShape { game, factor }).collect(),
                at_least: c.at_least,
            })
            .collect(),
    };
    let d = found.depends_on;
    let depends =
        [(d.margins, "margins"), (d.goals, "goals"), (d.cards, "cards"), (d.lots, "lots")];
    ConditionsShape {
        max_goals: limits.margins(),
        exact: found.exact,
        unsettled: found.unsettled,
        sure: found.sure.iter().map(clause).collect(),
        open: found.open.iter().map(clause).collect(),
        depends_on: depends.iter().filter(|(yes, _)| *yes).map(|(_, word)| *word).collect(),
        matches: found.matches.clone(),
    }
}

fn scorelines(view: &View, table: &TableAnswer, witness: &Witness) -> Vec<ScoreShape> {
    let name = |t: TeamIx| view.team_name(table.team(t), Lang::En).to_owned();
    let remaining = table.sheet.sheet.remaining.iter().zip(&witness.scores);
    remaining
        .map(|(f, s)| ScoreShape {
            group: table.group.clone(),
            home: name(f.home),
            away: name(f.away),
            home_goals: s.home,
            away_goals: s.away,
        })
        .collect()
}

/// The answer to a conditional statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldsShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// `always`, `sometimes`, `never`, `contradiction` or `undecided`.
    pub holds: &'static str,
    /// The team the statement is about.
    pub team: String,
    /// The places the statement gives it.
    pub places: Vec<u8>,
    /// Scorelines with which it holds.
    pub example: Option<String>,
    /// Scorelines with which it does not.
    pub counter_example: Option<String>,
}

/// Makes the shape of an answer to a conditional statement.
pub fn holds(view: &View, answer: &crate::HoldsAnswer) -> HoldsShape {
    use girone_scenarios::Holds;
    let (word, example, counter) = match &answer.holds {
        Holds::Always => ("always", None, None),
        Holds::Sometimes { example, counter_example } => {
            ("sometimes", Some(example), Some(counter_example))
        }
        Holds::Never { counter_example } => ("never", None, Some(counter_example)),
        Holds::Contradiction => ("contradiction", None, None),
        Holds::Undecided { example, counter_example } => {
            ("undecided", example.as_ref(), counter_example.as_ref())
        }
    };
    let text = |w| answer.table.completion_text(view, w, Lang::En);
    HoldsShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        holds: word,
        team: view.snapshot().directory.team(answer.table.team(answer.team)).key.to_string(),
        places: answer
            .places
            .iter()
            .filter(|p| usize::from(*p) <= answer.table.sheet.sheet.teams.len())
            .collect(),
        example: example.map(text),
        counter_example: counter.map(text),
    }
}

/// A fate that is fixed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FateShape {
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// The team.
    pub team: String,
    /// The berth.
    pub berth: String,
    /// `through` or `out`.
    pub verdict: &'static str,
    /// The key of the match that fixed it; null if it always was.
    pub since: Option<String>,
    /// Its day.
    pub date: Option<String>,
    /// The keys of other matches, played at the same time, that it took too.
    pub with: Vec<String>,
    /// Whether it may have been fixed earlier: the moments before were not decided
    /// within the limit.
    pub at_latest: bool,
}

/// Makes the shape of the fates of an edition.
pub fn fates(view: &View, fates: &[crate::Fate]) -> Vec<FateShape> {
    let directory = &view.snapshot().directory;
    fates
        .iter()
        .map(|f| FateShape {
            stage: f.stage.clone(),
            group: f.group.clone(),
            team: directory.team(f.team).key.to_string(),
            berth: f.berth_id.clone(),
            verdict: crate::render::verdict_text(f.verdict, Lang::En),
            since: f.since.as_ref().map(|m| m.fixture.key(directory)),
            date: f.since.as_ref().map(|m| m.fixture.when.date.to_string()),
            with: f.with.iter().map(|m| m.fixture.key(directory)).collect(),
            at_latest: f.at_latest,
        })
        .collect()
}
