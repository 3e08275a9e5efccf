//! How far long work is.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Tells how far long work is, once it takes longer than a second, on a terminal.
pub struct Progress {
    what: &'static str,
    total: u64,
    done: AtomicU64,
    start: Instant,
    shown: AtomicU64,
    terminal: bool,
}

impl Progress {
    pub fn new(what: &'static str, total: u64) -> Progress {
        Progress {
            what,
            total,
            done: AtomicU64::new(0),
            start: Instant::now(),
            shown: AtomicU64::new(0),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    pub fn add(&self, n: u64) {
        let done = self.done.fetch_add(n, Ordering::Relaxed) + n;
        let percent = done * 100 / self.total.max(1);
        let late = self.start.elapsed() > Duration::from_secs(1);
        if self.terminal && late && self.shown.fetch_max(percent, Ordering::Relaxed) < percent {
            // Nothing can be done about a closed stderr.
            let _ =
                write!(std::io::stderr().lock(), "\r{percent}% of {} {} ", self.total, self.what);
        }
    }

    pub fn end(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r{:40}\r", "");
        }
    }
}
