//! The check of a report: from statements to findings.

use girone_model::{Lang, Moment};

use crate::claim::Claim;
use crate::discourse::{Discourse, Gate};
use crate::frame::Frame;
use crate::judge::{Judge, Judged, Says};
use crate::language::{self, Seems};
use crate::lattice::Lattice;
use crate::positions::Positions;
use crate::prepared::Prepared;
use crate::statement::{Scene, Statement};
use crate::text::Text;
use crate::{conditionals, dates, elsewhere, goals, minute, scores, stages, tables, times, venues};

/// What the record says of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// It is so.
    Confirmed,
    /// It is not so under any plausible reading.
    Contradicted,
    /// The record does not hold what is needed.
    NotInRecord,
    /// It was not held against the record: a quotation, a forecast, a
    /// hypothesis, or words whose meaning is open.
    Unchecked,
}

impl Verdict {
    /// Returns the word for the verdict in machine-readable output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Contradicted => "contradicted",
            Verdict::NotInRecord => "not_in_record",
            Verdict::Unchecked => "unchecked",
        }
    }
}

/// One statement of a report and what the record says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Half-open, in Unicode code points.
    pub span: (usize, usize),
    /// Half-open, in bytes of UTF-8.
    pub span_utf8: (usize, usize),
    /// The kind of claim, e.g. `match.score`.
    pub kind: &'static str,
    /// The verdict.
    pub verdict: Verdict,
    /// The words of the report.
    pub stated: String,
    /// The right value, if contradicted and known.
    pub right: Option<String>,
    /// What was counted, in the language of the report.
    pub scope: Option<String>,
    /// The matches it rests on, as their keys: date, home, away.
    pub evidence: Vec<String>,
    /// The finding in a sentence, in the language of the report.
    pub message: String,
    /// The claim as understood, where there is one.
    pub claim: Option<Claim>,
}

/// What came of checking a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The language in which the report was read.
    pub lang: Lang,
    /// The matches it reports, as their keys, the main one first.
    pub subjects: Vec<String>,
    /// The moment up to which matches count.
    pub moment: Moment,
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
    /// What the reader of the findings ought to know first: that there is no
    /// text, that it seems to be in a language that is not read, that no match
    /// of the record was recognised.
    pub warnings: Vec<String>,
}

impl Checked {
    /// Returns how many findings have a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|f| f.verdict == verdict).count()
    }

    /// Returns how many in a hundred of the statements found were decided.
    pub fn coverage(&self) -> u32 {
        let decided = self.count(Verdict::Confirmed) + self.count(Verdict::Contradicted);
        match self.findings.len() {
            0 => 0,
            n => (decided * 100 / n) as u32,
        }
    }
}

/// How many words of context an underlined stretch may have at most.
const LONGEST_EVIDENCE: usize = 24;

/// Checks a report against a record at the moment of its publication.
///
/// `lang` is guessed from the small words of the text if it is `None`. Matches
/// later than `moment` are left aside; of the day of publication itself the
/// match that the text reports counts.
///
/// A text longer than a report can be is checked in parts, each by itself, so
/// that the time grows with the length only.
pub fn check(text: &str, lang: Option<Lang>, moment: Moment, prepared: &Prepared) -> Checked {
    check_in_parts(text, lang, moment, prepared, |_| ())
}

/// Checks a report as [`check`] does and tells `progress` after each part how
/// many bytes it had.
pub fn check_in_parts(
    text: &str,
    lang: Option<Lang>,
    moment: Moment,
    prepared: &Prepared,
    progress: impl Fn(usize),
) -> Checked {
    let parts = parts(text);
    let (first, rest) = parts.split_first().map_or(("", &[][..]), |(f, r)| (*f, r));
    let seems = if lang.is_some() { None } else { language::guess(&Text::new(first)) };
    let lang = lang.or(match seems {
        Some(Seems::Read(lang)) => Some(lang),
        _ => None,
    });
    let mut all = check_part(first, lang.unwrap_or_default(), moment, prepared);
    progress(first.len());
    let mut bytes = first.len();
    let mut points = first.chars().count();
    for part in rest {
        let mut checked = check_part(part, all.lang, moment, prepared);
        for f in &mut checked.findings {
            f.span = (f.span.0 + points, f.span.1 + points);
            f.span_utf8 = (f.span_utf8.0 + bytes, f.span_utf8.1 + bytes);
        }
        all.findings.append(&mut checked.findings);
        bytes += part.len();
        points += part.chars().count();
        progress(part.len());
    }
    warn(&mut all, text, seems);
    all
}

