//! Drawings as files: by the ending of the name.

use std::path::{Path, PathBuf};

use crate::app::out_file::{Existing, OutFile};
use crate::app::{AppError, Form};
use crate::cli::frame::output::{print, to_stderr};
use crate::draw::Lacking;
use crate::model::failure_told;

/// Where a drawing goes.
#[derive(Debug, clap::Args)]
pub struct DrawingArgs {
    /// 写到这个文件：.svg、.pdf 或 .png（每页一个文件）
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

    /// Writes the files, and tells which characters they could not draw.
    pub fn write(&self, files: &[Vec<u8>], lacking: &[Lacking]) -> anyhow::Result<()> {
        finish(begun(files, &self.out)?, lacking)
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

/// The folder that files go into, made where it is not there.
pub fn folder_made(folder: &Path) -> Result<(), AppError> {
    let failed = |error| AppError::file(folder, format!("不能建立文件夹：{}", failure_told(&error)));
    std::fs::create_dir_all(folder).map_err(failed)
}

/// The name of a file that holds one picture.
pub fn svg_named(out: &Path) -> Result<&Path, AppError> {
    folder_there(out)?;
    match Form::of(out, 0) {
        Ok(Form::Svg) => Ok(out),
        _ => Err(AppError::file(out, "这张图只写成 .svg：文件名请以 .svg 结尾".to_owned())),
    }
}

/// Files that are not out yet, with their names: of several each bears its number.
pub fn begun(files: &[Vec<u8>], out: &Path) -> Result<Vec<(OutFile, PathBuf)>, AppError> {
    let digits = files.len().to_string().len();
    let named = |(at, content): (usize, &Vec<u8>)| {
        let path = if files.len() == 1 { out.to_owned() } else { numbered(out, at + 1, digits) };
        Ok((OutFile::of(&path, Existing::GivesWay, content)?, path))
    };
    files.iter().enumerate().map(named).collect()
}

/// The name of a page: 地图.png is 地图-01.png.
fn numbered(out: &Path, page: usize, digits: usize) -> PathBuf {
    let of = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    out.with_file_name(format!("{}-{page:0digits$}.{}", of(out.file_stem()), of(out.extension())))
}

/// Gives files their names, and tells which characters they could not draw.
pub fn finish(files: Vec<(OutFile, PathBuf)>, lacking: &[Lacking]) -> anyhow::Result<()> {
    for lack in lacking {
        to_stderr(&format!("! {lack}\n"));
    }
    for (file, path) in files {
        file.finish()?;
        print(&format!("已写入 {}\n", path.display()))?;
    }
    Ok(())
}
