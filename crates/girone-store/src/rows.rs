//! The rows that bodies name: texts, people, teams and their names.

use std::cell::OnceCell;
use std::sync::Arc;

use girone_model::{
    Alias, AliasKind, Directory, Localised, Person, PersonId, Team, TeamId, TeamKind,
};
use rusqlite::{Connection, Row};

use crate::encode::Names;

/// The rows that bodies name, by number.
pub(crate) struct Rows {
    texts: Vec<Option<Arc<str>>>,
    people: People,
    teams: Vec<Option<TeamId>>,
}

/// Whom the numbers of people mean.
enum People {
    /// Row by row.
    Listed(Vec<Option<PersonId>>),
    /// The rows from 1 to a number, in the order of the directory.
    InOrder(u32),
}

impl Names for Rows {
    fn text(&self, number: u32) -> Option<Arc<str>> {
        self.texts.get(number as usize)?.clone()
    }
    fn person(&self, number: u32) -> Option<PersonId> {
        match &self.people {
            People::Listed(list) => *list.get(number as usize)?,
            People::InOrder(last) => (1..=*last).contains(&number).then(|| PersonId(number - 1)),
        }
    }
    fn team(&self, number: u32) -> Option<TeamId> {
        *self.teams.get(number as usize)?
    }
}

/// The same rows with texts of one's own: two threads that counted the users of one
/// text would wait for each other at every entry.
pub(crate) struct OwnTexts<'a> {
    rows: &'a Rows,
    texts: Vec<OnceCell<Arc<str>>>,
}

impl<'a> OwnTexts<'a> {
    pub(crate) fn new(rows: &'a Rows) -> OwnTexts<'a> {
        OwnTexts { rows, texts: rows.texts.iter().map(|_| OnceCell::new()).collect() }
    }
}

impl Names for OwnTexts<'_> {
    fn text(&self, number: u32) -> Option<Arc<str>> {
        let text = self.rows.texts.get(number as usize)?.as_deref()?;
        Some(self.texts.get(number as usize)?.get_or_init(|| text.into()).clone())
    }
    fn person(&self, number: u32) -> Option<PersonId> {
        self.rows.person(number)
    }
    fn team(&self, number: u32) -> Option<TeamId> {
        self.rows.team(number)
    }
}

fn put<T>(list: &mut Vec<Option<T>>, number: u32, value: T) {
    let at = number as usize;
    if list.len() <= at {
        list.resize_with(at + 1, || None);
    }
    list[at] = Some(value);
}

/// What stands in place of a text that was erased.
pub(crate) const ERASED: &str = "[erased]";

/// Reads the rows and adds teams and names to a directory; people, too, unless
/// they can be added later: see [`add_people`].
pub(crate) fn rows(
    db: &Connection,
    directory: &mut Directory,
    people_later: bool,
) -> rusqlite::Result<Rows> {
    let people = if people_later && directory.people().next().is_none() {
        in_order(db)?.map(People::InOrder)
    } else {
        None
    };
    let mut rows = Rows {
        texts: vec![None],
        people: people.unwrap_or(People::Listed(vec![None])),
        teams: vec![None],
    };
    let erased: Arc<str> = ERASED.into();
    let mut query = db.prepare("SELECT id, value FROM text ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let value = row.get_ref(1)?.as_str_or_null()?;
        put(&mut rows.texts, row.get(0)?, value.map_or_else(|| erased.clone(), Arc::from));
    }
    let mut query = db.prepare(
        "SELECT id, key, kind, name_en, name_it, code, confederation, article_it, plural_it FROM team ORDER BY id",
    )?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let key = row.get_ref(1)?.as_str()?;
        let team = match directory.team_by_key(key) {
            Some(team) => team,
            None => directory.add_team(team(row)?),
        };
        put(&mut rows.teams, row.get(0)?, team);
    }
    if let People::Listed(list) = &mut rows.people {
        each_person(db, |id, person| {
            put(list, id, directory.add_person(&person.key, &person.name))
        })?;
    }
    let mut query =
        db.prepare("SELECT team, name, lang, kind, since, until FROM alias ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let Some(team) = rows.team(row.get(0)?) else { continue };
        let day = |i: usize| -> rusqlite::Result<_> {
            Ok(row.get_ref(i)?.as_str_or_null()?.and_then(|t| t.parse().ok()))
        };
        directory.add_alias(Alias {
            team,
            name: row.get_ref(1)?.as_str()?.into(),
            lang: row.get_ref(2)?.as_str()?.into(),
            kind: alias_kind(row.get_ref(3)?.as_str()?),
            from: day(4)?,
            to: day(5)?,
        });
    }
    Ok(rows)
}

