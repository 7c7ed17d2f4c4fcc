//! What can go wrong in a use case, told in Chinese: what happened, to what, and what to do.

use crate::resolve::ReferenceError;
use crate::store::StoreError;

/// A use case failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing goes by this id or name.
    #[error("没有{what}「{text}」{}", near_text(.near))]
    NotFound { what: &'static str, text: String, near: Vec<String> },
    /// Several go by this name.
    #[error("{what}「{text}」不止一个：{}。请写编号", .choices.join("、"))]
    Ambiguous { what: &'static str, text: String, choices: Vec<String> },
    /// The question cannot be asked this way.
    #[error("{0}")]
    BadRequest(String),
    /// A file of the caller cannot be read or written.
    #[error("{path}：{reason}")]
    File { path: String, reason: String },
    /// The store failed.
    #[error("{}", store_text(.0))]
    Store(#[from] StoreError),
    /// An invariant did not hold; the detail is for the log.
    #[error("内部错误")]
    Internal(String),
}

fn near_text(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("。相近的有：{}", near.join("、")) }
}

fn store_text(error: &StoreError) -> String {
    match error {
        StoreError::Unavailable(detail) => format!("数据库现在不可用：{detail}"),
        StoreError::Timeout(detail) => format!("数据库忙，请稍后再试：{detail}"),
        StoreError::Conflict(detail) => format!("数据已被他人修改，请重试：{detail}"),
        StoreError::Corrupt(detail) => format!("数据库文件已损坏或不是链图数据库：{detail}"),
        StoreError::Backend(detail) => format!("数据库错误：{detail}"),
    }
}

/// What an error means to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    NotFound,
    BadRequest,
    Conflict,
    Unavailable,
    Internal,
}

impl AppError {
    /// A name that means none or several of `what`.
    pub fn unresolved(what: &'static str, error: ReferenceError) -> Self {
        match error {
            ReferenceError::Several { text, ids } => Self::Ambiguous { what: "名称", text, choices: ids },
            ReferenceError::None { text, .. } => Self::NotFound { what, text, near: Vec::new() },
        }
    }

    /// What the error means to the caller.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound { .. } => ErrorKind::NotFound,
            Self::Ambiguous { .. } | Self::BadRequest(_) | Self::File { .. } => ErrorKind::BadRequest,
            Self::Store(StoreError::Unavailable(_) | StoreError::Timeout(_)) => ErrorKind::Unavailable,
            Self::Store(StoreError::Conflict(_)) => ErrorKind::Conflict,
            Self::Store(StoreError::Corrupt(_) | StoreError::Backend(_)) | Self::Internal(_) => ErrorKind::Internal,
        }
    }

    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Ambiguous { .. } => "ambiguous",
            Self::BadRequest(_) => "bad_request",
            Self::File { .. } => "file",
            Self::Store(StoreError::Conflict(_)) => "conflict",
            Self::Store(StoreError::Unavailable(_)) => "unavailable",
            Self::Store(StoreError::Timeout(_)) => "timeout",
            Self::Store(_) | Self::Internal(_) => "internal",
        }
    }
}
