//! `/compliance`: 合规自查.

use askama::Template;
use axum::response::Response;

use crate::app::accounts::ComplianceLine;
use crate::http::frame::Now;
use crate::http::frame::door::Visitor;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::Standpoint;
use crate::http::frame::shell::{Shell, page};

#[derive(Template)]
#[template(path = "compliance.html")]
struct CompliancePage {
    shell: Shell,
    preset: &'static str,
    lines: Vec<ComplianceLine>,
}

/// Shows it.
pub async fn show(Now(desk): Now, visitor: Visitor) -> Result<Response, Failure> {
    let at = desk.store_desk();
    let (lines, preset) = (at.compliance(Some(visitor.cookie.is_secure())).await?, at.preset().await?.zh());
    let shell = Shell::new(&desk, "合规自查", Some(("", "people")), &Standpoint::default())?;
    page(&CompliancePage { shell, preset, lines })
}
