//! The lines that a mapping could say about the problems told: written when all of them are known, since one line may
//! speak of the rows of several.

use std::collections::HashMap;

use crate::ingest::{Cure, Input, Problem};

/// What mappings could say of the problems of an import.
#[derive(Debug, Default)]
pub struct MappingLines {
    of_problems: Vec<LineOf>,
    /// Problems that were put before all others since.
    before: usize,
}

/// What a mapping could say of one problem.
#[derive(Debug)]
struct LineOf {
    problem: usize,
    file: usize,
    column: Option<&'static str>,
    cure: Cure,
}

impl MappingLines {
    /// Takes note of what would help with a problem; `problem`: its place among those told.
    pub fn note(&mut self, problem: usize, file: usize, column: Option<&'static str>, cure: Cure) {
        self.of_problems.push(LineOf { problem: problem - self.before, file, column, cure });
    }

    /// A problem was put before all others.
    pub fn one_before(&mut self) {
        self.before += 1;
    }

    /// Writes each line beside its problem; `titles`: how each file calls its columns.
    pub fn write(self, problems: &mut [Problem], inputs: &[Input], titles: &[HashMap<&'static str, String>]) {
        let mut joined: HashMap<(usize, Option<&'static str>), Vec<Cure>> = HashMap::new();
        for LineOf { file, column, cure, .. } in &self.of_problems {
            let all = joined.entry((*file, *column)).or_default();
            match all.iter_mut().find_map(|other| other.joined(cure).map(|both| (other, both))) {
                Some((other, both)) => *other = both,
                None => all.push(cure.clone()),
            }
        }
        for LineOf { problem, file, column, cure } in &self.of_problems {
            let Some(told) = problems.get_mut(problem + self.before) else { continue };
            let title = |name: &'static str| (name, titles[*file].get(name).map_or(name, String::as_str));
            let all = joined.get(&(*file, *column)).map_or(&[][..], Vec::as_slice);
            let Input { name, kind, rule, .. } = &inputs[*file];
            told.mapping_line = if cure.is_of_column() {
                Cure::column_line(all, name, *kind, rule.as_deref(), column.map(title))
            } else {
                let both = all.iter().find(|other| other.joined(cure).is_some()).unwrap_or(cure);
                both.line(name, *kind, rule.as_deref(), column.map(title))
            };
        }
    }
}
