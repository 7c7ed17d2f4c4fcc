//! Which files a mapping reads, and as which tables.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::book::SheetTitle;
use super::file_form::FileForm;
use super::file_names::{extension, file_name, is_json, is_text, is_workbook};
use super::inputs::{Input, Inputs};
use super::mapping::{ColumnRule, Mapping, TableRule};
use super::passed_over::{PassedOver, entries, is_temporary};
use super::problem::Problem;
use super::rows::FileFault;
use super::sheet_rows::sheets;

impl Inputs {
    /// Looks at files and folders as a mapping says; one file may feed several tables.
    pub fn mapped(paths: &[PathBuf], mapping: &Mapping) -> Self {
        let mut inputs = Self::default();
        let mut fed = vec![false; mapping.tables.len()];
        let stand_in = stand_in(paths, mapping);
        for path in paths {
            for file in inputs.files_of(path) {
                inputs.by_rules(&file, mapping, &mut fed, path.is_dir(), stand_in);
            }
        }
        for (rule, _) in mapping.tables.iter().zip(fed).filter(|(_, fed)| !fed) {
            let wanted = rule.file.as_deref().unwrap_or("*");
            inputs.problems.push(Problem {
                file: mapping.file.clone(),
                sheet: None,
                row: None,
                column: None,
                value: None,
                reason: format!("第 {} 行的 [[table]] 没有读到文件：没有文件叫「{wanted}」", rule.line),
                suggestion: "请检查 file，或把那个文件也写在命令里".into(),
                mapping_line: None,
                no_record: false,
                follows: false,
            });
        }
        inputs.tell_apart();
        inputs.files.sort_by(|x, y| (x.kind, &x.name, &x.sheet).cmp(&(y.kind, &y.name, &y.sheet)));
        inputs.note_those_read_again();
        inputs
    }

    /// Of several tables that read the same rows the first tells of those that are no records, and what one of them takes the
    /// others do not keep beside.
    fn note_those_read_again(&mut self) {
        let mut taken: HashMap<_, Vec<&String>> = HashMap::new();
        for input in &self.files {
            let headers = input.rule.iter().flat_map(|rule| &rule.columns).flat_map(ColumnRule::taken);
            taken.entry(input.place()).or_default().extend(headers);
        }
        let mut read = HashSet::new();
        let found = self.files.iter().map(|input| {
            let own = |header: &str| input.rule.as_ref().is_some_and(|rule| rule.takes(header));
            let elsewhere = taken[&input.place()].iter().filter(|header| !own(header));
            (elsewhere.map(|header| (*header).clone()).collect(), !read.insert(input.place()))
        });
        let found: Vec<(Vec<String>, bool)> = found.collect();
        for (input, (elsewhere, again)) in self.files.iter_mut().zip(found) {
            input.again = again;
            if let Some(rule) = input.rule.as_mut().filter(|_| !elsewhere.is_empty()) {
                Arc::make_mut(rule).elsewhere = elsewhere;
            }
        }
    }

    /// Adds one file that is called `name`, as every table of a mapping says.
    pub fn file_mapped(&mut self, path: &Path, name: &str, mapping: &Mapping) {
        for rule in &mapping.tables {
            if let Err(fault) = self.by_rule(path, name, rule) {
                self.problem(name, rule.sheet.clone(), fault);
            }
        }
        self.note_those_read_again();
    }

    fn files_of(&mut self, path: &Path) -> Vec<PathBuf> {
        if !path.is_dir() {
            return vec![path.to_owned()];
        }
        entries(path).unwrap_or_else(|fault| {
            self.problem(&path.display().to_string(), None, fault);
            Vec::new()
        })
    }

    fn by_rules(&mut self, path: &Path, mapping: &Mapping, fed: &mut [bool], in_folder: bool, stand_in: bool) {
        let name = file_name(path);
        // A rule without `file` reads every file named in the command, but in a folder only what can be a table.
        let kind_of_file = extension(path);
        let readable = is_text(&kind_of_file) || is_workbook(&kind_of_file) || is_json(&kind_of_file);
        if in_folder && (!path.is_file() || is_temporary(&name)) {
            return self.pass_over(PassedOver::by_mapping(path, &mapping.file));
        }
        let mut any = false;
        for (i, rule) in mapping.tables.iter().enumerate() {
            let meant = rule.file.is_some() || !in_folder || readable;
            if meant && name != mapping.file && (stand_in || rule.reads(&name)) {
                any = true;
                fed[i] = true;
                if let Err(fault) = self.by_rule(path, &name, rule) {
                    self.problem(&name, rule.sheet.clone(), fault);
                }
            }
        }
        if !any && name != mapping.file {
            self.pass_over(PassedOver::by_mapping(path, &mapping.file));
        }
    }

    fn by_rule(&mut self, path: &Path, name: &str, rule: &Arc<TableRule>) -> Result<(), FileFault> {
        let size = std::fs::metadata(path).map_or(0, |m| m.len());
        let form = if rule.rows.is_some() { FileForm::Json } else { FileForm::of(path)? };
        self.notices.extend(form.misnamed(path, name));
        let sheet = match form {
            FileForm::Workbook => {
                let sheet = sheet_of(path, rule)?;
                self.tell_hidden(name, &sheet);
                Some(sheet.name)
            }
            _ => None,
        };
        let (path, name, kind) = (path.to_owned(), name.to_owned(), rule.kind);
        self.files.push(Input {
            path,
            name,
            sheet,
            kind,
            size,
            rule: Some(Arc::clone(rule)),
            typed: None,
            again: false,
        });
        Ok(())
    }
}

/// Where a mapping speaks of one file and the command names one, that is the file, whatever its name: rejected rows
/// come back under another.
fn stand_in(paths: &[PathBuf], mapping: &Mapping) -> bool {
    let patterns: Vec<_> = mapping.tables.iter().map(|rule| &rule.file).collect();
    matches!(paths, [path] if !path.is_dir()) && patterns.windows(2).all(|pair| pair[0] == pair[1])
}

fn sheet_of(path: &Path, rule: &TableRule) -> Result<SheetTitle, FileFault> {
    let mut found = sheets(path)?;
    let place = match &rule.sheet {
        Some(wanted) => found.iter().position(|sheet| sheet.name == *wanted),
        None => (found.len() == 1).then_some(0),
    };
    match (place, &rule.sheet) {
        (Some(place), _) => Ok(found.swap_remove(place)),
        (None, wanted) => {
            let names: Vec<String> = found.into_iter().map(|sheet| sheet.name).collect();
            let what =
                wanted.as_ref().map_or_else(|| "没有写 sheet".to_owned(), |sheet| format!("没有工作表「{sheet}」"));
            let reason = format!("{} 第 {} 行的 [[table]]：{what}", rule.mapping, rule.line);
            Err(FileFault::new(reason, format!("工作表有：{}", names.join("、"))))
        }
    }
}
