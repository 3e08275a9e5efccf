//! The state of the server: versions of the record, answers kept, limits.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use girone::model::{AsOf, Lang, Moment};
use girone::{Desk, Limits, ProofReader, View};
use girone_store::Keeper;
use tokio::sync::{Semaphore, broadcast};

use crate::ask::{Ask, spoken};
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::pages;
use crate::reply::{Answer, Problem, Reply};

/// How a server behaves. The defaults are the safe ones.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on; loopback unless told otherwise.
    pub bind: std::net::SocketAddr,
    /// The ledger that is written to, if it is one.
    pub ledger: Option<PathBuf>,
    /// What holds beside the ledger: folders with editions and names of one's own.
    pub sources: girone::Sources,
    /// The file of keys; without one nothing can be written.
    pub keys: Option<PathBuf>,
    /// The most bytes of a body.
    pub body_limit: usize,
    /// How long an answer may take to begin.
    pub time_out: Duration,
    /// How long the exact engine may look at one question.
    pub solver_time: Duration,
    /// How long a query in SQL may take.
    pub sql_time: Duration,
    /// How many rows its answer may have.
    pub sql_rows: usize,
    /// The most trials of one forecast.
    pub trials: u64,
    /// Requests a second of one client, 0 for no limit. Clients on the machine
    /// itself are not limited.
    pub rate: u32,
    /// The most bytes of answers kept.
    pub kept: usize,
    /// The most event streams open at once.
    pub streams: usize,
    /// Whether each request is logged to stderr, one JSON object a line.
    pub log: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            bind: std::net::SocketAddr::from(([127, 0, 0, 1], 8690)),
            ledger: None,
            sources: girone::Sources::default(),
            keys: None,
            body_limit: 256 * 1024,
            time_out: Duration::from_secs(20),
            solver_time: Duration::from_millis(800),
            sql_time: Duration::from_secs(5),
            sql_rows: 10_000,
            trials: 1_000_000,
            rate: 50,
            kept: 64 * 1024 * 1024,
            streams: 2_000,
            log: false,
        }
    }
}

/// The record at one state of its ledger, with the answers already given from it.
pub struct Version {
    desk: Desk,
    number: u64,
    views: Mutex<VecDeque<(AsOf, View)>>,
    kept: Mutex<Kept>,
    proof_reader: OnceLock<ProofReader>,
}

impl std::fmt::Debug for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Version").field("number", &self.number).finish_non_exhaustive()
    }
}

/// How many views of a version are kept.
const VIEWS: usize = 8;

/// Answers by address, the oldest dropped first.
#[derive(Debug, Default)]
struct Kept {
    replies: HashMap<String, Reply>,
    order: VecDeque<String>,
    bytes: usize,
}

/// Locks, also after a thread that held the lock has panicked: what is guarded
/// here is only ever a cache or a count.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Version {
    /// Makes a version of a desk.
    pub fn new(desk: Desk, number: u64) -> Version {
        Version {
            desk,
            number,
            views: Mutex::new(VecDeque::new()),
            kept: Mutex::new(Kept::default()),
            proof_reader: OnceLock::new(),
        }
    }

    /// Returns the desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Returns how often the record was exchanged since the server started.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Takes a view, or the one that was taken before.
    pub fn view(&self, as_of: AsOf) -> View {
        if let Some((_, view)) = lock(&self.views).iter().find(|(a, _)| *a == as_of) {
            return view.clone();
        }
        let view = self.desk.view(as_of);
        let mut views = lock(&self.views);
        if !views.iter().any(|(a, _)| *a == as_of) {
            // The latest view is asked for most and stays.
            if views.len() >= VIEWS {
                let oldest = views.iter().position(|(a, _)| *a != AsOf::LATEST).unwrap_or(0);
                views.remove(oldest);
            }
            views.push_back((as_of, view.clone()));
        }
        view
    }

    /// Lets the proof-reader of the record read; the one of the latest knowledge is
    /// made once.
    pub(crate) fn proof_reader<T>(
        &self,
        known_by: Moment,
        reads: impl FnOnce(&ProofReader) -> T,
    ) -> T {
        if known_by == Moment::Latest {
            return reads(self.proof_reader.get_or_init(|| self.desk.proof_reader(known_by)));
        }
        reads(&self.desk.proof_reader(known_by))
    }

    fn kept(&self, key: &str) -> Option<Reply> {
        lock(&self.kept).replies.get(key).cloned()
    }

    fn keep(&self, key: String, reply: &Reply, most: usize) {
        let size = |key: &str, reply: &Reply| key.len() * 2 + reply.body.len() + 256;
        let own = size(&key, reply);
        if own > most / 4 {
            return;
        }
        let mut kept = lock(&self.kept);
        if kept.replies.contains_key(&key) {
            return;
        }
        while kept.bytes + own > most {
            let Some(oldest) = kept.order.pop_front() else { break };
            if let Some(gone) = kept.replies.remove(&oldest) {
                kept.bytes = kept.bytes.saturating_sub(size(&oldest, &gone));
            }
        }
        kept.bytes += own;
        kept.order.push_back(key.clone());
        kept.replies.insert(key, reply.clone());
    }
}

