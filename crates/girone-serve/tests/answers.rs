//! What the server answers, asked without a network.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use girone::model::{AsOf, Lang};
use girone::{Desk, shape};
use girone_serve::{App, Options, router};
use proptest::prelude::*;
use serde_json::Value;
use tower::ServiceExt;

fn server() -> &'static (Router, tokio::runtime::Runtime) {
    static SERVER: OnceLock<(Router, tokio::runtime::Runtime)> = OnceLock::new();
    SERVER.get_or_init(|| {
        let app = App::new(
            Desk::embedded().unwrap(),
            Options { sql_time: std::time::Duration::from_millis(400), ..Options::default() },
        )
        .unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        (router(Arc::new(app)), runtime)
    })
}

fn ask(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let (router, runtime) = server();
    runtime.block_on(async {
        let response = router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), 32 << 20).await.unwrap();
        (status, headers, String::from_utf8_lossy(&body).into_owned())
    })
}

fn get(address: &str) -> (StatusCode, HeaderMap, String) {
    ask(Request::builder().uri(address).body(Body::empty()).unwrap())
}

/// A page or file that is there.
fn found(address: &str) -> String {
    let (status, _, body) = get(address);
    assert_eq!(status, StatusCode::OK, "{address}: {body}");
    body
}

fn json(address: &str) -> Value {
    serde_json::from_str(&found(address)).unwrap()
}

const J: &str = "wcq-2026-uefa/J";
const AT: &str = "at=2025-09-08";

