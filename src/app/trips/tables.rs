//! Trips and visits as tables.

use super::answer::TripsAnswer;
use crate::app::columns::{ENTERPRISE, FIRM};
use crate::app::told_count;
use crate::draw::{Cell, Column, Table};
use crate::model::{EventDate, Kind};

const TRIPS: [Column; 7] = [
    Column::text("out", "出发"),
    Column::text("back", "返回"),
    Column::text("regions", "去了哪里"),
    Column::text("people", "人员"),
    Column::text("purpose", "事由"),
    Column::text("evidence", "依据"),
    Column::text("trip", "出行编号").hidden(),
];

const VISITS: [Column; 9] = [
    Column::text("kind", "方式"),
    Column::text("people", "人员"),
    Column::text("result", "结果"),
    Column::text("next", "下一步"),
    Column::text("due", "期限"),
    Column::text("late", "逾期"),
    Column::text("evidence", "依据"),
    Column::text("trip", "出行编号").hidden(),
    Column::text("visit", "走访编号").hidden(),
];

/// A day that leads to where its row is put right.
fn begun(told: Cell, kind: Kind, (id, writes): (&str, bool)) -> Cell {
    match told {
        Cell::Text(text) if writes => Cell::to_row(text, "work", format!("{kind}:{id}")),
        told => told,
    }
}

fn day(date: Option<EventDate>, half: Option<&str>) -> Cell {
    Cell::or_blank(date.map(|date| format!("{date}{}", half.unwrap_or_default())).as_deref())
}

impl TripsAnswer {
    /// The trips.
    pub fn trips_table(&self) -> Table {
        let mut table = Table::new("trips", "出行", TRIPS, "还没有记过出行。");
        for line in &self.trips {
            let cells = vec![
                begun(day(Some(line.out), line.out_half), Kind::Trip, (&line.trip, line.writes)),
                line.back.map_or_else(|| Cell::text("还没有返回"), |back| day(Some(back), line.back_half)),
                Cell::Names(line.regions.clone()),
                Cell::Names(line.people.clone()),
                Cell::text(&line.purpose),
                told_count(line.evidence, Kind::Trip, &line.trip, true),
                Cell::text(&line.trip),
            ];
            table.push(&line.trip, cells);
        }
        table
    }

    /// The visits.
    pub fn visits_table(&self) -> Table {
        let columns: Vec<Column> = [Column::text("date", "日期"), ENTERPRISE, FIRM].into_iter().chain(VISITS).collect();
        let mut table = Table::new("visits", "走访", columns, "还没有记过走访。");
        for line in &self.visits {
            let cells = vec![
                begun(Cell::text(line.date.to_string()), Kind::Visit, (&line.visit, line.writes)),
                Cell::text(&line.enterprise),
                Cell::enterprise(&line.name, &line.enterprise),
                Cell::text(line.kind_name),
                Cell::Names(line.people.clone()),
                Cell::text(&line.result),
                Cell::text(&line.next),
                day(line.due, None),
                Cell::or_blank(line.late.then_some("逾期")),
                told_count(line.evidence, Kind::Visit, &line.row, true),
                Cell::or_blank(line.trip.as_deref()),
                Cell::text(&line.visit),
            ];
            table.push(format!("{} {} {}{}", line.enterprise, line.date, line.kind_name, line.visit), cells);
        }
        table
    }
}
