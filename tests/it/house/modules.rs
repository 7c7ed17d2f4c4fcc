//! The modules below `src` and what each of them imports, read from their text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::house::tidy::{code, sources};
use crate::support::project;

/// A path of the crate, `crate` itself left out: `app::lists::Listed` in parts.
pub type Words = Vec<String>;

/// Every module below `src`, its own tests left out, with what it imports.
pub struct Modules {
    files: BTreeMap<Words, PathBuf>,
    /// What a list (`mod.rs`) offers under its own name, and whence.
    offered: BTreeMap<Words, Words>,
    /// The modules that each one imports; from a list, the module that it has the thing from.
    pub imports: BTreeMap<Words, BTreeSet<Words>>,
}

impl Modules {
    /// Reads all of them.
    pub fn read() -> Self {
        let root = project().join("src");
        let is_test = |path: &PathBuf| path.to_string_lossy().ends_with("_tests.rs");
        let files: BTreeMap<Words, PathBuf> =
            sources(&root).into_iter().filter(|path| !is_test(path)).map(|path| (module(&path), path)).collect();
        let mut modules = Self { files, offered: BTreeMap::new(), imports: BTreeMap::new() };
        for (own, path) in modules.files.iter().filter(|(_, path)| path.ends_with("mod.rs")) {
            for (name, from) in offered(own, &code(path)) {
                modules.offered.insert(name, from);
            }
        }
        for (own, path) in &modules.files {
            let named = named(own, &code(path));
            let found = named.into_iter().filter_map(|path| modules.home(path)).filter(|home| home != own);
            modules.imports.insert(own.clone(), found.collect());
        }
        modules
    }

    /// The module that a path leads to, through the lists that pass it on.
    fn home(&self, mut path: Words) -> Option<Words> {
        // No list passes on what it has from more lists than this.
        const LISTS: usize = 8;
        for _ in 0..LISTS {
            let begin = (1..=path.len())
                .rev()
                .map(|end| &path[..end])
                .find(|begin| self.offered.contains_key(*begin) || self.files.contains_key(*begin))?;
            match self.offered.get(begin) {
                Some(from) => path = from.iter().chain(&path[begin.len()..]).cloned().collect(),
                None => return Some(begin.to_vec()),
            }
        }
        None
    }
}

/// The module of a file below `src`.
pub fn module(path: &Path) -> Words {
    let inside = path.strip_prefix(project().join("src")).unwrap().with_extension("");
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

/// What a list offers by `pub use`: the path under which it is had, and the path it has it from.
fn offered(own: &[String], code: &str) -> Vec<(Words, Words)> {
    let uses = code.lines().collect::<Vec<_>>().join(" ");
    let uses = uses.split(';').filter_map(|statement| {
        let (before, path) = statement.split_once("use ")?;
        before.trim_start().starts_with("pub").then(|| path.trim().to_owned())
    });
    let paths = uses.flat_map(|path| spread(&path));
    let pair = |path: String| {
        let (path, name) = path.split_once(" as ").map_or((path.as_str(), None), |(path, name)| (path, Some(name)));
        let from = absolute(own, path).unwrap_or_else(|| own.iter().cloned().chain(words(path)).collect());
        let name = name.map_or_else(|| from.last().unwrap().clone(), str::to_owned);
        (own.iter().cloned().chain([name]).collect(), from)
    };
    paths.map(pair).collect()
}

/// Every path of the crate that code names, in whole; also those within groups, and those that begin with `super`.
pub fn named(own: &[String], code: &str) -> Vec<Words> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let goes_on = code[..at].ends_with(|c: char| c.is_alphanumeric() || ['_', ':'].contains(&c));
        if !goes_on {
            let paths = spread(&code[at..]);
            let paths = paths.iter().map(|path| path.split_once(" as ").map_or(path.as_str(), |(path, _)| path));
            found.extend(paths.filter_map(|path| absolute(own, path)));
        }
    }
    found
}

/// A path in whole, where it begins with `crate`, `self` or `super`.
fn absolute(own: &[String], path: &str) -> Option<Words> {
    let mut path = words(path);
    let mut from: Words = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => own.to_vec(),
        _ => return None,
    };
    while path.first().is_some_and(|word| ["crate", "self", "super"].contains(&word.as_str())) {
        if path.remove(0) == "super" {
            from.pop();
        }
    }
    from.extend(path);
    Some(from)
}

fn words(path: &str) -> Words {
    path.split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The paths that a text begins with: `a::b` and `a::c::d` of `a::{b, c::{d}}`.
fn spread(text: &str) -> Vec<String> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !['_', ':'].contains(&c)).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    if !(head.is_empty() || head.ends_with("::")) || !rest.starts_with('{') {
        let name = rest.strip_prefix(" as ").map(|name| name.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let name = name.and_then(|mut name| name.next());
        return vec![name.map_or_else(|| head.to_owned(), |name| format!("{head} as {name}"))];
    }
    let (mut depth, mut from, mut found) = (0, end + 1, Vec::new());
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at <= end) {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let part = text[from..at].trim();
                if !part.is_empty() {
                    found.extend(spread(part).into_iter().map(|path| format!("{head}{path}")));
                }
                from = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}
