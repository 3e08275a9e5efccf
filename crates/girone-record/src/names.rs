//! The tables of names: who is meant by a word.

use std::sync::Arc;

use girone_model::{Alias, AliasKind, Directory, Localised, Team, TeamKind, fold};
use jiff::civil::Date;

use crate::diagnostic::code;
use crate::table::{Table, plain_text};
use crate::{Counts, Reading};

/// Reads a table of teams into a directory.
///
/// Columns: `id,kind,code,confederation,name_en,name_it,article_it,number_it`;
/// `kind` is `national`, `unrecognised` or `club`, `number_it` is `plural` or
/// anything else. A blank `name_it` means the English name. Two teams of one
/// name are an error, and the first stays.
pub fn read_teams(file: &str, bytes: &[u8], directory: &mut Directory) -> Reading<()> {
    let text = plain_text(bytes);
    let mut table = match Table::open(file, &text, &["id", "name_en"]) {
        Ok(table) => table,
        Err(refused) => return refused,
    };
    let column = |name| table.column(name).unwrap_or(usize::MAX);
    let (id, kind, code_) = (column("id"), column("kind"), column("code"));
    let (confederation, article) = (column("confederation"), column("article_it"));
    let (en, it, number) = (column("name_en"), column("name_it"), column("number_it"));
    while table.next() {
        if table.is_blank() {
            table.ignored();
            continue;
        }
        let (key, name) = (table.get(id), table.get(en));
        if key.is_empty() || name.is_empty() {
            table.refuse(
                code::VALUE,
                "a team needs an `id` and a `name_en`",
                "write for example `wales,national,WAL,uefa,Wales,Galles,il,singular`",
            );
            continue;
        }
        if directory.team_by_key(key).is_some() {
            let message = format!("the id `{key}` is given to two teams");
            table.refuse(code::DUPLICATE, message, "give each team an id of its own");
            continue;
        }
        if let Ok(Some(other)) = directory.team_named(name, None)
            && fold(&directory.team(other).name.en) == fold(name)
        {
            let message =
                format!("`{name}` names two teams: `{}` and `{key}`", directory.team(other).key);
            table.refuse(code::DUPLICATE, message, "give one of them another name");
            continue;
        }
        let kind = match table.get(kind) {
            "national" => TeamKind::National,
            "unrecognised" | "unrecognized" => TeamKind::Unrecognised,
            "" | "club" => TeamKind::Club,
            other => {
                let message = format!("`{other}` is no kind of team");
                let help = "write `national`, `unrecognised` or `club`";
                table.refuse(code::VALUE, message, help);
                continue;
            }
        };
        let some = |text: &str| (!text.is_empty()).then(|| Arc::<str>::from(text));
        let italian = some(table.get(it)).unwrap_or_else(|| name.into());
        let team = directory.add_team(Team {
            key: key.into(),
            kind,
            name: Localised { en: name.into(), it: italian },
            code: some(table.get(code_)),
            confederation: some(table.get(confederation)),
            article_it: table.get(article).into(),
            plural_it: matches!(table.get(number), "plural" | "p" | "pl"),
        });
        if let Some(name) = some(table.get(code_)) {
            directory.add_alias(Alias {
                team,
                name,
                lang: "mul".into(),
                kind: AliasKind::Code,
                from: None,
                to: None,
            });
        }
        table.understood();
    }
    table.finish(())
}

