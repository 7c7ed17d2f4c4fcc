//! One import tried twice, as a dry run and for real, with what must hold of every import checked on the way.

use std::path::Path;

use serde_json::Value;

use crate::support::City;

/// What an import did.
pub struct Tried {
    pub city: City,
    pub code: i32,
    /// The report as people read it.
    pub text: String,
    pub report: Value,
}

const COUNTS: [&str; 6] = ["read", "new", "changed", "unchanged", "repeated", "rejected"];

impl Tried {
    /// Imports files by name and content into an empty store.
    pub fn files(files: &[(&str, &[u8])]) -> Self {
        Self::files_with(files, &[])
    }

    /// The same, with options.
    pub fn files_with(files: &[(&str, &[u8])], options: &[&str]) -> Self {
        Self::into(City::new(), files, options)
    }

    /// The same, into a city that may hold something already.
    pub fn into(city: City, files: &[(&str, &[u8])], options: &[&str]) -> Self {
        let mut arguments: Vec<String> = Vec::new();
        for (name, content) in files {
            arguments.push(city.write(name, content).display().to_string());
        }
        arguments.extend(options.iter().map(|o| (*o).to_owned()));
        Self::arguments(city, &arguments)
    }

    /// Imports one path.
    pub fn path(city: City, path: &Path) -> Self {
        Self::arguments(city, &[path.display().to_string()])
    }

    fn arguments(city: City, arguments: &[String]) -> Self {
        let run = |more: &[&str]| {
            let all: Vec<&str> = ["import"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
            city.run(&[&all, more].concat())
        };
        let before = held(&city);
        let text = run(&["--dry-run"]);
        let dry = run(&["--dry-run", "--format", "json"]);
        assert_eq!(held(&city), before, "a dry run changes nothing");
        let done = run(&["--format", "json"]);
        let (dry_code, dry, report) = (dry.code(), dry.json(), done.json());
        assert_eq!(
            (text.code(), dry_code),
            (done.code(), done.code()),
            "the dry run ends as the import does: {report}"
        );
        for name in ["files", "problems", "problems_more", "notices", "notices_more"].into_iter().chain(COUNTS) {
            assert_eq!(dry[name], report[name], "the dry run shows what the import does: {name}");
        }
        adds_up(&report);
        if report["committed"] == false {
            assert_eq!(held(&city), before, "an import that is not committed leaves nothing");
        }
        Self { code: done.code(), text: text.out() + &text.err(), report, city }
    }

    /// A count of the report.
    pub fn count(&self, name: &str) -> u64 {
        self.report[name].as_u64().unwrap()
    }

    /// Nothing was loaded, and the report says all of this.
    pub fn refused(&self, words: &[&str]) -> &Self {
        assert_eq!((self.code, &self.report["committed"]), (1, &Value::Bool(false)), "{}", self.text);
        self.says(words)
    }

    /// All of it was loaded.
    pub fn loaded(&self) -> &Self {
        assert_eq!((self.code, &self.report["committed"]), (0, &Value::Bool(true)), "{}", self.text);
        self
    }

    /// The city, once all of it was loaded.
    pub fn loaded_city(self) -> City {
        self.loaded();
        self.city
    }

    /// The report, as people read it, says all of this.
    pub fn says(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(self.text.contains(word), "no `{word}` in: {}", self.text);
        }
        self
    }

    /// The problem at this place of the list stands at this row, column and value of the file.
    pub fn at(&self, problem: usize, file: &str, row: Option<u64>, column: Option<&str>, value: Option<&str>) -> &Self {
        let found = &self.report["problems"][problem];
        let expected = serde_json::json!({ "file": file, "row": row, "column": column, "value": value });
        for name in ["file", "row", "column", "value"] {
            assert_eq!(found[name], expected[name], "{name} of {found}");
        }
        for name in ["reason", "suggestion"] {
            let told = found[name].as_str().unwrap();
            assert!(told.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{name} of {found}");
        }
        self
    }

    /// One row of one column is wrong: told with its place, and why.
    pub fn wrong_cell(&self, file: &str, row: u64, column: &str, value: &str, words: &[&str]) {
        let row_word = format!("第 {row} 行");
        let mut told = vec![file, &row_word, column, value];
        told.extend(words);
        self.refused(&told).at(0, file, Some(row), Some(column), Some(value));
        assert_eq!(self.count("rejected"), 1, "{}", self.text);
    }
}

/// Rows and batches of the store; nothing where there is no store.
fn held(city: &City) -> Option<(Value, Value)> {
    if !city.store().exists() {
        return None;
    }
    let done = city.done(&["doctor", "--json"]);
    let found = done.json();
    let held = (found["batches"].clone(), found["rows"].clone());
    (held != (0.into(), 0.into())).then_some(held)
}

/// Read = new + changed + unchanged + repeated + rejected, of every file and of all.
pub fn adds_up(report: &Value) {
    let files = report["files"].as_array().unwrap();
    for counts in files.iter().chain([report]) {
        let count = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("{name} in {counts}"));
        assert_eq!(count("read"), COUNTS[1..].iter().map(|name| count(name)).sum::<u64>(), "{counts}");
    }
    for name in COUNTS {
        let sum: u64 = files.iter().map(|f| f[name].as_u64().unwrap()).sum();
        assert_eq!(report[name].as_u64().unwrap(), sum, "{name} of all files");
    }
}
