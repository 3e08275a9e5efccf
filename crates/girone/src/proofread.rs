//! Proof-reading: a report against the record at the moment of its publication.

use std::sync::Arc;
use std::thread;

use girone_model::{AsOf, Lang, Moment, month_named};
use girone_report::{Books, Checked, Names, Place, Prepared, check_in_parts};
use jiff::civil::Date;

use crate::engine::Engine;
use crate::{Desk, View, embedded};

/// A record made ready for checking many reports.
pub struct ProofReader {
    prepared: Prepared,
}

impl Desk {
    /// Makes the record ready for checking reports.
    ///
    /// `known_by` limits what is known; matches later than a report's own moment
    /// are left aside by the check itself.
    pub fn proof_reader(&self, known_by: Moment) -> ProofReader {
        let catalogue = self.catalogue();
        thread::scope(|scope| {
            // The names of the record are indexed while all editions are read.
            let books = || catalogue.editions().count() + catalogue.regulations().count();
            let _ = thread::Builder::new().spawn_scoped(scope, books);
            let view = self.view(AsOf { played_by: Moment::Latest, known_by });
            let names = Names::new(view.snapshot(), &places());
            ProofReader { prepared: prepare(&view).with_names(names) }
        })
    }
}

/// Returns the places under all their names.
fn places() -> Vec<Place> {
    let places = embedded::DATA.iter().find(|(f, _)| *f == "places.csv");
    Place::read_csv(places.map_or("", |(_, text)| text))
}

/// Makes a view ready for claims.
pub(crate) fn prepare(view: &View) -> Prepared {
    let books = Books {
        editions: view.editions().cloned().collect(),
        regulations: view.desk().catalogue().regulations().cloned().collect(),
        places: places(),
        exact: Some(Arc::new(Engine)),
    };
    Prepared::new(Arc::clone(view.snapshot()), &books)
}

impl ProofReader {
    /// Checks a report. Without a moment a date in its first lines is taken as the
    /// day of publication, and without one all that the record holds counts.
    pub fn check(&self, text: &str, lang: Option<Lang>, published: Option<Moment>) -> Checked {
        self.check_in_parts(text, lang, published, |_| ())
    }

    /// Checks a report as [`ProofReader::check`] does and tells `progress` after
    /// each part of a long one how many bytes it had.
    pub fn check_in_parts(
        &self,
        text: &str,
        lang: Option<Lang>,
        published: Option<Moment>,
        progress: impl Fn(usize),
    ) -> Checked {
        let moment = published.or_else(|| header_date(text).map(Moment::EndOf));
        let moment = moment.unwrap_or(Moment::Latest);
        check_in_parts(text, lang, moment, &self.prepared, progress)
    }
}

/// Finds a date in the first three lines of a text: `2025-09-08`, `8 settembre
/// 2025`, `8 September 2025`, `08/09/2025` (day first).
pub fn header_date(text: &str) -> Option<Date> {
    for line in text.lines().filter(|l| !l.trim().is_empty()).take(3) {
        // A date in the body of a story is of a match; a header is short.
        if line.chars().count() > 90 {
            continue;
        }
        let words: Vec<String> = line
            .split(|c: char| c.is_whitespace() || c == ',' || c == '|')
            .map(|w| w.trim_matches(['.', '(', ')', 'º', '°', ':']).to_lowercase())
            .filter(|w| !w.is_empty())
            .collect();
        for (i, word) in words.iter().enumerate() {
            if let Ok(date) = word.get(..10).unwrap_or("").parse::<Date>() {
                return Some(date);
            }
            let numbers: Vec<i16> = word.split('/').filter_map(|n| n.parse().ok()).collect();
            if let ([day, month, year], 2) = (numbers.as_slice(), word.matches('/').count()) {
                let month = i8::try_from(*month).ok()?;
                let day = i8::try_from(*day).ok()?;
                if let (true, Ok(date)) = (*year > 1800, Date::new(*year, month, day)) {
                    return Some(date);
                }
            }
            let month = [Lang::En, Lang::It].iter().find_map(|l| month_named(word, *l));
            if let (Some(month), Some(before)) = (month, i.checked_sub(1)) {
                let day: Option<i8> = words[before].parse().ok();
                let year: Option<i16> = words.get(i + 1).and_then(|y| y.parse().ok());
                if let (Some(day), Some(year)) = (day, year)
                    && let Ok(date) = Date::new(year, month, day)
                {
                    return Some(date);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_the_header_is_the_day_of_publication() {
        let day = |text: &str| header_date(text).map(|d| d.to_string());
        assert_eq!(day("Bruxelles, 8 settembre 2025\nIl Belgio…"), Some("2025-09-08".to_owned()));
        assert_eq!(day("2025-09-08 | Report"), Some("2025-09-08".to_owned()));
        assert_eq!(day("Published 08/09/2025"), Some("2025-09-08".to_owned()));
        assert_eq!(day("Belgium beat Kazakhstan 6-0."), None);
    }
}
