//! What is decided, in words.

use girone_model::{Lang, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::Verdict;

use super::conditions::{ConditionWriter, Style};
use super::grid::{Align, Grid};
use super::{Dress, Explain, LaidOut, date};
use crate::{HoldsAnswer, Limits, NeedsAnswer, View, places_text};

/// Names a verdict.
pub fn verdict_text(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Through, Lang::En) => "through",
        (Verdict::Through, Lang::It) => "sicura",
        (Verdict::Out, Lang::En) => "out",
        (Verdict::Out, Lang::It) => "fuori",
        (Verdict::Open, Lang::En) => "open",
        (Verdict::Open, Lang::It) => "aperto",
        (Verdict::Undecided, Lang::En) => "undecided",
        (Verdict::Undecided, Lang::It) => "non stabilito",
    }
}

/// Names a verdict on a berth: of one that means the end, *certain* and *safe*.
pub fn fate_text(verdict: Verdict, berth: &Berth, lang: Lang) -> &'static str {
    match (verdict, berth.exit, lang) {
        (Verdict::Through, true, Lang::En) => "certain",
        (Verdict::Through, true, Lang::It) => "certo",
        (Verdict::Out, true, Lang::En) => "safe",
        (Verdict::Out, true, Lang::It) => "salva",
        _ => verdict_text(verdict, lang),
    }
}

/// Returns the berths of a table of `n` teams that say something: an end that is
/// no more than the lack of every prize is left out.
pub(crate) fn worth_asking(berths: &[Berth], n: usize) -> impl Iterator<Item = &Berth> {
    let prizes: Vec<&Berth> = berths.iter().filter(|b| !b.exit).collect();
    let places: Vec<u8> = prizes.iter().flat_map(|b| b.places.iter().copied()).collect();
    let rest = move |b: &&Berth| {
        // Of a ranking across groups prize and end share out the ranks.
        let shares = b.ranks.iter().all(|(id, ranks)| {
            let of_prizes: Vec<u8> =
                prizes.iter().filter_map(|p| p.ranks.get(id)).flatten().copied().collect();
            !of_prizes.is_empty() && ranks.iter().all(|r| !of_prizes.contains(r))
        });
        let apart = (1..=n as u8).all(|p| match (places.contains(&p), b.places.contains(&p)) {
            (prize, end) if prize != end => true,
            (prize, _) => !prize && !b.ranks.is_empty(),
        });
        b.exit && shares && apart
    };
    berths.iter().filter(move |b| !rest(b))
}

/// Says whether a berth has this id or name.
pub(crate) fn is_called(berth: &Berth, wanted: &str) -> bool {
    let wanted = girone_model::fold(wanted);
    let names = [&berth.id as &str, &berth.name.en, &berth.name.it];
    names.iter().any(|n| girone_model::fold(n) == wanted)
}

impl NeedsAnswer {
    /// Returns the berths that are asked about: one by id or name, or all that
    /// are a prize.
    pub fn berths(&self, wanted: Option<&str>) -> Vec<Berth> {
        let Some(tables) = self.table.tables() else { return Vec::new() };
        let n = self.table.sheet.sheet.teams.len();
        match wanted {
            None => worth_asking(&tables.berths, n).cloned().collect(),
            Some(id) => tables.berths.iter().filter(|b| is_called(b, id)).cloned().collect(),
        }
    }

    /// Returns the teams in the order of the table, or the one asked about.
    pub fn teams(&self, wanted: Option<TeamIx>) -> Vec<TeamIx> {
        let all = self.table.table.rows.iter().map(|r| r.team);
        all.filter(|t| wanted.is_none_or(|w| w == *t)).collect()
    }
}

