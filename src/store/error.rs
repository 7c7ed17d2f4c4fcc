use std::io::ErrorKind;
use std::path::Path;

/// The store failed. What is merely absent is `Ok(None)`. The texts are Chinese: people read them behind a heading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened, read or written now: missing rights, a full disk, a newer version, another import.
    #[error("store unavailable: {0}")]
    Unavailable(String),
    /// Another process held the lock for too long.
    #[error("store timed out: {0}")]
    Timeout(String),
    /// What the change was based on has moved.
    #[error("conflict: {0}")]
    Conflict(String),
    /// What is stored contradicts itself, or is no liantu store.
    #[error("store corrupt: {0}")]
    Corrupt(String),
    /// Anything else the backend says.
    #[error("store backend: {0}")]
    Backend(String),
}

/// What every method of a store returns.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// A file of the store cannot be reached.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::Unavailable(format!("{}：{}", path.display(), failure_told(error)))
    }
}

/// Why a file cannot be reached, as people read it.
pub fn failure_told(error: &std::io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中间有文件，不是文件夹",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满",
        ErrorKind::FileTooLarge => "文件超过了允许的大小",
        _ => return format!("系统错误（{error}）"),
    };
    why.to_owned()
}
