//! One cell to its canonical text, or what is wrong with it.

use std::collections::HashMap;

use super::rows::Cell;
use super::{Fault, Notices, problem};
use crate::model::{Column, CreditCode, Holds};
use crate::normalize::{RegionError, Regions, text};

/// Reads cells; regions by name are looked up once each.
#[derive(Debug, Default)]
pub struct CellReader {
    regions: Regions,
    found: HashMap<String, Result<String, Fault>>,
    /// What the reader should know though it is no fault.
    pub notices: Notices,
}

impl CellReader {
    /// Reads cells against this table of regions.
    pub fn new(regions: Regions) -> Self {
        Self { regions, found: HashMap::new(), notices: Notices::default() }
    }

    /// The canonical text of a cell that is not blank and holds no references.
    pub fn canonical(&mut self, column: &'static Column, cell: &Cell) -> Result<String, Fault> {
        let given = cell.text.as_str();
        let fault = |reason: &str, fix: &str| Err(Fault::new(column.name, given, reason, fix));
        match column.holds {
            Holds::Text | Holds::ErasableText | Holds::Reference(_) | Holds::References(_) => {
                Ok(text::one_line(given).into_owned())
            }
            Holds::Texts => Ok(text::list(given).collect::<Vec<_>>().join("；")),
            Holds::StockCode => Ok(text::folded(given).to_uppercase()),
            Holds::Country => Ok(country(given)),
            Holds::Region => self.region(column, given),
            Holds::Regions => {
                let parts: Result<Vec<_>, _> = text::list(given).map(|part| self.region(column, part)).collect();
                Ok(parts?.join(";"))
            }
            Holds::NewRegion => match given.parse::<crate::model::Adcode>() {
                Ok(adcode) => Ok(adcode.to_string()),
                Err(_) => fault("不是六位区划代码", "请写六位数字，如 340199"),
            },
            Holds::Word(read, vocabulary) => match read(&text::folded(given)) {
                Some(code) => Ok(code.to_owned()),
                None => fault("不是此列认识的词", &words(vocabulary)),
            },
            Holds::YesNo => match text::yes_no(&text::folded(given)) {
                Some(yes) => Ok(if yes { "1" } else { "0" }.to_owned()),
                None => fault("不是“是”或“否”", "请写 1、是、√、true 或 0、否、false"),
            },
            Holds::Money => number(column, given, 0.0, f64::MAX, "金额不能为负", "单位是万元，请写不带单位的数字"),
            Holds::Percent => {
                number(column, given, 0.0, 100.0, "百分比应在 0 到 100 之间", "请写 0 到 100 的数字，不带 % 号")
            }
            Holds::Degrees(most) => number(column, given, -most, most, "经纬度超出范围", "请写十进制的度数"),
            Holds::Count => {
                let counted = number(column, given, 0.0, 1e12, "数量不能为负", "请写整数")?;
                if counted.contains('.') { fault("不是整数", "请写整数") } else { Ok(counted) }
            }
            Holds::Date => match cell.date() {
                Some(date) => Ok(date.to_string()),
                None => fault("不是日历上的日期", "请写 YYYY-MM-DD、YYYY-MM、YYYY 或 YYYY年M月D日"),
            },
            Holds::CreditCode => Ok(self.credit_code(given)),
            Holds::Url => match text::folded(given) {
                url if url.starts_with("http://") || url.starts_with("https://") => Ok(url),
                bare if looks_like_host(&bare) => Ok(format!("http://{bare}")),
                _ => fault("不是 http 或 https 网址", "请写以 http:// 或 https:// 开头的网址"),
            },
        }
    }

    /// The code of the region an address begins with.
    pub fn leading_region(&self, address: &str) -> Option<String> {
        self.regions.leading(address).map(|adcode| adcode.to_string())
    }

    fn region(&mut self, column: &'static Column, given: &str) -> Result<String, Fault> {
        if let Some(known) = self.found.get(given) {
            return known.clone().map_err(|fault| Fault { column: Some(column.name), ..fault });
        }
        let read = self.read_region(column, given);
        if self.found.len() < 100_000 {
            self.found.insert(given.to_owned(), read.clone());
        }
        read
    }

    fn read_region(&mut self, column: &'static Column, given: &str) -> Result<String, Fault> {
        let found = self.regions.read(given).map_err(|error| match error {
            RegionError::Unknown { near, .. } if near.is_empty() => Fault::new(
                column.name,
                given,
                "没有这个地区",
                "请写六位区划代码或地区全名；本市自设园区可先导入 regions.csv",
            ),
            RegionError::Unknown { near, .. } => {
                Fault::new(column.name, given, "没有这个地区", format!("相近的有：{}", near.join("、")))
            }
            RegionError::Ambiguous { choices, .. } => {
                Fault::new(column.name, given, "有多个地区叫这个名字", format!("请写区划代码：{}", choices.join("、")))
            }
        })?;
        if let Some(old) = found.abolished {
            let name = self.regions.name(old);
            self.notices.add(if old == found.adcode {
                format!("区划代码 {old}（{name}）已撤销，去向不明，保留原代码，按所在地级市计算")
            } else {
                format!("区划代码 {old}（{name}）已撤销，改记为 {} {}", found.adcode, self.regions.name(found.adcode))
            });
        }
        Ok(found.adcode.to_string())
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

fn number(
    column: &'static Column,
    given: &str,
    least: f64,
    most: f64,
    outside: &str,
    fix: &str,
) -> Result<String, Fault> {
    match text::number(given) {
        None => Err(Fault::new(column.name, given, "不是数字", fix)),
        Some(n) if n < least || n > most => Err(Fault::new(column.name, given, outside, fix)),
        Some(n) => Ok(if n == 0.0 { "0".to_owned() } else { n.to_string() }),
    }
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
    use crate::model::{Kind, Table};

    fn read(kind: Kind, column: &str, text: &str, numeric: bool) -> Result<String, Fault> {
        let column = Table::of(kind).columns.iter().find(|c| c.name == column).unwrap();
        CellReader::new(Regions::default()).canonical(column, &Cell { text: text.into(), numeric, broken: None })
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
        assert!(fault(Kind::Enterprise, "adcode", "340199").reason.contains("没有这个地区"));
        assert!(fault(Kind::Enterprise, "website", "javascript:alert(1)").reason.contains("网址"));
    }
}