/// Writes what is decided in a group: the reachable places and the verdict on
/// each berth.
#[allow(clippy::too_many_arguments)]
pub fn needs_text(
    view: &View,
    answer: &NeedsAnswer,
    lang: Lang,
    berths: &[Berth],
    team: Option<TeamIx>,
    how: bool,
    style: Style,
    limits: &Limits,
    dress: Dress,
) -> String {
    let it = lang == Lang::It;
    let table = &answer.table;
    let at = date::as_of(&view.as_of().played_by, lang);
    let mut out = format!(
        "{}\n{at} · {}\n",
        table.title(lang),
        if it {
            format!("{} di {} giocate", table.played, table.total)
        } else {
            format!("{} of {} played", table.played, table.total)
        }
    );
    for text in &answer.supposed {
        out.push_str(&format!("{}: {text}\n", if it { "supposto" } else { "supposed" }));
    }
    out.push('\n');
    let mut columns = vec![Align::Left, Align::Right, Align::Left];
    columns.extend(vec![Align::Left; berths.len()]);
    let mut grid = Grid::new(&columns);
    let mut header = vec![
        if it { "Squadra" } else { "Team" }.to_owned(),
        if it { "Pt" } else { "Pts" }.to_owned(),
        if it { "Può finire" } else { "Can finish" }.to_owned(),
    ];
    header.extend(berths.iter().map(|b| b.name.get(lang).to_owned()));
    grid.row(header);
    for t in answer.teams(team) {
        let Some(outlook) = answer.outlook.get(usize::from(t)) else { continue };
        let points = table.table.rows.iter().find(|r| r.team == t).map_or(0, |r| r.totals.points);
        let mut row = vec![
            view.team_name(table.team(t), lang).to_owned(),
            super::plain(points),
            places_text(outlook),
        ];
        row.extend(berths.iter().map(|b| fate_text(answer.verdict(t, b), b, lang).to_owned()));
        grid.row(row);
    }
    for line in grid.lines() {
        out.push_str(&line);
        out.push('\n');
    }
    let needed = needed_text(view, answer, lang, berths, team, style, limits, LAST_ROUNDS);
    if !needed.is_empty() {
        let heading = if it { "Che cosa serve" } else { "What they need" };
        out.push_str(&format!("\n{heading}\n"));
        for line in needed.iter().flat_map(|text| text.lines()) {
            out.push_str(&format!("  {line}\n"));
        }
    }
    for text in matrices_text(view, answer, berths, team, lang, limits, dress, (8, 6)) {
        out.push_str(&format!("\n{text}"));
    }
    if how {
        out.push('\n');
        for t in answer.teams(team) {
            out.push_str(&how_text(view, answer, t, lang));
        }
    }
    let notes = table.notes(view, lang, Explain::Short);
    out.push_str(&format!("\n{}\n", notes.last().map_or("", String::as_str)));
    out
}

/// How many fixtures may remain for conditions to be listed in full.
const LAST_ROUNDS: usize = 4;

/// Writes the matrix of each berth that is open, where two matches remain: of at most
/// so many rows and columns.
#[allow(clippy::too_many_arguments)]
pub fn matrices_text(
    view: &View,
    answer: &NeedsAnswer,
    berths: &[Berth],
    team: Option<TeamIx>,
    lang: Lang,
    limits: &Limits,
    dress: Dress,
    most: (usize, usize),
) -> Vec<String> {
    let all = matrices(view, answer, berths, team, lang, limits, most);
    all.iter().map(|laid| super::matrix_text(laid, lang, dress)).collect()
}

/// Lays out the matrix of each berth that is open, where two matches remain: of at
/// most so many rows and columns.
pub fn matrices(
    view: &View,
    answer: &NeedsAnswer,
    berths: &[Berth],
    team: Option<TeamIx>,
    lang: Lang,
    limits: &Limits,
    (rows, columns): (usize, usize),
) -> Vec<LaidOut> {
    let open = |b: &&Berth| {
        !b.exit && answer.teams(team).iter().any(|t| answer.verdict(*t, b) == Verdict::Open)
    };
    berths
        .iter()
        .filter(open)
        .filter_map(|berth| {
            let matrix = answer.matrix(berth, limits)?.at_most(rows, columns);
            Some(super::lay_out(view, answer, berth, &matrix, lang))
        })
        .collect()
}

