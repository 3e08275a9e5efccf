//! The words of football as plain values.
//!
//! Everything else in Girone speaks in these types. Nothing here reads a file,
//! asks the time, or knows a rule book: a [`Sheet`] of results is data, and what
//! it means is decided in `girone-rules`.

mod as_of;
mod calendar;
mod italian;
mod match_;
mod names;
mod quick_hash;
mod score;
mod sheet;
mod side;
mod snapshot;
mod spelling;

pub use as_of::{AsOf, Ended, KickOff, Moment, ParseMomentError, When};
pub use calendar::{month_named, months, weekday_named, weekdays};
pub use italian::{Preposition, with_preposition};
pub use match_::{Card, CardKind, Fixture, Goal, Happened, Match, MatchId, Outcome, Venue};
pub use names::{
    Alias, AliasKind, Directory, Lang, Localised, NameError, Person, PersonId, Team, TeamId,
    TeamKind, fold, nearest, slug,
};
pub use quick_hash::{NameHasher, NameMap};
pub use score::{Minute, Score, ShootOut};
pub use sheet::{CarriedOver, Line, Sheet, TeamIx};
pub use side::{BySide, Side};
pub use snapshot::{
    Adjustment, Coverage, FactKind, LotsDrawn, Precision, Role, Snapshot, Span, Tenure,
};
