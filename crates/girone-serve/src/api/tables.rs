//! Tables, briefings, needs.

use girone::render::{
    Dress, Style, holds_text, needs_text, table_csv, table_markdown, table_text, table_wiki,
};
use girone::scenarios::TeamOutlook;
use girone::shape::{self, HoldsShape, NeedsShape, TableShape};
use girone::{Error, Explain, Limits, Split, TableAnswer, View, places_text};

use super::shapes::{
    BriefShape, EditionShape, EditionsShape, FatesShape, SectionShape, SentenceShape, TablesShape,
};
use crate::ask::Ask;
use crate::pages;
use crate::pages::group::split;
use crate::reply::{Answer, Kind, Problem, Reply};

/// Lists the editions of which the record holds a match.
#[utoipa::path(get, path = "/api/v1/editions", tag = "editions",
    params(
        ("q" = Option<String>, Query, description = "Only those whose id or name contains this"),
        ("all" = Option<bool>, Query, description = "Also those without a match in the record"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "How many"),
        ("offset" = Option<u32>, Query, description = "From which one on, from 0"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = EditionsShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn editions(ask: &Ask) -> Answer {
    let (limit, offset) = super::part(ask, 100, 500)?;
    let lines = pages::edition::lines(ask, ask.get("all").is_some_and(|v| v != "false"));
    let total = lines.len();
    let editions = lines.into_iter().skip(offset).take(limit).map(|l| EditionShape {
        edition: l.id,
        name: l.name,
        from: l.from.map(|d| d.to_string()),
        to: l.to.map(|d| d.to_string()),
        groups: l.groups,
        played: l.played,
        matches: l.matches,
    });
    let reply = Reply::json(&EditionsShape {
        record: ask.view().record_hash(),
        warnings: Vec::new(),
        total,
        offset,
        editions: editions.collect(),
    })?;
    Ok(super::links(ask, reply, total, limit, offset))
}

/// Returns all tables of an edition, or the one it has.
#[utoipa::path(get, path = "/api/v1/table/{edition}", tag = "tables",
    params(
        ("edition" = String, Path, description = "The id; may end with `.json`, `.csv`, `.md`, `.html`, `.svg`, `.wiki` or `.txt`"),
        ("split" = Option<String>, Query, description = "`all`, `home`, `away` or `last-5`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = TablesShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn of_edition(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let view = ask.view();
    let answers = view.tables(&address, split(ask)?)?;
    if answers.is_empty() {
        return Err(Problem::not_found(format!("`{address}` has no table")));
    }
    if !matches!(kind, None | Some(Kind::Json)) {
        return written(ask, &view, &answers, kind);
    }
    let warnings = answers.iter().flat_map(|a| a.warnings.clone()).collect();
    Reply::json(&TablesShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings,
        edition: answers[0].edition.id.clone(),
        tables: answers.iter().map(|a| shape::table(&view, a, ask.lang, &[])).collect(),
    })
}

/// Returns the table of one group, with the places still reachable.
#[utoipa::path(get, path = "/api/v1/table/{edition}/{group}", tag = "tables",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group; may end with `.json`, `.csv`, `.md`, `.html`, `.svg`, `.wiki` or `.txt`"),
        ("split" = Option<String>, Query, description = "`all`, `home`, `away` or `last-5`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = TableShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn of_group(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let view = ask.view();
    let answer = pages::group::one(&view, &address, split(ask)?)?;
    if !matches!(kind, None | Some(Kind::Json)) {
        return written(ask, &view, std::slice::from_ref(&answer), kind);
    }
    let outlook = reachable(&answer, &ask.app.limits());
    let places: Vec<Vec<u8>> =
        outlook.iter().map(|o| o.possible.or(o.undecided()).iter().collect()).collect();
    Reply::json(&shape::table(&view, &answer, ask.lang, &places))
}

/// Finds the places that are still reachable; empty where nothing remains or
/// only a part of the matches counts.
fn reachable(answer: &TableAnswer, limits: &Limits) -> Vec<TeamOutlook> {
    if answer.sheet.sheet.is_finished() || answer.split != Split::All || answer.played == 0 {
        return Vec::new();
    }
    answer.outlook(limits)
}

/// Writes tables in the form that the extension asks for.
fn written(ask: &Ask, view: &View, answers: &[TableAnswer], kind: Option<Kind>) -> Answer {
    let kind = kind.unwrap_or(Kind::Json);
    let body = match kind {
        Kind::Csv => answers.iter().enumerate().map(|(i, a)| table_csv(view, a, i == 0)).collect(),
        Kind::Markdown => {
            let all: Vec<String> =
                answers.iter().map(|a| table_markdown(view, a, ask.lang)).collect();
            all.join("\n")
        }
        Kind::Wiki => answers.iter().map(|a| table_wiki(view, a)).collect(),
        Kind::Text => {
            let all: Vec<String> = answers
                .iter()
                .map(|a| {
                    let places: Vec<String> = match answers.len() {
                        1 => reachable(a, &ask.app.limits()).iter().map(places_text).collect(),
                        _ => Vec::new(),
                    };
                    table_text(view, a, ask.lang, &places, Explain::Short)
                })
                .collect();
            all.join("\n")
        }
        Kind::Svg => match answers {
            [one] => super::card_of(ask, view, one),
            _ => return Err(Problem::usage("a card shows one table; name a group")),
        },
        Kind::Html => {
            let all = answers.iter().map(|a| {
                pages::table::Shown::small(ask, view, a).show(&a.title(ask.lang)).into_string()
            });
            all.collect()
        }
        _ => return Err(Problem::usage("a table is not written in that form")),
    };
    Ok(Reply::new(kind, body))
}

/// Briefs on a group.
#[utoipa::path(get, path = "/api/v1/brief/{edition}/{group}", tag = "tables",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group; may end with `.json` or `.txt`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = BriefShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn brief(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let view = ask.view();
    let brief = view.brief(&address, ask.lang, girone::Length::Normal, &ask.app.limits())?;
    match kind {
        None | Some(Kind::Json) => {}
        Some(Kind::Text) => {
            let text = brief.text(ask.get("facts").is_some());
            return Ok(Reply::new(Kind::Text, text));
        }
        Some(_) => return Err(Problem::usage("a briefing is `.json` or `.txt`")),
    }
    let sentence =
        |s: &girone::Sentence| SentenceShape { text: s.text.clone(), facts: s.facts.clone() };
    Reply::json(&BriefShape {
        title: brief.title.clone(),
        table: brief.table.as_ref().map(|t| shape::table(&view, t, ask.lang, &[])),
        sections: brief
            .sections
            .iter()
            .map(|s| SectionShape {
                heading: s.heading.clone(),
                sentences: s.sentences.iter().map(sentence).collect(),
            })
            .collect(),
    })
}

/// Reads what is supposed: `suppose=Wales 1-0 Belgium`, as often as needed.
fn supposed(ask: &Ask) -> Vec<String> {
    let given = ask.query.iter().filter(|(n, v)| n == "suppose" && !v.is_empty());
    given.map(|(_, v)| v.clone()).take(100).collect()
}

/// Answers what is decided in a group and what each team can still become.
#[utoipa::path(get, path = "/api/v1/needs/{edition}/{group}", tag = "scenarios",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group; may end with `.json` or `.txt`"),
        ("team" = Option<String>, Query, description = "Only this team"),
        ("berth" = Option<String>, Query, description = "Only this berth"),
        ("suppose" = Option<Vec<String>>, Query, description = "Supposed results, e.g. `Wales 1-0 Belgium`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = NeedsShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn needs(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let view = ask.view();
    let answer = view.needs(&address, &supposed(ask), &ask.app.limits())?;
    let berths = answer.berths(ask.get("berth"));
    let team = match ask.get("team") {
        None => None,
        Some(name) => {
            let id = pages::people::team_of(&view, name)?;
            let ix = answer.table.sheet.sheet.index_of(id);
            Some(
                ix.ok_or_else(|| Error::not_found(format!("`{name}` does not play in {address}")))?,
            )
        }
    };
    if kind == Some(Kind::Text) {
        let (style, limits) = (Style::Sentence, Limits::default());
        let text =
            needs_text(&view, &answer, ask.lang, &berths, team, true, style, &limits, Dress::Plain);
        return Ok(Reply::new(Kind::Text, text));
    }
    Reply::json(&shape::needs(&view, &answer, &berths, team, &ask.app.limits()))
}

/// Answers a conditional statement: given all of `if`, does `then` hold?
#[utoipa::path(get, path = "/api/v1/holds/{edition}/{group}", tag = "scenarios",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group"),
        ("if" = Option<Vec<String>>, Query, description = "Conditions, e.g. `Wales beat Belgium`"),
        ("then" = String, Query, description = "The statement, e.g. `Wales finish in the first two`"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = HoldsShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn holds(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    let view = ask.view();
    let Some(then) = ask.get("then") else {
        return Err(Problem::usage("then: the statement is missing, e.g. `Wales win the group`"));
    };
    let given = ask.query.iter().filter(|(n, v)| n == "if" && !v.is_empty());
    let given: Vec<String> = given.map(|(_, v)| v.clone()).take(100).collect();
    let answer = view.holds(&address, &given, then, &ask.app.limits())?;
    if kind == Some(Kind::Text) {
        return Ok(Reply::new(Kind::Text, holds_text(&view, &answer, ask.lang)));
    }
    Reply::json(&shape::holds(&view, &answer))
}

/// Says since which match each fate is fixed.
#[utoipa::path(get, path = "/api/v1/decided/{edition}/{group}", tag = "scenarios",
    params(
        ("edition" = String, Path, description = "The id of the edition"),
        ("group" = String, Path, description = "The group"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = FatesShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn decided(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let fates = view.decided(&address, &ask.app.limits())?;
    Reply::json(&FatesShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings: Vec::new(),
        fates: shape::fates(&view, &fates),
    })
}
