//! What is read from any text and written is read back without a line lost.
#![no_main]

use girone_record::{read_football_txt, write_football_txt};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let first = read_football_txt("a.txt", bytes).value;
    let written = write_football_txt(&first);
    let second = read_football_txt("b.txt", written.as_bytes());
    assert_eq!(second.counts.not_understood, 0);
    assert_eq!(second.value.matches.len(), first.matches.len());
});
