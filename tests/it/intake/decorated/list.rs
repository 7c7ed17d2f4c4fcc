//! Lists of enterprises: titles, a header of one or two rows, decorated cells, groups, totals and notes below.

use liantu::model::folded;

use super::case::{By, Case};
use super::cells::{self, UNITS, one};
use super::faults;
use super::meant::{self, Firm, REGIONS, REMARKED, in_unit};
use super::written::{Format, Kept};
use crate::support::{Cell, Grid, Lots, Sheet};

/// The columns behind the name.
const COLUMNS: [&str; 9] =
    ["credit_code", "stock_code", "adcode", "founded", "capital", "revenue", "employees", "country", "website"];

const REMARK: &str = "备注";

/// A list while it is made.
pub struct List {
    pub case: Case,
    pub kept: Kept,
    pub format: Format,
    /// The columns it has, by their canonical names; `number` counts the rows, `remark` nobody knows.
    pub columns: Vec<&'static str>,
    /// The powers of ten of the units that the header says.
    units: Vec<Option<u32>>,
    /// What it is meant to say, with the row of each; a row that cannot be read says nothing.
    pub firms: Vec<Option<Firm>>,
    pub places: Vec<usize>,
    /// Titles between the rows say the region.
    grouped: bool,
    /// What is kept beside the columns, by the place of its firm: the column, the value, and how it is told.
    pub beside: Vec<(usize, String, String, Option<&'static str>)>,
    /// Regions that are told to be read otherwise than they stand, by the place of the firm.
    remarked: Vec<(usize, Vec<String>)>,
}

/// A random list.
pub fn case(lots: &mut Lots) -> Case {
    let firms = meant::firms(lots);
    let mut list = List::begin(firms, lots);
    list.head(lots);
    // What is not mapped knows only titles that nobody doubts.
    let mapped = list.format.is_json() || list.kept.titles.len() + list.kept.header.len() > 1 || lots.below(4) == 0;
    list.fill(mapped, lots);
    if list.format.is_book() {
        list.merge(lots);
        list.hide(lots);
    }
    faults::put(&mut list, lots);
    if mapped && !list.format.is_json() && lots.below(3) == 0 {
        list.ditto(lots);
    }
    list.foot(lots);
    list.done(mapped, lots)
}

impl List {
    fn begin(firms: Vec<Firm>, lots: &mut Lots) -> Self {
        let format = Format::any(lots);
        let grouped = !format.is_json() && lots.below(5) == 0;
        let wanted = |column: &&str, lots: &mut Lots| lots.below(6) > 0 && !(grouped && *column == "adcode");
        let mut columns: Vec<&str> = COLUMNS.into_iter().filter(|column| wanted(column, lots)).collect();
        lots.shuffle(&mut columns);
        columns.extend((lots.below(3) == 0).then_some("remark"));
        columns.insert(0, "name");
        if lots.below(3) == 0 {
            columns.insert(0, "number");
        }
        let kept = Kept { name: "企业", since_1904: format.is_book() && lots.below(3) == 0, ..Kept::default() };
        let firms = firms.into_iter().map(Some).collect();
        Self {
            case: Case::default(),
            kept,
            format,
            columns,
            units: Vec::new(),
            firms,
            places: Vec::new(),
            grouped,
            beside: Vec::new(),
            remarked: Vec::new(),
        }
    }

    fn head(&mut self, lots: &mut Lots) {
        let (titles, two_rows) = (lots.below(3) == 0, lots.below(3) == 0);
        let (names, units): (Vec<String>, _) = self.columns.iter().map(|column| head(column, lots)).unzip();
        self.units = units;
        if titles && !self.format.is_json() {
            self.kept.titles.push(one(&["某市重点企业名单", "附件1 产业链企业情况表"], lots).to_owned());
            self.kept.titles.extend((lots.below(2) == 0).then(|| "填报单位：某区经信局".to_owned()));
            self.case.bears.insert("titles");
        }
        if two_rows && names.len() > 3 {
            // The last columns belong to a group, in JSON to an object inside; the others fill both rows.
            let first = names.len() - 2 - lots.below(2).min(names.len() - 4);
            let group =
                |(at, name): (usize, &String)| if at < first { name.clone() } else { "基本情况".to_owned() };
            self.kept.header.push(names.iter().enumerate().map(group).collect());
            self.case.bears.insert(if self.format.is_json() { "objects inside" } else { "a header of two rows" });
        }
        self.kept.header.push(names);
    }

