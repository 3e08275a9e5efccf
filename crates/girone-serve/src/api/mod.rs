//! The HTTP API: what the command line answers, as JSON and other forms.

pub(crate) mod check;
pub(crate) mod live;
mod openapi;
pub(crate) mod people;
pub(crate) mod shapes;
mod sql;
pub(crate) mod tables;
mod v4;
pub(crate) mod write;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::MethodRouter;

use crate::app::{App, Handler, Weight};
use crate::ask::Ask;
use crate::reply::{Answer, Kind, Problem, Reply};
use crate::svg::{CardRow, card as draw};

/// Something that happened, for those who listen.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The name of the event.
    pub name: &'static str,
    /// The edition it concerns, where it concerns one.
    pub edition: Option<String>,
    /// The data, as JSON.
    pub data: String,
}

type Reads = fn(Handler, Weight) -> MethodRouter<Arc<App>>;
type OfGroup = fn(Router<Arc<App>>, &str, Handler, Weight) -> Router<Arc<App>>;

/// Adds the addresses of the API.
pub(crate) fn routes(
    router: Router<Arc<App>>,
    reads: Reads,
    posts: Reads,
    of_group: OfGroup,
) -> Router<Arc<App>> {
    let light = |handler: Handler| reads(handler, Weight::Light);
    let heavy = |handler: Handler| reads(handler, Weight::Heavy);
    let mut r = router
        .route("/api", light(openapi::reader))
        .route("/api/v1/openapi.json", light(openapi::document))
        .route("/api/v1/editions", light(tables::editions))
        .route("/api/v1/table/{edition}", light(tables::of_edition))
        .route("/api/v1/brief/{edition}", light(tables::brief))
        .route("/api/v1/needs/{edition}", heavy(tables::needs))
        .route("/api/v1/holds/{edition}", heavy(tables::holds))
        .route("/api/v1/decided/{edition}", heavy(tables::decided))
        .route("/api/v1/matches/{edition}", light(people::matches))
        .route("/api/v1/match/{day}/{home}/{away}", light(people::one_match))
        .route("/api/v1/team/{team}", light(people::team))
        .route("/api/v1/coach/{coach}", light(people::coach))
        .route("/api/v1/log", light(people::log))
        .route("/api/v1/entries", posts(write::entry, Weight::Light))
        .route("/api/v1/check", posts(check::check, Weight::Heavy))
        .route(
            "/check",
            reads(crate::pages::check::form, Weight::Light)
                .merge(posts(crate::pages::check::take, Weight::Heavy)),
        )
        .route("/api/v1/forecast/{edition}", heavy(check::forecast))
        .route(
            "/write",
            reads(crate::pages::write::form, Weight::Light)
                .merge(posts(crate::pages::write::take, Weight::Light)),
        )
        .route("/api/v1/sql", reads(sql::get, Weight::Heavy).merge(posts(sql::post, Weight::Heavy)))
        .route(
            "/api/v1/sql.json",
            reads(sql::get, Weight::Heavy).merge(posts(sql::post, Weight::Heavy)),
        )
        .route(
            "/api/v1/sql.csv",
            reads(sql::get_csv, Weight::Heavy).merge(posts(sql::post, Weight::Heavy)),
        )
        .route("/api/v1/events", axum::routing::get(live::events))
        .route("/mcp", axum::routing::post(crate::mcp::http))
        .route("/v4/competitions", light(v4::competitions))
        .route("/v4/competitions/{code}", light(v4::competition))
        .route("/v4/competitions/{code}/standings", light(v4::standings))
        .route("/v4/competitions/{code}/matches", light(v4::matches))
        .route("/v4/competitions/{code}/teams", light(v4::teams));
    for (root, handler, weight) in [
        ("/api/v1/table", tables::of_group as Handler, Weight::Light),
        ("/api/v1/brief", tables::brief, Weight::Light),
        ("/api/v1/needs", tables::needs, Weight::Heavy),
        ("/api/v1/holds", tables::holds, Weight::Heavy),
        ("/api/v1/decided", tables::decided, Weight::Heavy),
        ("/api/v1/forecast", check::forecast, Weight::Heavy),
    ] {
        r = of_group(r, root, handler, weight);
    }
    r
}

/// Says whether the server can answer.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> String {
    format!("ready, version {}\n", app.version().number())
}

/// Writes the counts.
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> String {
    let open = app.options.streams.saturating_sub(app.streams.available_permits());
    app.metrics.text(app.version().number(), open)
}

/// A table as a card to share.
pub(crate) fn card(ask: &Ask) -> Answer {
    let (address, kind) = ask.address();
    if !matches!(kind, None | Some(Kind::Svg)) {
        return Err(Problem::usage("a card is an SVG; end its address with `.svg`"));
    }
    let view = ask.view();
    let answer = crate::pages::group::one(&view, &address, crate::pages::group::split(ask)?)?;
    Ok(Reply::new(Kind::Svg, card_of(ask, &view, &answer)))
}

pub(crate) fn card_of(ask: &Ask, view: &girone::View, answer: &girone::TableAnswer) -> String {
    let rows: Vec<CardRow> = answer
        .table
        .rows
        .iter()
        .map(|r| CardRow {
            place: format!("{}{}", r.place, if r.shared_by > 1 { "=" } else { "" }),
            name: view.team_name(answer.team(r.team), ask.lang).to_owned(),
            played: r.totals.played,
            difference: crate::pages::table::signed(r.totals.goal_difference()),
            points: crate::pages::table::plain(r.totals.points),
        })
        .collect();
    let it = usize::from(ask.it());
    let columns = crate::pages::table::COLUMNS;
    let header = [columns[0][it].0, columns[6][it].0, columns[7][it].0];
    let title = answer.title(ask.lang);
    draw(&title, &crate::pages::as_of_words(ask), header, &rows)
}

/// Reads which part of a list is wanted: `limit` up to `most`, and `offset`.
pub(crate) fn part(ask: &Ask, usual: usize, most: usize) -> Result<(usize, usize), Problem> {
    let number = |name: &str, otherwise: usize, least: usize, most: usize| match ask.get(name) {
        None => Ok(otherwise),
        Some(text) => match text.parse::<usize>() {
            Ok(n) if (least..=most).contains(&n) => Ok(n),
            _ => Err(Problem::usage(format!(
                "{name}: `{text}` is not a number from {least} to {most}"
            ))),
        },
    };
    Ok((number("limit", usual, 1, most)?, number("offset", 0, 0, u32::MAX as usize)?))
}

/// Adds where the next and the previous part of a list are.
pub(crate) fn links(ask: &Ask, reply: Reply, total: usize, limit: usize, offset: usize) -> Reply {
    let at = |offset: usize| {
        let mut query: Vec<(&str, String)> =
            ask.query.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();
        query.retain(|(n, _)| *n != "offset");
        query.push(("offset", offset.to_string()));
        let query: Vec<(&str, &str)> = query.iter().map(|(n, v)| (*n, v.as_str())).collect();
        ask.href(&ask.path, &query)
    };
    let mut all = Vec::new();
    if offset > 0 {
        all.push(format!("<{}>; rel=\"prev\"", at(offset.saturating_sub(limit))));
    }
    if offset.saturating_add(limit) < total {
        all.push(format!("<{}>; rel=\"next\"", at(offset + limit)));
    }
    let reply = reply.with("x-total-count", &total.to_string());
    if all.is_empty() { reply } else { reply.with("link", &all.join(", ")) }
}
