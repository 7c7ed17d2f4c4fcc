//! The line of nodes of projects (甘特图): a row a project, hollow where it is planned and full where it is real, today a line.

use super::kit::{FONTS, Line, QUIET, Rect, Svg, TEXT, number, shorten, width};
use crate::model::Day;

const SMALL: f64 = 12.0;
/// The names stand left of the days.
const NAMES: f64 = 150.0;
const ROW: f64 = 30.0;
const HEAD: f64 = 26.0;
/// What is red is past its day.
const LATE: &str = "#b3261e";
const REAL: &str = "#35618e";
const PLANNED: &str = "#6b7683";
/// No picture draws more rows.
const ROWS: usize = 60;
/// So many marks of the axis have room side by side.
const MARKS: i32 = 10;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttInput {
    /// What the picture is about, in one line.
    pub title: String,
    /// In the order in which they stand.
    pub rows: Vec<GanttRow>,
    /// Where the line of today is.
    pub today: Day,
    /// In px.
    pub width: u32,
}

/// A project.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttRow {
    /// As people call it.
    pub name: String,
    /// Where a click leads.
    pub address: String,
    /// By day.
    pub nodes: Vec<GanttNode>,
}

/// A node of a project on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttNode {
    /// As a number of days.
    pub day: i32,
    /// 签约, 供地 …
    pub word: &'static str,
    /// Whether that is when it was, and not when it is to be.
    pub real: bool,
    /// Whether it is to be, and its day is past.
    pub late: bool,
}

/// Days and the px they are shown on.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: i32,
    to: i32,
    left: f64,
    right: f64,
}

impl Days {
    fn at(self, day: i32) -> f64 {
        let share = f64::from(day - self.from) / f64::from((self.to - self.from).max(1));
        self.left + share * (self.right - self.left)
    }

    /// The first days of months, quarters, half years or years, whichever have room.
    fn marks(self) -> Vec<Day> {
        let months = (self.to - self.from) / 30;
        let step = [1, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= MARKS).unwrap_or(120);
        let first = Day::of_number(self.from).first_of_month();
        let mut mark = first.months_after((step - (i32::from(first.month()) - 1) % step) % step);
        let mut marks = Vec::new();
        while mark.number() <= self.to {
            if mark.number() >= self.from {
                marks.push(mark);
            }
            mark = mark.months_after(step);
        }
        marks
    }
}

/// The picture as one SVG text; none where no project has a node.
pub fn gantt(input: &GanttInput) -> Option<String> {
    let rows: Vec<&GanttRow> = input.rows.iter().filter(|row| !row.nodes.is_empty()).take(ROWS).collect();
    let all = || rows.iter().flat_map(|row| &row.nodes).map(|node| node.day).chain([input.today.number()]);
    let (from, to) = (all().min()?, all().max()?);
    if rows.is_empty() {
        return None;
    }
    let wide = f64::from(input.width.clamp(320, 4000));
    let days = Days { from: from - 15, to: to + 15, left: NAMES + 10.0, right: wide - 16.0 };
    let high = HEAD + ROW * rows.len() as f64 + 28.0;
    let mut svg = Svg::default();
    open(&mut svg, &input.title, wide, high);
    axis(&mut svg, days, high - 28.0);
    for (at, row) in rows.iter().enumerate() {
        paint(&mut svg, row, days, HEAD + ROW * at as f64);
    }
    today(&mut svg, days.at(input.today.number()), high - 28.0);
    svg.line(&text(NAMES + 10.0, high - 8.0, QUIET, "● 实际　○ 计划　红色：过了计划还没有做到".to_owned()));
    svg.close("svg");
    Some(svg.done())
}

fn open(svg: &mut Svg, title: &str, wide: f64, high: f64) {
    let (w, h) = (number(wide), number(high));
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", "gantt"),
        ("width", &*w),
        ("height", &*h),
        ("viewBox", &format!("0 0 {w} {h}")),
        ("role", "group"),
        ("aria-label", title),
        ("font-family", FONTS),
        ("data-width", &*w),
    ];
    svg.open("svg", &attributes);
}

fn text(x: f64, y: f64, fill: &'static str, text: String) -> Line {
    Line { x, y, text, size: SMALL, bold: false, fill, title: None }
}

