//! The document as a file.

use std::path::Path;

use crate::app::sharing::investment_map::DocumentContent;
use crate::app::sharing::printed;
use crate::app::sharing::printed::ending;
use crate::app::{AppError, Form};
use crate::draw::{InvestmentMap, Lacking, map_page, map_workbook};

/// What the document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentForm {
    /// Pages: SVG, PDF, or a PNG each.
    Pages(Form),
    /// XLSX: what is read, the rows behind it and the pictures, a sheet each.
    Workbook,
    /// One page of HTML that works from disk.
    Html,
}

/// Files, and what they could not draw.
#[derive(Debug)]
pub struct MadeMap {
    /// The whole file; of a PNG one a page.
    pub files: Vec<Vec<u8>>,
    /// What the font could not draw.
    pub lacking: Vec<Lacking>,
}

impl DocumentForm {
    /// The form that a file's name asks for.
    ///
    /// # Errors
    /// The name ends in none of `.xlsx`, `.html`, `.svg`, `.pdf` and `.png`.
    pub fn of(path: &Path, dpi: u32) -> Result<Self, AppError> {
        match ending(path).as_str() {
            "xlsx" => Ok(Self::Workbook),
            "html" | "htm" => Ok(Self::Html),
            "svg" | "pdf" | "png" => Form::of(path, dpi).map(Self::Pages),
            _ => {
                let reason = "不知道写成什么：文件名请以 .pdf、.xlsx、.html、.svg 或 .png 结尾".to_owned();
                Err(AppError::file(path, reason))
            }
        }
    }

    /// What of a document is worked out for it.
    pub fn content(self) -> DocumentContent {
        match self {
            Self::Workbook => DocumentContent::Workbook,
            Self::Pages(_) | Self::Html => DocumentContent::Pages,
        }
    }

    /// The document in this form. Takes a while: not for a thread that answers others.
    ///
    /// # Errors
    /// A page at that resolution is too large for a PNG; else faults of ours.
    pub fn made(self, map: &InvestmentMap) -> Result<MadeMap, AppError> {
        let fault = |error: String| AppError::Internal(error);
        match self {
            Self::Pages(form) => {
                let pages = map.pages();
                Ok(MadeMap { files: printed(&pages, form)?, lacking: pages.lacking })
            }
            Self::Workbook => {
                let content = map_workbook(map).map_err(|error| fault(error.to_string()))?;
                Ok(MadeMap { files: vec![content], lacking: Vec::new() })
            }
            Self::Html => {
                let content = map_page(map).map_err(|error| fault(error.to_string()))?.into_bytes();
                Ok(MadeMap { files: vec![content], lacking: Vec::new() })
            }
        }
    }
}