    fn fill(&mut self, mapped: bool, lots: &mut Lots) {
        let (mut group, mut titles) = (None, Vec::new());
        for i in 0..self.firms.len() {
            let firm = self.firms[i].clone().expect("nothing is left out yet");
            if self.grouped && firm.region != group {
                group = firm.region;
                let place = group.expect("those of no region come first");
                titles.push(REGIONS[place].1);
                self.group(place, titles.len(), mapped, lots);
            }
            let columns = self.columns.clone();
            let row = columns.iter().enumerate().map(|(at, column)| self.cell(column, at, i, &firm, lots)).collect();
            self.places.push(self.kept.rows.len());
            self.kept.rows.push(row);
        }
        if !titles.is_empty() && mapped {
            let shown = titles[..titles.len().min(5)].join("、");
            self.case.told.push(vec![format!("{} 行是分组的标题，填进「区县」：{shown}", titles.len())]);
        }
    }

    /// A title between the rows; the first one leaves no doubt.
    fn group(&mut self, place: usize, number: usize, mapped: bool, lots: &mut Lots) {
        let (name, width) = (REGIONS[place].1, self.columns.len());
        let counted = one(&["", "（2家）", "：", "(共3户)"], lots);
        let chinese = ["一", "二", "三", "四", "五", "六", "七", "八"][number - 1];
        let title = match if number == 1 || !mapped { lots.below(2) } else { lots.below(4) } {
            0 => format!("{chinese}、{name}{counted}"),
            1 => format!("（{chinese}）{name}{counted}"),
            2 => format!("{number}. {name}"),
            _ => name.to_owned(),
        };
        let (row, merged) = (self.kept.rows.len(), self.format.is_book() && width > 2 && lots.below(2) == 0);
        let mut cells = vec![Cell::text(""); width];
        cells[if merged { 0 } else { lots.below(2) }] = Cell::text(title);
        self.kept.rows.push(cells);
        self.kept.merged.extend(merged.then_some(((row, 0), (row, width - 1))));
        self.case.bears.insert("groups");
        if !mapped {
            self.case.refused.push(vec![self.row_word(row), name.to_owned(), "分组的标题".to_owned()]);
        }
    }

    /// Stands for the number of a row until the file is written.
    pub fn row_word(&self, row: usize) -> String {
        format!("\u{1f}{row}")
    }

    fn cell(&mut self, column: &str, at: usize, i: usize, firm: &Firm, lots: &mut Lots) -> Cell {
        let unit = self.units[at];
        let known = match column {
            "number" => Some(Cell::Number(f64::from(u32::try_from(i + 1).expect("few")))),
            "name" => Some(Cell::text(&firm.name)),
            "remark" => {
                let remark = one(&["Straße №5", "キーボード", "ключ, да"], lots);
                Some(self.keep(i, at, remark, None))
            }
            "credit_code" => text(&firm.credit).map(Cell::text),
            "stock_code" => text(&firm.stock).map(|code| self.stock(i, at, code, lots)),
            "adcode" => firm.region.map(|place| self.region(i, place, lots)),
            "founded" => text(&firm.founded).map(|date| cells::date(date, self.format.is_book(), lots)),
            "capital" if firm.capital.is_none() && lots.below(4) == 0 => Some(self.foreign(i, at, lots)),
            "capital" => firm.capital.map(|amount| cells::money(amount, unit, lots)),
            "revenue" => firm.revenue.map(|amount| cells::money(amount, unit, lots)),
            "employees" => firm.employees.map(|count| cells::persons(count, lots)),
            "country" => text(&firm.country).map(|_| Cell::text(one(&["CN", "中国", "中华人民共和国"], lots))),
            "website" => {
                text(&firm.website).map(|url| Cell::text(url.trim_start_matches(one(&["http://", "-"], lots))))
            }
            other => panic!("no column {other}"),
        };
        let known = known.unwrap_or_else(|| cells::nothing(lots));
        let computed = self.format.is_book() && !["adcode", "country"].contains(&column) && lots.below(12) == 0;
        match known {
            Cell::Text(text) if computed && !text.is_empty() => Cell::Computed(text),
            known => known,
        }
    }

