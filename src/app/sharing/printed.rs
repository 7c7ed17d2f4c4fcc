//! Pages as files.

use crate::app::AppError;
use crate::draw;
use crate::draw::{Pages, RenderError};

/// The fewest dots to the inch that are drawn.
const COARSEST: u32 = 72;

/// What pages become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All pages below one another.
    Svg,
    /// One page of paper each.
    Pdf,
    /// Dots per inch.
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

/// The pages in one file. Takes a while: not for a thread that answers others.
///
/// # Errors
/// So many pages at that resolution are too large for a PNG; else faults of ours.
pub fn printed(pages: &Pages, form: Form) -> Result<Vec<u8>, AppError> {
    let file = match form {
        Form::Svg => Ok(pages.svg().into_bytes()),
        Form::Pdf => draw::pdf(&pages.svgs, &pages.title),
        Form::Png(dpi) => draw::png(&pages.svgs, dpi),
    };
    file.map_err(|error| match error {
        RenderError::TooLarge { pages, dpi, largest } if largest >= COARSEST => AppError::BadRequest(format!(
            "{pages} 页按 {dpi} dpi 画成一张 PNG 太大；最大可用 --dpi {largest}，或存为 PDF"
        )),
        RenderError::TooLarge { pages, .. } => {
            AppError::BadRequest(format!("{pages} 页画成一张 PNG 太大，分辨率再低也不行；请存为 PDF"))
        }
        fault => AppError::Internal(fault.to_string()),
    })
}
