//! What the format of a number makes of it.

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::ingest::rows::{Broken, SourceCell};
use crate::ingest::sheet_cell::shown;

/// What a number shows as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberFormat {
    #[default]
    Plain,
    Percent,
    Date,
}

impl NumberFormat {
    /// A format that needs no code; which numbers are dates is told in ECMA-376, 18.8.30, with those of Chinese suites.
    pub fn built_in(id: u16) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// A format by its code, of which texts, colours and conditions are no part.
    pub fn of_code(code: &str) -> Self {
        let mut found = Self::Plain;
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => letters.by_ref().take_while(|c| *c != '"').for_each(drop),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    if matches!(inside.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                        return Self::Date;
                    }
                }
                '\\' | '_' | '*' => {
                    letters.next();
                }
                '%' => return Self::Percent,
                'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => found = Self::Date,
                // General, and the second part of a format, which negative numbers have.
                'G' | 'g' if letters.as_str().to_lowercase().starts_with("eneral") => return Self::Plain,
                ';' => break,
                _ => {}
            }
        }
        found
    }

    /// The cell of a number in this format.
    pub fn cell(self, value: f64, since_1904: bool) -> SourceCell {
        if !value.is_finite() {
            return SourceCell { text: "#NUM!".into(), broken: Some(Broken::Formula), ..SourceCell::default() };
        }
        let date = || ExcelDateTime::new(value, ExcelDateTimeType::DateTime, since_1904);
        let data = if self == Self::Date { DataRef::DateTime(date()) } else { DataRef::Float(value) };
        shown(&data, self == Self::Percent, since_1904)
    }
}

/// The cell of an error, by the number binary workbooks give it.
pub fn error_cell(code: u8) -> SourceCell {
    let error = match code {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0f => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1d => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        0x2b => CellErrorType::GettingData,
        _ => CellErrorType::NA,
    };
    shown(&DataRef::Error(error), false, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_a_number_is() {
        use NumberFormat::{Date, Percent, Plain};
        let cases = [
            ("General", Plain),
            ("0.00", Plain),
            ("#,##0\"万元\"", Plain),
            ("0%", Percent),
            ("0.00%;[Red]-0.00%", Percent),
            ("yyyy-mm-dd", Date),
            ("yyyy\"年\"m\"月\"d\"日\"", Date),
            ("[h]:mm", Date),
            ("[Red]0.0", Plain),
            ("0_);(0)", Plain),
            ("\"d%\"0", Plain),
            ("\\d0", Plain),
            ("[$-804]yyyy/m/d", Date),
        ];
        for (code, format) in cases {
            assert_eq!(NumberFormat::of_code(code), format, "{code}");
        }
    }
}