/// Adds the people that [`rows`] left out; `false` if two of them are one, so that
/// their numbers mean somebody else than was taken.
pub(crate) fn add_people(
    db: &Connection,
    rows: &Rows,
    directory: &mut Directory,
) -> rusqlite::Result<bool> {
    let People::InOrder(last) = rows.people else { return Ok(true) };
    let mut people = Vec::with_capacity(last as usize);
    each_person(db, |_, person| people.push(person))?;
    Ok(directory.add_all_people(people))
}

/// Returns how many people there are if their rows are numbered from 1 without a
/// gap.
fn in_order(db: &Connection) -> rusqlite::Result<Option<u32>> {
    let (count, first, last): (u32, Option<i64>, Option<i64>) =
        db.query_row("SELECT count(*), min(id), max(id) FROM person", [], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })?;
    let in_order = count == 0 || first == Some(1) && last == Some(i64::from(count));
    Ok(in_order.then_some(count))
}

fn each_person(db: &Connection, mut see: impl FnMut(u32, Person)) -> rusqlite::Result<()> {
    let mut query = db.prepare("SELECT id, key, name FROM person ORDER BY id")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let id: u32 = row.get(0)?;
        let person = match (row.get_ref(1)?.as_str_or_null()?, row.get_ref(2)?.as_str_or_null()?) {
            (Some(key), Some(name)) => Person { key: key.into(), name: name.into() },
            // Each erased person stays one person, without a name.
            _ => {
                Person { key: format!("erased-{id}").into(), name: format!("{ERASED} {id}").into() }
            }
        };
        see(id, person);
    }
    Ok(())
}

fn team(row: &Row<'_>) -> rusqlite::Result<Team> {
    let text = |i: usize| -> rusqlite::Result<Arc<str>> { Ok(row.get_ref(i)?.as_str()?.into()) };
    let optional = |i: usize| -> rusqlite::Result<Option<Arc<str>>> {
        Ok(row.get_ref(i)?.as_str_or_null()?.map(Arc::from))
    };
    Ok(Team {
        key: text(1)?,
        kind: match row.get_ref(2)?.as_str()? {
            "national" => TeamKind::National,
            "unrecognised" => TeamKind::Unrecognised,
            _ => TeamKind::Club,
        },
        name: Localised { en: text(3)?, it: text(4)? },
        code: optional(5)?,
        confederation: optional(6)?,
        article_it: text(7)?,
        plural_it: row.get(8)?,
    })
}

pub(crate) fn team_kind(kind: TeamKind) -> &'static str {
    match kind {
        TeamKind::National => "national",
        TeamKind::Unrecognised => "unrecognised",
        TeamKind::Club => "club",
    }
}

const ALIAS_KINDS: [(AliasKind, &str); 8] = [
    (AliasKind::Official, "official"),
    (AliasKind::Common, "common"),
    (AliasKind::Exonym, "exonym"),
    (AliasKind::Former, "former"),
    (AliasKind::Nickname, "nickname"),
    (AliasKind::Demonym, "demonym"),
    (AliasKind::Misspelling, "misspelling"),
    (AliasKind::Code, "code"),
];

pub(crate) fn alias_word(kind: AliasKind) -> &'static str {
    ALIAS_KINDS.iter().find(|(k, _)| *k == kind).map_or("common", |(_, word)| word)
}

fn alias_kind(word: &str) -> AliasKind {
    ALIAS_KINDS.iter().find(|(_, w)| *w == word).map_or(AliasKind::Common, |(kind, _)| *kind)
}
