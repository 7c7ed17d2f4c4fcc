//! What every workbook says of itself.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

/// Properties without a clock: the same content gives the same bytes.
pub fn properties() -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?))
}
