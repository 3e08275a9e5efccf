//! The tables of names in `data/`.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use girone_model::{AliasKind, Directory, NameError};
use girone_record::read_directory;
use jiff::civil::{Date, date};

const TEAMS: &[u8] = include_bytes!("../../../data/teams.csv");
const NAMES: &[u8] = include_bytes!("../../../data/names.csv");
const PLACES: &str = include_str!("../../../data/places.csv");

fn directory() -> Directory {
    let reading = read_directory(("teams.csv", TEAMS), Some(("names.csv", NAMES)));
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.counts.not_understood, 0);
    reading.value
}

fn key(d: &Directory, name: &str, on: Date) -> Result<String, NameError> {
    d.find_team(name, Some(on)).map(|t| d.team(t).key.to_string())
}

#[test]
fn names_are_found_in_italian_and_english() {
    let d = directory();
    let today = date(2025, 9, 8);
    for (name, team) in [
        ("Galles", "wales"),
        ("gallesi", "wales"),
        ("Cymru", "wales"),
        ("belgi", "belgium"),
        ("Diavoli Rossi", "belgium"),
        ("Kazakhstan", "kazakhstan"),
        ("kazaki", "kazakhstan"),
        ("Kazhakistan", "kazakhstan"),
        ("Lichtenstein", "liechtenstein"),
        ("Macedonia", "north-macedonia"),
        ("macedoni", "north-macedonia"),
        ("Olanda", "netherlands"),
        ("paesi bassi", "netherlands"),
        ("Korea Republic", "south-korea"),
        ("IR Iran", "iran"),
        ("Cabo Verde", "cape-verde"),
        ("Congo DR", "dr-congo"),
        ("Congo", "congo"),
        ("Côte d'Ivoire", "ivory-coast"),
        ("Costa d’Avorio", "ivory-coast"),
        ("Czech Republic", "czechia"),
        ("Cechia", "czechia"),
        ("Bosnia & Herzegovina", "bosnia-and-herzegovina"),
        ("Usa", "united-states"),
        ("Ireland", "republic-of-ireland"),
        ("DDR", "east-germany"),
        ("FRO", "faroe-islands"),
    ] {
        assert_eq!(key(&d, name, today).as_deref(), Ok(team), "{name}");
    }
}

#[test]
fn a_day_decides_who_bore_a_former_name() {
    let d = directory();
    for (name, on, team) in [
        ("Ireland", date(1908, 3, 14), "northern-ireland"),
        ("Ireland", date(1990, 6, 30), "republic-of-ireland"),
        ("Zaire", date(1974, 6, 14), "dr-congo"),
        ("Unione Sovietica", date(1960, 7, 10), "russia"),
        ("Germania Ovest", date(1982, 7, 11), "germany"),
        ("Serbia e Montenegro", date(2006, 6, 16), "serbia"),
        ("Jugoslavia", date(1990, 6, 30), "yugoslavia"),
    ] {
        assert_eq!(key(&d, name, on).as_deref(), Ok(team), "{name} on {on}");
    }
    assert!(key(&d, "Zaire", date(2026, 6, 17)).is_err());
}

#[test]
fn ambiguous_names_are_a_list() {
    let d = directory();
    for name in ["Corea", "La Roja", "Dragoni", "congolesi", "rossi"] {
        let found = key(&d, name, date(2026, 6, 1));
        assert!(matches!(found, Err(NameError::Ambiguous { .. })), "{name}: {found:?}");
    }
}

#[test]
fn every_member_of_fifa_has_a_code_and_words_for_its_people() {
    let d = directory();
    let members: Vec<_> = d.teams().filter(|(_, t)| t.code.is_some()).collect();
    assert_eq!(members.len(), 211);
    let codes: BTreeSet<_> = members.iter().map(|(_, t)| t.code.clone()).collect();
    assert_eq!(codes.len(), 211);
    for (id, team) in members {
        let has = |kind, lang: &str| {
            d.aliases().iter().any(|a| a.team == id && a.kind == kind && &*a.lang == lang)
        };
        assert!(has(AliasKind::Common, "en") && has(AliasKind::Common, "it"), "{}", team.key);
        assert!(has(AliasKind::Demonym, "en"), "{} lacks words for its people", team.key);
        let article = &*team.article_it;
        assert!(["", "il", "lo", "la", "l'", "i", "gli", "le"].contains(&article), "{}", team.key);
        assert!(!["i", "gli", "le"].contains(&article) || team.plural_it, "{}", team.key);
    }
}

#[test]
fn tables_are_sorted_without_repetition() {
    for bytes in [TEAMS, NAMES, PLACES.as_bytes()] {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(text.ends_with('\n') && !text.contains('\r'));
        let lines: BTreeSet<&str> = text.lines().collect();
        assert_eq!(lines.len(), text.lines().count());
        let first = |line: &'static str| line.split(',').next().unwrap_or_default();
        let column: Vec<&str> = text.lines().skip(1).map(first).collect();
        assert!(column.is_sorted());
    }
}

#[test]
fn every_place_lies_in_a_country() {
    // No field of this table holds a comma but one that is quoted; only the
    // columns at both ends are needed.
    let mut within: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for line in PLACES.lines().skip(1) {
        let (rest, parent) = line.rsplit_once(',').expect("five columns");
        let (rest, kind) = rest.rsplit_once(',').expect("five columns");
        let (place, _) = rest.split_once(',').expect("five columns");
        within.entry(place).or_default().insert((kind, parent));
    }
    assert!(within.len() > 500);
    let d = directory();
    for (&place, what) in &within {
        assert_eq!(what.len(), 1, "{place} is described in two ways");
        let (mut at, mut steps) = (place, 0);
        loop {
            let (kind, parent) = *within[at].first().expect("not empty");
            assert_eq!(kind == "country", parent.is_empty(), "{at}");
            if parent.is_empty() {
                break;
            }
            at = parent;
            steps += 1;
            assert!(within.contains_key(at) && steps < 8, "{place} leads to {at}");
        }
        assert!(d.team_by_key(at).is_some(), "{at} is no team");
    }
}

#[test]
fn every_team_of_the_full_record_is_one_team() {
    let Some(folder) = common::shared() else { return };
    let text = std::fs::read_to_string(folder.join("martj42/results.csv")).expect("the results");
    let d = directory();
    let (mut seen, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let on: Date = fields.next().and_then(|f| f.parse().ok()).expect("a day");
        for name in fields.take(2) {
            if seen.insert((name, on)) && key(&d, name, on).is_err() {
                wrong.insert(name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(seen.iter().map(|(n, _)| n).collect::<BTreeSet<_>>().len(), 337);
}
