//! `girone log`, `girone why`: the entries behind what is said.

use girone::model::{Directory, Lang, Match, Role, TeamId};
use girone::record::{Body, Entry, Point, Valid, Verdict};
use girone::render::{Align, Grid};
use girone::{Error, View};
use girone_store::SqliteStore;
use girone_store::keep::{find_match, match_words, score_words};
use serde::Serialize;

use crate::args::{Common, Format, Log, Why};
use crate::output;

/// What a question about entries is about.
enum About {
    All,
    Match(Match),
    Team(TeamId),
    Edition(String),
}

fn about(view: &View, text: Option<&str>) -> Result<About, Error> {
    let Some(text) = text else { return Ok(About::All) };
    let id = text.split('/').next().unwrap_or(text);
    if view.edition(id).is_ok() {
        return Ok(About::Edition(id.to_lowercase()));
    }
    if let Ok(team) = view.team(text) {
        return Ok(About::Team(team));
    }
    match find_match(view, text) {
        Ok(found) => Ok(About::Match(found)),
        Err(problem) => match view.team(text) {
            // The neighbours of a single name are the better advice.
            Err(name) if !text.contains(' ') && !text.starts_with('#') => Err(name),
            _ => Err(problem),
        },
    }
}

/// Says whether an entry is about something.
fn concerns(view: &View, entry: &Entry, about: &About) -> bool {
    let ledger = view.desk().ledger();
    let fixture = |number: u64| match ledger.entry(number).map(|e| &e.body) {
        Some(Body::Match(m)) => Some(m.fixture.clone()),
        _ => None,
    };
    let own = match &entry.body {
        Body::Match(m) => Some(m.fixture.clone()),
        Body::Ruling(r) => r.verdict.about().and_then(fixture),
        Body::Retraction { of } => {
            return ledger.entry(*of).is_some_and(|e| concerns(view, e, about));
        }
        Body::Tenure(_) | Body::Coverage(_) => None,
    };
    match about {
        About::All => true,
        About::Match(m) => own.is_some_and(|f| f.id == m.fixture.id),
        About::Team(team) => match (&own, &entry.body) {
            (Some(f), _) => f.side_of(*team).is_some(),
            (None, Body::Tenure(t)) => t.team == *team,
            (None, Body::Ruling(r)) => match &r.verdict {
                Verdict::Deduct { adjustment, .. } => adjustment.team == *team,
                Verdict::Lots(lots) => lots.order.contains(team),
                _ => false,
            },
            _ => false,
        },
        About::Edition(id) => {
            let Ok((edition, _)) = view.edition(id) else { return false };
            match (&own, &entry.body) {
                (Some(f), _) => edition.claims(f),
                (None, Body::Ruling(r)) => match &r.verdict {
                    Verdict::Deduct { adjustment, .. } => *adjustment.edition == **id,
                    Verdict::Lots(lots) => *lots.edition == **id,
                    _ => false,
                },
                _ => false,
            }
        }
    }
}

