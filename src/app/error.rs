//! What can go wrong in a use case, told in Chinese: what happened, to what, and what to do.

use std::path::Path;

use crate::access::Right;
use crate::ingest::{FileFault, read_text};
use crate::publish::PublishError;
use crate::resolve::ReferenceError;
use crate::store::StoreError;

/// A use case failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing goes by this id or name.
    #[error("没有{what}「{text}」{}", near_text(.near))]
    NotFound {
        /// What was looked for, in Chinese: 产业链, 环节.
        what: &'static str,
        /// As given.
        text: String,
        /// What comes near it, by name; may be empty.
        near: Vec<String>,
    },
    /// Several go by this name.
    #[error("{what}「{text}」不止一个：{}。请写编号", .choices.join("、"))]
    Ambiguous {
        /// What was looked for, in Chinese.
        what: &'static str,
        /// As given.
        text: String,
        /// The ids it may mean.
        choices: Vec<String>,
    },
    /// Nobody said from which city to look.
    #[error("{told}")]
    NoHome {
        /// Id of the chain that has no city; none: it is about several chains.
        chain: Option<String>,
        /// Which has none, in Chinese.
        told: String,
    },
    /// The question cannot be asked this way.
    #[error("{0}")]
    BadRequest(String),
    /// The caller may not.
    #[error("没有这项权限：{}", .0.zh())]
    Forbidden(Right),
    /// A file of the caller cannot be read or written.
    #[error("{path}：{reason}")]
    File {
        /// As given.
        path: String,
        /// What is wrong with it and what to do, in Chinese.
        reason: String,
    },
    /// The store failed.
    #[error("{}", store_text(.0))]
    Store(#[from] StoreError),
    /// The analysts' graph cannot be reached, read or written.
    #[error("{}", graph_text(.0))]
    Graph(#[from] PublishError),
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

fn graph_text(error: &PublishError) -> String {
    match error {
        PublishError::Address(why) => format!("Neo4j 的地址不能用：{why}"),
        PublishError::Unavailable(why) => format!("连不上 Neo4j，或它中途停了：{why}。恢复后再运行一次即可补齐"),
        PublishError::Timeout(what) => {
            format!("Neo4j 没有按时回答（{what}）：它可能太忙、连接已用完，或查询太大。请稍后再试，或放宽 --timeout")
        }
        PublishError::Credentials(why) => {
            format!("Neo4j 不接受用户名或密码：{why}。请检查 LIANTU_NEO4J_USER 和 LIANTU_NEO4J_PASSWORD_FILE")
        }
        PublishError::Tls(why) => {
            format!("与 Neo4j 的加密连接没有建立：{why}。请核对地址该用 bolt:// 还是 bolt+s://，以及服务器的证书")
        }
        PublishError::Server(told) => format!("对方不是链图能用的 Neo4j（{told}）；需要 Neo4j 5 或更新的版本"),
        PublishError::ReadOnly(why) => format!("这个 Neo4j 库不能写，或这个用户无权写：{why}"),
        PublishError::NoDatabase(why) => format!("Neo4j 里没有这个库：{why}。请检查 LIANTU_NEO4J_DATABASE"),
        PublishError::TakenOver => {
            "另一个发布已经开始（或有人同时改动了这张图），本次发布停止；由最后开始的发布负责写完".to_owned()
        }
        PublishError::Transient(why) => format!("Neo4j 暂时不能完成：{why}。请稍后再试"),
        PublishError::Statement(why) => format!("Neo4j 报错：{why}"),
    }
}

/// What an error means to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nothing goes by that id or name.
    NotFound,
    /// Several go by that name.
    Ambiguous,
    /// What was asked makes no sense.
    BadRequest,
    /// The caller may not.
    Forbidden,
    /// A file of the caller.
    File,
    /// Somebody else wrote meanwhile: read again, then write.
    Conflict,
    /// Not now: missing rights, a full disk, another import.
    Unavailable,
    /// Another process held the store for too long.
    Timeout,
    /// The analysts' graph.
    Graph,
    /// A fault of ours, or a damaged store.
    Internal,
}

/// The text of a small file that a person names, of at most so many bytes; `what` is in it.
///
/// # Errors
/// It cannot be read, is larger, or is no UTF-8.
pub fn named_text(path: &Path, what: &str, most: u64) -> Result<String, AppError> {
    let told = |fault: FileFault| format!("{what}不能读取：{}；{}", fault.reason, fault.suggestion);
    read_text(path, most).map_err(|fault| AppError::file(path, told(fault)))
}

impl AppError {
    /// What is wrong with a file or folder.
    pub fn file(path: &Path, reason: impl Into<String>) -> Self {
        Self::File { path: path.display().to_string(), reason: reason.into() }
    }

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
            Self::Ambiguous { .. } => ErrorKind::Ambiguous,
            Self::BadRequest(_) | Self::NoHome { .. } => ErrorKind::BadRequest,
            Self::Forbidden(_) => ErrorKind::Forbidden,
            Self::File { .. } => ErrorKind::File,
            Self::Store(StoreError::Conflict(_)) => ErrorKind::Conflict,
            Self::Store(StoreError::Unavailable(_)) => ErrorKind::Unavailable,
            Self::Store(StoreError::Timeout(_)) => ErrorKind::Timeout,
            Self::Graph(_) => ErrorKind::Graph,
            Self::Store(StoreError::Corrupt(_) | StoreError::Backend(_)) | Self::Internal(_) => ErrorKind::Internal,
        }
    }
}
