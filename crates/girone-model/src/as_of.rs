//! Moments: when a match counts, and as of when a question is asked.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// How long after kick-off a match is taken to have ended.
///
/// Ninety minutes, the interval and stoppage time. Extra time and a shoot-out
/// are known only afterwards and are covered by [`KNOCKOUT_LASTS`].
const MATCH_LASTS: SignedDuration = SignedDuration::from_mins(120);
/// The same for a match that went to extra time.
const KNOCKOUT_LASTS: SignedDuration = SignedDuration::from_mins(180);

/// When a match was or will be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct When {
    /// The local date at the ground.
    pub date: Date,
    /// The kick-off, where it is known.
    pub kick_off: Option<KickOff>,
}

/// A kick-off at the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KickOff {
    /// The local time at the ground.
    pub time: Time,
    /// The offset from UTC that the local time is in, where it is known.
    pub offset: Option<Offset>,
}

/// Whether a match had ended at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It had ended.
    Yes,
    /// It had not.
    No,
    /// The record holds a date only and the moment falls on that day: the match
    /// is taken as not ended, and the answer must say that it turns on the hour.
    TurnsOnTheHour,
}

impl When {
    /// Makes a date without a kick-off.
    pub const fn on(date: Date) -> When {
        When { date, kick_off: None }
    }

    /// Returns the instant of the kick-off, if time and offset are known.
    pub fn instant(&self) -> Option<Timestamp> {
        let kick_off = self.kick_off?;
        let offset = kick_off.offset?;
        offset.to_timestamp(self.date.to_datetime(kick_off.time)).ok()
    }

    /// Says whether the match had ended at `moment`.
    ///
    /// With a kick-off instant the match ends two hours after it (three after
    /// extra time). A match of which only the date is known ends at the end of
    /// its local day; the zone of the ground being unknown, its day is compared
    /// with the day of the moment in the moment's own zone.
    pub fn ended_by(&self, moment: &Moment, extra_time: bool) -> Ended {
        match *moment {
            Moment::Latest => Ended::Yes,
            Moment::EndOf(day) if self.date <= day => Ended::Yes,
            Moment::EndOf(_) => Ended::No,
            Moment::At { instant, offset } => {
                let lasts = if extra_time { KNOCKOUT_LASTS } else { MATCH_LASTS };
                if let Some(start) = self.instant() {
                    return match start.checked_add(lasts) {
                        Ok(end) if end <= instant => Ended::Yes,
                        _ => Ended::No,
                    };
                }
                let today = offset.to_datetime(instant).date();
                if self.date < today {
                    Ended::Yes
                } else if self.date == today {
                    Ended::TurnsOnTheHour
                } else {
                    Ended::No
                }
            }
        }
    }
}

/// A point in time that a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// All that the record holds.
    Latest,
    /// The end of a day, wherever the day is local.
    EndOf(Date),
    /// An instant, and the zone of whoever asks.
    At {
        /// The instant.
        instant: Timestamp,
        /// The zone in which the asker reads dates.
        offset: Offset,
    },
}

impl Moment {
    /// Returns the day of the moment in the asker's zone; `None` for `Latest`.
    pub fn date(&self) -> Option<Date> {
        match *self {
            Moment::Latest => None,
            Moment::EndOf(date) => Some(date),
            Moment::At { instant, offset } => Some(offset.to_datetime(instant).date()),
        }
    }

    /// Says whether something that happened on `date` (a whole day) lies at or
    /// before the moment.
    pub fn includes_day(&self, date: Date) -> bool {
        self.date().is_none_or(|today| date <= today)
    }
}

/// A moment could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseMomentError {
    found: String,
    why: String,
}

impl fmt::Display for ParseMomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a moment ({}); write a day such as `2025-09-08` or an instant with its zone such as `2025-09-08T10:25+02:00`",
            self.found, self.why
        )
    }
}

impl std::error::Error for ParseMomentError {}

impl FromStr for Moment {
    type Err = ParseMomentError;

