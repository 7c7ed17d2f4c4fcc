//! Problems by name, what is due or stuck, and notices as tables, with names in place of ids.

use std::collections::BTreeMap;

use super::due::DueAnswer;
use super::problem_lines::{NamedProblemLine, NoticeLine};
use super::problem_words::DispatchNames;
use super::stalled::StalledAnswer;
use crate::draw::{Cell, Column, Table};

/// Of notices of one kind so many are named where they are counted.
const NAMED: usize = 3;

/// How many problems name somebody, of each kind, and how long the longest lasts.
#[derive(Default)]
struct Named {
    kinds: BTreeMap<&'static str, usize>,
    days: Option<i32>,
}

/// Problems told in one line: the first of them, whom they name, and what they are about.
struct ToldTogether<'n> {
    first: &'n NamedProblemLine,
    who: String,
    what: String,
}

impl DispatchNames {
    /// Whom a problem names: of a squad or a recruiter that went nowhere, themselves.
    fn whom<'n>(&'n self, line: &'n NamedProblemLine) -> &'n str {
        self.who(line.who.as_deref().or(Some(line.what.as_str()).filter(|_| line.kind == "no_trip")))
    }

    /// What a problem is about, leading to the project where it is about one.
    fn linked(&self, line: &NamedProblemLine) -> Cell {
        let told = self.problem(line);
        match (line.kind, line.what.rsplit_once(' ')) {
            ("stalled" | "health" | "overdue" | "missed", Some((project, _))) => {
                Cell::to_row(told, "projects", project)
            }
            _ => Cell::text(told),
        }
    }

    /// Problems by name as a table, for who reads them aloud.
    pub fn problems(&self, lines: &[NamedProblemLine]) -> Table {
        let columns = [
            Column::text("kind", "类别"),
            Column::text("who", "谁"),
            Column::text("what", "什么事"),
            Column::text("since", "自"),
            Column::count("days", "天数"),
        ];
        let mut table = Table::new("problems", "点人点事", columns, "没有点到的人和事。");
        for (number, line) in (1..).zip(lines) {
            let [since, days] = lasting(line);
            let cells = vec![Cell::text(line.kind_name), Cell::text(self.whom(line)), self.linked(line), since, days];
            table.push(number.to_string(), cells);
        }
        table
    }

    /// Who is named, most often first: how many problems of each kind, and how long the longest lasts.
    pub fn problems_of_each(&self, lines: &[NamedProblemLine]) -> Table {
        let mut all: BTreeMap<&str, Named> = BTreeMap::new();
        let mut kinds: Vec<(&'static str, &'static str)> = Vec::new();
        for line in lines {
            let one = all.entry(self.whom(line)).or_default();
            *one.kinds.entry(line.kind).or_default() += 1;
            one.days = one.days.max(line.since.map(|_| line.days));
            if kinds.last() != Some(&(line.kind, line.kind_name)) {
                kinds.push((line.kind, line.kind_name));
            }
        }
        let counts = kinds.iter().map(|(kind, word)| Column::count(kind, word));
        let mut columns = vec![Column::text("who", "谁"), Column::count("all", "件数")];
        columns.extend(counts);
        columns.push(Column::count("days", "最久天数"));
        let mut table = Table::new("named", "点人点事：每人几件", columns, "没有点到的人和事。");
        let mut all: Vec<(&str, Named)> = all.into_iter().collect();
        all.sort_by_key(|(_, one)| std::cmp::Reverse(one.kinds.values().sum::<usize>()));
        let row = |of: &Named, who: &str| {
            let mut cells = vec![Cell::text(who), Cell::count(of.kinds.values().sum())];
            cells.extend(kinds.iter().map(|(kind, _)| of.kinds.get(kind).map_or(Cell::Absent, |n| Cell::count(*n))));
            cells.push(of.days.map_or(Cell::Absent, |days| Cell::Number(f64::from(days))));
            cells
        };
        let mut sum = Named::default();
        for (who, one) in &all {
            one.kinds.iter().for_each(|(kind, n)| *sum.kinds.entry(kind).or_default() += n);
            sum.days = sum.days.max(one.days);
            table.push(*who, row(one, who));
        }
        if !all.is_empty() {
            table.push_sum("total/", row(&sum, "合计"));
        }
        table
    }

