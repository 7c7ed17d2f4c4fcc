//! `docs/openapi.json` is what is promised of every address. To renew it after a change that is meant, look at what
//! `LIANTU_RENEW=openapi cargo test --test it -- openapi::the_document` makes of it in the difference, and commit that.

mod addresses;
mod answers;
mod changes;
mod document;
mod failures;
mod forms;
mod ledgers;
mod prepared;
mod rights;
mod work;

pub use answers::sample;
pub use document::{Operation, operations, promised};

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    document::facts(facts);
    addresses::facts(facts);
    answers::facts(facts);
    failures::facts(facts);
    rights::facts(facts);
    forms::facts(facts);
}
