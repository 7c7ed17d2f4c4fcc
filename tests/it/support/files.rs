//! Folders of canonical files made by tests, and importing them without a process of its own.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use liantu::app::Clock;
use liantu::app::intake::import::{ImportOptions, OnError};
use liantu::ingest::{ImportReport, RowCounts};
use liantu::store::Store;

use super::{City, find_program, store_desk};

/// One canonical file in memory.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The table's name: the file's without its ending.
    pub table: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A sheet with these columns.
    pub fn new(table: &str, header: &[&str]) -> Self {
        Self { table: table.into(), header: header.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    /// Reads all canonical files of a folder.
    pub fn all_in(folder: &Path) -> Vec<Self> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder").map(|e| e.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "csv"));
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).expect("a CSV file");
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = cells(reader.headers().expect("a header"));
        let rows = reader.records().map(|record| cells(&record.expect("a row"))).collect();
        Self { table: path.file_stem().expect("a name").to_string_lossy().into_owned(), header, rows }
    }

    /// Writes it as `name.csv`.
    pub fn write(&self, folder: &Path, name: &str) {
        let mut writer = csv::Writer::from_path(folder.join(format!("{name}.csv"))).expect("a file");
        writer.write_record(&self.header).expect("a header");
        self.rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
        writer.flush().expect("written");
    }
}

/// Writes sheets into a new folder.
pub fn folder(sheets: &[Sheet]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    sheets.iter().for_each(|sheet| sheet.write(folder.path(), &sheet.table));
    folder
}

/// Imports paths into a store; what is wrong with rows is skipped.
pub async fn load(store: &Store, paths: &[&Path], on_error: OnError) -> ImportReport {
    load_as(store, ImportOptions { on_error, ..options(paths) }).await
}

/// What an import of these paths is asked by default: random records may become others under their ids.
pub fn options(paths: &[&Path]) -> ImportOptions {
    let paths = paths.iter().map(|path| path.to_path_buf()).collect();
    ImportOptions { accept_renames: true, ..ImportOptions::of(paths, "tester") }
}

/// Imports into a store as asked.
pub async fn load_as(store: &Store, options: ImportOptions) -> ImportReport {
    let clock = Clock::Fixed("2026-11-23T04:00:00Z".parse().expect("a time"));
    let report = store_desk(store, clock).import(options, Arc::new(|_| ())).await.expect("the store works");
    adds_up(&report);
    report
}

/// A mapping by which these sheets, in files of their tables' names, are all that a source has. Without a source, the
/// rows say theirs.
pub fn snapshot_mapping(sheets: &[Sheet], source: Option<&str>) -> String {
    let mut text = String::new();
    for Sheet { table, header, .. } in sheets {
        text.push_str(&format!("[[table]]\ntable = \"{table}\"\nfile = \"{table}*.csv\"\nmode = \"snapshot\"\n"));
        if let Some(source) = source {
            let ignored = if header.iter().any(|column| column == "source") { "ignore = [\"source\"]\n" } else { "" };
            text.push_str(&format!("source = \"{source}\"\n{ignored}"));
        }
        text.push_str("[table.columns]\n");
        for column in header.iter().filter(|column| source.is_none() || *column != "source") {
            text.push_str(&format!("{column} = \"{column}\"\n"));
        }
    }
    text
}

/// The counts of every file, and of the whole, add up.
pub fn adds_up(report: &ImportReport) {
    let sum = |c: RowCounts| c.new + c.changed + c.unchanged + c.repeated + c.rejected;
    let mut whole = RowCounts::default();
    for file in &report.files {
        assert_eq!(file.counts.read, sum(file.counts), "{}: {:?}", file.file, file.counts);
        whole += file.counts;
    }
    assert_eq!(report.counts, whole);
    assert_eq!(report.counts.read, sum(report.counts));
}

/// The same rows in another order, each table in two files that come in either order.
pub fn shuffled(sheets: &[Sheet], lots: &mut super::Lots) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for sheet in sheets {
        let mut rows = sheet.rows.clone();
        lots.shuffle(&mut rows);
        let rest = rows.split_off(lots.below(rows.len() + 1));
        let names = [["1", "2"], ["2", "1"]][lots.below(2)];
        for (name, rows) in names.into_iter().zip([rows, rest]) {
            Sheet { rows, ..sheet.clone() }.write(folder.path(), &format!("{name}.{}", sheet.table));
        }
    }
    folder
}

/// All text of a workbook; its pictures are none.
pub fn unpacked(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).unwrap();
        if !part.name().unwrap().ends_with(".png") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    text
}

/// What LibreOffice, with a profile of its own, makes of a file, in a folder; the file it became.
pub fn converted(city: &City, file: &Path, form: &str, folder: &str) -> PathBuf {
    let out = city.folder().join(folder);
    let profile = url::Url::from_directory_path(city.folder().join("soffice")).unwrap();
    let mut command = Command::new(find_program(&["soffice", "libreoffice"]).unwrap());
    command.arg(format!("-env:UserInstallation={profile}")).args(["--headless", "--convert-to", form, "--outdir"]);
    let done = command.arg(&out).arg(file).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let made = out.join(file.with_extension(form.split(':').next().unwrap()).file_name().unwrap());
    assert!(made.exists(), "{done:?}");
    made
}
