//! One named query a file. Its header says what it does, its parameters and its columns:
//!
//! ```text
//! // What it does.
//! // parameters: rows LIST<LIST>, run STRING
//! // columns: written INTEGER
//! ```
//!
//! `__LABEL__` and `__TIE__` in a text stand for a label or type of ours; Cypher takes neither as a parameter.

use neo4rs::BoltType;

use super::{Label, Tie};

/// A query of `queries/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedQuery {
    /// Folder and file without its ending.
    pub name: &'static str,
    /// The file whole: header and Cypher.
    pub text: &'static str,
}

impl NamedQuery {
    /// The file's name alone.
    pub fn word(self) -> &'static str {
        self.name.rsplit('/').next().unwrap_or(self.name)
    }

    /// What it does: the header's sentences.
    pub fn description(self) -> String {
        let sentences = self.header().filter(|line| !line.starts_with("parameters:") && !line.starts_with("columns:"));
        sentences.collect::<Vec<_>>().join("\n")
    }

    /// Names and types of its parameters.
    pub fn parameters(self) -> Vec<(&'static str, &'static str)> {
        self.listed("parameters:")
    }

    /// Names and types of its columns.
    pub fn columns(self) -> Vec<(&'static str, &'static str)> {
        self.listed("columns:")
    }

    fn header(self) -> impl Iterator<Item = &'static str> {
        self.text.lines().map_while(|line| line.strip_prefix("//")).map(str::trim)
    }

    fn listed(self, what: &str) -> Vec<(&'static str, &'static str)> {
        let lines = self.header().filter_map(|line| line.strip_prefix(what));
        lines.flat_map(|line| line.split(", ")).filter_map(|one| one.trim().split_once(' ')).collect()
    }
}

/// A query with what it is given.
#[derive(Debug, Clone)]
pub struct Call {
    pub named: NamedQuery,
    text: String,
    parameters: Vec<(String, BoltType)>,
    /// Sent once only, whatever becomes of it.
    pub once: bool,
}

impl Call {
    /// A query as it stands.
    pub fn of(named: NamedQuery) -> Self {
        Self { named, text: named.text.to_owned(), parameters: Vec::new(), once: false }
    }

    /// The same, never to be sent again: it would do something else the second time.
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Fills in a label.
    pub fn label(mut self, label: Label) -> Self {
        self.text = self.text.replace("__LABEL__", label.text());
        self
    }

    /// Fills in a type of relationships.
    pub fn tie(mut self, tie: Tie) -> Self {
        self.text = self.text.replace("__TIE__", tie.text());
        self
    }

    /// Gives a parameter.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<BoltType>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// As the driver takes it.
    pub fn query(self) -> neo4rs::Query {
        let given: Vec<&str> = self.parameters.iter().map(|(name, _)| name.as_str()).collect();
        let listed = self.named.parameters();
        debug_assert!(
            listed.len() == given.len() && listed.iter().all(|(name, _)| given.contains(name)),
            "{} takes {listed:?} and is given {given:?}",
            self.named.name
        );
        let mut query = neo4rs::query(&self.text);
        for (name, value) in self.parameters {
            query = query.param(&name, value);
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_sentence_parameters_and_columns() {
        let text = "// Counts.\n// Twice.\n// parameters: a STRING, b LIST<LIST>\n// columns: n INTEGER\nRETURN 1 AS n";
        let named = NamedQuery { name: "read/count", text };
        assert_eq!(named.description(), "Counts.\nTwice.");
        assert_eq!(named.parameters(), [("a", "STRING"), ("b", "LIST<LIST>")]);
        assert_eq!((named.word(), named.columns()), ("count", vec![("n", "INTEGER")]));
    }
}
