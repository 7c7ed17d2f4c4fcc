//! What the facts of the analysts' graph are made from.

use crate::app::upkeep::publish::Extent;
use crate::graph::{Graph, Statement, Statements};
use crate::model::{Day, EventDate, Kind};

/// What the facts are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    pub graph: &'a Graph,
    pub statements: &'a Statements,
    /// Events dated later are left out; none leaves out nothing.
    pub as_of: Option<Day>,
    pub scope: &'a Extent,
}

impl<'a> Material<'a> {
    /// The statements that facts of the scope say.
    pub fn in_scope(&self) -> impl Iterator<Item = &'a (Kind, Vec<Statement>)> {
        self.statements.iter().filter(|(kind, _)| self.scope.has(*kind))
    }

    /// Whether an event with this date, as given, stands in the graph.
    pub fn shows(&self, date: Option<&str>) -> bool {
        let day = date.and_then(|date| date.parse::<EventDate>().ok()).map(EventDate::day);
        self.as_of.is_none_or(|as_of| day.is_none_or(|day| day <= as_of))
    }
}
