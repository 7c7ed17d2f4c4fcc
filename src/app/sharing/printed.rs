//! Pages as files.

use crate::app::AppError;
use crate::draw;
use crate::draw::{Pages, RenderError};

/// What pages become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All pages below one another.
    Svg,
    /// One page of paper each.
    Pdf,
    /// A file a page; dots per inch.
    Png(u32),
}

impl Form {
    /// The form that a file's name asks for.
    ///
    /// # Errors
    /// The name ends in none of `.svg`, `.pdf` and `.png`.
    pub fn of(path: &std::path::Path, dpi: u32) -> Result<Self, AppError> {
        match ending(path).as_str() {
            "svg" => Ok(Self::Svg),
            "pdf" => Ok(Self::Pdf),
            "png" => Ok(Self::Png(dpi)),
            _ => {
                let reason = "不知道写成什么：文件名请以 .svg、.pdf 或 .png 结尾".to_owned();
                Err(AppError::file(path, reason))
            }
        }
    }
}

/// What a file's name ends in, in lower case.
pub(in crate::app) fn ending(path: &std::path::Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// The pages as files: one of all, or a PNG a page. Takes a while: not for a thread that answers others.
///
/// # Errors
/// A page at that resolution is too large for a PNG; else faults of ours.
pub fn printed(pages: &Pages, form: Form) -> Result<Vec<Vec<u8>>, AppError> {
    let files = match form {
        Form::Svg => Ok(vec![pages.svg().into_bytes()]),
        Form::Pdf => return printed_pdf(pages).map(|file| vec![file]),
        Form::Png(dpi) => pages.svgs.iter().map(|page| draw::png(page, dpi)).collect(),
    };
    files.map_err(|error| match error {
        RenderError::TooLarge { dpi, largest } => {
            AppError::BadRequest(format!("按 {dpi} dpi 画成 PNG 太大；最大可用 --dpi {largest}，或存为 PDF"))
        }
        fault => AppError::Internal(fault.to_string()),
    })
}

/// The pages as one PDF. Takes a while: not for a thread that answers others.
///
/// # Errors
/// Faults of ours.
pub fn printed_pdf(pages: &Pages) -> Result<Vec<u8>, AppError> {
    draw::pdf(&pages.svgs, &pages.title).map_err(|error| AppError::Internal(error.to_string()))
}
