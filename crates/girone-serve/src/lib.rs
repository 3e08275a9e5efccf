//! Pages, an HTTP API and MCP over the façade.
//!
//! One immutable [`Version`] per state of the record is swapped as a whole; a
//! request takes the one it finds and never sees another. Every answer is a
//! function of version and address, so it is computed once and kept.

mod api;
mod app;
mod ask;
mod guard;
pub mod keys;
pub mod mcp;
mod metrics;
mod pages;
mod reply;
mod routes;
mod run;
mod svg;

pub use api::live::follow;
pub use app::{App, Options, Version};
pub use routes::router;
pub use run::run;
