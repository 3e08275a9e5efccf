//! What the binary carries holds together.

use girone::Desk;
use girone::model::{AsOf, Lang};

#[test]
fn the_embedded_record_reads_without_a_complaint() {
    let desk = Desk::embedded().unwrap();
    assert!(desk.notes().is_empty(), "{:#?}", desk.notes());
}

#[test]
fn every_edition_names_a_rule_book_that_is_there() {
    let desk = Desk::embedded().unwrap();
    desk.catalogue().check().unwrap();
    let mut editions = 0;
    for edition in desk.catalogue().editions() {
        editions += 1;
        for stage in &edition.stages {
            if let girone::rules::Format::Tables(tables) = &stage.format {
                let known = desk.catalogue().regulation(&tables.regulation);
                assert!(known.is_ok(), "{}: {}", edition.id, tables.regulation);
            }
        }
    }
    assert!(editions >= 40, "{editions}");
}

#[test]
fn every_member_of_every_edition_is_a_name_of_the_record() {
    let desk = Desk::embedded().unwrap();
    let view = desk.view(AsOf::LATEST);
    for edition in desk.catalogue().editions() {
        for stage in &edition.stages {
            if let girone::rules::Format::Tables(tables) = &stage.format {
                for member in tables.groups.values().flatten() {
                    let found = view.snapshot().directory.find_team(member, stage.from);
                    assert!(found.is_ok(), "{}: {member}", edition.id);
                }
            }
        }
    }
}

#[test]
fn every_match_of_the_finals_and_of_qualifying_has_all_its_goals() {
    let desk = Desk::embedded().unwrap();
    let view = desk.view(AsOf::LATEST);
    for (id, matches) in [("wcq-2026-uefa", 204), ("wc-2026", 104)] {
        let edition = desk.catalogue().edition(id).unwrap();
        let all: Vec<_> = view.matches_of(edition).collect();
        assert_eq!(all.len(), matches, "{id}");
        for m in all {
            let happened = m.happened.as_ref().unwrap();
            assert!(happened.goals_complete(), "{}", girone::match_line(&view, m, Lang::En));
        }
    }
}
