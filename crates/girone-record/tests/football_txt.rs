//! football.txt: every openfootball file is read without a line lost, and what is
//! written is read back as it was.

mod common;

use girone_record::{Draft, Place, Reading, read_football_txt, write_football_txt};

fn read(name: &str, text: &str) -> Reading<Draft> {
    let reading = read_football_txt(name, text.as_bytes());
    let c = reading.counts;
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format, "{name}: {c:?}");
    reading
}

/// Takes out what another way of writing the same may change.
fn bare(mut draft: Draft) -> Draft {
    draft.file = "".into();
    for found in &mut draft.matches {
        found.place = Place::FILE;
        // Goals and cards of one side keep their order; the sides stand apart.
        found.goals.sort_by_key(|g| g.side);
        if let Some(cards) = &mut found.cards {
            cards.sort_by_key(|c| (c.kind, c.side));
        }
    }
    for group in &mut draft.groups {
        group.place = Place::FILE;
    }
    draft
}

#[test]
fn every_openfootball_text_is_read_whole_and_written_back() {
    let Some(data) = common::shared() else { return };
    let paths = common::files(&data.join("openfootball"), ".txt");
    assert!(paths.len() >= 15, "{} files", paths.len());
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        let reading = read(&name, &text);
        for diagnostic in &reading.diagnostics {
            println!("{diagnostic}\n");
        }
        assert_eq!(reading.counts.not_understood, 0, "{name}");
        assert!(reading.counts.matches > 0, "{name}");
        println!("{name}: {:?}", reading.counts);
        let written = write_football_txt(&reading.value);
        let again = read("written", &written);
        for diagnostic in &again.diagnostics {
            println!("{diagnostic}\n");
        }
        assert_eq!(again.counts.not_understood, 0, "{name}");
        let (before, after) = (bare(reading.value), bare(again.value));
        assert_eq!(before.matches.len(), after.matches.len(), "{name}");
        for (a, b) in before.matches.iter().zip(&after.matches) {
            assert_eq!(a, b, "{name}");
        }
        assert_eq!(before, after, "{name}");
    }
}
