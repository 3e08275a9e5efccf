//! Counts for Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::app::lock;

/// The upper ends of the classes of latency, in milliseconds.
const CLASSES: [u64; 8] = [1, 2, 5, 10, 20, 50, 200, 1_000];

/// What was counted since the server started.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    kept: AtomicU64,
    faults: AtomicU64,
    requests: Mutex<BTreeMap<(String, u16), Series>>,
}

#[derive(Debug, Default)]
struct Series {
    count: u64,
    micros: u64,
    classes: [u64; CLASSES.len()],
}

impl Metrics {
    /// Counts an answer given again.
    pub(crate) fn kept(&self) {
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a fault of the server's own.
    pub(crate) fn fault(&self) {
        self.faults.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a request by route (never by address: that would have no end).
    pub(crate) fn request(&self, route: &str, status: u16, took: Duration) {
        let mut requests = lock(&self.requests);
        let series = requests.entry((route.to_owned(), status)).or_default();
        series.count += 1;
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        series.micros = series.micros.saturating_add(micros);
        for (class, end) in series.classes.iter_mut().zip(CLASSES) {
            if micros <= end * 1_000 {
                *class += 1;
            }
        }
    }

    /// Writes all counts in the text format of Prometheus.
    pub(crate) fn text(&self, version: u64, streams: usize) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line("# TYPE girone_requests_total counter".to_owned());
        let requests = lock(&self.requests);
        for ((route, status), s) in requests.iter() {
            line(format!(
                "girone_requests_total{{route=\"{route}\",status=\"{status}\"}} {}",
                s.count
            ));
        }
        line("# TYPE girone_request_seconds histogram".to_owned());
        for ((route, status), s) in requests.iter() {
            let labels = format!("route=\"{route}\",status=\"{status}\"");
            for (count, end) in s.classes.iter().zip(CLASSES) {
                let mut le = String::new();
                let _ = write!(le, "{}.{:03}", end / 1_000, end % 1_000);
                line(format!("girone_request_seconds_bucket{{{labels},le=\"{le}\"}} {count}"));
            }
            line(format!("girone_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", s.count));
            line(format!(
                "girone_request_seconds_sum{{{labels}}} {}.{:06}",
                s.micros / 1_000_000,
                s.micros % 1_000_000
            ));
            line(format!("girone_request_seconds_count{{{labels}}} {}", s.count));
        }
        for (name, sort, value) in [
            ("girone_kept_answers_total", "counter", self.kept.load(Ordering::Relaxed)),
            ("girone_faults_total", "counter", self.faults.load(Ordering::Relaxed)),
            ("girone_record_version", "gauge", version),
            ("girone_event_streams", "gauge", streams as u64),
        ] {
            line(format!("# TYPE {name} {sort}"));
            line(format!("{name} {value}"));
        }
        out
    }
}
