//! Days and moments as people write them.

use girone_model::{Lang, Moment, months};
use jiff::civil::Date;

fn month(date: Date, lang: Lang) -> &'static str {
    months(lang)[(date.month() - 1) as usize]
}

/// Writes `7 September 2025`, `7 settembre 2025`, `1º aprile 2025`.
pub fn day(date: Date, lang: Lang) -> String {
    format!("{} {}", day_short(date, lang), date.year())
}

/// Writes a day without its year.
pub fn day_short(date: Date, lang: Lang) -> String {
    match (lang, date.day()) {
        (Lang::It, 1) => format!("1º {}", month(date, lang)),
        (_, n) => format!("{n} {}", month(date, lang)),
    }
}

/// Sets the Italian preposition before a day: `al 7 settembre`, `all'8 settembre`.
pub(crate) fn at_the(day: &str) -> String {
    match day.split(' ').next() {
        Some("8" | "11") => format!("all'{day}"),
        _ => format!("al {day}"),
    }
}

/// Writes as of when something is: `as of 7 September 2025`, `al 7 settembre 2025`.
pub fn as_of(at: &Moment, lang: Lang) -> String {
    let text = moment(at, lang);
    match (at, lang) {
        (_, Lang::En) => format!("as of {text}"),
        (Moment::Latest, Lang::It) => format!("secondo {text}"),
        _ => at_the(&text),
    }
}

/// Writes a moment.
pub fn moment(moment: &Moment, lang: Lang) -> String {
    match (moment, lang) {
        (Moment::Latest, Lang::En) => "all that is known".to_owned(),
        (Moment::Latest, Lang::It) => "tutto ciò che si sa".to_owned(),
        (Moment::EndOf(date), Lang::En) => format!("{}, end of day", day(*date, lang)),
        (Moment::EndOf(date), Lang::It) => format!("{}, a fine giornata", day(*date, lang)),
        (Moment::At { instant, offset }, _) => {
            let local = offset.to_datetime(*instant);
            format!(
                "{}, {:02}:{:02} (UTC{offset})",
                day(local.date(), lang),
                local.hour(),
                local.minute()
            )
        }
    }
}
