//! What the forms of projects share.

use crate::model::Kind;

/// What the form of progress asks.
pub const PROGRESS: [&str; 6] = ["date", "invested", "statistics", "jobs", "note", "evidence"];

/// What a form of a project writes of, and which part of it: `node:land`.
pub fn form_of(name: &str) -> Option<(Kind, &str)> {
    let (what, part) = name.split_once(':').unwrap_or((name, ""));
    match what {
        "project" => Some((Kind::Project, "")),
        "node" => Some((Kind::ProjectNode, part)),
        "progress" => Some((Kind::ProjectProgress, part)),
        _ => None,
    }
}
