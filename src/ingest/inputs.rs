//! Which files are read, and as which canonical file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::advice::Advice;
use super::book::SheetTitle;
use super::file_form::FileForm;
use super::file_names::{extension, file_name, is_json, is_text, is_workbook, stem};
use super::header::tables_for;
use super::header_lines::HeaderPlace;
use super::mapping::{Mode, TableRule};
use super::passed_over::{PassedOver, entries, is_temporary};
use super::problem::Problem;
use super::row_stream::Rows;
use super::rows::{FileFault, SourceRow, empty};
use super::sheet_rows::sheets;
use super::typed_rows::TypedRows;
use crate::model::schema::EXPLANATIONS;
use crate::model::{KEY_COLUMN, Kind};
use crate::normalize::text;

/// One file, or one sheet of a workbook, and what it is.
#[derive(Debug, Clone)]
pub struct Input {
    /// Where to read it.
    pub path: PathBuf,
    /// How messages and provenance name it.
    pub name: String,
    /// The sheet of a workbook; none for any other file.
    pub sheet: Option<String>,
    /// The table it feeds.
    pub kind: Kind,
    /// Bytes, for progress.
    pub size: u64,
    /// How a mapping reads it; none for a canonical file.
    pub rule: Option<Arc<TableRule>>,
    /// What a person typed into a form, in place of a file.
    pub typed: Option<TypedRows>,
    /// Another table of the mapping reads the same rows before, and tells of those that are no records.
    pub again: bool,
}

impl Input {
    /// What a person typed into a form of a table.
    pub fn of_form(kind: Kind, typed: TypedRows) -> Self {
        let name = kind.zh().to_owned();
        Self { path: PathBuf::new(), name, sheet: None, kind, size: 0, rule: None, typed: Some(typed), again: false }
    }

    /// Where its rows stand: the file, the sheet of a workbook, the array of a JSON file. Several tables of a mapping may read
    /// the same.
    pub fn place(&self) -> (&Path, Option<&str>, Option<&str>) {
        (&self.path, self.sheet.as_deref(), self.rule.as_ref().and_then(|rule| rule.rows.as_deref()))
    }

    /// The rule that says the file holds all rows of its source, where it does.
    pub fn snapshot(&self) -> Option<&TableRule> {
        self.rule.as_deref().filter(|rule| rule.mode == Mode::Snapshot)
    }

    /// Whether it is read as JSON.
    pub fn is_json(&self) -> bool {
        is_json(&extension(&self.path)) || self.rule.as_ref().is_some_and(|rule| rule.rows.is_some())
    }

    /// Opens it as its mapping says, standing before the header.
    ///
    /// # Errors
    /// It cannot be read, or what the mapping names is not in it.
    pub fn open(&self, encoding: Option<&str>) -> Result<Rows, FileFault> {
        if let Some(typed) = &self.typed {
            return Ok(typed.stream());
        }
        if self.is_json() {
            let pointer = self.rule.as_ref().and_then(|rule| rule.rows.as_deref());
            return Rows::open_json(&self.path, pointer.unwrap_or_default(), encoding);
        }
        Rows::open_below(&self.path, self.sheet.as_deref(), self.header(), encoding)
    }

    /// Where its header stands.
    pub fn header(&self) -> HeaderPlace {
        self.rule.as_ref().map_or(HeaderPlace::FIRST, |rule| rule.header)
    }
}

/// What was found under the paths given.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// In the order in which an import reads them: what is referred to comes first.
    pub files: Vec<Input>,
    /// Files that cannot be read at all.
    pub problems: Vec<Problem>,
    /// What was passed over or left unclear, in Chinese.
    pub notices: Vec<String>,
    /// Something that lies in a folder looks like data and is not read.
    pub data_passed_over: bool,
}

