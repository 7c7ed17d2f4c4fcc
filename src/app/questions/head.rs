//! What every answer about a chain begins with.

use schemars::JsonSchema;
use serde::Serialize;

use crate::gaps::GapAnswer;
use crate::model::{Adcode, Basis, Day};

/// What was asked, and by which rules it is answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Head {
    /// Id.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county the chain is seen from.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// Whether recorded feeds or, for lack of them, stages say what comes before what.
    pub basis: Basis,
}

impl Head {
    /// The head of an answer that rests on the gaps of a chain.
    pub fn of(answer: &GapAnswer) -> Self {
        Self {
            chain: answer.chain.clone(),
            chain_name: answer.chain_name.clone(),
            home: answer.home,
            home_name: answer.home_name.clone(),
            as_of: answer.as_of,
            rules: answer.rules.clone(),
            basis: answer.basis,
        }
    }
}
