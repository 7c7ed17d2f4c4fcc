//! Why a file cannot be reached, in the words of people.

use std::io::ErrorKind;

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
