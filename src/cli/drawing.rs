//! Drawings as files: by the ending of the name.

use std::path::PathBuf;

use super::output::{print, to_stderr};
use crate::app::{AppError, Form};
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
        Form::of(&self.out, self.dpi)
    }

    /// Writes the file, and tells which characters it could not draw.
    pub fn write(&self, content: &[u8], lacking: &[Lacking]) -> anyhow::Result<()> {
        std::fs::write(&self.out, content).map_err(|error| AppError::File {
            path: self.out.display().to_string(),
            reason: format!("不能写入：{error}"),
        })?;
        for lack in lacking {
            to_stderr(&format!("! {lack}\n"));
        }
        print(&format!("已写入 {}\n", self.out.display()))
    }
}