    fn stock(&mut self, i: usize, at: usize, code: &str, lots: &mut Lots) -> Cell {
        // Where the column says nothing else, nobody can tell what it is.
        let known = self.firms.iter().flatten().filter(|firm| !firm.stock.is_empty()).count();
        if !code.starts_with("00") || known < 4 || self.case.bears.contains("lost zeros") || lots.below(4) > 0 {
            return cells::stock(code, lots);
        }
        // A sheet takes it for a number.
        let short = code.trim_start_matches('0');
        self.firms[i].as_mut().expect("a firm").stock.clear();
        self.case.bears.insert("lost zeros");
        self.keep(i, at, short, Some("不像股票代码"));
        Cell::Number(short.parse().expect("digits"))
    }

    fn foreign(&mut self, i: usize, at: usize, lots: &mut Lots) -> Cell {
        self.case.bears.insert("foreign money");
        let foreign = one(&["120万美元", "HK$3000万", "50（万欧元）", "1亿日元"], lots);
        self.keep(i, at, foreign, Some("是外币，没有折算"))
    }

    fn region(&mut self, i: usize, place: usize, lots: &mut Lots) -> Cell {
        let cell = cells::region(place, lots);
        let remarked = REMARKED.iter().find(|(form, _)| *form == cell.shown());
        self.remarked.extend(remarked.map(|(form, word)| (i, vec![(*form).to_owned(), (*word).to_owned()])));
        cell
    }

    /// A value that is kept beside the columns.
    fn keep(&mut self, i: usize, at: usize, value: &str, told: Option<&'static str>) -> Cell {
        let column = folded(&self.kept.header.last().expect("a header")[at]);
        self.beside.push((i, column, value.to_owned(), told));
        Cell::text(value)
    }

    /// Neighbours in a column that say the same are often one cell.
    fn merge(&mut self, lots: &mut Lots) {
        for (column, _) in self.columns.iter().enumerate().filter(|(_, name)| ["adcode", "country"].contains(*name)) {
            let mut from = 0;
            while from < self.kept.rows.len() {
                let cell = &self.kept.rows[from][column];
                let same = self.kept.rows[from..].iter().take_while(|row| row[column] == *cell).count();
                if same > 1 && !cell.is_blank() && lots.below(4) > 0 {
                    self.kept.merged.push(((from, column), (from + same - 1, column)));
                    self.case.bears.insert("merged cells");
                }
                from += same;
            }
        }
    }

    /// What stands above is often not written again.
    fn ditto(&mut self, lots: &mut Lots) {
        let named = |name: &str| ["adcode", "country", "founded"].contains(&name);
        for at in (0..self.columns.len()).filter(|at| named(self.columns[*at])) {
            let merged = |row: usize| self.kept.merged.iter().any(|(from, to)| (from.0..=to.0).contains(&row));
            let free: Vec<usize> = (1..self.kept.rows.len()).filter(|row| !merged(*row) && !merged(row - 1)).collect();
            for row in free.into_iter().rev() {
                let cell = &self.kept.rows[row][at];
                let says = matches!(cell, Cell::Text(_)) && !cell.is_blank() && *cell == self.kept.rows[row - 1][at];
                if says && lots.below(4) > 0 {
                    self.kept.rows[row][at] = Cell::text(one(&["同上", "〃", "（同上）"], lots));
                    self.case.bears.insert("dittos");
                }
            }
        }
        if self.case.bears.contains("dittos") {
            self.case.told.push(vec!["格写着“同上”一类的话，取的是上一行的".to_owned()]);
        }
    }

    /// Some rows and columns that nobody sees.
    fn hide(&mut self, lots: &mut Lots) {
        if lots.below(4) == 0 {
            self.case.bears.insert("hidden rows and columns");
            self.kept.hidden_rows = (0..self.kept.rows.len()).filter(|_| lots.below(6) == 0).collect();
            self.kept.hidden_columns = (0..self.columns.len()).filter(|_| lots.below(6) == 0).collect();
        }
    }

    fn foot(&mut self, lots: &mut Lots) {
        if self.format.is_json() || lots.below(3) > 0 {
            return;
        }
        let begin = lots.below(2);
        let count = self.firms.len();
        let words = [
            "合计".to_owned(),
            format!("共{count}家企业"),
            "注：数据截至2025年底".to_owned(),
            "制表日期：2025-01-01".to_owned(),
            "填表人：张三".to_owned(),
        ];
        for word in words.into_iter().filter(|_| lots.below(2) == 0) {
            let row = self.row_word(self.kept.rows.len() + self.kept.footers.len());
            let mut cells = vec![Cell::text(""); self.columns.len()];
            cells[begin] = Cell::text(&word);
            self.kept.footers.push(cells);
            let told = word.split('：').next().unwrap_or_default().to_owned();
            self.case.refused.push(vec![row, told]);
            self.case.bears.insert("footers");
        }
    }