/// Says in words what an entry says.
pub fn words(view: &View, entry: &Entry, lang: Lang) -> String {
    let ledger = view.desk().ledger();
    let d: &Directory = ledger.directory();
    let say = |en: &'static str, it: &'static str| if lang == Lang::It { it } else { en };
    let of = |number: u64| match ledger.entry(number).map(|e| &e.body) {
        Some(Body::Match(m)) => match_words(d, m, lang),
        _ => format!("{} {number}", say("entry", "voce")),
    };
    match &entry.body {
        Body::Match(m) => {
            let mut text = match_words(d, m, lang);
            match &m.happened {
                None => text.push_str(say(": fixture", ": in programma")),
                Some(h) => {
                    match h.outcome.pitch() {
                        Some(score) => text.push_str(&format!(": {}", score_words(&score, lang))),
                        None => text.push_str(say(": not played", ": non disputata")),
                    }
                    if h.provisional {
                        text.push_str(say(", provisional", ", provvisorio"));
                    }
                    if !h.goals.is_empty() {
                        text.push_str(&format!(
                            ", {} {}",
                            h.goals.len(),
                            say("goals listed", "gol elencati")
                        ));
                    }
                }
            }
            text
        }
        Body::Ruling(r) => {
            let mut text = match &r.verdict {
                Verdict::Award { about, official } => {
                    let word = say("awarded", "a tavolino");
                    format!("{}: {}-{} {word}", of(*about), official.home, official.away)
                }
                Verdict::Walkover { about, .. } => {
                    format!("{}: {}", of(*about), say("walkover", "vinta per rinuncia"))
                }
                Verdict::Annul { about } => {
                    format!("{}: {}", of(*about), say("annulled", "annullata"))
                }
                Verdict::Confirm { about } => {
                    format!(
                        "{}: {}",
                        of(*about),
                        say("the score from the pitch counts", "vale il risultato del campo")
                    )
                }
                Verdict::Deduct { adjustment: a, suspended } => {
                    let mut text = format!(
                        "{}: {:+} {} {}",
                        d.team(a.team).name.get(lang),
                        a.points,
                        say("points in", "punti in"),
                        a.edition
                    );
                    if *suspended != 0 {
                        text.push_str(&format!(", {suspended} {}", say("suspended", "sospesi")));
                    }
                    text
                }
                Verdict::Lots(lots) => {
                    let names: Vec<&str> =
                        lots.order.iter().map(|t| d.team(*t).name.get(lang)).collect();
                    format!(
                        "{} {}: {}",
                        say("lots in", "sorteggio in"),
                        lots.edition,
                        names.join(say(" before ", " prima di "))
                    )
                }
            };
            if let Some(article) = &r.article {
                text.push_str(&format!(" ({article})"));
            }
            if let Some(first) = r.appeal_of {
                let words = say("on appeal against entry", "su ricorso contro la voce");
                text.push_str(&format!(", {words} {first}"));
            }
            text
        }
        Body::Tenure(t) => {
            let day = |p: Option<(jiff::civil::Date, girone::model::Precision)>| {
                p.map_or("…".to_owned(), |(d, _)| d.to_string())
            };
            format!(
                "{}: {} {} {} – {}",
                d.team(t.team).name.get(lang),
                match t.role {
                    Role::HeadCoach => say("head coach", "allenatore"),
                    Role::Caretaker => say("caretaker", "allenatore ad interim"),
                },
                d.person(t.person).name,
                day(t.from),
                day(t.to)
            )
        }
        Body::Coverage(c) => {
            format!("{} {:?}", say("complete in", "completo in"), c.kind).to_lowercase()
        }
        Body::Retraction { of } => format!("{} {of}", say("takes back entry", "ritira la voce")),
    }
}

fn point(p: Point) -> String {
    match p {
        Point::Day(day) => day.to_string(),
        Point::Instant(t) => t.to_string(),
    }
}

#[derive(Serialize)]
struct EntryShape {
    number: u64,
    recorded: Option<String>,
    kind: &'static str,
    says: String,
    valid: Option<String>,
    known: Option<String>,
    by: Option<String>,
    source: Option<String>,
    reason: Option<String>,
    replaces: Option<u64>,
    allowed: Option<String>,
    stands: bool,
}

fn kind(body: &Body) -> &'static str {
    match body {
        Body::Match(_) => "match",
        Body::Ruling(_) => "ruling",
        Body::Tenure(_) => "tenure",
        Body::Coverage(_) => "coverage",
        Body::Retraction { .. } => "retraction",
    }
}

fn shape(
    view: &View,
    entry: &Entry,
    stands: bool,
    allowed: Option<String>,
    lang: Lang,
) -> EntryShape {
    let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().map(str::to_owned);
    EntryShape {
        number: entry.number,
        recorded: entry.recorded.map(|t| t.to_string()),
        kind: match entry.replaces {
            Some(_) if matches!(entry.body, Body::Match(_) | Body::Tenure(_)) => "correction",
            _ => kind(&entry.body),
        },
        says: words(view, entry, lang),
        valid: match entry.valid {
            Valid::WithItsMatch => None,
            Valid::From(p) => Some(point(p)),
        },
        known: entry.known.map(point),
        by: text(&entry.by),
        source: text(&entry.source),
        reason: text(&entry.reason),
        replaces: entry.replaces,
        allowed,
        stands,
    }
}

