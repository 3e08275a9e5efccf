//! The words for months and days of the week.

use jiff::civil::Weekday;

use crate::Lang;

/// Returns the months as they are written in the middle of a sentence, January first.
pub const fn months(lang: Lang) -> &'static [&'static str; 12] {
    match lang {
        Lang::En => &[
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Lang::It => &[
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    }
}

/// Returns the days of the week as they are written in the middle of a sentence,
/// Monday first.
pub const fn weekdays(lang: Lang) -> &'static [&'static str; 7] {
    match lang {
        Lang::En => &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Lang::It => &["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
    }
}

/// Returns the month, from 1, that a folded word names in a language.
pub fn month_named(word: &str, lang: Lang) -> Option<i8> {
    let position = months(lang).iter().position(|m| m.eq_ignore_ascii_case(word))?;
    Some(position as i8 + 1)
}

/// Returns the day of the week that a folded word names in a language.
pub fn weekday_named(word: &str, lang: Lang) -> Option<Weekday> {
    let begins = |d: &str| word.as_bytes().first() == Some(&d.as_bytes()[0].to_ascii_lowercase());
    let position = weekdays(lang).iter().position(|d| begins(d) && crate::fold(d) == word)?;
    Weekday::from_monday_one_offset(position as i8 + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for lang in [Lang::En, Lang::It] {
            for (i, month) in months(lang).iter().enumerate() {
                assert_eq!(month_named(month, lang), Some(i as i8 + 1));
            }
        }
        assert_eq!(weekday_named("lunedi", Lang::It), Some(Weekday::Monday));
        assert_eq!(weekday_named("sunday", Lang::En), Some(Weekday::Sunday));
        assert_eq!(weekday_named("sunday", Lang::It), None);
    }
}