/// Says what came of a text that is no report in a language that is read; one in
/// another language is not contradicted.
fn warn(all: &mut Checked, text: &str, seems: Option<Seems>) {
    let says = |en: String, it: String| match all.lang {
        Lang::En => en,
        Lang::It => it,
    };
    if text.trim().is_empty() {
        all.warnings.push(says("the text is empty".into(), "il testo è vuoto".into()));
        return;
    }
    if let Some(Seems::Foreign(english, italian)) = seems {
        all.warnings.push(says(
            format!("the text seems to be {english}; only Italian and English are read, and nothing is contradicted"),
            format!("il testo sembra in {italian}; si leggono solo italiano e inglese, e nulla è smentito"),
        ));
        for f in all.findings.iter_mut().filter(|f| f.verdict == Verdict::Contradicted) {
            f.verdict = Verdict::Unchecked;
            f.right = None;
            f.evidence.clear();
            f.message = format!(
                "\u{201c}{}\u{201d}: not checked, the text seems to be {english}",
                f.stated
            );
        }
    }
    if all.subjects.is_empty() {
        all.warnings.push(says(
            "no match of the record was recognised in the text".into(),
            "nel testo non è stata riconosciuta nessuna partita dell'archivio".into(),
        ));
    }
}

/// How long a part may be, in bytes.
const PART: usize = 12_000;