/// Writes what is decided in a group as Markdown.
pub fn needs_markdown(
    view: &View,
    answer: &NeedsAnswer,
    lang: Lang,
    berths: &[Berth],
    team: Option<TeamIx>,
    style: Style,
    limits: &Limits,
) -> String {
    let it = lang == Lang::It;
    let table = &answer.table;
    let mut out =
        format!("**{}** · {}\n\n", table.title(lang), date::moment(&view.as_of().played_by, lang));
    let head = if it { ["Squadra", "Pt", "Può finire"] } else { ["Team", "Pts", "Can finish"] };
    let names: Vec<&str> = berths.iter().map(|b| b.name.get(lang)).collect();
    out.push_str(&format!("| {} |\n", [&head[..], &names].concat().join(" | ")));
    out.push_str(&format!("|---|---:|---|{}\n", "---|".repeat(berths.len())));
    for t in answer.teams(team) {
        let Some(outlook) = answer.outlook.get(usize::from(t)) else { continue };
        let points = table.table.rows.iter().find(|r| r.team == t).map_or(0, |r| r.totals.points);
        let mut cells = vec![
            view.team_name(table.team(t), lang).to_owned(),
            super::plain(points),
            places_text(outlook),
        ];
        cells.extend(berths.iter().map(|b| fate_text(answer.verdict(t, b), b, lang).to_owned()));
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    let needed = needed_text(view, answer, lang, berths, team, style, limits, LAST_ROUNDS);
    if !needed.is_empty() {
        out.push('\n');
        for text in &needed {
            // Lists and what things depend on stay below their sentence.
            let mut lines = text.lines();
            out.push_str(&format!("- {}\n", lines.next().unwrap_or("")));
            lines.for_each(|line| out.push_str(&format!("  {line}\n")));
        }
    }
    for text in matrices_text(view, answer, berths, team, lang, limits, Dress::Markdown, (12, 9)) {
        out.push_str(&format!("\n{text}"));
    }
    out
}

/// Writes what the teams need: the full conditions on a last day or where at most
/// `most` fixtures remain, else what the next round can decide.
#[allow(clippy::too_many_arguments)]
pub fn needed_text(
    view: &View,
    answer: &NeedsAnswer,
    lang: Lang,
    berths: &[Berth],
    team: Option<TeamIx>,
    style: Style,
    limits: &Limits,
    most: usize,
) -> Vec<String> {
    let table = &answer.table;
    let remaining = &table.sheet.sheet.remaining;
    if remaining.is_empty() || answer.outlook.is_empty() {
        return Vec::new();
    }
    if !answer.few(most) {
        let round = view.next_round(answer, berths, limits);
        return super::next_text(view, answer, &round, berths, lang, team);
    }
    let writer = ConditionWriter { view, answer: table, lang };
    let mut out = Vec::new();
    // What is decided knows no cap unless one is given; margins have one.
    let beyond = limits.max_goals.is_none().then_some(limits.margin_goals).flatten();
    let mut reckons = false;
    let n = table.sheet.sheet.teams.len() as u8;
    for berth in berths {
        let mut elsewhere: Vec<&str> = Vec::new();
        for t in answer.teams(team) {
            if answer.verdict(t, berth) != Verdict::Open {
                continue;
            }
            let mut own = answer.berth_for(t, berth);
            if berth.exit {
                // What is needed is to stay clear of it.
                if !own.ranks.is_empty() {
                    continue;
                }
                own.places = (1..=n).filter(|p| !berth.places.contains(p)).collect();
            }
            // Where ranks across groups may give it too, what its places alone take.
            let by_place = Berth { ranks: Default::default(), ..own.clone() };
            let verdict = answer
                .outlook
                .get(usize::from(t))
                .map_or(Verdict::Out, |o| table.verdict(o, &by_place));
            if verdict == Verdict::Open {
                let conditions = view.conditions(answer, t, &own, limits);
                let clauses = conditions.sure.iter().chain(&conditions.open);
                reckons |= clauses.clone().any(uses_margins);
                out.push(writer.text(&conditions, &by_place, style, beyond));
            }
            let sure: girone_scenarios::Places = own.places.iter().copied().collect();
            let by_rank = answer.outlook.get(usize::from(t)).is_some_and(|o| {
                let still = o.possible.or(o.undecided()).without(sure);
                !still.and(table.by_rank(t, &own)).is_empty()
            });
            if by_rank {
                elsewhere.push(view.team_name(table.team(t), lang));
            }
        }
        if !elsewhere.is_empty() {
            let names = super::join(&elsewhere, lang);
            out.push(match (lang, out.is_empty()) {
                (Lang::En, true) => {
                    format!("“{}” depends on other groups for {names}.\n", berth.name.en)
                }
                (Lang::En, false) => {
                    format!("Otherwise “{}” depends on other groups for {names}.\n", berth.name.en)
                }
                (Lang::It, true) => {
                    format!("«{}» dipende dagli altri gironi per {names}.\n", berth.name.it)
                }
                (Lang::It, false) => format!(
                    "Altrimenti «{}» dipende dagli altri gironi per {names}.\n",
                    berth.name.it
                ),
            });
        }
    }
    if let (true, Some(goals)) = (reckons, limits.margins()) {
        let n = super::proof::number(usize::from(goals), lang);
        out.push(match lang {
            Lang::En => format!("(No team is taken to score more than {n} goals in a match.)\n"),
            Lang::It => {
                format!("(Si conta che nessuna squadra segni più di {n} gol in una partita.)\n")
            }
        });
    }
    out
}

/// Says whether a clause tells margins apart, and not only results.
fn uses_margins(clause: &girone_scenarios::Clause) -> bool {
    let plain = |n: Option<i32>| n.is_none_or(|n| n.abs() <= 1);
    !clause.combined.is_empty()
        || clause
            .ranges
            .iter()
            .any(|r| !(plain(r.least) && plain(r.most)) || (r.least, r.most) == (Some(-1), Some(1)))
}

/// Writes for a team one completion for its best and one for its worst place, and
/// why it cannot take the others.
fn how_text(view: &View, answer: &NeedsAnswer, team: TeamIx, lang: Lang) -> String {
    let it = lang == Lang::It;
    let Some(outlook) = answer.outlook.get(usize::from(team)) else { return String::new() };
    let name = view.team_name(answer.table.team(team), lang);
    let mut out = String::new();
    let mut places: Vec<u8> =
        [outlook.possible.best(), outlook.possible.worst()].into_iter().flatten().collect();
    places.dedup();
    for place in places {
        let one = [place].into_iter().collect();
        if let Some(witness) = outlook.witness(one) {
            let scores = answer.table.completion_text(view, witness, lang);
            if scores.is_empty() {
                continue;
            }
            out.push_str(&if it {
                format!("{name} al {place}º posto, per esempio: {scores}\n")
            } else {
                format!("{name} in place {place}, for example: {scores}\n")
            });
        }
    }
    if !answer.table.sheet.sheet.remaining.is_empty() {
        for certificate in &outlook.certificates {
            out.push_str(&super::certificate_text(view, answer, certificate, lang));
            out.push('\n');
        }
        let berths = answer.across.as_ref().and_then(|all| all.get(usize::from(team)));
        let mut proofs: Vec<String> = berths
            .into_iter()
            .flatten()
            .filter_map(|b| super::stage_proof_text(view, answer, b.proof.as_ref()?, lang))
            .collect();
        proofs.dedup();
        for text in proofs {
            out.push_str(&format!("{text}\n"));
        }
        let berths = answer.table.tables().into_iter().flat_map(|t| &t.berths);
        for berth in berths.filter(|b| answer.certified(team, b) == Some(false)) {
            out.push_str(&match lang {
                Lang::En => format!(
                    "“{}”: settled by going through the cases; no certificate is written for it.\n",
                    berth.name.en
                ),
                Lang::It => format!(
                    "«{}»: deciso esaminando i casi; non ne viene scritto un certificato.\n",
                    berth.name.it
                ),
            });
        }
    }
    out
}

/// Writes since which match each fate has been fixed.
pub fn decided_text(view: &View, fates: &[crate::Fate], lang: Lang) -> String {
    let it = lang == Lang::It;
    let mut out = String::new();
    let mut group = None;
    for fate in fates {
        if group != Some((&fate.stage, &fate.group)) {
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}\n", fate.group));
            group = Some((&fate.stage, &fate.group));
        }
        let since = match &fate.since {
            Some(last) => {
                let all = fate.with.iter().chain([last]);
                let lines: Vec<String> = all.map(|m| crate::result_text(view, m, lang)).collect();
                let lines = if lines.len() > 4 {
                    let n = super::proof::number(lines.len(), lang);
                    if it {
                        format!("{n} partite insieme")
                    } else {
                        format!("{n} matches together")
                    }
                } else {
                    super::join(&lines, lang)
                };
                let day = super::day(last.fixture.when.date, lang);
                match (it, fate.at_latest) {
                    (false, false) => format!("since {lines} ({day})"),
                    (false, true) => format!("since {lines} ({day}) at the latest"),
                    (true, false) => format!("da {lines} ({day})"),
                    (true, true) => format!("al più tardi da {lines} ({day})"),
                }
            }
            None if it => "da prima dell'inizio".to_owned(),
            None => "since before the start".to_owned(),
        };
        out.push_str(&format!(
            "  {} · {}: {} {since}\n",
            view.team_name(fate.team, lang),
            fate.berth.get(lang),
            fate_text(fate.verdict, &fate.described, lang),
        ));
    }
    if fates.is_empty() {
        out.push_str(if it { "nulla è ancora deciso\n" } else { "nothing is decided yet\n" });
    }
    out
}

