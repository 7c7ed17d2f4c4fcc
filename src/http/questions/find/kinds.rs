//! The kinds of things that are found by their names, as an address says them.

use schemars::Schema;

use crate::http::frame::query::{Readable, one_of};
use crate::model::Kind;

/// The kinds of things that are found by their names.
const FOUND: [(&str, &str); 7] = {
    use Kind::{Association, Chain, Enterprise, Fund, Person, Segment, Squad};
    let (all, mut words, mut at) = ([Enterprise, Segment, Chain, Person, Fund, Association, Squad], [("", ""); 7], 0);
    while at < all.len() {
        words[at] = (all[at].code(), all[at].zh());
        at += 1;
    }
    words
};

impl Readable for Kind {
    const EXPECTED: &'static str = "企业、环节、产业链、人物、基金、行业协会、招商队之一";

    fn read(text: &str) -> Option<Self> {
        Self::from_word(text).filter(|kind| FOUND.iter().any(|(code, _)| *code == kind.code()))
    }

    fn schema() -> Schema {
        one_of(&FOUND)
    }
}