/// Cuts a long text at the ends of lines or sentences.
fn parts(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut parts = Vec::new();
    while rest.len() > PART {
        let mut end = PART;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let head = &rest[..end];
        let cut = head
            .rfind('\n')
            .or_else(|| head.rfind(". "))
            .or_else(|| head.rfind(' '))
            .map_or(end, |p| p + 1);
        let (part, after) = rest.split_at(cut.max(1));
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn check_part(text: &str, lang: Lang, moment: Moment, prepared: &Prepared) -> Checked {
    let told = crate::blocks::told(text);
    let text = Text::new(&told);
    let mut lattice = Lattice::new(&text, lang);
    let mut frame = Frame::new(prepared, &mut lattice, moment);
    let discourse = Discourse::new(&mut lattice, &mut frame);
    lattice.dates = dates::dates(&lattice, frame.day);
    let minutes = minute::minutes(&lattice);
    let judge = Judge::new(prepared, frame.subjects.clone(), frame.cuts.clone());
    let mut scene = Scene {
        lattice: &lattice,
        frame: &frame,
        discourse: &discourse,
        judge: &judge,
        minutes: &minutes,
        elsewhere: elsewhere::Elsewheres::default(),
    };
    scene.elsewhere = elsewhere::find(&scene);
    let scene = scene;
    let mut statements = Vec::new();
    scores::read(&scene, &mut statements);
    if !scene.frame.preview {
        goals::read(&scene, &mut statements);
    }
    tables::read(&scene, &mut statements);
    venues::read(&scene, &mut statements);
    times::read(&scene, &mut statements);
    stages::read(&scene, &mut statements);
    conditionals::read(&scene, &mut statements);
    let spans = Positions::new(text.raw);
    let finding = |s: &Statement| crate::guard::hold(&scene, s, decide(&scene, s, &spans));
    let mut findings: Vec<Finding> = statements.iter().map(finding).collect();
    for (place, statement) in crate::which::left_open(&scene, &statements, &findings) {
        let again = finding(&statement);
        match place {
            _ if again.verdict == Verdict::Unchecked => {}
            Some(i) => findings[i] = again,
            None => findings.push(again),
        }
    }
    findings.sort_by_key(|f| (f.span_utf8, f.kind, f.verdict));
    findings.dedup_by(|a, b| a.span == b.span && a.kind == b.kind && a.verdict == b.verdict);
    conditionals::absorb(&mut findings);
    settle(&mut findings);
    let key = |i: &u32| prepared.get(*i).fixture.key(&prepared.snapshot.directory);
    Checked {
        lang,
        subjects: frame.subjects.iter().map(key).collect(),
        moment,
        findings,
        warnings: Vec::new(),
    }
}

/// Where two statements are made of the same words, one that holds makes the
/// other a misreading; who is through to a round has said which one it is.
fn settle(findings: &mut Vec<Finding>) {
    // That a team is through says nothing of the place, the round told with it.
    let fate = |f: &&Finding| matches!(f.kind, "table.qualified" | "table.eliminated");
    let confirmed: Vec<(usize, usize)> = findings
        .iter()
        .filter(|f| f.verdict == Verdict::Confirmed && !fate(f))
        .map(|f| f.span)
        .collect();
    let covers = |a: (usize, usize), b: (usize, usize)| a.0 < b.1 && b.0 < a.1;
    let through: Vec<(usize, usize)> = findings
        .iter()
        .filter(|f| f.verdict == Verdict::Confirmed && matches!(f.claim, Some(Claim::Fate { .. })))
        .map(|f| f.span)
        .collect();
    findings.retain(|f| {
        let open = matches!(f.verdict, Verdict::NotInRecord | Verdict::Unchecked);
        !(open && f.kind == "match.stage" && through.iter().any(|c| covers(*c, f.span)))
    });
    findings.retain(|f| {
        !(f.verdict == Verdict::Contradicted
            && !matches!(
                f.kind,
                "team.competition_record"
                    | "coach.record"
                    | "goal.role"
                    | "goal.penalty"
                    | "goal.player_count"
                    | "goal.own_goal"
            )
            && confirmed.iter().any(|c| covers(*c, f.span)))
    });
}

fn decide(scene: &Scene<'_, '_, '_, '_>, statement: &Statement, spans: &Positions<'_>) -> Finding {
    let text = scene.lattice.text;
    let (from, to) = (statement.from, statement.to);
    // "Mancini andrà agli spareggi": that he is the coach is no forecast.
    let taken_for_granted = matches!(statement.readings.first(), Some(Claim::Coach { .. }))
        && statement.weighed.as_ref().is_some_and(|w| w.verdict != Verdict::Unchecked);
    let gate = scene
        .discourse
        .gates
        .get(from..to.max(from + 1))
        .and_then(|g| {
            g.iter().filter(|g| !taken_for_granted || **g == Gate::Quoted).find(|g| {
                let told =
                    statement.fact && matches!(**g, Gate::Hypothesis | Gate::Future | Gate::Live);
                let placed = statement.placed && matches!(**g, Gate::Negated | Gate::Question);
                let denied = **g == Gate::Negated && statement.own_negation;
                !(**g == Gate::Open || told || placed || denied)
            })
        })
        .copied()
        .unwrap_or(Gate::Open);
    let (verdict, claim, judged) = if gate == Gate::Open {
        match &statement.weighed {
            Some(w) => (w.verdict, statement.readings.first().cloned(), w.judged.clone()),
            None => weigh(scene, statement),
        }
    } else {
        (Verdict::Unchecked, statement.readings.first().cloned(), Judged::not_held())
    };
    let bytes = (
        text.tokens.get(from).map_or(0, |t| t.start),
        text.tokens.get(to.wrapping_sub(1)).map_or(0, |t| t.end),
    );
    let right = match (&judged.says, verdict) {
        (Says::No(right), Verdict::Contradicted) => {
            statement.right.clone().or_else(|| right.clone())
        }
        _ => None,
    };
    let directory = &scene.frame.prepared.snapshot.directory;
    let evidence = judged
        .evidence
        .iter()
        .rev()
        .take(LONGEST_EVIDENCE)
        .rev()
        .map(|i| scene.frame.prepared.get(*i).fixture.key(directory))
        .collect();
    let lang = scene.lattice.lang;
    let scope = judged.scope.as_ref().map(|(en, it)| match lang {
        Lang::En => en.clone(),
        Lang::It => it.clone(),
    });
    let stated = text.original(from, to).to_owned();
    let kind = claim.as_ref().map_or(statement.settled.map_or("unclear", |s| s.kind), Claim::kind);
    let mut message =
        crate::output::message(lang, verdict, gate, &stated, right.as_deref(), scope.as_deref());
    if verdict == Verdict::Contradicted
        && let Some(once) = claim.as_ref().and_then(|c| scene.judge.once(c))
    {
        message.push_str(&once.text(lang));
    }
    match (statement.note.as_deref(), verdict) {
        (Some(note), Verdict::Confirmed) => message.push_str(note),
        // What a conditional statement forgets is worth more than why it is open.
        (Some(note), Verdict::Unchecked) if kind == conditionals::KIND && gate == Gate::Open => {
            message = format!("“{stated}”: {note}");
        }
        _ => {}
    }
    Finding {
        span: (spans.point(bytes.0), spans.point(bytes.1)),
        span_utf8: bytes,
        kind,
        verdict,
        stated,
        right,
        scope,
        evidence,
        message,
        claim,
    }
}

/// Holds all readings against the record.
pub(crate) fn weigh(
    scene: &Scene<'_, '_, '_, '_>,
    statement: &Statement,
) -> (Verdict, Option<Claim>, Judged) {
    if let Some(settled) = statement.settled {
        let claim = statement.readings.first().cloned();
        let (verdict, says) = match settled.wrong {
            true => (Verdict::Contradicted, Says::No(None)),
            false => (Verdict::Unchecked, Says::NotHeld),
        };
        return (verdict, claim, Judged::new(says, vec![settled.game]));
    }
    let mut first: Option<(&Claim, Judged)> = None;
    let mut open = false;
    for (i, claim) in statement.readings.iter().enumerate() {
        let mut judged = scene.judge.judge(claim);
        if judged.says != Says::Yes && scene.discourse.before[statement.from] {
            judged = scene.judge.judge_before(claim, judged);
        }
        match judged.says {
            Says::Yes if i < statement.natural => {
                return (Verdict::Confirmed, Some(claim.clone()), judged);
            }
            // A far-fetched reading that holds leaves the statement open.
            Says::Yes => return (Verdict::Unchecked, Some(claim.clone()), judged),
            Says::NotHeld => open = true,
            Says::No(_) => {}
        }
        let better = match &first {
            None => true,
            Some((_, have)) => have.says == Says::NotHeld && judged.says != Says::NotHeld,
        };
        if better {
            first = Some((claim, judged));
        }
    }
    let Some((claim, judged)) = first else {
        return (Verdict::Unchecked, None, Judged::not_held());
    };
    let verdict = match judged.says {
        Says::NotHeld => Verdict::NotInRecord,
        // A reading that the record cannot judge may be the one that is meant.
        _ if open || !statement.sure => Verdict::Unchecked,
        _ => Verdict::Contradicted,
    };
    (verdict, Some(claim.clone()), judged)
}
