//! XLSX, as calamine reads it, and what a sheet hides.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{DataRef, Reader, SheetVisible, Style, Xlsx, XlsxError, open_workbook};
use quick_xml::events::Event;

use super::placed::{PlacedCell, SheetLayout, SheetTitle, TakeCell, broken};
use super::unpack::Unpacked;
use super::xml;
use crate::ingest::rows::FileFault;
use crate::ingest::sheet_cell::{self, shown};

/// A workbook that was opened.
pub struct XlsxBook {
    workbook: Xlsx<BufReader<File>>,
    path: PathBuf,
    unpacked: Unpacked,
}

impl XlsxBook {
    /// Opens a workbook that was gone through.
    pub fn open(path: &Path, unpacked: Unpacked) -> Result<Self, FileFault> {
        let workbook = open_workbook(path).map_err(|error: XlsxError| faulty(&error))?;
        Ok(Self { workbook, path: path.to_owned(), unpacked })
    }

    /// Its sheets.
    pub fn titles(&self) -> Vec<SheetTitle> {
        let title = |sheet: &calamine::Sheet| SheetTitle {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        };
        self.workbook.sheets_metadata().iter().map(title).collect()
    }

    /// What a sheet says beside its cells.
    pub fn layout(&mut self, sheet: &str) -> Result<SheetLayout, FileFault> {
        let merged = self.workbook.merge_cells_by_sheet_name(sheet).map_err(|error| faulty(&error))?;
        let mut layout = SheetLayout { merged, ..SheetLayout::default() };
        let part = xml::sheet_part(&self.path, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", sheet)?;
        if let Some(part) = part.filter(|part| self.unpacked.hides(part)) {
            hidden(&self.path, &part, &mut layout)?;
        }
        Ok(layout)
    }

    /// Shows every cell that holds something.
    pub fn each_cell(&mut self, sheet: &str, take: &mut TakeCell<'_>) -> Result<(), FileFault> {
        let since_1904 = self.workbook.has_1904_epoch();
        let mut cells = match self.workbook.worksheet_cells_reader(sheet) {
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            cells => cells.map_err(|error| faulty(&error))?,
        };
        let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
        let mut uncomputed = Uncomputed { path: &self.path, sheet, places: None };
        while let Some((found, style)) = cells.next_cell_with_style_id().map_err(|error| faulty(&error))? {
            let (row, column) = found.get_position();
            let percent = percents.get(style).copied().unwrap_or_default();
            let mut cell = shown(found.get_value(), percent, since_1904);
            if cell.text.is_empty() && cell.broken.is_none() {
                if !uncomputed.at(row, column)? {
                    continue;
                }
                cell = sheet_cell::uncomputed();
            }
            if !take(PlacedCell { row, column, cell, formula: false })? {
                break;
            }
        }
        Ok(())
    }

    /// Shows where formulas stand, until `take` says no.
    pub fn each_formula(&mut self, sheet: &str, take: &mut dyn FnMut(u32, u32) -> bool) -> Result<(), FileFault> {
        let mut cells = self.workbook.worksheet_cells_reader(sheet).map_err(|error| faulty(&error))?;
        while let Some(cell) = cells.next_formula().map_err(|error| faulty(&error))? {
            let (row, column) = cell.get_position();
            if !cell.get_value().is_empty() && !take(row, column) {
                break;
            }
        }
        Ok(())
    }
}

fn faulty(error: &XlsxError) -> FileFault {
    broken("XLSX", error)
}

fn is_percent(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

/// Where formulas stand whose values were never stored; looked for when the first cell without a value is met.
struct Uncomputed<'a> {
    path: &'a Path,
    sheet: &'a str,
    /// Rows and columns count from 0.
    places: Option<HashSet<(u32, u32)>>,
}

impl Uncomputed<'_> {
    fn at(&mut self, row: u32, column: u32) -> Result<bool, FileFault> {
        let places = match &mut self.places {
            Some(places) => places,
            None => self.places.insert(uncomputed_formulas(self.path, self.sheet)?),
        };
        Ok(places.contains(&(row, column)))
    }
}

fn uncomputed_formulas(path: &Path, sheet: &str) -> Result<HashSet<(u32, u32)>, FileFault> {
    let mut workbook: Xlsx<BufReader<File>> = open_workbook(path).map_err(|error: XlsxError| faulty(&error))?;
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| faulty(&error))?;
    let mut found = HashSet::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| faulty(&error))? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// Notes the rows and columns that a sheet's part hides.
fn hidden(path: &Path, part: &str, layout: &mut SheetLayout) -> Result<(), FileFault> {
    let mut parts = xml::parts(path, "XLSX")?;
    let part = parts.by_name(part).map_err(|error| broken("XLSX", &error))?;
    let (mut reader, mut buffer, mut row) = (xml::reader(part), Vec::new(), 0u32);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| broken("XLSX", &error))? {
            Event::Eof => return Ok(()),
            Event::Start(element) => {
                let hidden = || matches!(xml::attribute(&element, "hidden").as_deref(), Some("1" | "true"));
                match element.local_name().into_inner() {
                    "row" => {
                        row = xml::number(&element, "r").unwrap_or(row + 1);
                        if hidden() {
                            SheetLayout::hide(&mut layout.hidden_rows, row.saturating_sub(1), row.saturating_sub(1));
                        }
                    }
                    "col" if hidden() => {
                        let at = |name| xml::number::<u32>(&element, name).map(|place| place.saturating_sub(1));
                        if let (Some(from), Some(to)) = (at("min"), at("max")) {
                            SheetLayout::hide(&mut layout.hidden_columns, from, to);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}
