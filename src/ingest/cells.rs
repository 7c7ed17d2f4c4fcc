//! One cell to its canonical text, or what is wrong with it.

use super::advice::Advice;
use super::amount::{AmountError, AmountRule};
use super::bare_amounts::BareAmounts;
use super::date_form::usual_forms;
use super::only_number::only_number;
use super::plain_number::plain_number;
use super::region_cells::RegionCells;
use super::rough_numbers::RoughNumbers;
use super::rows::SourceCell;
use super::words_taken::WordsTaken;
use super::{Asides, Cure, Fault, Notices, problem};
use crate::model::{Adcode, CanonicalColumn, CreditCode, EventDate, Holds, Period};
use crate::normalize::{Regions, is_placeholder, is_withheld, stock_code, text};

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    /// Its canonical text.
    Text(String),
    /// Something that its column cannot hold, but that is worth keeping under the column's header: why.
    Aside(&'static Advice, String),
}

/// Reads cells.
#[derive(Debug, Default)]
pub struct CellReader {
    /// Regions as the cells of the list at hand name them.
    pub regions: RegionCells,
    /// What the reader should know though it is no fault.
    pub notices: Notices,
    /// Values of the file at hand that stand beside their columns.
    pub asides: Asides,
    /// Amounts of the file at hand of which nothing says the unit.
    pub bare: BareAmounts,
    /// Numbers of it that nobody counted to the last, as they were taken.
    pub rough: RoughNumbers,
    /// Words of it that were taken for words of a vocabulary.
    pub words: WordsTaken,
}

impl CellReader {
    /// Reads cells against this table of regions.
    pub fn new(regions: Regions) -> Self {
        Self { regions: RegionCells::new(regions), ..Self::default() }
    }

    /// What a cell says that is not blank and holds no references. `amounts` is how its column's amounts are read.
    ///
    /// # Errors
    /// The column cannot hold it; the fault says what to write instead.
    pub fn read(
        &mut self,
        column: &'static CanonicalColumn,
        amounts: &AmountRule,
        cell: &SourceCell,
    ) -> Result<CellValue, Fault> {
        let given = cell.text.as_str();
        match column.holds {
            Holds::StockCode => Ok(match stock_code(given) {
                Some(code) => CellValue::Text(code),
                None => CellValue::Aside(&NO_STOCK_CODE, String::new()),
            }),
            Holds::Money | Holds::Count => amount(column, amounts, given),
            _ => self.canonical(column, cell).map(CellValue::Text),
        }
    }

    /// The canonical text of a cell that is not blank, holds no references and fits its column.
    ///
    /// # Errors
    /// The column cannot hold it; the fault says what to write instead.
    pub fn canonical(&mut self, column: &'static CanonicalColumn, cell: &SourceCell) -> Result<String, Fault> {
        let given = cell.text.as_str();
        match column.holds {
            Holds::CreditCode => Ok(self.credit_code(given)),
            Holds::Region => self.region(column, given),
            Holds::Regions => {
                let parts: Result<Vec<_>, _> = text::list(given).map(|part| self.region(column, part)).collect();
                Ok(parts?.join(";"))
            }
            Holds::Money | Holds::Count | Holds::StockCode => match self.read(column, &AmountRule::default(), cell)? {
                CellValue::Text(text) => Ok(text),
                CellValue::Aside(reason, fix) => Err(Fault::new(column.name, given, reason.to_string(), fix)),
            },
            Holds::Percent | Holds::Number | Holds::Degrees(_) => number(column, given),
            holds => one_form(holds, cell).map_err(|(reason, fix)| {
                let order = matches!(holds, Holds::Date) && usual_forms(&text::folded(given)).nth(1).is_some();
                let fix = if order { format!("{fix}；日和月的先后请核对") } else { fix };
                Fault::new(column.name, given, reason, fix).cured_by(cure_of_form(holds, given))
            }),
        }
    }