/// Writes the answer to a conditional statement.
pub fn holds_text(view: &View, answer: &HoldsAnswer, lang: Lang) -> String {
    use girone_scenarios::Holds;
    let it = lang == Lang::It;
    let table = &answer.table;
    // Where other groups have a say theirs follow those of the own group.
    let completion = |w: &girone_scenarios::Witness| {
        let stage = answer.elsewhere.as_ref().and_then(|(with, without)| {
            let own = |s: &Option<girone_scenarios::StageWitness>| {
                s.as_ref().filter(|s| s.contains(w)).cloned()
            };
            own(with).or_else(|| own(without))
        });
        let Some(stage) = stage else { return table.completion_text(view, w, lang) };
        let all = answer.groups.tables().zip(&stage);
        let texts: Vec<String> =
            all.map(|(t, w)| t.completion_text(view, w, lang)).filter(|t| !t.is_empty()).collect();
        texts.join("; ")
    };
    match &answer.holds {
        Holds::Always if it => "sì: è certo, in ogni caso possibile".to_owned(),
        Holds::Always => "yes: certain in every possible case".to_owned(),
        Holds::Sometimes { example, counter_example } if it => format!(
            "no: non è certo. Non accade con {}\naccade con {}",
            completion(counter_example),
            completion(example)
        ),
        Holds::Sometimes { example, counter_example } => format!(
            "no: not certain. It fails with {}\nit holds with {}",
            completion(counter_example),
            completion(example)
        ),
        Holds::Never { counter_example } if it => {
            format!("no: non può accadere. Per esempio {}", completion(counter_example))
        }
        Holds::Never { counter_example } => {
            format!("no: it can never happen. For example {}", completion(counter_example))
        }
        Holds::Contradiction if it => "le condizioni non possono verificarsi".to_owned(),
        Holds::Contradiction => "the conditions cannot come about".to_owned(),
        Holds::Undecided { .. } if it => "non stabilito entro il limite di tempo".to_owned(),
        Holds::Undecided { .. } => "undecided within the limit of time".to_owned(),
    }
}
