//! A list as somebody keeps it: titles, a header of one or two rows, decorated cells, totals and notes below.

use liantu::model::folded;

use super::cells::{self, Cell, UNITS, one};
use super::meant::Firm;
use crate::support::Lots;

/// The columns behind the name.
const COLUMNS: [&str; 9] =
    ["credit_code", "stock_code", "adcode", "founded", "capital", "revenue", "employees", "country", "website"];

const REMARK: &str = "备注";

/// A list, and what must be told of it.
#[derive(Debug, Default)]
pub struct List {
    /// The columns it has, by their canonical names; `number` counts the rows, `remark` nobody knows.
    pub columns: Vec<&'static str>,
    pub titles: Vec<String>,
    pub header: Vec<Vec<String>>,
    pub rows: Vec<Vec<Cell>>,
    pub footers: Vec<Vec<Cell>>,
    /// What is kept beside the columns, by the place of its firm and its header: foreign money, which is told, and remarks.
    pub beside: Vec<(usize, String, String)>,
}

/// How much of it there is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    pub titles: bool,
    pub two_rows: bool,
    pub footers: bool,
}

impl List {
    pub fn of(firms: &[Firm], shape: Shape, lots: &mut Lots) -> Self {
        let mut columns: Vec<&str> = COLUMNS.into_iter().filter(|_| lots.below(6) > 0).collect();
        lots.shuffle(&mut columns);
        columns.extend((lots.below(3) == 0).then_some("remark"));
        columns.insert(0, "name");
        if lots.below(3) == 0 {
            columns.insert(0, "number");
        }
        let heads: Vec<(String, Option<u32>)> = columns.iter().map(|column| head(column, lots)).collect();
        let mut list = Self { columns, ..Self::default() };
        list.head(&heads, shape, lots);
        for (i, firm) in firms.iter().enumerate() {
            let columns = list.columns.clone();
            let row = columns
                .iter()
                .zip(&heads)
                .enumerate()
                .map(|(at, (column, head))| list.cell(column, at, i, firm, head.1, lots));
            let row = row.collect();
            list.rows.push(row);
        }
        list.foot(shape, lots);
        list
    }

    /// The foreign money in it.
    pub fn foreign(&self) -> impl Iterator<Item = &str> {
        self.beside.iter().filter(|(_, name, _)| name != REMARK).map(|(_, _, value)| value.as_str())
    }

    /// The rows of the header as they are written: a name stands once, in the first of them.
    pub fn header(&self) -> Vec<Vec<String>> {
        let mut written = self.header.clone();
        if let [groups, names] = written.as_mut_slice() {
            for at in (0..names.len()).rev() {
                if groups[at] == names[at] {
                    names[at].clear();
                } else if at > 0 && groups[at] == groups[at - 1] {
                    groups[at].clear();
                }
            }
        }
        written
    }

    fn head(&mut self, heads: &[(String, Option<u32>)], shape: Shape, lots: &mut Lots) {
        if shape.titles {
            self.titles.push(one(&["某市重点企业名单", "附件1 产业链企业情况表"], lots).to_owned());
            self.titles.extend((lots.below(2) == 0).then(|| "填报单位：某区经信局".to_owned()));
        }
        let names: Vec<String> = heads.iter().map(|(name, _)| name.clone()).collect();
        if shape.two_rows {
            // The last columns belong to a group; the others fill both rows.
            let first = names.len() - 2 - lots.below(2).min(names.len() - 4);
            let group =
                |(at, name): (usize, &String)| if at < first { name.clone() } else { "基本情况".to_owned() };
            self.header.push(names.iter().enumerate().map(group).collect());
        }
        self.header.push(names);
    }

    fn cell(&mut self, column: &str, at: usize, i: usize, firm: &Firm, unit: Option<u32>, lots: &mut Lots) -> Cell {
        let known = match column {
            "number" => Some(Cell::Number(f64::from(u32::try_from(i + 1).expect("few")))),
            "name" => Some(Cell::text(&firm.name)),
            "remark" => {
                let remark = one(&["Straße №5", "キーボード", "ключ, да"], lots).to_owned();
                self.beside.push((i, REMARK.to_owned(), remark.clone()));
                Some(Cell::Text(remark))
            }
            "credit_code" => text(&firm.credit).map(Cell::text),
            "stock_code" => text(&firm.stock).map(|code| cells::stock(code, lots)),
            "adcode" => firm.region.map(|place| cells::region(place, lots)),
            "founded" => text(&firm.founded).map(|date| cells::date(date, lots)),
            "capital" if firm.capital.is_none() && lots.below(4) == 0 => {
                let foreign = one(&["120万美元", "HK$3000万", "50（万欧元）", "1亿日元"], lots).to_owned();
                self.beside.push((i, folded(&self.header.last().expect("a header")[at]), foreign.clone()));
                Some(Cell::Text(foreign))
            }
            "capital" => firm.capital.map(|amount| cells::money(amount, unit, lots)),
            "revenue" => firm.revenue.map(|amount| cells::money(amount, unit, lots)),
            "employees" => firm.employees.map(|count| cells::persons(count, lots)),
            "country" => text(&firm.country).map(|_| Cell::text(one(&["CN", "中国", "中华人民共和国"], lots))),
            "website" => {
                text(&firm.website).map(|url| Cell::text(url.trim_start_matches(one(&["http://", "-"], lots))))
            }
            other => panic!("no column {other}"),
        };
        known.unwrap_or_else(|| cells::nothing(lots))
    }

    fn foot(&mut self, shape: Shape, lots: &mut Lots) {
        if !shape.footers {
            return;
        }
        let begin = lots.below(2);
        let count = self.rows.len();
        let words = [
            "合计".to_owned(),
            format!("共{count}家企业"),
            "注：数据截至2025年底".to_owned(),
            "制表日期：2025-01-01".to_owned(),
            "填表人：张三".to_owned(),
        ];
        for word in words.into_iter().filter(|_| lots.below(2) == 0) {
            let mut row = vec![Cell::text(""); self.columns.len()];
            row[begin] = Cell::Text(word);
            self.footers.push(row);
        }
    }
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
