//! The outline file under the map: only with the number under which it was approved, or as a draft.
//!
//! Invariant: **No border without its number.** An outline comes only from a file a person names, with its 审图号 or
//! 内部草图 printed on it. Rings are filled even-odd: islands and holes come out right whatever order a file gives
//! them in.

use std::path::Path;

use crate::app::{AppError, named_text};
use crate::draw::{LARGEST_OUTLINE, Outline};
use crate::normalize::text;

/// An outline and the words that are printed with it.
#[derive(Debug, Clone)]
pub struct OutlineFile {
    /// The borders.
    pub outline: Outline,
    /// Its 审图号, or that it is a draft.
    pub mark: String,
}

impl OutlineFile {
    /// Reads a file of a person's own.
    ///
    /// # Errors
    /// Not just one of `approval` and `draft` is given, the approval has not the form of a 审图号, or the file cannot be read or
    /// is no outline.
    pub fn read(path: &Path, approval: Option<&str>, draft: bool) -> Result<Self, AppError> {
        let mark = mark(approval, draft)?;
        let content = named_text(path, "轮廓文件", LARGEST_OUTLINE)?;
        let outline = Outline::parse(&content).map_err(|error| AppError::file(path, format!("轮廓文件{error}")))?;
        Ok(Self { outline, mark })
    }
}

/// What must be printed: 审图号, or 内部草图.
fn mark(approval: Option<&str>, draft: bool) -> Result<String, AppError> {
    let refused = |message: &str| Err(AppError::BadRequest(message.to_owned()));
    match (approval, draft) {
        (Some(_), true) => refused("--approval 和 --draft 只能给一个：有审图号的不是草图"),
        (None, true) => Ok("内部草图，不得公开".to_owned()),
        (None, false) => {
            refused("轮廓文件须有审图号：请加 --approval 审图号；没有审图号的，加 --draft，图上印“内部草图”")
        }
        (Some(number), false) => {
            let number = text::folded(number);
            if approved(&number) {
                return Ok(format!("审图号：{number}"));
            }
            refused(&format!("“{number}”不像审图号，应如 GS(2024)0650号、皖S(2024)12号；没有审图号的，请用 --draft"))
        }
    }
}

/// Whether a text has the form of an approval: …S…(year)number号.
fn approved(number: &str) -> bool {
    let Some((before, rest)) = number.split_once('(') else { return false };
    let Some((year, serial)) = rest.split_once(')') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    before.to_ascii_uppercase().contains('S')
        && before.chars().count() <= 6
        && year.len() == 4
        && digits(year)
        && digits(serial.trim_end_matches('号'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_needs_its_number_or_is_a_draft() {
        for number in ["GS(2024)0650号", "ＧＳ（２０２４）０６５０号", "GS京(2022)1061号", "皖S(2023)12号"]
        {
            assert!(mark(Some(number), false).unwrap().starts_with("审图号："), "{number}");
        }
        assert_eq!(mark(None, true).unwrap(), "内部草图，不得公开");
        for (number, draft) in
            [(None, false), (Some("GS(2024)0650号"), true), (Some("有"), false), (Some("GS(24)1"), false)]
        {
            assert!(mark(number, draft).is_err(), "{number:?}");
        }
    }
}
