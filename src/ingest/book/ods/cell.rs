//! A cell of an ODS sheet: what its attributes and its paragraphs say.

use calamine::DataRef;
use quick_xml::events::BytesStart;

use crate::ingest::book::number_format::NumberFormat;
use crate::ingest::book::xml::{attribute, number};
use crate::ingest::decode::LONGEST_RECORD;
use crate::ingest::rows::{Broken, SourceCell};
use crate::ingest::sheet_cell::{shown, uncomputed};

/// A cell while it is read.
#[derive(Debug)]
pub struct OpenCell {
    kind: String,
    /// The value that its kind keeps in an attribute.
    value: Option<String>,
    error: bool,
    pub formula: bool,
    pub repeated: u32,
    /// Rows and columns of the area that begins here.
    pub spans: (u32, u32),
    text: String,
    paragraphs: u32,
}

impl OpenCell {
    /// What its element says.
    pub fn of(element: &BytesStart<'_>) -> Self {
        let kind = attribute(element, "office:value-type").unwrap_or_default();
        let name = match kind.as_str() {
            "date" => "office:date-value",
            "time" => "office:time-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            _ => "office:value",
        };
        let count = |name| number::<u32>(element, name).unwrap_or(1).max(1);
        Self {
            value: attribute(element, name),
            error: attribute(element, "calcext:value-type").as_deref() == Some("error"),
            formula: attribute(element, "table:formula").is_some(),
            repeated: count("table:number-columns-repeated"),
            spans: (count("table:number-rows-spanned"), count("table:number-columns-spanned")),
            text: String::new(),
            paragraphs: 0,
            kind,
        }
    }

    /// A new paragraph begins.
    pub fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
    }

    /// More of its text; what no cell holds is left out.
    pub fn push(&mut self, text: &str) {
        if (self.text.len() + text.len()) as u64 <= LONGEST_RECORD {
            self.text.push_str(text);
        }
    }

    /// What it shows.
    pub fn shown(&self) -> SourceCell {
        let said = |text: &str| shown(&DataRef::String(text.to_owned()), false, false);
        let number = || self.value.as_ref().and_then(|value| value.trim().parse::<f64>().ok());
        if self.error {
            let text = said(&self.text).text;
            return SourceCell { text, broken: Some(Broken::Formula), ..SourceCell::default() };
        }
        match (self.kind.as_str(), &self.value) {
            ("float" | "currency", _) if number().is_some() => {
                NumberFormat::Plain.cell(number().unwrap_or_default(), false)
            }
            ("percentage", _) if number().is_some() => NumberFormat::Percent.cell(number().unwrap_or_default(), false),
            ("date", Some(day)) => shown(&DataRef::DateTimeIso(day.clone()), false, false),
            ("boolean", Some(value)) => shown(&DataRef::Bool(value == "true"), false, false),
            ("string", Some(text)) => said(text),
            ("", _) if self.formula && self.text.is_empty() => uncomputed(),
            _ => said(&self.text),
        }
    }
}