    fn done(mut self, mapped: bool, lots: &mut Lots) -> Case {
        let firms: Vec<Firm> = self.firms.iter().flatten().cloned().collect();
        let mut columns: Vec<&str> =
            self.columns.iter().copied().filter(|column| !["number", "remark"].contains(column)).collect();
        columns.extend((self.grouped && mapped).then_some("adcode"));
        let mut sheet = Sheet::new("enterprises", &columns);
        sheet.rows.extend(firms.iter().map(|firm| columns.iter().map(|column| firm.plain(column)).collect()));
        self.case.meant.push(sheet);
        if self.format.is_book() && self.kept.titles.is_empty() && self.kept.header.len() == 1 {
            let hidden = lots.below(4) == 0;
            self.case.told.extend(hidden.then(|| vec!["工作表「投资」是隐藏的".to_owned()]));
            self.kept.beside = Some(Grid { hidden, ..investments(&firms) });
            let mut sheet = Sheet::new("investments", &["investor", "enterprise", "percent"]);
            let row = |pair: &[Firm]| vec![pair[0].name.clone(), pair[1].name.clone(), in_unit(pair[1].share, 1)];
            sheet.rows.extend(firms.windows(2).map(row));
            self.case.meant.push(sheet);
            self.case.bears.insert("percent");
        }
        let file = self.kept.written(self.format, lots);
        for (i, column, value, told) in self.beside {
            let Some(firm) = &self.firms[i] else { continue };
            self.case.told.extend(told.map(|word| vec![file.name.clone(), word.to_owned(), column.clone()]));
            self.case.beside.push((firm.name.clone(), column, value));
        }
        let read = self.remarked.into_iter().filter(|(i, _)| self.firms[*i].is_some());
        self.case.told.extend(read.map(|(_, words)| words));
        for words in &mut self.case.refused {
            let row: usize = words[0].trim_start_matches('\u{1f}').parse().expect("the place of a row");
            words[0] = file.row(row);
            words.push(file.name.clone());
        }
        self.case.bears.extend(self.kept.since_1904.then_some("days since 1904"));
        self.case.by = if mapped { By::Guess } else { By::Itself };
        self.case.with(file)
    }
}

/// A further sheet: who holds what part of the firm behind it.
fn investments(firms: &[Firm]) -> Grid {
    let header = ["投资方", "被投企业", "持股比例"].map(Cell::text).to_vec();
    let row = |pair: &[Firm]| {
        let share = f64::from(u32::try_from(pair[1].share).expect("small")) / 1_000.0;
        vec![Cell::text(&pair[0].name), Cell::text(&pair[1].name), Cell::Percent(share)]
    };
    let rows = [header].into_iter().chain(firms.windows(2).map(row)).collect();
    Grid { name: "投资", rows, ..Grid::default() }
}

fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A column's name, and the power of ten of the unit it says.
fn head(column: &str, lots: &mut Lots) -> (String, Option<u32>) {
    let names: &[&str] = match column {
        "number" => &["序号"],
        "name" => &["企业名称", "公司名称", "单位名称"],
        "credit_code" => &["统一社会信用代码", "信用代码"],
        "stock_code" => &["股票代码", "证券代码"],
        "adcode" => &["区划代码", "所在地区", "注册地"],
        "founded" => &["成立日期", "成立时间"],
        "capital" => &["注册资本", "注册资金"],
        "revenue" => &["营业收入", "产值", "营收"],
        "employees" => &["员工人数", "从业人数"],
        "country" => &["国家", "国别"],
        "website" => &["网址", "官网"],
        _ => &[REMARK],
    };
    let name = one(names, lots);
    if !matches!(column, "capital" | "revenue") || lots.below(4) == 0 {
        return (name.to_owned(), None);
    }
    let (word, power) = UNITS[lots.below(UNITS.len())];
    let name = match lots.below(4) {
        0 => format!("{name}({word})"),
        1 => format!("{name}（单位：{word}）"),
        2 => format!("{name}/{word}"),
        _ => format!("{name}（{word}）"),
    };
    (name, Some(power))
}
