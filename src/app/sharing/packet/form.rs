//! The files a packet can be.

use std::path::Path;

use crate::app::AppError;
use crate::app::sharing::printed::ending;
use crate::draw::{PacketInput, packet_page, packet_workbook};

/// A workbook, or one page that works from disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PacketForm {
    /// XLSX.
    Workbook,
    /// HTML that needs no network.
    Page,
}

impl PacketForm {
    /// The form that a file's name, or an ending alone, asks for.
    ///
    /// # Errors
    /// It ends in nothing a packet can be.
    pub fn of(out: &Path) -> Result<Self, AppError> {
        match ending(out).as_str() {
            "xlsx" => Ok(Self::Workbook),
            "html" | "htm" => Ok(Self::Page),
            _ => {
                let text = format!("离线包只能写成 .xlsx 或 .html，不能写成 {}", out.display());
                Err(AppError::BadRequest(text))
            }
        }
    }

    /// How its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Page => "html",
        }
    }

    pub(in crate::app::sharing) fn written(self, input: &PacketInput) -> Result<Vec<u8>, AppError> {
        match self {
            Self::Workbook => packet_workbook(input).map_err(|error| AppError::Internal(error.to_string())),
            Self::Page => {
                let page = packet_page(input).map_err(|error| AppError::Internal(error.to_string()))?;
                Ok(page.into_bytes())
            }
        }
    }
}