pub fn log(common: &Common, question: &Log) -> Result<u8, Error> {
    let it = common.lang == Lang::It;
    let view = super::view(common)?;
    let about = about(&view, question.about.as_deref())?;
    let ledger = view.desk().ledger();
    let standing: std::collections::HashSet<u64> = ledger.standing().map(|e| e.number).collect();
    let found: Vec<&Entry> = ledger
        .entries()
        .iter()
        .rev()
        .filter(|e| concerns(&view, e, &about))
        .take(question.last)
        .collect();
    if common.format() == Format::Json {
        let store = common.ledger.as_deref().map(SqliteStore::read).transpose()?;
        let mut shapes = Vec::new();
        for entry in found.iter().rev() {
            let kept = store.as_ref().map(|s| s.kept(entry.number)).transpose()?.flatten();
            let allowed = kept.and_then(|k| k.allowed);
            shapes.push(shape(
                &view,
                entry,
                standing.contains(&entry.number),
                allowed,
                common.lang,
            ));
        }
        output::json(&shapes)?;
        return Ok(0);
    }
    if found.is_empty() {
        output::say(if it { "nessuna voce" } else { "no entry" });
        return Ok(0);
    }
    let mut grid = Grid::new(&[Align::Right, Align::Left, Align::Left, Align::Left]);
    for entry in found.iter().rev() {
        let recorded =
            entry.recorded.map_or(String::new(), |t| t.strftime("%Y-%m-%d %H:%M").to_string());
        let mut says = words(&view, entry, common.lang);
        if let Some(replaces) = entry.replaces {
            let word = if it { "sostituisce" } else { "replaces" };
            says.push_str(&format!(" [{word} {replaces}]"));
        }
        if !standing.contains(&entry.number) {
            says.push_str(if it {
                " [sostituita o ritirata]"
            } else {
                " [replaced or taken back]"
            });
        }
        let who = entry.source.as_deref().or(entry.by.as_deref()).unwrap_or("");
        grid.row(vec![entry.number.to_string(), recorded, says, who.to_owned()]);
    }
    output::print(&grid.lines().join("\n"));
    let left = ledger.entries().iter().filter(|e| concerns(&view, e, &about)).count() - found.len();
    if left > 0 {
        let all = left + found.len();
        output::say(&if it {
            format!("altre {left} voci precedenti; --last {all} le mostra tutte")
        } else {
            format!("{left} earlier entries; --last {all} shows all")
        });
    }
    Ok(0)
}

pub fn why(common: &Common, question: &Why) -> Result<u8, Error> {
    let it = common.lang == Lang::It;
    let view = super::view(common)?;
    let ledger = view.desk().ledger();
    let about = about(&view, Some(&question.fact))?;
    let entries: Vec<&Entry> = ledger
        .entries()
        .iter()
        .filter(|e| concerns(&view, e, &about))
        // Of a team, what was decided and who was in charge; its matches are many.
        .filter(|e| match about {
            About::Team(_) | About::Edition(_) => match &e.body {
                Body::Match(_) => e.replaces.is_some(),
                Body::Retraction { .. } | Body::Ruling(_) | Body::Tenure(_) => true,
                Body::Coverage(_) => false,
            },
            _ => true,
        })
        .collect();
    let standing: std::collections::HashSet<u64> = ledger.standing().map(|e| e.number).collect();
    let store = match common.ledger.as_deref() {
        Some(path) => Some(SqliteStore::read(path)?),
        None => None,
    };
    let allowed = |number: u64| -> Result<Option<String>, Error> {
        let kept = store.as_ref().map(|s| s.kept(number)).transpose()?.flatten();
        Ok(kept.and_then(|k| k.allowed))
    };
    if common.format() == Format::Json {
        let mut shapes = Vec::new();
        for e in &entries {
            let stands = standing.contains(&e.number);
            shapes.push(shape(&view, e, stands, allowed(e.number)?, common.lang));
        }
        output::json(&shapes)?;
        return Ok(0);
    }
    if entries.is_empty() {
        output::print(if it {
            "non ci sono dietro correzioni, decisioni o incarichi"
        } else {
            "no correction, ruling or tenure is behind it"
        });
        return Ok(0);
    }
    if let About::Match(m) = &about {
        let now = m.score().map_or_else(
            || if it { "nessun risultato vale" } else { "no score counts" }.to_owned(),
            |s| s.to_string(),
        );
        output::print(&format!(
            "{}: {now}",
            match_words(&view.snapshot().directory, m, common.lang)
        ));
    }
    for entry in entries {
        let mark = match (standing.contains(&entry.number), it) {
            (true, _) => "",
            (false, false) => "  (replaced or taken back)",
            (false, true) => "  (sostituita o ritirata)",
        };
        output::print(&format!(
            "\n{} {}{mark}\n  {}",
            if it { "voce" } else { "entry" },
            entry.number,
            words(&view, entry, common.lang)
        ));
        let line = |what: [&str; 2], text: Option<String>| {
            let what = what[usize::from(it)];
            if let Some(text) = text {
                output::print(&format!("  {what}: {text}"));
            }
        };
        let s = shape(&view, entry, true, allowed(entry.number)?, common.lang);
        line(["counts from", "vale da"], s.valid);
        line(["known from", "noto da"], s.known);
        line(["recorded", "registrata"], s.recorded);
        line(["by", "da"], s.by);
        line(["source", "fonte"], s.source);
        line(["reason", "motivo"], s.reason);
        line(["replaces entry", "sostituisce la voce"], s.replaces.map(|n| n.to_string()));
        line(["checks overridden", "controlli scavalcati"], s.allowed);
    }
    if store.is_none() {
        output::print(if it {
            "\nL'archivio incorporato non ha un registro; uno si crea con `girone init`."
        } else {
            "\nThe embedded record has no log; a ledger has."
        });
    }
    Ok(0)
}