impl Inputs {
    /// Looks at files and folders. A folder gives the canonical files in it; what else lies there is told.
    pub fn find(paths: &[PathBuf], encoding: Option<&str>) -> Self {
        let mut inputs = Self::default();
        for path in paths {
            if path.is_dir() {
                inputs.folder(path, encoding);
            } else {
                inputs.file(path, &file_name(path), encoding);
            }
        }
        inputs.tell_apart();
        inputs.files.sort_by(|x, y| (x.kind, &x.name, &x.sheet).cmp(&(y.kind, &y.name, &y.sheet)));
        inputs
    }

    /// Adds one file that is called `name`.
    pub fn file(&mut self, path: &Path, name: &str, encoding: Option<&str>) {
        let form = FileForm::of(path);
        self.notices.extend(form.as_ref().ok().and_then(|form| form.misnamed(path, name)));
        let found = form.and_then(|form| match form {
            FileForm::Workbook => self.workbook(path, name),
            FileForm::Json => Err(FileFault::new(
                "JSON 文件要有映射才能导入",
                Advice::either(
                    "请先用 liantu mapping guess 写一份草稿，改好后用 --mapping 导入",
                    "请点“各列是什么”，说明每一列是什么",
                ),
            )),
            FileForm::Text => self.csv(path, name, encoding),
        });
        if let Err(fault) = found {
            self.problem(name, None, fault);
        }
    }

    /// Whether a list tells of one record of a file's table on several rows: its mapping makes rows of another table of the
    /// same ones, as of a list with a row for each firm and segment.
    pub fn tells_on_several_rows(&self, file: u16) -> bool {
        let Some(own) = self.files.get(usize::from(file)) else { return false };
        own.rule.is_some() && self.files.iter().any(|other| other.place() == own.place() && other.kind != own.kind)
    }

    fn folder(&mut self, folder: &Path, encoding: Option<&str>) {
        let paths = match entries(folder) {
            Ok(paths) => paths,
            Err(fault) => return self.problem(&folder.display().to_string(), None, fault),
        };
        let count = self.files.len() + self.problems.len();
        for path in paths {
            let (name, kind) = (file_name(&path), extension(&path));
            let canonical = is_text(&kind) && table_of_name(&stem(&name)).is_some();
            let readable = path.is_file() && !is_temporary(&name) && (canonical || is_workbook(&kind));
            match readable {
                true => self.file(&path, &name, encoding),
                false => self.pass_over(PassedOver::of(&path)),
            }
        }
        if self.files.len() + self.problems.len() == count {
            let fault =
                FileFault::new("文件夹里没有规范的 CSV 文件或工作簿", "文件名应为 enterprises.csv、members.csv 等");
            self.problem(&folder.display().to_string(), None, fault);
        }
    }

    /// Tells of an entry of a folder that is not read.
    pub(super) fn pass_over(&mut self, entry: PassedOver) {
        self.data_passed_over |= entry.data;
        self.notices.push(entry.told);
    }

    fn csv(&mut self, path: &Path, name: &str, encoding: Option<&str>) -> Result<(), FileFault> {
        let size = std::fs::metadata(path).map_or(0, |m| m.len());
        let kind = match table_of_name(&stem(name)) {
            Some(kind) => kind,
            None => table_of_header(&mut Rows::open(path, None, encoding)?)?,
        };
        let (path, name) = (path.to_owned(), name.to_owned());
        self.files.push(Input { path, name, sheet: None, kind, size, rule: None, typed: None, again: false });
        Ok(())
    }