#[test]
fn a_desk_finds_the_table_its_reasons_and_what_is_decided() {
    let page = found(&format!("/e/{J}?{AT}"));
    assert!(page.contains("Belgium above Wales: level on 10 points"), "{page}");
    assert!(page.contains("no longer possible for Kazakhstan and Liechtenstein"));
    assert!(page.contains("<caption>World Cup 2026 qualifying, Europe · Group J</caption>"));
    assert!(page.contains(r#"<abbr title="Goal difference">GD</abbr>"#));
    let italian = found(&format!("/e/{J}?{AT}&lang=it"));
    assert!(italian.contains(r#"<html lang="it">"#) && italian.contains("Macedonia del Nord"));
    assert!(italian.contains(r#"<abbr title="Differenza reti">DR</abbr>"#));
}

#[test]
fn every_page_is_there_in_both_languages() {
    for path in [
        "/",
        "/e/wcq-2026-uefa",
        "/e/wc-2026",
        "/e/wcq-2026-uefa/J",
        "/brief/wcq-2026-uefa/J",
        "/what-if/wcq-2026-uefa/J",
        "/chances/wcq-2026-uefa/J",
        "/chances/wcq-2026-uefa/J?berth=play-offs",
        "/embed/wcq-2026-uefa/J",
        "/match/2025-09-07/belgium/kazakhstan",
        "/team/kazakhstan",
        "/coach/ali-aliyev",
        "/log",
        "/api",
        "/check",
    ] {
        for query in ["", "?lang=it", "?at=2025-09-08&known_at=2025-09-08"] {
            let query = if path.contains('?') { query.replace('?', "&") } else { query.to_owned() };
            let page = found(&format!("{path}{query}"));
            assert!(page.starts_with("<!DOCTYPE html>"), "{path}");
            assert_eq!(page.matches("<h1").count(), 1, "{path} has one heading");
            assert!(!page.contains("<script>") && !page.contains(" style="), "{path}");
        }
    }
}

#[test]
fn what_is_drawn_later_is_not_known_before() {
    let before = found("/e/wcq-2026-uefa?at=2025-09-08");
    assert!(before.contains("to be drawn"));
    assert!(!found("/e/wcq-2026-uefa").contains("to be drawn"));
}

#[test]
fn the_api_says_what_the_facade_says() {
    let view = Desk::embedded().unwrap().view(AsOf::LATEST);
    for answer in view.tables("wcq-2026-uefa", girone::Split::All).unwrap() {
        let own = serde_json::to_value(shape::table(&view, &answer, Lang::En, &[])).unwrap();
        let told = json(&format!("/api/v1/table/wcq-2026-uefa/{}", answer.group));
        assert_eq!(own, told);
    }
    let all = json("/api/v1/table/wcq-2026-uefa");
    assert_eq!(all["tables"].as_array().unwrap().len(), 12);
    assert_eq!(all["record"], view.record_hash());
}

#[test]
fn the_extension_chooses_the_form() {
    for (extension, media, begin) in [
        ("json", "application/json", "{"),
        ("csv", "text/csv; charset=utf-8", ""),
        ("md", "text/markdown; charset=utf-8", ""),
        ("html", "text/html; charset=utf-8", "<div"),
        ("svg", "image/svg+xml", "<svg"),
        ("wiki", "text/plain; charset=utf-8", ""),
        ("txt", "text/plain; charset=utf-8", "World Cup"),
    ] {
        let (status, headers, body) = get(&format!("/api/v1/table/{J}.{extension}?{AT}"));
        assert_eq!(status, StatusCode::OK, "{extension}: {body}");
        assert_eq!(headers[header::CONTENT_TYPE], media);
        assert!(body.starts_with(begin), "{extension}: {body}");
        assert!(body.contains("North Macedonia"), "{extension}");
    }
}

#[test]
fn an_answer_that_is_held_is_not_sent_again() {
    let address = format!("/api/v1/table/{J}?{AT}");
    let (_, headers, _) = get(&address);
    let request = Request::builder()
        .uri(&address)
        .header(header::IF_NONE_MATCH, &headers[header::ETAG])
        .body(Body::empty())
        .unwrap();
    let (status, _, body) = ask(request);
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[test]
fn problems_are_told_in_the_form_of_the_address() {
    for (address, status, media) in [
        ("/api/v1/table/wcq-2026-uefa/Z", 404, "application/problem+json"),
        ("/api/v1/table/wcq-2026-uefa/J?at=yesterday", 400, "application/problem+json"),
        ("/api/v1/nothing", 404, "application/problem+json"),
        ("/api/v1/editions?limit=many", 400, "application/problem+json"),
        ("/v4/competitions/xx/standings", 404, "application/json"),
        ("/e/wcq-2026-uefa/Z", 404, "text/html; charset=utf-8"),
        ("/e/wcq-2026-uefa/J?split=middle", 400, "text/html; charset=utf-8"),
        ("/nothing", 404, "text/html; charset=utf-8"),
    ] {
        let (found, headers, body) = get(address);
        assert_eq!(found.as_u16(), status, "{address}: {body}");
        assert_eq!(headers[header::CONTENT_TYPE], media, "{address}");
    }
    let (_, _, body) = get("/api/v1/table/wcq-2026-ueffa/J");
    let problem: Value = serde_json::from_str(&body).unwrap();
    assert!(problem["detail"].as_str().unwrap().contains("did you mean"), "{problem}");
    assert_eq!(problem["status"], 404);
    let (_, _, body) = get("/v4/competitions/xx/standings");
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap()["errorCode"], 404);
}

#[test]
fn what_comes_from_outside_is_escaped_everywhere() {
    let evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E";
    for address in [
        format!("/?q={evil}"),
        format!("/team/{evil}"),
        format!("/coach/{evil}"),
        format!("/e/{evil}"),
        format!("/e/wcq-2026-uefa/{evil}"),
        format!("/e/wcq-2026-uefa/J?split={evil}&lang=en"),
        format!("/e/wcq-2026-uefa/J?at={evil}"),
        format!("/match/2025-09-07/{evil}/{evil}"),
        format!("/what-if/wcq-2026-uefa/J?at=2025-09-08&s={evil}"),
        format!("/log?page={evil}"),
        format!("/card/wcq-2026-uefa/{evil}.svg"),
    ] {
        let (_, headers, body) = get(&address);
        assert!(!body.contains("<script>alert"), "{address}");
        assert!(
            headers[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .contains("script-src 'self'")
        );
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}

#[test]
fn what_if_keeps_its_state_in_the_address() {
    let typed = found(&format!("/what-if/{J}?{AT}&h.wales~belgium=2&a.wales~belgium=0"));
    let linked = found(&format!("/what-if/{J}?{AT}&s=wales~belgium:2-0"));
    let table = |page: &str| {
        let from = page.find("id=\"outcome\"").unwrap();
        page[from..].split("</div>").next().unwrap().to_owned()
    };
    assert_eq!(table(&typed), table(&linked));
    assert!(typed.contains("s=wales~belgium:2-0"));
    assert!(table(&typed).find("Wales").unwrap() < table(&typed).find("North Macedonia").unwrap());
    // Table, verdicts and chances are one answer: what is certain is so in both.
    let certain = found(&format!("/what-if/{J}?at=2025-11-16&s=wales~north-macedonia:1-0"));
    assert!(certain.contains("<b>certain</b>: North Macedonia</dd>"));
    assert!(certain.contains("<td class=\"n\">certain</td>"));
    let (status, ..) = get(&format!("/what-if/{J}?{AT}&h.wales~belgium=200&a.wales~belgium=0"));
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[test]
fn lists_come_a_page_at_a_time() {
    let (_, headers, body) = get("/api/v1/matches/wcq-2026-uefa?limit=10&offset=10");
    let page: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(page["matches"].as_array().unwrap().len(), 10);
    let total = page["total"].as_u64().unwrap();
    assert_eq!(headers["x-total-count"], total.to_string().as_str());
    let link = headers[header::LINK].to_str().unwrap();
    assert!(
        link.contains("offset=0>; rel=\"prev\"") && link.contains("offset=20>; rel=\"next\""),
        "{link}"
    );
    let mut seen = 0;
    let mut offset = 0;
    while offset < total {
        let part = json(&format!("/api/v1/matches/wcq-2026-uefa?limit=100&offset={offset}"));
        seen += part["matches"].as_array().unwrap().len() as u64;
        offset += 100;
    }
    assert_eq!(seen, total);
}

#[test]
fn widgets_of_football_data_org_find_what_they_look_for() {
    let told = json("/v4/competitions/WCQ-2026-UEFA/standings?at=2025-09-08");
    let j = told["standings"].as_array().unwrap().iter().find(|s| s["group"] == "Group J").unwrap();
    assert_eq!(j["stage"], "GROUP_STAGE");
    let first = &j["table"][0];
    assert_eq!(first["position"], 1);
    assert_eq!(first["team"]["name"], "North Macedonia");
    assert_eq!(
        (&first["won"], &first["draw"], &first["points"]),
        (&3.into(), &2.into(), &11.into())
    );
    let matches = json("/v4/competitions/wcq-2026-uefa/matches?at=2025-09-08&status=FINISHED");
    assert!(matches["matches"].as_array().unwrap().iter().all(|m| m["status"] == "FINISHED"));
    assert_eq!(matches["resultSet"]["count"], matches["resultSet"]["played"]);
    assert!(json("/v4/competitions/wcq-2026-uefa/teams")["count"].as_u64().unwrap() >= 54);
}

#[test]
fn the_document_describes_what_answers() {
    let document = json("/api/v1/openapi.json");
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for path in ["entries", "check", "forecast/{edition}/{group}"] {
        assert!(document["paths"][format!("/api/v1/{path}")].is_object(), "{path}");
    }
    for path in document["paths"].as_object().unwrap().keys() {
        let address = path
            .replace("{edition}", "wcq-2026-uefa")
            .replace("{group}", "J")
            .replace("{team}", "belgium")
            .replace("{coach}", "ali-aliyev")
            .replace("{day}", "2025-09-07")
            .replace("{home}", "belgium")
            .replace("{away}", "kazakhstan");
        let query = if path.contains("/sql") { "&q=select%201" } else { "" };
        let (status, _, body) =
            get(&format!("{address}?then=Wales%20win%20the%20group&at=2025-09-08{query}"));
        if document["paths"][path]["get"].is_object() {
            assert_eq!(status, StatusCode::OK, "{path}: {body}");
        }
    }
}

#[test]
fn nothing_is_written_without_a_key() {
    let request =
        Request::post("/api/v1/entries").body(Body::from("Belgium 6-0 Kazakhstan")).unwrap();
    assert_eq!(ask(request).0, StatusCode::FORBIDDEN);
    let big = Request::post("/api/v1/entries").body(Body::from(vec![b'x'; 300 * 1024])).unwrap();
    assert_eq!(ask(big).0, StatusCode::PAYLOAD_TOO_LARGE);
    let request = Request::delete("/api/v1/table/wcq-2026-uefa/J").body(Body::empty()).unwrap();
    assert_eq!(ask(request).0, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn a_report_is_held_against_the_record_of_its_day() {
    let ask_about = |text: &str| -> Value {
        let request =
            Request::post("/api/v1/check?at=2025-09-08").body(Body::from(text.to_owned())).unwrap();
        serde_json::from_str(&ask(request).2).unwrap()
    };
    let told = ask_about("Belgium beat Kazakhstan 5-0 on 7 September 2025.");
    assert_eq!(told["contradicted"], 1, "{told}");
    assert_eq!(ask_about("Belgium beat Kazakhstan 6-0 on 7 September 2025.")["contradicted"], 0);
    let form = Request::post("/check")
        .body(Body::from("published=2025-09-08&text=%3Cscript%3Ealert(1)%3C%2Fscript%3E+5-0"))
        .unwrap();
    let (status, _, page) = ask(form);
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn a_forecast_names_its_seed_and_has_its_limit() {
    let one = json("/api/v1/forecast/wcq-2026-uefa/J?at=2025-09-08&trials=2000&seed=7");
    let two = json("/api/v1/forecast/wcq-2026-uefa/J?at=2025-09-08&trials=2000&seed=7&lang=it");
    assert_eq!(one["teams"].as_array().unwrap().len(), 5);
    assert_eq!(one["seed"], 7);
    assert_eq!(one["teams"][0]["places"], two["teams"][0]["places"]);
    let (status, ..) = get("/api/v1/forecast/wcq-2026-uefa/J?trials=10000000");
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

fn call(message: &str) -> Value {
    let request = Request::post("/mcp").body(Body::from(message.to_owned())).unwrap();
    let (status, _, body) = ask(request);
    assert!(status.is_success(), "{body}");
    serde_json::from_str(&body).unwrap_or(Value::Null)
}

#[test]
fn an_assistant_gets_exact_answers() {
    let hello = call(
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}"#,
    );
    assert_eq!(hello["result"]["protocolVersion"], "2025-03-26");
    assert_eq!(call(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#), Value::Null);
    let tools = call(r#"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#);
    for tool in ["table", "needs", "holds", "coach", "why"] {
        let all = tools["result"]["tools"].as_array().unwrap();
        assert!(all.iter().any(|t| t["name"] == tool), "{tool}");
    }
    let told = call(
        r#"{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"table","arguments":{"address":"wcq-2026-uefa/J","at":"2025-09-08"}}}"#,
    );
    assert_eq!(told["id"], "x");
    assert_eq!(told["result"]["structuredContent"]["rows"][0]["team"], "north-macedonia");
    let wrong = call(
        r#"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"table","arguments":{"address":"nothing/J"}}}"#,
    );
    assert_eq!(wrong["result"]["isError"], true);
    for (message, code) in [
        ("[", -32700),
        (r#"{"id":1}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"fly"}"#, -32601),
        (r#"{"id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
        ("[]", -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"fly"}}"#, -32602),
    ] {
        assert_eq!(call(message)["error"]["code"], code, "{message}");
    }
    // What an assistant can mend itself is a result.
    let missing = r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"table"}}"#;
    assert_eq!(call(missing)["result"]["isError"], true);
    let both = call(
        r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":2,"method":"ping"}]"#,
    );
    assert_eq!(both.as_array().map(Vec::len), Some(2), "{both}");
    let list = call(
        r#"{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"decided","arguments":{"address":"wcq-2026-uefa/J","at":"2025-09-08"}}}"#,
    );
    assert!(list["result"]["structuredContent"].is_object(), "{list}");
    let version = |version: &str| {
        let request = Request::post("/mcp").header("mcp-protocol-version", version);
        let ping = r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#;
        ask(request.body(Body::from(ping)).unwrap()).0
    };
    assert_eq!(version("2025-11-25"), StatusCode::OK);
    assert_eq!(version("1999-01-01"), StatusCode::BAD_REQUEST);
    assert_eq!(get("/mcp").0, StatusCode::METHOD_NOT_ALLOWED);
    let foreign = Request::post("/mcp")
        .header(header::HOST, "127.0.0.1:8690")
        .header(header::ORIGIN, "https://example.org")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(ask(foreign).0, StatusCode::FORBIDDEN);
}

/// Words that addresses are made of, and bytes that they should not be made of.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("wcq-2026-uefa".to_owned()),
        Just("J".to_owned()),
        Just("wc-2026.csv".to_owned()),
        Just("2025-09-07".to_owned()),
        Just("belgium".to_owned()),
        Just("%".to_owned()),
        Just("%ff%00".to_owned()),
        Just("..".to_owned()),
        Just("-1".to_owned()),
        Just("18446744073709551616".to_owned()),
        "[a-zA-Z0-9%.~:+_-]{0,20}",
    ]
}

fn sql(path: &str, query: &str) -> (StatusCode, HeaderMap, String) {
    ask(Request::post(path).body(Body::from(query.to_owned())).unwrap())
}

#[test]
fn sql_is_answered_as_json_and_csv_and_reads_only() {
    let query = "select place, team, points from standings('wcq-2026-uefa', 'J', '2025-09-07')";
    let address = format!("/api/v1/sql?q={}", query.replace(' ', "+"));
    let answer = json(&address);
    assert_eq!(answer["columns"], serde_json::json!(["place", "team", "points"]));
    assert_eq!(answer["rows"][0], serde_json::json!([1, "north-macedonia", 11]));
    assert!(answer["record"].is_string() && answer["as_of"].is_string());
    let csv = found(&address.replace("/sql", "/sql.csv"));
    assert!(csv.starts_with("place,team,points\n1,north-macedonia,11\n2,belgium,10\n"), "{csv}");
    let (status, headers, body) = sql("/api/v1/sql.csv", query);
    assert_eq!((status, body), (StatusCode::OK, csv));
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    // The moment of the tables is that of the question.
    let count = |at: &str| {
        let q = "select+count(home_goals)+from+match+where+edition+%3D+'wcq-2026-uefa'";
        json(&format!("/api/v1/sql?q={q}&at={at}"))["rows"][0][0].as_u64().unwrap()
    };
    assert!(count("2025-09-07") < count("2025-11-19"));
    for (query, expected) in [
        ("", StatusCode::BAD_REQUEST),
        ("select", StatusCode::BAD_REQUEST),
        ("select 1; select 2", StatusCode::BAD_REQUEST),
        ("delete from match", StatusCode::FORBIDDEN),
        ("attach '/etc/passwd' as x", StatusCode::FORBIDDEN),
        ("pragma user_version", StatusCode::FORBIDDEN),
        ("select load_extension('x')", StatusCode::FORBIDDEN),
        (
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("select 1 from match, team", StatusCode::UNPROCESSABLE_ENTITY),
        ("select printf('%.*c', 9000000, 'x') from team", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let (status, headers, body) = sql("/api/v1/sql", query);
        assert_eq!(status, expected, "{query}: {body}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{query}");
    }
    assert_eq!(get("/api/v1/sql").0, StatusCode::BAD_REQUEST);
}

/// Pieces that queries are made of, sound or not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "select", "*", "from", "match", "goal", "team", "entry", "edition", "tenure", "adjustment",
            "standings('wcq-2026-uefa', 'J', null)", "tally(null, 'all', null)", "verdicts(null, null)",
            "standings(", ")", ",", "where", "limit 3", "order by 1", "group by", "1", "'x'", "null", "=",
            "union all", "with r as (", "count(*)", "printf('%.*c', 99999999, 'x')", "zeroblob(1e9)",
            "pragma", "attach", "insert into", "values", ";", "--", "/*", "?1", ":a", "\u{0}", "x'00'", "json(",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever is asked in SQL, nothing is written and the server has no fault.
    #[test]
    fn no_query_is_a_fault(
        pieces in prop::collection::vec(piece(), 0..10),
        selects in any::<bool>(),
        csv in any::<bool>(),
    ) {
        let query = format!("{}{}", if selects { "select * from " } else { "" }, pieces.join(" "));
        let (status, _, body) = sql(if csv { "/api/v1/sql.csv" } else { "/api/v1/sql" }, &query);
        prop_assert!(!status.is_server_error(), "{query}: {status} {body}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is asked, the server answers, and never with a fault of its own.
    #[test]
    fn no_address_is_a_fault(
        root in prop::sample::select(vec![
            "/e", "/embed", "/card", "/brief", "/what-if", "/chances", "/match", "/team", "/coach", "/log", "",
            "/api/v1/table", "/api/v1/brief", "/api/v1/matches", "/api/v1/match", "/api/v1/team",
            "/api/v1/sql", "/api/v1/sql.csv", "/api/v1/coach", "/api/v1/log", "/api/v1/holds", "/api/v1/needs", "/api/v1/decided",
            "/v4/competitions", "/assets",
        ]),
        parts in prop::collection::vec(part(), 0..4),
        query in prop::collection::vec((prop::sample::select(vec![
            "at", "known_at", "lang", "split", "round", "limit", "offset", "q", "team", "s",
            "if", "then", "suppose", "since", "ground", "h.wales~belgium", "a.wales~belgium", "page",
        ]), part()), 0..4),
    ) {
        let mut address = root.to_owned();
        for part in &parts {
            address.push('/');
            address.push_str(part);
        }
        for (i, (name, value)) in query.iter().enumerate() {
            address.push_str(&format!("{}{name}={value}", if i == 0 { "?" } else { "&" }));
        }
        if address.is_empty() || !address.starts_with('/') {
            address.insert(0, '/');
        }
        if let Ok(request) = Request::builder().uri(&address).body(Body::empty()) {
            let (status, _, body) = ask(request);
            prop_assert!(!status.is_server_error(), "{address}: {status} {body}");
        }
    }

    /// Whatever is sent, likewise.
    #[test]
    fn no_body_is_a_fault(body in prop::collection::vec(any::<u8>(), 0..300), path in prop::sample::select(vec!["/mcp", "/api/v1/entries", "/api/v1/check", "/check", "/write"])) {
        let (status, ..) = ask(Request::post(path).body(Body::from(body)).unwrap());
        prop_assert!(!status.is_server_error());
    }
}
