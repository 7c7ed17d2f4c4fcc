//! Files of one name in different folders: messages name the folder too.

use std::collections::HashMap;
use std::path::PathBuf;

use super::inputs::{Input, Inputs};

impl Inputs {
    /// Puts the folder before the names of files that several folders have.
    pub(super) fn tell_apart(&mut self) {
        let mut paths: HashMap<&str, Vec<&PathBuf>> = HashMap::new();
        for Input { name, path, .. } in &self.files {
            let of_name = paths.entry(name).or_default();
            if !of_name.contains(&path) {
                of_name.push(path);
            }
        }
        let several: Vec<String> =
            paths.into_iter().filter(|(_, paths)| paths.len() > 1).map(|(name, _)| name.to_owned()).collect();
        for input in self.files.iter_mut().filter(|input| several.contains(&input.name)) {
            let folder = input.path.parent().and_then(|folder| folder.file_name());
            input.name = folder
                .map_or_else(|| input.name.clone(), |folder| format!("{}/{}", folder.to_string_lossy(), input.name));
        }
    }
}
