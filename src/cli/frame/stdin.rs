//! Standard input where a command reads files.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::app::AppError;

/// Where standard input lies while it is read.
pub type Spool = (tempfile::TempDir, std::fs::File);

/// Puts standard input of at most so many bytes in the place of a path `-`: it goes to a file first, since it is read more than
/// once.
///
/// # Errors
/// It is longer, or the temporary folder takes no more.
pub fn with_stdin(paths: &mut [PathBuf], most: u64) -> anyhow::Result<Option<Spool>> {
    if !paths.iter().any(|path| path.as_os_str() == "-") {
        return Ok(None);
    }
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("标准输入");
    let mut spooled = spool(&file)?;
    let taken = std::io::copy(&mut std::io::stdin().lock().take(most + 1), &mut spooled)?;
    if taken > most {
        let most = if most >> 30 > 0 { format!("{} GB", most >> 30) } else { format!("{} MB", most >> 20) };
        return Err(AppError::BadRequest(format!("标准输入超过 {most}；请先存为文件，再写文件名")).into());
    }
    spooled.flush()?;
    paths.iter_mut().filter(|path| path.as_os_str() == "-").for_each(|path| path.clone_from(&file));
    Ok(Some((folder, spooled)))
}

/// The most bytes of a password on standard input.
const LONGEST_PASSWORD: u64 = 1_024;

/// The first line of standard input, for a password: it never stands among the arguments, which others can see.
///
/// # Errors
/// There is none, or it is no text.
pub fn password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().lock().take(LONGEST_PASSWORD).read_to_string(&mut text)?;
    match text.lines().next().filter(|line| !line.is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => Err(AppError::BadRequest("标准输入里没有密码；请把密码写在第一行".to_owned()).into()),
    }
}

/// A file that goes with this process however it ends, since it may hold contacts; a link gives it a name.
#[cfg(target_os = "linux")]
fn spool(name: &Path) -> std::io::Result<std::fs::File> {
    use std::os::fd::AsRawFd;
    let file = tempfile::tempfile()?;
    std::os::unix::fs::symlink(format!("/proc/self/fd/{}", file.as_raw_fd()), name)?;
    Ok(file)
}

#[cfg(not(target_os = "linux"))]
fn spool(name: &Path) -> std::io::Result<std::fs::File> {
    std::fs::File::create(name)
}
