//! What is wrong with a mapping, and on which line.

/// A mapping that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} 第 {line} 行：{reason}。{suggestion}")]
pub struct MappingError {
    /// The mapping's file, as the message names it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong, in Chinese.
    pub reason: String,
    /// What to do about it, in Chinese.
    pub suggestion: String,
}

/// Something of a mapping with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    pub value: T,
    pub line: usize,
}