    /// Reads `2025-09-08` (the end of that day), an instant with an offset, or
    /// `latest`.
    fn from_str(text: &str) -> Result<Moment, ParseMomentError> {
        let text = text.trim();
        let error = |why: String| ParseMomentError { found: text.to_owned(), why };
        if text == "latest" {
            return Ok(Moment::Latest);
        }
        if !text.contains(['T', 't', ' ']) {
            return text.parse().map(Moment::EndOf).map_err(|e: jiff::Error| error(e.to_string()));
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new();
        let instant = pieces.parse_timestamp(text).map_err(|_| {
            match text.parse::<jiff::civil::DateTime>() {
                Ok(_) => error("the zone is missing".to_owned()),
                Err(e) => error(e.to_string()),
            }
        })?;
        let offset = match text.rfind(['+', '-', 'Z', 'z', '\u{2212}']) {
            Some(at) => parse_offset(&text[at..]).unwrap_or(Offset::UTC),
            None => Offset::UTC,
        };
        Ok(Moment::At { instant, offset })
    }
}

/// Reads `+02:00`, `+0200`, `+02`, `-3` or `Z`.
fn parse_offset(text: &str) -> Option<Offset> {
    let text = text.split('[').next()?.trim();
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) =
        if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

impl fmt::Display for Moment {
    /// Writes the moment in the form that [`Moment::from_str`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Latest => f.write_str("latest"),
            Moment::EndOf(date) => write!(f, "{date}"),
            Moment::At { instant, offset } => {
                let zoned = instant.to_zoned(TimeZone::fixed(*offset));
                write!(f, "{}", zoned.strftime("%Y-%m-%dT%H:%M%:z"))
            }
        }
    }
}

/// The two clocks of a question.
///
/// `played_by` selects on when a thing counts, `known_by` on when the football
/// world learned it. "What the table showed on the night" sets both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// What had happened.
    pub played_by: Moment,
    /// What was known.
    pub known_by: Moment,
}

impl AsOf {
    /// Everything that the record holds.
    pub const LATEST: AsOf = AsOf { played_by: Moment::Latest, known_by: Moment::Latest };

    /// What had happened by `moment`, as known today.
    pub const fn at(moment: Moment) -> AsOf {
        AsOf { played_by: moment, known_by: Moment::Latest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_means_its_end_and_an_instant_needs_its_zone() {
        assert_eq!(moment("2025-09-08"), Moment::EndOf(date(2025, 9, 8)));
        assert_eq!(moment("2025-09-08T10:25+02:00").to_string(), "2025-09-08T10:25+02:00");
        assert!("2025-09-08T10:25".parse::<Moment>().unwrap_err().to_string().contains("zone"));
        assert!("2025-02-30".parse::<Moment>().is_err());
        assert!("2025-9".parse::<Moment>().is_err());
    }

    #[test]
    fn a_date_only_match_turns_on_the_hour_of_its_own_day() {
        let when = When::on(date(2025, 9, 7));
        assert_eq!(when.ended_by(&moment("2025-09-08T10:25+02:00"), false), Ended::Yes);
        assert_eq!(when.ended_by(&moment("2025-09-07T23:00+02:00"), false), Ended::TurnsOnTheHour);
        assert_eq!(when.ended_by(&moment("2025-09-06T23:00+02:00"), false), Ended::No);
    }

    #[test]
    fn wales_kazakhstan_is_one_instant_on_two_days() {
        // Kick-off 19:45 on 22 March in Cardiff, 00:45 on 23 March in Astana.
        let when = When {
            date: date(2025, 3, 22),
            kick_off: Some(KickOff {
                time: jiff::civil::time(19, 45, 0, 0),
                offset: Some(Offset::UTC),
            }),
        };
        assert_eq!(when.ended_by(&moment("2025-03-23T02:44+05:00"), false), Ended::No);
        assert_eq!(when.ended_by(&moment("2025-03-23T02:45+05:00"), false), Ended::Yes);
        assert_eq!(when.ended_by(&moment("2025-03-22"), false), Ended::Yes);
    }
}
