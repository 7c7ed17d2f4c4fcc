//! A stream of rows, whatever it is read from.

use std::path::Path;

use super::advice::Advice;
use super::csv_rows::CsvRows;
use super::header_lines::{HeaderPlace, joined};
use super::json::JsonRows;
use super::rows::{FileFault, SourceRow, empty, open_file};
use super::sheet_rows::SheetRows;

/// A stream of rows; the first is the header.
pub enum Rows {
    /// Lines of text with separators.
    Csv(Box<CsvRows>),
    /// One sheet of a workbook.
    Sheet(SheetRows),
    /// An array of objects, or one object a line.
    Json(JsonRows),
    /// What a person typed into a form.
    Typed(std::vec::IntoIter<SourceRow>),
}

/// What to do where the header does not stand where it is said to.
const HEADER_ROWS: Advice = Advice::Fixed(&["请检查映射的 header_rows", "请检查表头共有几行"]);
const HEADER_ROW: Advice = Advice::Fixed(&["请检查映射的 header_row", "请检查表头在第几行"]);

impl Rows {
    /// Opens a CSV file, or one sheet of a workbook.
    ///
    /// # Errors
    /// It cannot be opened, or is not what it is taken for.
    pub fn open(path: &Path, sheet: Option<&str>, encoding: Option<&str>) -> Result<Self, FileFault> {
        Self::open_below(path, sheet, HeaderPlace::FIRST, encoding)
    }

    /// The same where it is said where the header stands; above it a sheet is not read.
    ///
    /// # Errors
    /// It cannot be opened, or is not what it is taken for.
    pub fn open_below(
        path: &Path,
        sheet: Option<&str>,
        header: HeaderPlace,
        encoding: Option<&str>,
    ) -> Result<Self, FileFault> {
        match sheet {
            Some(sheet) => SheetRows::open(path, sheet, header).map(Self::Sheet),
            None => CsvRows::open(open_file(path)?, encoding).map(|rows| Self::Csv(Box::new(rows))),
        }
    }

    /// Opens an array of JSON objects.
    ///
    /// # Errors
    /// It cannot be opened, or is no JSON.
    pub fn open_json(path: &Path, pointer: &str, encoding: Option<&str>) -> Result<Self, FileFault> {
        JsonRows::open(path, pointer, encoding).map(Self::Json)
    }

    /// The header as one row.
    ///
    /// # Errors
    /// The source can be read no further, or ends before its header does.
    pub fn header(&mut self, place: HeaderPlace) -> Result<SourceRow, FileFault> {
        Ok(joined(&self.header_lines(place)?))
    }

    /// The rows of the header, from the first row that is not blank, or the one that is said.
    ///
    /// # Errors
    /// The source can be read no further, or ends before its header does.
    pub fn header_lines(&mut self, place: HeaderPlace) -> Result<Vec<SourceRow>, FileFault> {
        let mut lines = vec![self.first_line(place.row)?];
        while lines.len() < place.lines {
            let Some(line) = self.next_row()? else {
                let reason = format!("表头应有 {} 行，文件到第 {} 行就完了", place.lines, lines.len());
                return Err(FileFault::new(reason, HEADER_ROWS));
            };
            lines.push(line);
        }
        Ok(lines)
    }

    fn first_line(&mut self, said: Option<u64>) -> Result<SourceRow, FileFault> {
        while let Some(row) = self.next_row()? {
            match said {
                Some(said) if row.number < said => {}
                Some(said) if row.number > said => break,
                _ => return Ok(row),
            }
        }
        match said {
            Some(said) => Err(FileFault::new(format!("第 {said} 行没有表头，是空行或超出了文件"), HEADER_ROW)),
            None => Err(empty()),
        }
    }

    /// The next row that is not blank.
    ///
    /// # Errors
    /// The source can be read no further.
    pub fn next_row(&mut self) -> Result<Option<SourceRow>, FileFault> {
        loop {
            let row = match self {
                Self::Csv(rows) => rows.next_row()?,
                Self::Sheet(rows) => rows.next_row()?,
                Self::Json(rows) => rows.next_row()?,
                Self::Typed(rows) => rows.next(),
            };
            match row {
                Some(row) if row.is_blank() => {}
                row => return Ok(row),
            }
        }
    }

    /// What should be known of how the source was read, once it has been read.
    pub fn told(&self) -> Vec<Advice> {
        match self {
            Self::Csv(rows) => rows.told().into_iter().collect(),
            Self::Sheet(rows) => rows.told().into_iter().map(Advice::from).collect(),
            Self::Json(rows) => rows.told().into_iter().map(Advice::from).collect(),
            Self::Typed(_) => Vec::new(),
        }
    }

    /// Bytes read so far, for progress; of a sheet nobody knows, and what was typed is none.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Csv(rows) => rows.bytes(),
            Self::Sheet(_) | Self::Typed(_) => 0,
            Self::Json(rows) => rows.bytes(),
        }
    }
}
