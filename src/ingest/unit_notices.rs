//! Columns of amounts of which nothing says the unit are read as 万元, and told once each.

use super::advice::Advice;
use super::bare_amounts::BareColumn;
use super::cure::Cure;
use super::header::{FileHeader, Meaning};
use super::mapping::{ColumnRule, TableRule};
use crate::model::Holds;

/// What is said of amounts that cannot be meant in 万元.
const HUGE: &str = "，但一半以上大得不像万元，像是元";

/// A notice for each column that a mapping reads, of canonical files only where 万元 cannot be meant: their columns hold
/// 万元.
pub fn unit_notices(columns: &[BareColumn], file: &str, header: &FileHeader, rule: Option<&TableRule>) -> Vec<Advice> {
    let told = |(place, bare): (usize, &BareColumn)| {
        let Some(Meaning::Known { field, column }) = header.columns.get(place) else { return None };
        if matches!(column.holds, Holds::Percent) {
            return bare.may_be_parts().then(|| parts(file, &header.names[place], bare).into());
        }
        let absurd = bare.is_absurd(column);
        if bare.count == 0 || (rule.is_none() && !absurd) {
            return None;
        }
        let own = rule.and_then(|rule| rule.columns.iter().find(|own| own.column.name == column.name).cloned());
        let own = own.unwrap_or_else(|| ColumnRule::of_header(*field, column, &header.names[place]));
        let name = rule.and_then(|rule| rule.source_column(column.name)).unwrap_or(header.names[place].clone());
        let line = |unit| Cure::in_column([&Cure::Unit(unit)], &own).unwrap_or_default();
        let (what, end) = match (absurd, rule.is_some()) {
            (true, false) => (HUGE, "，或把列名改成带单位的，如「注册资本（元）」".to_owned()),
            (huge, _) => (if huge { HUGE } else { "" }, format!("；确是万元，写 {}，就不再提示", line("万元"))),
        };
        let BareColumn { count, row, samples, .. } = bare;
        let said = format!(
            "{file}：列 {name} 的 {count} 个数，列名和单元格都没有单位，按万元读{what}，如第 {row} 行起「{}」",
            samples.join("」「")
        );
        Some(Advice::either(
            format!("{said}；若是元，映射里写 {}{end}", line("元")),
            format!("{said}；请在“各列是什么”里给它选单位，选了就不再提示"),
        ))
    };
    columns.iter().enumerate().filter_map(told).collect()
}

/// What is said of shares below one.
fn parts(file: &str, name: &str, BareColumn { count, row, samples, .. }: &BareColumn) -> String {
    let first = samples.first().map_or("", String::as_str);
    format!(
        "{file}：列 {name} 的 {count} 个数小于 1，又没有写 %，按百分之几读（{first} 读作 {first}%），如第 {row} 行起「{}」；若是写成小数的比例，请改写成 12% 这样再导入；确是不到百分之一，写上 %，就不再提示",
        samples.join("」「"),
    )
}
