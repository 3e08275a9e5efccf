//! Days, months and years as reports write them, seen from the day of publication.

use girone_model::{Lang, month_named, weekday_named};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::lattice::Lattice;
use crate::number;

/// How a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A day with its month.
    Day,
    /// A day of the week.
    Weekday,
    /// "Ieri", "last night", "three days ago".
    Relative,
    /// A month, with or without its year.
    Month,
    /// A year.
    Year,
}

/// A time in the text: its tokens and the days that it may mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenDate {
    pub from: usize,
    pub to: usize,
    /// The first and the last day that it may mean.
    pub first: Date,
    pub last: Date,
    pub told: Told,
    /// Whether it is the end of something that goes on: "dal 2019", "since June".
    pub since: bool,
}

impl WrittenDate {
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

/// All times of a text, in order. Without a day of publication only those are
/// read that carry a year.
pub(crate) fn dates(lattice: &Lattice<'_, '_>, today: Option<Date>) -> Vec<WrittenDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lattice.text.tokens.len() {
        // "Lo 0-2 di settembre": no second of September.
        if let Some(score) = lattice.scores[at] {
            at = score.to.max(at + 1);
            continue;
        }
        match read(lattice, at, today) {
            Some(date) => {
                at = date.to.max(at + 1);
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a, 't, 'x> {
    lattice: &'a Lattice<'t, 'x>,
    sentence: u32,
}

impl Reader<'_, '_, '_> {
    fn word(&self, at: usize) -> &str {
        match self.lattice.text.tokens.get(at) {
            Some(t) if t.sentence == self.sentence => &t.fold,
            _ => "",
        }
    }

    fn month(&self, at: usize) -> Option<i8> {
        let token = self.lattice.text.tokens.get(at)?;
        // "May" and "March" are also verbs.
        if self.lattice.lang == Lang::En && !token.capital {
            return None;
        }
        month_named(self.word(at), self.lattice.lang)
    }

    fn year(&self, at: usize) -> Option<i16> {
        let token = self.lattice.text.tokens.get(at)?;
        let n = token.number()?;
        (token.sentence == self.sentence && token.fold.len() == 4 && (1872..2100).contains(&n))
            .then_some(n as i16)
    }

    /// The last two figures of a year of this century.
    fn short_year(&self, at: usize) -> Option<i16> {
        let token = self.lattice.text.tokens.get(at)?;
        let n = token.number().filter(|n| *n < 60)?;
        (token.sentence == self.sentence && token.fold.len() == 2).then_some(2000 + n as i16)
    }

    /// A day of the month, with `st`, `th`, `º`.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
        let token = self.lattice.text.tokens.get(at)?;
        let n = token.number()?;
        if token.sentence != self.sentence || !(1..=31).contains(&n) || token.fold.len() > 2 {
            return None;
        }
        let ends = self.lattice.text.tokens.get(at + 1).is_some_and(|t| {
            !t.spaced && (t.mark() == Some('º') || matches!(&*t.fold, "st" | "nd" | "rd" | "th"))
        });
        Some((n as i8, at + 1 + usize::from(ends)))
    }
}

fn read(lattice: &Lattice<'_, '_>, at: usize, today: Option<Date>) -> Option<WrittenDate> {
    let token = lattice.text.tokens.get(at)?;
    let r = Reader { lattice, sentence: token.sentence };
    let mut before = at.checked_sub(1).map_or("", |i| r.word(i));
    let two = at.checked_sub(2).map_or("", |i| r.word(i));
    if matches!(before, "il" | "l" | "the" | "lo" | "scorso" | "way" | "lontano") {
        before = two;
    }
    let since = matches!(before, "since" | "dal" | "dall" | "dalla");
    let span = |to: usize, first: Date, last: Date, told: Told| {
        Some(WrittenDate { from: at, to, first, last, told, since })
    };
    // A day of the week, alone or before a date.
    if let Some(weekday) = weekday_named(&token.fold, lattice.lang)
        && (token.capital || lattice.lang == Lang::It)
    {
        let next = at + 1 + usize::from(r.word(at + 1) == ",");
        if let Some(mut date) = day_and_month(&r, next, today) {
            date.from = at;
            return Some(date);
        }
        let today = today?;
        let mut back = 0;
        while back < 7 && today.checked_sub(back.days()).ok()?.weekday() != weekday {
            back += 1;
        }
        let day = today.checked_sub(back.days()).ok()?;
        let mut to = at + 1;
        let past = matches!(r.word(to), "scorso" | "scorsa");
        to += usize::from(past || matches!(r.word(to), "night" | "evening" | "sera" | "notte"));
        return span(to, day, day, Told::Weekday);
    }
    if let Some(date) = day_and_month(&r, at, today) {
        return Some(WrittenDate { since, ..date });
    }
    if let Some(month) = r.month(at) {
        // "March 20, 2025", "March 2025", "in March".
        if let Some((day, mut to)) = r.day(at + 1)
            && lattice.lang == Lang::En
        {
            let comma = usize::from(r.word(to) == ",");
            let year = r.year(to + comma);
            if year.is_some() {
                to += comma + 1;
            }
            let date = dated(day, month, year, today)?;
            return span(to, date, date, Told::Day);
        }
        let link = usize::from(matches!(r.word(at + 1), "del" | "of" | ","));
        // "Novembre '23".
        let quote = usize::from(matches!(r.word(at + 1), "'" | "\u{2019}" | "\u{2018}"));
        let short = (quote == 1).then(|| r.short_year(at + 2)).flatten();
        if let Some(year) = short {
            let first = Date::new(year, month, 1).ok()?;
            return span(at + 3, first, first.last_of_month(), Told::Month);
        }
        if let Some(year) = r.year(at + 1 + link) {
            let first = Date::new(year, month, 1).ok()?;
            return span(at + 2 + link, first, first.last_of_month(), Told::Month);
        }
        let led = matches!(
            before,
            "in" | "since"
                | "until"
                | "last"
                | "a"
                | "ad"
                | "di"
                | "dal"
                | "da"
                | "nel"
                | "fino"
                | "scorso"
                | "this"
                | "back"
                | "lo"
                | "dello"
                | "from"
                | "dall"
        ) || matches!(r.word(at + 1), "scorso" | "s");
        let today = today?;
        if !led {
            return None;
        }
        let mut year = today.year();
        if month > today.month() {
            year -= 1;
        }
        let first = Date::new(year, month, 1).ok()?;
        return span(at + 1, first, first.last_of_month(), Told::Month);
    }
    if let Some(year) = r.year(at)
        && matches!(
            before,
            "in" | "since" | "of" | "nel" | "dal" | "del" | "back" | "from" | "until" | "until "
        )
    {
        let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
        return span(at + 1, first, last, Told::Year);
    }
    relative(&r, at, today?, since)
}

/// `29 giugno [2024]`, `29 June`, `29th of June 2024`.
fn day_and_month(r: &Reader<'_, '_, '_>, at: usize, today: Option<Date>) -> Option<WrittenDate> {
    let (day, mut to) = r.day(at)?;
    to += usize::from(matches!(r.word(to), "of" | "di"));
    let month = r.month(to)?;
    to += 1;
    let link = usize::from(matches!(r.word(to), "del" | ","));
    let year = r.year(to + link);
    if year.is_some() {
        to += link + 1;
    }
    let date = dated(day, month, year, today)?;
    Some(WrittenDate { from: at, to, first: date, last: date, told: Told::Day, since: false })
}

/// The latest such day up to publication, if the year is not told.
fn dated(day: i8, month: i8, year: Option<i16>, today: Option<Date>) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let today = today?;
    let this = Date::new(today.year(), month, day).ok();
    match this {
        Some(date) if date <= today => Some(date),
        _ => Date::new(today.year() - 1, month, day).ok(),
    }
}

fn relative(r: &Reader<'_, '_, '_>, at: usize, today: Date, since: bool) -> Option<WrittenDate> {
    let lattice = r.lattice;
    let day = |days: i32, to: usize| {
        let date = today.checked_sub(days.days()).ok()?;
        Some(WrittenDate { from: at, to, first: date, last: date, told: Told::Relative, since })
    };
    match (lattice.lang, r.word(at), r.word(at + 1)) {
        (Lang::It, "ieri", "sera" | "notte" | "pomeriggio") => return day(1, at + 2),
        (Lang::It, "ieri", _) => return day(1, at + 1),
        (Lang::It, "avantieri", _) => return day(2, at + 1),
        (Lang::En, "yesterday", _) => return day(1, at + 1),
        (Lang::En, "last", "night") => return day(1, at + 2),
        _ => {}
    }
    let (n, to) = number::cardinal(lattice.text, at, lattice.lang)?;
    let unit = r.word(to);
    let ago = r.word(to + 1);
    let days = match (lattice.lang, unit, ago) {
        (Lang::It, "giorni" | "giorno", "fa") | (Lang::En, "days" | "day", "ago") => n,
        (Lang::It, "settimane" | "settimana", "fa") | (Lang::En, "weeks" | "week", "ago") => 7 * n,
        _ => return None,
    };
    day(i32::try_from(days).ok().filter(|d| *d < 4000)?, to + 2)
}
