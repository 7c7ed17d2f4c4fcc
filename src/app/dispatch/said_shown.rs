//! What a row of people's work says, as a form shows it.

use super::said_rows::SaidThing;
use crate::app::names;
use crate::graph::Graph;
use crate::model::{Adcode, CanonicalColumn, Holds, Journal, NodeName};
use crate::normalize::text;

impl SaidThing<'_> {
    /// When the last of its rows was written.
    pub fn version(&self) -> Journal {
        self.tellings().map(|row| row.number).max().unwrap_or_default()
    }

    /// The sources that say a column, whom to believe first.
    pub fn sources_of(&self, column: &CanonicalColumn) -> Vec<&str> {
        let rows = self.tellings().filter(|row| self.row_says(row, column.name));
        rows.map(|row| row.key.rest.source()).collect()
    }

    /// The sources of all its rows, whom to believe first.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.tellings().map(|row| row.key.rest.source())
    }

    /// What a column says, as a form shows it and takes it back.
    pub fn shown(&self, graph: &Graph, column: &CanonicalColumn) -> String {
        let region = |code: &str| region_shown(graph, code);
        match column.holds {
            Holds::Reference(kinds) | Holds::References(kinds) => {
                let name = |name: &NodeName| match kinds {
                    [_] => name.text.clone(),
                    _ => format!("{}:{}", name.kind.singular(), name.text),
                };
                self.named(column.name).map(name).collect::<Vec<_>>().join("；")
            }
            Holds::Region => self.text(column.name).map(region).unwrap_or_default(),
            Holds::Regions => {
                let codes = text::list(self.text(column.name).unwrap_or_default());
                codes.map(region).collect::<Vec<_>>().join("；")
            }
            _ => self.text(column.name).unwrap_or_default().to_owned(),
        }
    }
}

/// A region by its name where that means no other, else by its code.
fn region_shown(graph: &Graph, code: &str) -> String {
    let Ok(read) = code.parse::<Adcode>() else { return code.to_owned() };
    let name = graph.regions.name(read);
    match names::region(graph, &name) {
        Ok(meant) if meant == read => name,
        _ => code.to_owned(),
    }
}
