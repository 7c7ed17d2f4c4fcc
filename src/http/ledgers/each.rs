//! The addresses of each ledger.

use axum::Json;
use axum::response::Response;

use super::page::{LedgerPageQuery, LedgerQuery, answered, show};
use super::write::save;
use crate::app::ledgers::{Ledger, LedgerAnswer};
use crate::http::frame::Now;
use crate::http::frame::failure::Failure;
use crate::http::frame::form::Sent;
use crate::http::frame::query::QueryOf;
use crate::http::frame::table::TableRequest;

macro_rules! ledgers {
    ($($ledger:ident $page:ident $write:ident)*) => {$(
        /// Shows the ledger.
        pub async fn $page(
            now: Now,
            QueryOf(query): QueryOf<LedgerPageQuery>,
            tables: TableRequest,
        ) -> Result<Response, Failure> {
            show(&now.0, Ledger::$ledger, &query, tables).await
        }

        /// Writes a row of it.
        pub async fn $write(now: Now, sent: Sent) -> Result<Response, Failure> {
            save(&now.0, Ledger::$ledger, sent).await
        }
    )*};
}

ledgers! {
    Duties duties write_duties
    Indicators race write_race
    Requests requests write_requests
    Bids bids write_bids
    Care care write_care
    Nominations nominations write_nominations
}

/// What enterprises asked for, for programs.
pub async fn requests_answer(
    Now(desk): Now,
    QueryOf(query): QueryOf<LedgerQuery>,
) -> Result<Json<LedgerAnswer>, Failure> {
    answered(&desk, Ledger::Requests, &query).await
}

/// What was applied for, for programs.
pub async fn bids_answer(Now(desk): Now, QueryOf(query): QueryOf<LedgerQuery>) -> Result<Json<LedgerAnswer>, Failure> {
    answered(&desk, Ledger::Bids, &query).await
}

/// Who cares for whom, for programs.
pub async fn care_answer(Now(desk): Now, QueryOf(query): QueryOf<LedgerQuery>) -> Result<Json<LedgerAnswer>, Failure> {
    answered(&desk, Ledger::Care, &query).await
}
