//! Which address is answered by what.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::{App, Handler, Style, Weight};
use crate::ask::spoken;
use crate::reply::{Kind, Problem, Reply};
use crate::{api, guard, pages};

/// What a request carries.
type Request = (Method, Uri, HeaderMap, Result<Bytes, BytesRejection>);

/// Puts a handler behind the checks that all have in common.
async fn through(
    app: Arc<App>,
    params: Result<Path<Vec<(String, String)>>, PathRejection>,
    (method, uri, headers, body): Request,
    handler: Handler,
    weight: Weight,
) -> Response {
    let refuse = |problem: Problem| {
        let lang = spoken(&headers);
        Style::of(uri.path()).problem(&problem, lang).respond(&headers, method == Method::HEAD)
    };
    let params = match params {
        Ok(Path(params)) => params,
        Err(PathRejection::MissingPathParams(_)) => Vec::new(),
        Err(e) => return refuse(Problem::usage(format!("the address cannot be read: {e}"))),
    };
    match body {
        Ok(body) => app.answer((method, uri, headers, body), params, handler, weight).await,
        Err(e) => {
            let code = e.status();
            refuse(Problem::new(code, "body-not-read", format!("the body cannot be read: {e}")))
        }
    }
}

/// Answers reading questions.
fn reads(handler: Handler, weight: Weight) -> MethodRouter<Arc<App>> {
    get(move |State(app): State<Arc<App>>, params, method: Method, uri: Uri, headers: HeaderMap| {
        through(app, params, (method, uri, headers, Ok(Bytes::new())), handler, weight)
    })
}

/// Answers questions with a body.
fn posts(handler: Handler, weight: Weight) -> MethodRouter<Arc<App>> {
    axum::routing::post(
        move |State(app): State<Arc<App>>,
              params,
              method: Method,
              uri: Uri,
              headers: HeaderMap,
              body| { through(app, params, (method, uri, headers, body), handler, weight) },
    )
}

/// Adds the addresses of something about a group: with and without the stage.
fn of_group(
    router: Router<Arc<App>>,
    root: &str,
    handler: Handler,
    weight: Weight,
) -> Router<Arc<App>> {
    router
        .route(&format!("{root}/{{edition}}/{{group}}"), reads(handler, weight))
        .route(&format!("{root}/{{edition}}/{{stage}}/{{group}}"), reads(handler, weight))
}

/// Returns all that a server answers.
pub fn router(app: Arc<App>) -> Router {
    let light = |handler: Handler| reads(handler, Weight::Light);
    let mut r = Router::new()
        .route("/", light(pages::edition::list))
        .route("/e/{edition}", light(pages::edition::page))
        .route("/match/{day}/{home}/{away}", light(pages::match_::page))
        .route("/team/{team}", light(pages::people::team))
        .route("/coach/{coach}", light(pages::people::coach))
        .route("/log", light(pages::log::page))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(api::ready))
        .route("/metrics", get(api::metrics))
        .route("/assets/{file}", light(asset));
    for (root, handler, weight) in [
        ("/e", pages::group::page as Handler, Weight::Light),
        ("/embed", pages::group::embed, Weight::Light),
        ("/card", api::card, Weight::Light),
        ("/brief", pages::brief::page, Weight::Light),
        ("/what-if", pages::what_if::page, Weight::Light),
        ("/chances", pages::chances::page, Weight::Heavy),
    ] {
        r = of_group(r, root, handler, weight);
    }
    // An edition of one table is addressed by its id alone.
    for (root, handler) in [
        ("/embed", pages::group::embed as Handler),
        ("/card", api::card),
        ("/brief", pages::brief::page),
        ("/what-if", pages::what_if::page),
    ] {
        r = r.route(&format!("{root}/{{edition}}"), light(handler));
    }
    r = r.route("/chances/{edition}", reads(pages::chances::page, Weight::Heavy));
    api::routes(r, reads, posts, of_group)
        .fallback(nothing)
        .method_not_allowed_fallback(not_so)
        .layer(DefaultBodyLimit::max(app.options.body_limit))
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            app.options.time_out,
        ))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::pass))
        .with_state(app)
}

async fn nothing(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let problem = Problem::not_found(format!("there is nothing at `{}`", uri.path()));
    Style::of(uri.path())
        .problem(&problem, spoken(&headers))
        .respond(&headers, method == Method::HEAD)
}

async fn not_so(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let detail = format!("`{}` does not answer {method}", uri.path());
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", detail);
    Style::of(uri.path())
        .problem(&problem, spoken(&headers))
        .respond(&headers, method == Method::HEAD)
}

/// The files of the pages; they are part of the binary.
fn asset(ask: &crate::ask::Ask) -> crate::reply::Answer {
    let (kind, body): (Kind, &'static str) = match ask.param("file") {
        "girone.css" => (Kind::Css, include_str!("../assets/girone.css")),
        "girone.js" => (Kind::Script, include_str!("../assets/girone.js")),
        "girone.svg" => (Kind::Svg, include_str!("../assets/girone.svg")),
        "htmx-4.0.1.min.js" => (Kind::Script, include_str!("../assets/htmx-4.0.1.min.js")),
        other => return Err(Problem::not_found(format!("there is no file `{other}`"))),
    };
    Ok(Reply::new(kind, body))
}
