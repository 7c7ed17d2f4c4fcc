//! Drawings as files: by the ending of the name.

use std::path::{Path, PathBuf};

use crate::app::out_file::{Existing, OutFile};
use crate::app::{AppError, Form};
use crate::cli::frame::output::{print, to_stderr};
use crate::draw::Lacking;

/// Where a drawing goes.
#[derive(Debug, clap::Args)]
pub struct DrawingArgs {
    /// 写到这个文件：.svg、.pdf（A3 横向）或 .png
    #[arg(long, value_name = "F.svg|.pdf|.png")]
    pub out: PathBuf,
    /// PNG 每英寸点数，72 到 600；印刷用 300
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u32).range(72..=600))]
    pub dpi: u32,
}

impl DrawingArgs {
    /// What the file's name asks for.
    pub fn form(&self) -> Result<Form, AppError> {
        folder_there(&self.out)?;
        Form::of(&self.out, self.dpi)
    }

    /// Writes the file, and tells which characters it could not draw.
    pub fn write(&self, content: &[u8], lacking: &[Lacking]) -> anyhow::Result<()> {
        write(&self.out, content, lacking)
    }
}

/// That there is a folder for a file, before anything is worked out for it.
pub fn folder_there(out: &Path) -> Result<(), AppError> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => {
            let reason = format!("没有文件夹「{}」，请先建立", folder.display());
            Err(AppError::file(out, reason))
        }
        _ => Ok(()),
    }
}

/// Writes a file, and tells which characters it could not draw.
pub fn write(out: &Path, content: &[u8], lacking: &[Lacking]) -> anyhow::Result<()> {
    finish(OutFile::of(out, Existing::GivesWay, content)?, out, lacking)
}

/// Gives a file its name, and tells which characters it could not draw.
pub fn finish(file: OutFile, out: &Path, lacking: &[Lacking]) -> anyhow::Result<()> {
    file.finish()?;
    for lack in lacking {
        to_stderr(&format!("! {lack}\n"));
    }
    print(&format!("已写入 {}\n", out.display()))
}
