//! What a record holds completely, as CSV.

use girone_model::{Coverage, Directory, FactKind, Span};
use jiff::civil::Date;

use crate::Reading;
use crate::diagnostic::code;
use crate::table::{Table, plain_text};

/// Reads what a record holds completely.
///
/// Columns: `kind,edition,team,friendlies,from,to`; `kind` is `results`, `goals`,
/// `cards`, `tenures`, `kick-offs` or `venues`; a blank edition means every
/// competition (friendlies only if `friendlies` is `yes`), a blank team all
/// teams, a blank day no limit.
pub fn read_coverage(file: &str, bytes: &[u8], directory: &Directory) -> Reading<Vec<Coverage>> {
    let text = plain_text(bytes);
    let mut table = match Table::open(file, &text, &["kind", "edition", "team"]) {
        Ok(table) => table,
        Err(refused) => return refused.map(|()| Vec::new()),
    };
    let column = |name| table.column(name).unwrap_or(usize::MAX);
    let (kind, edition, team) = (column("kind"), column("edition"), column("team"));
    let (friendlies, from, to) = (column("friendlies"), column("from"), column("to"));
    let mut all = Vec::new();
    while table.next() {
        if table.is_blank() {
            table.ignored();
            continue;
        }
        let kind = match table.get(kind) {
            "results" => FactKind::Results,
            "goals" => FactKind::Goals,
            "cards" => FactKind::Cards,
            "tenures" => FactKind::Tenures,
            "kick-offs" => FactKind::KickOffs,
            "venues" => FactKind::Venues,
            other => {
                let message = format!("`{other}` is no kind of fact");
                let help = "write `results`, `goals`, `cards`, `tenures`, `kick-offs` or `venues`";
                table.refuse(code::VALUE, message, help);
                continue;
            }
        };
        let team = match table.get(team) {
            "" => None,
            name => match directory.find_team(name, None) {
                Ok(team) => Some(team),
                Err(error) => {
                    table.refuse(code::UNKNOWN_NAME, error.to_string(), "write a team's id");
                    continue;
                }
            },
        };
        let day = |text: &str| match text {
            "" => Ok(None),
            day => day.parse::<Date>().map(Some).map_err(|_| format!("`{day}` is not a day")),
        };
        let span = match (day(table.get(from)), day(table.get(to))) {
            (Ok(from), Ok(to)) => Span { from, to },
            (Err(bad), _) | (_, Err(bad)) => {
                table.refuse(code::DATE, bad, "write for example `2025-01-01`");
                continue;
            }
        };
        let edition = table.get(edition);
        all.push(Coverage {
            kind,
            edition: (!edition.is_empty()).then(|| edition.into()),
            team,
            friendlies: table.get(friendlies) == "yes",
            span,
        });
        table.understood();
    }
    table.finish(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_complete_is_read_and_what_is_odd_is_said() {
        let text = "kind,edition,team,friendlies,from,to\n\
                    results,,,yes,2025-01-01,2025-12-31\n\
                    goals,wc-2026,,,,\n\
                    gaols,wc-2026,,,,\n\
                    results,,nobody,,,\n";
        let reading = read_coverage("coverage.csv", text.as_bytes(), &Directory::default());
        assert_eq!(reading.value.len(), 2);
        assert!(reading.value[0].friendlies);
        assert_eq!(reading.counts.not_understood, 2);
        assert_eq!(reading.diagnostics[0].line, 4);
    }
}
