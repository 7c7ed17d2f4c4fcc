//! ODS: the spreadsheet of OpenDocument 1.2, as LibreOffice and WPS write it.

mod cell;
mod walk;

use std::path::{Path, PathBuf};

use calamine::Dimensions;
use quick_xml::events::Event;

use super::placed::{PlacedCell, SheetLayout, SheetTitle, TakeCell, broken, locked};
use super::xml::{attribute, parts, reader};
use crate::ingest::rows::FileFault;
use walk::{RowCell, SheetPart, SheetWalk};

/// How many cells of a sheet may stand for others beside or below them: more than the rows of any list.
const MOST_REPEATED: u64 = 2_000_000;

/// A workbook; its content is gone through each time.
pub struct OdsBook {
    path: PathBuf,
    titles: Vec<SheetTitle>,
}

impl OdsBook {
    /// Reads the names of its sheets.
    pub fn open(path: &Path) -> Result<Self, FileFault> {
        if is_locked(path)? {
            return Err(locked());
        }
        let (mut titles, mut unseen, mut style) = (Vec::new(), Vec::new(), None);
        let mut deep = 0;
        each_event(path, "content.xml", |event| {
            match event {
                Event::Start(element) => match element.name().into_inner() {
                    "style:style" => style = attribute(element, "style:name"),
                    "style:table-properties" if attribute(element, "table:display").as_deref() == Some("false") => {
                        unseen.extend(style.take());
                    }
                    "table:table" => {
                        deep += 1;
                        let hidden = attribute(element, "table:style-name").is_some_and(|name| unseen.contains(&name));
                        // A table inside a cell is no sheet.
                        let name = attribute(element, "table:name").filter(|_| deep == 1);
                        titles.extend(name.map(|name| SheetTitle { name, hidden }));
                    }
                    _ => {}
                },
                Event::End(element) if element.name().into_inner() == "table:table" => deep -= 1,
                _ => {}
            }
            Ok(true)
        })?;
        Ok(Self { path: path.to_owned(), titles })
    }

    /// Its sheets.
    pub fn titles(&self) -> Vec<SheetTitle> {
        self.titles.clone()
    }

    /// What a sheet says beside its cells.
    pub fn layout(&self, sheet: &str) -> Result<SheetLayout, FileFault> {
        let mut layout = SheetLayout::default();
        self.walk(sheet, &mut |found| {
            match found {
                SheetPart::Hidden { columns: true, from, to } => {
                    SheetLayout::hide(&mut layout.hidden_columns, from, to)
                }
                SheetPart::Hidden { from, to, .. } => SheetLayout::hide(&mut layout.hidden_rows, from, to),
                SheetPart::Row { number, cells, .. } => {
                    let spans = cells.iter().filter(|cell| cell.spans != (1, 1));
                    layout.merged.extend(spans.map(|cell| {
                        let end =
                            (number.saturating_add(cell.spans.0 - 1), cell.column.saturating_add(cell.spans.1 - 1));
                        Dimensions::new((number, cell.column), end)
                    }));
                }
            }
            Ok(true)
        })?;
        Ok(layout)
    }

    /// Shows every cell that holds something.
    pub fn each_cell(&self, sheet: &str, take: &mut TakeCell<'_>) -> Result<(), FileFault> {
        let mut left = MOST_REPEATED;
        self.walk(sheet, &mut |found| {
            let SheetPart::Row { number, repeated, cells } = found else { return Ok(true) };
            let cells: Vec<RowCell> = cells.into_iter().filter(|cell| !cell.is_blank()).collect();
            if cells.is_empty() {
                return Ok(true);
            }
            for row in number..number.saturating_add(repeated) {
                for cell in &cells {
                    for column in cell.column..cell.column.saturating_add(cell.repeated) {
                        let repeats = row > number || column > cell.column;
                        left = left.checked_sub(u64::from(repeats)).ok_or_else(too_large)?;
                        let placed = PlacedCell { row, column, cell: cell.cell.clone(), formula: cell.formula };
                        if !take(placed)? {
                            return Ok(false);
                        }
                    }
                }
            }
            Ok(true)
        })
    }

    fn walk(&self, sheet: &str, take: &mut walk::TakePart<'_>) -> Result<(), FileFault> {
        let mut walk = SheetWalk::to(sheet);
        each_event(&self.path, "content.xml", |event| walk.step(event, take))
    }
}

fn too_large() -> FileFault {
    let reason = format!("工作表里重复的单元格超过 {} 万个", MOST_REPEATED / 10_000);
    FileFault::new(reason, "请把数据另存为 CSV 再导入；CSV 不限大小")
}

fn is_locked(path: &Path) -> Result<bool, FileFault> {
    let mut locked = false;
    each_event(path, "META-INF/manifest.xml", |event| {
        locked |= matches!(event, Event::Start(element) if element.name().into_inner() == "manifest:encryption-data");
        Ok(!locked)
    })?;
    Ok(locked)
}

/// Shows the events of a part, until `take` says no; one that is missing has none.
fn each_event(
    path: &Path,
    part: &str,
    mut take: impl FnMut(&Event<'_>) -> Result<bool, FileFault>,
) -> Result<(), FileFault> {
    let mut parts = parts(path, "ODS")?;
    let Ok(part) = parts.by_name(part) else { return Ok(()) };
    let (mut reader, mut buffer) = (reader(part), Vec::new());
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| broken("ODS", &error))?;
        if matches!(event, Event::Eof) || !take(&event)? {
            return Ok(());
        }
    }
}