fn axis(svg: &mut Svg, days: Days, bottom: f64) {
    for mark in days.marks() {
        let x = days.at(mark.number());
        svg.rect(Rect { x, y: HEAD - 4.0, w: 1.0, h: bottom - HEAD + 4.0 }, 0.0, &[("fill", "#e3e8ee")]);
        let word = mark.to_string();
        let word = word.get(..7).unwrap_or(&word).to_owned();
        let left = (x - width(&word, SMALL) / 2.0).min(days.right + 16.0 - width(&word, SMALL));
        svg.line(&text(left, HEAD - 10.0, QUIET, word));
    }
}

fn today(svg: &mut Svg, x: f64, bottom: f64) {
    svg.open("g", &[]);
    svg.title("今天");
    svg.rect(Rect { x: x - 0.75, y: HEAD - 4.0, w: 1.5, h: bottom - HEAD + 4.0 }, 0.0, &[("fill", LATE)]);
    svg.close("g");
}

/// A row: its name, what is planned above, what was real below.
fn paint(svg: &mut Svg, row: &GanttRow, days: Days, top: f64) {
    let name = shorten(&row.name, SMALL, NAMES);
    svg.open("a", &[("href", &*row.address)]);
    let title = Some(row.name.clone()).filter(|full| *full != name);
    svg.line(&Line { title, ..text(4.0, top + 20.0, TEXT, name) });
    svg.close("a");
    for real in [false, true] {
        let y = top + if real { 20.0 } else { 9.0 };
        let of: Vec<&GanttNode> = row.nodes.iter().filter(|node| node.real == real).collect();
        let ends = of.iter().map(|node| node.day).min().zip(of.iter().map(|node| node.day).max());
        if let Some((first, last)) = ends {
            let high = if real { 4.0 } else { 1.5 };
            let bar = Rect { x: days.at(first), y: y - high / 2.0, w: days.at(last) - days.at(first), h: high };
            svg.rect(bar, 0.0, &[("fill", if real { REAL } else { "#b8c1cc" })]);
        }
        of.into_iter().for_each(|node| dot(svg, node, days.at(node.day), y));
    }
}

fn dot(svg: &mut Svg, node: &GanttNode, x: f64, y: f64) {
    let colour = match (node.real, node.late) {
        (true, _) => REAL,
        (false, true) => LATE,
        (false, false) => PLANNED,
    };
    svg.open("g", &[]);
    let word = if node.real { "" } else { "计划" };
    svg.title(&format!("{word}{} {}", node.word, Day::of_number(node.day)));
    let (x, y) = (number(x), number(y));
    let fill = if node.real { colour } else { "#ffffff" };
    svg.empty(
        "circle",
        &[("cx", &*x), ("cy", &*y), ("r", "4"), ("fill", fill), ("stroke", colour), ("stroke-width", "1.5")],
    );
    svg.close("g");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        text.parse::<Day>().unwrap().number()
    }

    fn input(rows: usize) -> GanttInput {
        let node = |on, word, real, late| GanttNode { day: day(on), word, real, late };
        let row = |at: usize| GanttRow {
            name: format!("示例第{at}个很长很长很长很长的项目名称"),
            address: format!("/projects/j{at}"),
            nodes: vec![node("2025-01-05", "签约", true, false), node("2025-06-30", "供地", false, true)],
        };
        let rows = (0..rows).map(row).collect();
        GanttInput { title: "一链的项目".into(), rows, today: "2026-06-01".parse().unwrap(), width: 900 }
    }

    #[test]
    fn what_is_planned_is_hollow_and_red_where_its_day_is_past() {
        let svg = gantt(&input(1)).unwrap();
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(svg.contains("签约 2025-01-05") && svg.contains("计划供地 2025-06-30"), "{svg}");
        assert!(svg.contains("href=\"/projects/j0\"") && svg.contains("…"), "{svg}");
        assert_eq!(svg, gantt(&input(1)).unwrap());
    }

    #[test]
    fn there_is_none_without_a_node_and_never_more_rows_than_can_be_read() {
        assert!(gantt(&input(0)).is_none());
        assert_eq!(gantt(&input(ROWS + 5)).unwrap().matches("<a ").count(), ROWS);
    }

    #[test]
    fn the_axis_has_as_many_marks_as_have_room() {
        for (from, to) in [("2026-01-01", "2026-03-01"), ("2024-02-29", "2026-12-31"), ("1999-01-01", "2026-12-31")] {
            let days = Days { from: day(from), to: day(to), left: 0.0, right: 600.0 };
            let marks = days.marks().len();
            assert!((1..=12).contains(&marks), "{from}: {marks}");
        }
    }
}
