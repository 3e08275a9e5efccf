//! `girone needs`, `girone decided`, `girone holds`

use girone::model::Lang;
use std::io::IsTerminal;

use girone::render::{
    Dress, Style, decided_text, holds_text, matrices, matrices_html, matrices_svg, matrices_text,
    needs_markdown, needs_text, next_text,
};
use girone::scenarios::Holds;
use girone::{About, Error, shape};

use crate::args::{Common, Decided, Format, HoldsQuestion, Needs};
use crate::output;

pub fn needs(common: &Common, question: &Needs) -> Result<u8, Error> {
    let view = super::view(common)?;
    let limits = girone::Limits {
        certificates: question.how || common.format() == Format::Json,
        ..question.effort.limits()
    };
    let about = About { team: question.team.as_deref(), berth: question.berth.as_deref() };
    let answer = view.needs_about(&question.address, &question.suppose, about, &limits)?;
    let berths = answer.berths(question.berth.as_deref());
    if let (Some(wanted), true) = (&question.berth, berths.is_empty()) {
        let all: Vec<String> = answer.berths(None).iter().map(|b| format!("`{}`", b.id)).collect();
        return Err(Error::not_found(format!(
            "`{wanted}` is not a berth of {}; it has {}",
            question.address,
            all.join(", ")
        )));
    }
    let team = match &question.team {
        None => None,
        Some(name) => {
            let id = view.team(name)?;
            Some(answer.table.sheet.sheet.index_of(id).ok_or_else(|| {
                Error::not_found(format!("`{name}` does not play in {}", question.address))
            })?)
        }
    };
    if common.format() == Format::Json {
        output::json(&shape::needs(&view, &answer, &berths, team, &limits))?;
        return Ok(0);
    }
    if question.next {
        let round = view.next_round(&answer, &berths, &limits);
        let lines = next_text(&view, &answer, &round, &berths, common.lang, team);
        let nothing = match common.lang {
            Lang::En => "nothing can be decided in the next round",
            Lang::It => "nulla può decidersi nel prossimo turno",
        };
        output::print(&if lines.is_empty() { nothing.to_owned() } else { lines.join("\n") });
        return Ok(0);
    }
    let picture = matches!(common.format(), Format::Html | Format::Svg);
    if question.matrix || picture {
        if answer.table.sheet.sheet.remaining.len() != 2 {
            return Err(Error::usage(format!(
                "a matrix is of two remaining matches; {} has {}",
                question.address,
                answer.table.sheet.sheet.remaining.len()
            )));
        }
        if picture {
            let laid = matrices(&view, &answer, &berths, team, common.lang, &limits, (19, 19));
            let title = answer.table.title(common.lang);
            output::print(&match common.format() {
                Format::Html => matrices_html(&title, &laid, common.lang),
                _ => matrices_svg(&title, &laid, common.lang),
            });
            return Ok(0);
        }
        let dress = if common.format() == Format::Markdown { Dress::Markdown } else { dress() };
        let all =
            matrices_text(&view, &answer, &berths, team, common.lang, &limits, dress, (19, 9));
        let settled = match common.lang {
            Lang::En => "every fate is settled",
            Lang::It => "ogni esito è deciso",
        };
        output::print(&if all.is_empty() { settled.to_owned() } else { all.join("\n") });
        return Ok(0);
    }
    let style = if question.list { Style::List } else { Style::Sentence };
    match common.format() {
        Format::Markdown => {
            output::print(&needs_markdown(
                &view,
                &answer,
                common.lang,
                &berths,
                team,
                style,
                &limits,
            ));
            return Ok(0);
        }
        Format::Text => {}
        _ => {
            return Err(Error::usage(
                "what is needed is written as `--format text`, `markdown` or `json`, a matrix also as `html` or `svg`",
            ));
        }
    }
    output::print(&needs_text(
        &view,
        &answer,
        common.lang,
        &berths,
        team,
        question.how,
        style,
        &limits,
        dress(),
    ));
    Ok(0)
}

/// Colours on a terminal, unless they are not wanted.
fn dress() -> Dress {
    match std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal() {
        true => Dress::Colour,
        false => Dress::Plain,
    }
}

pub fn holds(common: &Common, question: &HoldsQuestion) -> Result<u8, Error> {
    let view = super::view(common)?;
    let answer = view.holds(
        &question.address,
        &question.conditions,
        &question.then,
        &question.effort.limits(),
    )?;
    if common.format() == Format::Json {
        output::json(&shape::holds(&view, &answer))?;
    } else {
        output::print(&holds_text(&view, &answer, common.lang));
    }
    Ok(match answer.holds {
        Holds::Always => 0,
        Holds::Undecided { .. } => 4,
        _ => 1,
    })
}

pub fn decided(common: &Common, question: &Decided) -> Result<u8, Error> {
    let view = super::view(common)?;
    let fates = view.decided(&question.address, &question.effort.limits())?;
    if common.format() == Format::Json {
        output::json(&shape::fates(&view, &fates))?;
        return Ok(0);
    }
    output::print(&decided_text(&view, &fates, common.lang));
    Ok(0)
}
