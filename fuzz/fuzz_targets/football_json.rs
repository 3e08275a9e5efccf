//! The reader takes any bytes, accounts for every line, and what it read can be
//! checked and asked.
#![no_main]

use girone_model::{AsOf, Directory};
use girone_record::{Kind, Policy, gather, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = read(Kind::FootballJson, &[("results.csv", bytes)]);
    let c = reading.counts;
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format);
    let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
    let ledger = gathered.value.ledger().expect("gathered entries hold");
    let _ = ledger.as_of(AsOf::LATEST);
});