/// How much a question may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// A table or a page.
    Light,
    /// A search, a forecast, a report to be checked.
    Heavy,
}

/// What answers a question.
pub(crate) type Handler = fn(&Ask) -> Answer;

/// Who writes to the ledger: one at a time.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    keeper: Option<Keeper>,
    writes: bool,
    /// The last entry of the version that is served.
    pub(crate) served: Option<u64>,
}

impl Turn {
    /// Returns the ledger as it is now, opened for writing if it is to be written
    /// to. It stays open: the next turn reads only what is new.
    pub(crate) fn keeper(
        &mut self,
        options: &Options,
        writes: bool,
    ) -> Result<&mut Keeper, girone::Error> {
        let Some(path) = &options.ledger else {
            return Err(girone::Error::usage("there is no ledger"));
        };
        match &mut self.keeper {
            Some(keeper) if self.writes || !writes => {
                keeper.refresh()?;
            }
            _ => {
                let open = if writes { Keeper::open } else { Keeper::follow };
                self.keeper = Some(open(path, &options.sources)?);
                self.writes = writes;
            }
        }
        self.keeper.as_mut().ok_or_else(|| girone::Error::usage("there is no ledger"))
    }
}

/// The state of the server.
#[derive(Debug)]
pub struct App {
    version: RwLock<Arc<Version>>,
    pub(crate) options: Options,
    pub(crate) metrics: Metrics,
    pub(crate) keys: Option<Keys>,
    pub(crate) events: broadcast::Sender<Arc<crate::api::Event>>,
    pub(crate) streams: Arc<Semaphore>,
    /// The ledger, held by whoever writes to it or takes over what others wrote.
    pub(crate) writing: Mutex<Turn>,
    light: Arc<Semaphore>,
    heavy: Arc<Semaphore>,
    clients: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl App {
    /// Makes the state of a server of a desk.
    ///
    /// # Errors
    /// The file of keys cannot be read.
    pub fn new(desk: Desk, options: Options) -> Result<App, girone::Error> {
        let keys = options.keys.clone().map(Keys::open).transpose()?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(App {
            version: RwLock::new(Arc::new(Version::new(desk, 0))),
            metrics: Metrics::default(),
            keys,
            events: broadcast::channel(256).0,
            streams: Arc::new(Semaphore::new(options.streams)),
            writing: Mutex::new(Turn::default()),
            light: Arc::new(Semaphore::new(cores * 2)),
            // A core stays free for tables while searches and forecasts run.
            heavy: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
            clients: Mutex::new(HashMap::new()),
            options,
        })
    }

    /// Returns the version that is current.
    pub fn version(&self) -> Arc<Version> {
        self.version.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a new state of the record in place of the current one, as a whole, and
    /// tells those who listen.
    pub fn announce(&self, desk: Desk) {
        crate::api::live::announce(self, desk, &[], &[]);
    }

    /// Puts a new state of the record in place of the current one, as a whole.
    pub(crate) fn exchange(&self, desk: Desk) -> Arc<Version> {
        let mut current = self.version.write().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(Version::new(desk, current.number + 1));
        *current = next.clone();
        next
    }

    /// Returns how far the exact engine may go in one request.
    pub(crate) fn limits(&self) -> Limits {
        Limits { time: self.options.solver_time, ..Limits::default() }
    }

    /// Counts a request of a client against its rate; `false` if it has none left.
    pub(crate) fn admits(&self, client: IpAddr) -> bool {
        if self.options.rate == 0 || client.is_loopback() {
            return true;
        }
        let (rate, now) = (f64::from(self.options.rate), Instant::now());
        let most = rate * 4.0;
        let mut clients = lock(&self.clients);
        if clients.len() > 50_000 {
            clients.retain(|_, (_, seen)| now.duration_since(*seen) < Duration::from_secs(60));
        }
        let (left, seen) = clients.entry(client).or_insert((most, now));
        *left = (*left + now.duration_since(*seen).as_secs_f64() * rate).min(most);
        *seen = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }

    /// Runs something that may take long, when it is its turn.
    pub(crate) async fn heavy<T: Send + 'static>(
        self: Arc<App>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let waiting = self.heavy.clone().acquire_owned();
        let Ok(Ok(permit)) = tokio::time::timeout(self.options.time_out, waiting).await else {
            return Err(busy());
        };
        // The place is held for as long as the work goes on, also when nobody waits
        // for it any more.
        let work = move || {
            let _permit = permit;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| {
            self.metrics.fault();
            Problem::internal("the question could not be answered")
        })
    }

    /// Answers a question, or gives again what was answered before.
    pub(crate) async fn answer(
        self: Arc<App>,
        request: (Method, Uri, HeaderMap, Bytes),
        params: Vec<(String, String)>,
        handler: Handler,
        weight: Weight,
    ) -> Response {
        let (method, uri, headers, body) = request;
        let head = method == Method::HEAD;
        let reads = head || method == Method::GET;
        let version = self.version();
        let spoken = if spoken(&headers) == Lang::It { "it" } else { "en" };
        let key = format!("{uri} {spoken}");
        if reads && let Some(reply) = version.kept(&key) {
            self.metrics.kept();
            return reply.respond(&headers, head);
        }
        let style = Style::of(uri.path());
        let lang = crate::ask::spoken(&headers);
        let asked = headers.clone();
        let ask = match Ask::read(self.clone(), version.clone(), params, &uri, headers, body) {
            Ok(ask) => ask,
            Err(problem) => return style.problem(&problem, lang).respond(&asked, head),
        };
        let lang = ask.lang;
        let permits = match weight {
            Weight::Light => &self.light,
            Weight::Heavy => &self.heavy,
        };
        let waiting = permits.clone().acquire_owned();
        let Ok(Ok(permit)) = tokio::time::timeout(self.options.time_out, waiting).await else {
            return style.problem(&busy(), lang).with("retry-after", "2").respond(&asked, head);
        };
        let work = move || {
            let _permit = permit;
            handler(&ask)
        };
        let answer = tokio::task::spawn_blocking(work).await;
        let reply = match answer {
            Ok(Ok(reply)) => {
                if reads && reply.keep && reply.status == StatusCode::OK {
                    version.keep(key, &reply, self.options.kept);
                }
                reply
            }
            Ok(Err(problem)) => style.problem(&problem, lang),
            Err(_) => {
                self.metrics.fault();
                let problem = Problem::internal("the question could not be answered");
                style.problem(&problem, lang)
            }
        };
        reply.respond(&asked, head)
    }
}

fn busy() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "the server is busy with other questions; ask again in a moment",
    )
}

/// How problems are told: to a person, a program, or a widget of another API.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Style {
    Page,
    Api,
    FootballData,
}

impl Style {
    /// Returns the style of an address.
    pub(crate) fn of(path: &str) -> Style {
        if path.starts_with("/v4") {
            Style::FootballData
        } else if path.starts_with("/api/") || path.starts_with("/mcp") {
            Style::Api
        } else {
            Style::Page
        }
    }

    /// Writes a problem.
    pub(crate) fn problem(self, problem: &Problem, lang: Lang) -> Reply {
        match self {
            Style::Page => pages::problem(problem, lang),
            Style::Api => problem.reply(),
            Style::FootballData => {
                let body = serde_json::json!({
                    "message": problem.detail,
                    "errorCode": problem.status,
                });
                Reply::new(crate::reply::Kind::Json, body.to_string())
                    .status(problem.code())
                    .fresh()
            }
        }
    }
}
