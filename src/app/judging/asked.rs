//! What is said of firms and their records, and what that did.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::{AppError, lists};
use crate::model::JudgedAs;
use crate::normalize::text;

/// What somebody says of two firms or records.
#[derive(Debug, Clone)]
pub struct JudgeAsked {
    /// What is said.
    pub said: JudgedAs,
    /// Id of a record, or any name of a firm.
    pub one: String,
    /// The same of the other.
    pub other: String,
    /// Why; may be blank.
    pub reason: String,
    /// Id or name of the squad whose claim stays, where both firms are claimed.
    pub claim: Option<String>,
    /// By default the caller.
    pub who: Option<String>,
}

/// Which records are taken out of their firm.
#[derive(Debug, Clone, Default)]
pub struct UnmergeAsked {
    /// Ids of records of one firm.
    pub records: Vec<String>,
    /// Why; may be blank.
    pub reason: String,
    /// By default the caller.
    pub who: Option<String>,
}

/// A proposal that is not accepted.
#[derive(Debug, Clone, Default)]
pub struct ProposalAsked {
    /// Id of a record, or any name of a firm.
    pub one: String,
    /// The same of the other.
    pub other: String,
    /// By default the caller.
    pub who: Option<String>,
}

/// What a judgement did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JudgeDone {
    /// What it did, a sentence each.
    pub told: Vec<String>,
    /// The journal number, to take it back by; none where nothing differs.
    pub number: Option<u64>,
    /// Whether it is but proposed, since it is about chains that the caller may not decide of.
    pub proposed: bool,
    /// Id of the firm that the first record belongs to now.
    pub enterprise: String,
}

/// Why something is said, as it is kept.
pub(super) fn reason(given: &str) -> Result<String, AppError> {
    let reason = text::one_line(given).into_owned();
    match text::forbidden(&reason) {
        Some(c) => Err(AppError::BadRequest(format!("理由含有控制字符 U+{:04X}", u32::from(c)))),
        None if reason.chars().count() > lists::LONGEST => {
            Err(AppError::BadRequest(format!("理由超过 {} 个字", lists::LONGEST)))
        }
        None => Ok(reason),
    }
}
