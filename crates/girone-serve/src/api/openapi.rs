//! The OpenAPI document, generated from the handlers, and a page to read it.

use maud::html;
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{people, tables};
use crate::ask::Ask;
use crate::pages::Page;
use crate::reply::{Answer, Problem, Reply};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Girone",
        description = "Tables with reasons, exact scenarios and the record they rest on. Every answer names its moment, its rule book and the hash of the record.",
    ),
    paths(
        tables::editions,
        tables::of_edition,
        tables::of_group,
        tables::brief,
        tables::needs,
        tables::holds,
        tables::decided,
        people::team,
        people::coach,
        people::matches,
        people::one_match,
        people::log,
        super::write::entry,
        super::check::check,
        super::check::forecast,
        super::sql::get,
        super::sql::post,
        super::sql::get_csv,
    )
)]
struct Document;

/// Returns the document. What a parameter of a name may be is the same wherever
/// it stands, so it is said once here.
fn written() -> Result<Value, Problem> {
    let mut document = serde_json::to_value(Document::openapi())
        .map_err(|e| Problem::internal(format!("the document cannot be written: {e}")))?;
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (_, path) in paths {
        for operation in path.as_object_mut().into_iter().flatten().map(|(_, o)| o) {
            let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                if let Some(schema) = schema_of(parameter["name"].as_str().unwrap_or("")) {
                    parameter["schema"] = schema;
                }
            }
        }
    }
    Ok(document)
}

fn schema_of(parameter: &str) -> Option<Value> {
    let day = json!({ "type": "string", "format": "date" });
    Some(match parameter {
        "at" | "known_at" => json!({
            "anyOf": [day, { "type": "string", "format": "date-time" }, { "const": "latest" }]
        }),
        "since" | "until" => day,
        "lang" => json!({ "type": "string", "enum": ["en", "it"] }),
        "model" => {
            let names: Vec<&str> =
                girone::forecasting::Model::ALL.iter().map(|m| m.name()).collect();
            json!({ "type": "string", "enum": names })
        }
        "split" => json!({ "type": "string", "pattern": "^(all|home|away|last-[1-9][0-9]?)$" }),
        "stakes" => json!({ "type": "string", "enum": ["all", "competitive", "friendlies"] }),
        "ground" => json!({ "type": "string", "enum": ["anywhere", "home", "away", "neutral"] }),
        _ => return None,
    })
}

/// Returns the document.
pub(crate) fn document(_ask: &Ask) -> Answer {
    Reply::json(&written()?)
}

/// The page on which the document is read.
pub(crate) fn reader(ask: &Ask) -> Answer {
    let document = written()?;
    let empty = serde_json::Map::new();
    let paths = document["paths"].as_object().unwrap_or(&empty);
    let page = Page { title: "API".to_owned(), trail: Vec::new(), ask, live: false };
    let text = |v: &Value| v.as_str().unwrap_or("").to_owned();
    Ok(page.show(html! {
        h1 { "API" }
        p.lead {
            (ask.say("Everything on these pages, for programs: no key is needed to read.", "Tutto ciò che è in queste pagine, per i programmi: per leggere non serve una chiave."))
            " " a href="/api/v1/openapi.json" { "OpenAPI 3.1" }
        }
        @for (path, methods) in paths {
            @for (method, operation) in methods.as_object().unwrap_or(&empty) {
                section.operation {
                    h2 { code { (method.to_uppercase()) " " (path) } }
                    p { (text(&operation["summary"])) }
                    @if let Some(parameters) = operation["parameters"].as_array() {
                        dl.parameters {
                            @for p in parameters {
                                dt { code { (text(&p["name"])) } " " small { (text(&p["in"])) } }
                                dd { (text(&p["description"])) }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { (ask.say("For widgets of football-data.org", "Per i widget di football-data.org")) }
            p {
                code { "/v4/competitions/{code}/standings" } ", " code { "/matches" } ", " code { "/teams" } ": "
                (ask.say("the shape that existing widgets read; the code is the id of an edition.", "la forma che i widget esistenti leggono; il codice è l'id di un'edizione."))
            }
        }
    }))
}