    /// Every problem under its kind; months and quarters of a project without word, and all who went nowhere, stand in one line.
    pub fn problems_by_kind(&self, lines: &[NamedProblemLine]) -> Table {
        let columns = [
            Column::text("who", "谁"),
            Column::text("what", "什么事"),
            Column::text("since", "自"),
            Column::count("days", "天数"),
        ];
        let mut table = Table::new("problems", "点人点事", columns, "没有点到的人和事。").grouped("类别");
        let mut at = 0;
        while let Some(first) = lines.get(at) {
            let own: Vec<&NamedProblemLine> = lines[at..].iter().take_while(|one| one.kind == first.kind).collect();
            at += own.len();
            table.begin(first.kind, first.kind_name, format!("{} {} 件", first.kind_name, own.len()));
            for told in self.together(&own) {
                let [since, days] = lasting(told.first);
                table.push(&told.first.what, vec![Cell::text(told.who), Cell::text(told.what), since, days]);
            }
        }
        table
    }

    /// Problems of one kind, those that say the same of several things in one.
    fn together<'n>(&'n self, own: &[&'n NamedProblemLine]) -> Vec<ToldTogether<'n>> {
        let alone = |line: &'n NamedProblemLine| ToldTogether {
            first: line,
            who: self.whom(line).to_owned(),
            what: self.problem(line),
        };
        match own.first().map(|line| line.kind) {
            Some("no_trip") => {
                let who = own.iter().map(|line| self.whom(line)).collect::<Vec<_>>().join("、");
                own.first().map(|line| ToldTogether { who, ..alone(line) }).into_iter().collect()
            }
            Some("missed") => {
                let mut projects: Vec<(&str, Vec<&str>, &NamedProblemLine)> = Vec::new();
                for line in own {
                    let (project, part) = line.what.rsplit_once(' ').unwrap_or((&line.what, ""));
                    match projects.iter_mut().find(|(known, ..)| *known == project) {
                        Some((_, parts, _)) => parts.push(part),
                        None => projects.push((project, vec![part], line)),
                    }
                }
                let told = |(project, mut parts, line): (&str, Vec<&str>, &'n NamedProblemLine)| {
                    parts.sort_unstable();
                    let what = format!("{} {} 没有消息", self.project(project), parts.join("、"));
                    ToldTogether { what, ..alone(line) }
                };
                projects.into_iter().map(told).collect()
            }
            _ => own.iter().map(|line| alone(line)).collect(),
        }
    }

    /// What is stuck, as a table with names.
    pub fn stalled(&self, answer: &StalledAnswer) -> Table {
        answer.table_with(&|project| self.project(project), &|who| self.who(who).to_owned())
    }

    /// What is due, as a table with names.
    pub fn due(&self, answer: &DueAnswer) -> Table {
        let (project, request) = (|id: &str| self.project(id), |id: &str| self.request(id).to_owned());
        answer.table_with([&project, &request], &|who| self.who(who).to_owned())
    }

    /// Notices as a table.
    pub fn notices(&self, lines: &[NoticeLine]) -> Table {
        let columns = [Column::text("kind", "可疑之处"), Column::text("what", "哪里")];
        let mut table = Table::new("notices", "请核对的数据", columns, "没有可疑的数据。");
        for (number, line) in (1..).zip(lines) {
            let project = line.what.split_once(' ').map_or(&*line.what, |(first, _)| first);
            let told = match line.kind {
                "open" => Cell::text(self.notice(line)),
                _ => Cell::to_row(self.notice(line), "projects", project),
            };
            table.push(number.to_string(), vec![Cell::text(line.kind_name), told]);
        }
        table
    }

    /// How many notices there are of each kind, the first of them named: a meeting puts nothing right.
    pub fn notices_of_each_kind(&self, lines: &[NoticeLine]) -> Table {
        let columns = [Column::text("kind", "可疑之处"), Column::count("all", "几处"), Column::text("what", "哪里")];
        let mut table = Table::new("notices", "请核对的数据", columns, "没有可疑的数据。");
        for (at, line) in lines.iter().enumerate().filter(|(at, line)| *at == 0 || lines[at - 1].kind != line.kind) {
            let own: Vec<&NoticeLine> = lines[at..].iter().take_while(|one| one.kind == line.kind).collect();
            let few = own.iter().take(NAMED).map(|one| self.notice(one)).collect::<Vec<_>>().join("；");
            let more = if own.len() > NAMED { "……（其余见网页）" } else { "" };
            let cells = vec![Cell::text(line.kind_name), Cell::count(own.len()), Cell::text(format!("{few}{more}"))];
            table.push(line.kind, cells);
        }
        table
    }
}

/// Since when a problem lasts, and for how many days.
fn lasting(line: &NamedProblemLine) -> [Cell; 2] {
    match line.since {
        Some(day) => [Cell::text(day.to_string()), Cell::Number(f64::from(line.days))],
        None => [Cell::Absent, Cell::Absent],
    }
}
