//! The line of nodes of projects as a picture.

use super::list::{ProjectLine, ProjectsAnswer};
use crate::draw::{GanttInput, GanttNode, GanttRow, gantt};

impl ProjectsAnswer {
    /// The nodes of the projects, planned and real; `to` gives the address of one. None where none has a node.
    pub fn picture(&self, title: &str, width: u32, to: impl Fn(&ProjectLine) -> String) -> Option<String> {
        let now = self.today.number();
        let row = |line: &ProjectLine| {
            let mut nodes = Vec::new();
            for (node, days, reached) in &line.nodes {
                let of = |day: i32, real: bool| {
                    let late = !real && !*reached && day <= now && line.dropped.is_none();
                    GanttNode { day, word: node.zh(), real, late }
                };
                nodes.extend(days.planned.map(|day| of(day, false)));
                nodes.extend(days.actual.filter(|day| *day <= now).map(|day| of(day, true)));
            }
            GanttRow { name: line.name.clone(), address: to(line), nodes }
        };
        let rows = self.projects.iter().map(row).collect();
        gantt(&GanttInput { title: title.to_owned(), rows, today: self.today, width })
    }
}