/// Reads a table of further names into a directory.
///
/// Columns: `team,name,lang,kind,from,to`; `team` is an id or a name that is
/// already known, `kind` one of `official`, `common`, `exonym`, `former`,
/// `nickname`, `demonym`, `misspelling`, `code`; days as `2018-11-19` or blank.
pub fn read_names(file: &str, bytes: &[u8], directory: &mut Directory) -> Reading<()> {
    let text = plain_text(bytes);
    let mut table = match Table::open(file, &text, &["team", "name"]) {
        Ok(table) => table,
        Err(refused) => return refused,
    };
    let column = |name| table.column(name).unwrap_or(usize::MAX);
    let (team, name, lang) = (column("team"), column("name"), column("lang"));
    let (kind, from, to) = (column("kind"), column("from"), column("to"));
    while table.next() {
        if table.is_blank() {
            table.ignored();
            continue;
        }
        let found = match directory.find_team(table.get(team), None) {
            Ok(found) => found,
            Err(error) => {
                let help = "add the team to the table of teams first";
                table.refuse(code::UNKNOWN_NAME, error.to_string(), help);
                continue;
            }
        };
        let Some(alias_kind) = alias_kind(table.get(kind)) else {
            let message = format!("`{}` is no kind of name", table.get(kind));
            let help = "write `official`, `common`, `exonym`, `former`, `nickname`, `demonym`, \
                        `misspelling` or `code`";
            table.refuse(code::VALUE, message, help);
            continue;
        };
        let (from, to) = match (day(table.get(from)), day(table.get(to))) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(bad), _) | (_, Err(bad)) => {
                let message = format!("`{bad}` is not a day");
                table.refuse(code::DATE, message, "write for example `2018-11-19`");
                continue;
            }
        };
        let written = table.get(name);
        if written.is_empty() {
            table.refuse(code::VALUE, "the name is blank", "write a name or take the line out");
            continue;
        }
        let lang = if table.get(lang).is_empty() { "mul" } else { table.get(lang) };
        directory.add_alias(Alias {
            team: found,
            name: written.into(),
            lang: lang.into(),
            kind: alias_kind,
            from,
            to,
        });
        table.understood();
    }
    table.finish(())
}

/// Reads both tables into a new directory.
pub fn read_directory(teams: (&str, &[u8]), names: Option<(&str, &[u8])>) -> Reading<Directory> {
    let mut directory = Directory::default();
    let mut reading = read_teams(teams.0, teams.1, &mut directory);
    if let Some((file, bytes)) = names {
        let more = read_names(file, bytes, &mut directory);
        reading.diagnostics.extend(more.diagnostics);
        reading.counts.add(more.counts);
    }
    let Reading { diagnostics, counts, .. } = reading;
    Reading { value: directory, diagnostics, counts: Counts { matches: 0, ..counts } }
}

fn alias_kind(text: &str) -> Option<AliasKind> {
    Some(match text {
        "official" => AliasKind::Official,
        "" | "common" => AliasKind::Common,
        "exonym" => AliasKind::Exonym,
        "former" => AliasKind::Former,
        "nickname" => AliasKind::Nickname,
        "demonym" => AliasKind::Demonym,
        "misspelling" => AliasKind::Misspelling,
        "code" => AliasKind::Code,
        _ => return None,
    })
}

/// Reads a day, `None` if blank.
pub(crate) fn day(text: &str) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAMS: &str = "id,kind,code,confederation,name_en,name_it,article_it,number_it\n\
        wales,national,WAL,uefa,Wales,Galles,il,singular\n\
        \n\
        netherlands,national,NED,uefa,Netherlands,Paesi Bassi,i,plural\n";

    #[test]
    fn teams_and_their_names_are_found_in_both_languages() {
        let names = "team,name,lang,kind,from,to\nwales,Cymru,cy,common,,\n\
                     netherlands,Olanda,it,exonym,,\n";
        let reading =
            read_directory(("teams.csv", TEAMS.as_bytes()), Some(("names.csv", names.as_bytes())));
        assert_eq!(reading.diagnostics, []);
        let c = reading.counts;
        assert_eq!((c.lines, c.understood, c.ignored_by_format), (7, 6, 1));
        let d = reading.value;
        assert_eq!(d.find_team("olanda", None), d.find_team("NED", None));
        assert!(d.find_team("cymru", None).is_ok());
    }

    #[test]
    fn two_teams_of_one_name_are_an_error() {
        let text = format!("{TEAMS}wales-2,national,WA2,uefa,wales,Galles,il,singular\n");
        let reading = read_directory(("teams.csv", text.as_bytes()), None);
        assert_eq!(reading.diagnostics[0].code, code::DUPLICATE);
        assert_eq!(reading.diagnostics[0].line, 5);
        assert_eq!(reading.counts.not_understood, 1);
    }
}