    /// The code of the region an address begins with.
    pub fn leading_region(&self, address: &str) -> Option<String> {
        self.regions.leading(address).map(|adcode| adcode.to_string())
    }

    fn region(&mut self, column: &'static CanonicalColumn, given: &str) -> Result<String, Fault> {
        self.regions.read(column, given, &mut self.notices).map(|adcode| adcode.to_string())
    }

    fn credit_code(&mut self, given: &str) -> String {
        let folded = text::folded(given).to_uppercase();
        if let Err(error) = folded.parse::<CreditCode>() {
            let shown = problem::shortened(given);
            self.notices.add(format!("统一社会信用代码「{shown}」未通过校验（{error}），保留但不用于合并企业"));
        }
        folded
    }
}

/// What is wrong with a cell, and what to do about it.
type Refusal = (&'static str, String);

/// The one form of what a cell says, where it says anything that its column may hold.
fn one_form(holds: Holds, cell: &SourceCell) -> Result<String, Refusal> {
    let given = cell.text.as_str();
    let refusal = |reason, fix: &str| Err((reason, fix.to_owned()));
    match holds {
        Holds::Texts => Ok(text::list(given).collect::<Vec<_>>().join("；")),
        Holds::Country if given.chars().any(|c| c.is_numeric()) => {
            refusal("不是国家", "请写 CN、中国、JP、日本 这样的代码或国名")
        }
        Holds::Country => Ok(country(given)),
        Holds::NewRegion => match given.parse::<Adcode>() {
            Ok(adcode) => Ok(adcode.to_string()),
            Err(_) => refusal("不是六位区划代码", "请写六位数字，如 340199"),
        },
        Holds::Word(read, vocabulary) => match read(&text::folded(given)) {
            Some(code) => Ok(code.to_owned()),
            None => refusal("不是此列认识的词", &words(vocabulary)),
        },
        Holds::YesNo => match text::yes_no(&text::folded(given)) {
            Some(yes) => Ok(if yes { "1" } else { "0" }.to_owned()),
            None => refusal("不是“是”或“否”", "请写 1、是、√、true 或 0、否、false"),
        },
        Holds::Date => match cell.date() {
            Some(date) => Ok(date.to_string()),
            None => refusal("不是日历上的日期", "请写 YYYY-MM-DD、YYYY-MM、YYYY 或 YYYY年M月D日"),
        },
        Holds::Year => match cell.date().and_then(EventDate::year_alone) {
            Some(year) => Ok(format!("{year:04}")),
            None => refusal("不是年份", "请写四位年份，如 2026"),
        },
        Holds::Period => match Period::of_cell(given) {
            Some(period) => Ok(period),
            None => refusal("不是年、季度或月", "请写 2026、2026Q3、2026-09 或 2026年三季度"),
        },
        Holds::Url => match text::folded(given) {
            url if url.starts_with("http://") || url.starts_with("https://") => Ok(url),
            bare if looks_like_host(&bare) => Ok(format!("http://{bare}")),
            _ => refusal("不是 http 或 https 网址", "请写以 http:// 或 https:// 开头的网址"),
        },
        _ => Ok(text::one_line(given).into_owned()),
    }
}

/// What a mapping could say of a text that has not the form its column wants.
fn cure_of_form(holds: Holds, given: &str) -> Cure {
    match holds {
        Holds::Word(..) | Holds::YesNo | Holds::Country | Holds::NewRegion => Cure::value(given),
        Holds::Date => usual_forms(&text::folded(given)).next().map_or(Cure::Misfit, Cure::Date),
        _ => Cure::Misfit,
    }
}

/// What a mapping could say of a text in which a number is wanted.
fn cure_of_number(given: &str, percent: bool) -> Cure {
    if only_number(given, percent).is_ok() { Cure::Number } else { Cure::Misfit }
}

/// Why a text is kept beside the column of stock codes.
static NO_STOCK_CODE: Advice =
    Advice::alike("不像股票代码（应是六位数字，港股、美股写明交易所；太短的可能丢了前面的零），作为其他信息保留");
/// Why an amount is kept beside the column.
static FOREIGN: Advice = Advice::Fixed(&[
    "是外币，没有折算，作为其他信息保留；要折算请在映射里写 rate",
    "是外币，没有折算，作为其他信息保留；要折算请在“各列是什么”那一列的“细说”里写“外币折算”，如 美元=7.1",
]);
/// The most that money may be, in 万元: sums of a million such firms are still numbers.
pub const MOST_MONEY: f64 = 1e12;

/// An amount of money in 万元, or a whole number of persons.
fn amount(column: &'static CanonicalColumn, rule: &AmountRule, given: &str) -> Result<CellValue, Fault> {
    let money = matches!(column.holds, Holds::Money);
    let fix = if money {
        "请写一个数字，单位是万元时不必写单位，如 5000、1.2亿元"
    } else {
        "请写整数"
    };
    let fault = |reason: String, cure: Cure| Err(Fault::new(column.name, given, reason, fix).cured_by(cure));
    let number = match rule.read(given, if money { 4 } else { 0 }) {
        Ok(number) => text::number(&number).unwrap_or(f64::INFINITY),
        Err(error @ AmountError::Foreign(_)) if money => return Ok(CellValue::Aside(&FOREIGN, error.to_string())),
        Err(error) => return fault(error.to_string(), cure_of_amount(&error, money, given)),
    };
    match number {
        n if n < 0.0 => fault(if money { "金额不能为负" } else { "数量不能为负" }.to_owned(), Cure::Misfit),
        n if n > MOST_MONEY && money => {
            let cure = if rule.said { Cure::Misfit } else { Cure::Unit("元") };
            fault("金额超过 10 的 12 次方万元".to_owned(), cure)
        }
        n if n > MOST_MONEY => fault("数量太大".to_owned(), Cure::Misfit),
        n if !money && n.fract() != 0.0 => fault("不是整数".to_owned(), Cure::Misfit),
        n => Ok(CellValue::Text(if n == 0.0 { "0".to_owned() } else { n.to_string() })),
    }
}

/// What a mapping could say of an amount that cannot be taken.
fn cure_of_amount(error: &AmountError, money: bool, given: &str) -> Cure {
    match error {
        AmountError::Bare => {
            // As many 万元 as this no firm has.
            const MANY: f64 = 1e6;
            let number = only_number(given, false).unwrap_or_default();
            let number = text::number(number.trim_end_matches(|c: char| !c.is_ascii_digit())).unwrap_or_default();
            Cure::Unit(if number < MANY { "万元" } else { "元" })
        }
        AmountError::Bound(_) => cure_of_number(given, false),
        AmountError::NoNumber | AmountError::Unit(_) if !money => cure_of_number(given, false),
        _ => Cure::Misfit,
    }
}

/// A number within what its column may hold.
fn number(column: &'static CanonicalColumn, given: &str) -> Result<String, Fault> {
    let (least, most, outside, fix) = match column.holds {
        Holds::Percent => (0.0, 100.0, "百分比应在 0 到 100 之间", "请写 0 到 100 的数字"),
        Holds::Degrees(most) => (-most, most, "经纬度超出范围", "请写十进制的度数"),
        _ => (f64::MIN, f64::MAX, "不是数字", "请写数字"),
    };
    let percent = matches!(column.holds, Holds::Percent);
    match plain_number(given, percent) {
        Err(error) => {
            Err(Fault::new(column.name, given, error.to_string(), fix).cured_by(cure_of_number(given, percent)))
        }
        Ok(n) if n < least || n > most => Err(Fault::new(column.name, given, outside, fix).cured_by(Cure::Misfit)),
        Ok(n) => Ok(if n == 0.0 { "0".to_owned() } else { n.to_string() }),
    }
}

/// Whether a cell stands for a blank one in this column; a word that the column knows does not.
pub fn says_nothing(column: Option<&CanonicalColumn>, text: &str) -> bool {
    match column.map(|column| column.holds) {
        _ if text.is_empty() => true,
        Some(Holds::Word(read, _)) if read(text).is_some() => false,
        Some(holds) if is_measured(holds) => is_placeholder(text) || is_withheld(text),
        _ => is_placeholder(text),
    }
}

/// Whether a column holds numbers, days, places or codes: a word that tells none is no value of it.
fn is_measured(holds: Holds) -> bool {
    matches!(
        holds,
        Holds::Money
            | Holds::Count
            | Holds::Percent
            | Holds::Number
            | Holds::Degrees(_)
            | Holds::Year
            | Holds::Date
            | Holds::Region
            | Holds::CreditCode
            | Holds::StockCode
            | Holds::Url
    )
}

fn country(given: &str) -> String {
    let folded = text::folded(given);
    match folded.to_uppercase().as_str() {
        "CN" | "CHN" | "CHINA" | "中国" | "中华人民共和国" => "CN".to_owned(),
        _ => folded,
    }
}

fn looks_like_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    host.contains('.')
        && !text.contains(' ')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
}