    fn workbook(&mut self, path: &Path, name: &str) -> Result<(), FileFault> {
        let size = std::fs::metadata(path).map_or(0, |m| m.len());
        let filled = sheets(path)?;
        if filled.is_empty() {
            return Err(FileFault::new("工作簿是空的", "请检查文件"));
        }
        filled.iter().for_each(|sheet| self.tell_hidden(name, sheet));
        let names: Vec<String> = filled.into_iter().map(|sheet| sheet.name).collect();
        let alone = names.len() == 1;
        for sheet in names.iter().filter(|sheet| table_of_name(sheet).is_none()) {
            if Rows::open(path, Some(sheet), None)?.next_row()?.is_some_and(|header| went_out(&header)) {
                return Err(list_that_went_out());
            }
        }
        for sheet in names {
            if sheet == EXPLANATIONS && !alone {
                self.notices.push(format!("{name} 的工作表「{sheet}」未导入：它是填写说明"));
                continue;
            }
            let by_name = table_of_name(&sheet).or_else(|| table_of_name(&stem(name)).filter(|_| alone));
            let kind = by_name.map_or_else(|| table_of_header(&mut Rows::open(path, Some(&sheet), None)?), Ok);
            match kind {
                Ok(kind) => {
                    let (path, name) = (path.to_owned(), name.to_owned());
                    self.files.push(Input {
                        path,
                        name,
                        sheet: Some(sheet),
                        kind,
                        size,
                        rule: None,
                        typed: None,
                        again: false,
                    });
                }
                Err(fault) if alone => self.problem(name, Some(sheet), fault),
                Err(fault) => self.notices.push(format!("{name} 的工作表「{sheet}」未导入：{}", fault.reason)),
            }
        }
        Ok(())
    }

    /// Tells of a sheet that nobody sees who opens the workbook: it is read like any other.
    pub(super) fn tell_hidden(&mut self, name: &str, sheet: &SheetTitle) {
        if sheet.hidden {
            self.notices.push(format!("{name} 的工作表「{}」是隐藏的，没有因此跳过；若不要，请先删除", sheet.name));
        }
    }

    pub(super) fn problem(&mut self, name: &str, sheet: Option<String>, fault: FileFault) {
        self.problems.push(Problem {
            file: name.to_owned(),
            sheet,
            row: fault.row,
            column: None,
            value: None,
            reason: fault.reason,
            suggestion: fault.suggestion,
            mapping_line: None,
            no_record: false,
            follows: false,
        });
    }
}

/// Whether a header is that of a list that was handed out or exported: its rows have keys.
fn went_out(header: &SourceRow) -> bool {
    header.cells.iter().any(|cell| text::folded(&cell.text) == KEY_COLUMN)
}

fn list_that_went_out() -> FileFault {
    let reason = format!("这是发出去的目标清单（有“{KEY_COLUMN}”一列），不是要导入的表");
    FileFault::new(reason, Advice::either("请用 liantu return 收回它", "请单独上传它，按“看交回了什么”收回"))
}

/// The canonical file a name stands for: its English name or its Chinese word, also as the last part behind a dot.
fn table_of_name(name: &str) -> Option<Kind> {
    let name = name.rsplit('.').next().unwrap_or(name).trim();
    Kind::from_word(&name.to_lowercase()).filter(|kind| kind.is_record())
}

/// What a CSV file with this name and header is read as, where that is beyond doubt.
pub fn kind_of(path: &Path, header: &SourceRow) -> Option<Kind> {
    let by_name = table_of_name(&stem(&file_name(path)));
    by_name.or_else(|| if let [kind] = tables_for(header)[..] { Some(kind) } else { None })
}

fn table_of_header(rows: &mut Rows) -> Result<Kind, FileFault> {
    let Some(header) = rows.next_row()? else { return Err(empty()) };
    if went_out(&header) {
        return Err(list_that_went_out());
    }
    match tables_for(&header).as_slice() {
        [kind] => Ok(*kind),
        [] => Err(FileFault::new(
            "从表头看不出这是哪一种表",
            "请把文件（或工作表）命名为 enterprises、members 等规范名称，并检查表头",
        )),
        several => {
            let names: Vec<&str> = several.iter().map(|k| k.code()).collect();
            let reason = format!("从表头看，这可能是 {}", names.join(" 或 "));
            Err(FileFault::new(reason, "请把文件（或工作表）命名为其中之一"))
        }
    }
}
