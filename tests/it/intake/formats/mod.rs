//! Every format that lists come in: what separates cells, encodings, JSON, workbooks of all kinds, folders.

mod built;
mod folders;
mod fuzz;
mod json;
mod misnamed;
mod old_workbooks;
mod separators;

use crate::support::Facts;

pub fn facts(facts: &mut Facts) {
    folders::facts(facts);
    fuzz::facts(facts);
    json::facts(facts);
    misnamed::facts(facts);
    old_workbooks::facts(facts);
    separators::facts(facts);
}