/// The words of a vocabulary, for a suggestion.
fn words(vocabulary: &[(&str, &str)]) -> String {
    let known: Vec<String> = vocabulary.iter().map(|(code, zh)| format!("{code}（{zh}）")).collect();
    format!("可写：{}", known.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CanonicalTable, Kind};

    fn read(kind: Kind, column: &str, text: &str, numeric: bool) -> Result<String, Fault> {
        let column = CanonicalTable::of(kind).columns.iter().find(|c| c.name == column).unwrap();
        CellReader::new(Regions::default())
            .canonical(column, &SourceCell { text: text.into(), numeric, ..SourceCell::default() })
    }

    #[test]
    fn cells_are_read_into_one_form() {
        let firm = |column, text| read(Kind::Enterprise, column, text, false).unwrap();
        assert_eq!(firm("adcode", "安徽合肥"), "340100");
        assert_eq!(firm("standing", "小巨人"), "champion");
        assert_eq!(firm("revenue", "1,234.50"), "1234.5");
        assert_eq!(firm("country", "中国"), "CN");
        assert_eq!(firm("founded", "2020年3月"), "2020-03");
        assert_eq!(firm("aliases", "甲; 乙、丙"), "甲；乙；丙");
        assert_eq!(read(Kind::Site, "opened", "46000", true).unwrap(), "2025-12-09");
        assert_eq!(read(Kind::Site, "opened", "2024", true).unwrap(), "2024");
    }

    #[test]
    fn wrong_cells_say_what_to_do() {
        let fault = |kind, column, text| read(kind, column, text, false).unwrap_err();
        assert!(fault(Kind::Enterprise, "revenue", "-3").reason.contains("负"));
        assert!(fault(Kind::Investment, "percent", "130").reason.contains("0 到 100"));
        assert!(fault(Kind::Site, "opened", "2026-02-30").reason.contains("日期"));
        assert!(fault(Kind::Segment, "stage", "上层").suggestion.contains("upstream（上游）"));
        assert!(fault(Kind::Enterprise, "country", "2020").reason.contains("国家"));
        assert!(fault(Kind::Enterprise, "adcode", "340199").reason.contains("没有这个地区"));
        assert!(fault(Kind::Enterprise, "website", "javascript:alert(1)").reason.contains("网址"));
    }

    #[test]
    fn what_stands_for_blank_depends_on_the_column() {
        let column = |kind, name: &str| CanonicalTable::of(kind).columns.iter().find(|c| c.name == name).unwrap();
        let says = |name, text| says_nothing(Some(column(Kind::Enterprise, name)), text);
        assert!(says("revenue", "未统计") && says("revenue", "涉密") && says("founded", "待核实"));
        assert!(says("park", "未统计") && !says("park", "涉密") && !says_nothing(None, "涉密"));
        assert!(!says("risk", "无") && says("stock_code", "未上市"), "无 is a word of the column of risks");
    }
}
