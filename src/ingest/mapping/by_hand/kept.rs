//! What a mapping says that was written before, for a person to correct.

use super::{CellsByHand, ColumnByHand, ColumnGoes, RowCondition, TableByHand};
use crate::ingest::amount::{AmountRule, Unit};
use crate::ingest::header::SOURCE;
use crate::ingest::mapping::rule::{ColumnRule, Condition, From, LEVEL_COLUMNS, LinkPart, Mode, TableRule};
use crate::model::CanonicalColumn;
use crate::model::values::SEEN;

/// Told where a mapping was written by hand and says more than the page can show.
const MORE: &str = "这份映射里有这一页显示不了的写法（同一列喂几个字段）；在这里改了再按“按此核对”，就只按这一页的";

impl TableByHand {
    /// The table as a rule has it; `self` is what was guessed of the same rows.
    #[must_use]
    pub fn ruled(self, rule: &TableRule) -> Self {
        let level = |header: &str| rule.levels.iter().any(|level| level.value == header);
        let mut more = false;
        let columns: Vec<ColumnByHand> = self
            .columns
            .into_iter()
            .map(|column| {
                let (goes, cells, several) = said(rule, &column.header);
                more |= several;
                let goes = if level(&column.header) { ColumnGoes::Level } else { goes };
                ColumnByHand { goes, cells, sureness: None, reason: "按存下的映射".to_owned(), ..column }
            })
            .collect();
        let constant = |field| rule.columns.iter().find(|column| column.field == field).and_then(constant_of);
        let of_row = |column: &&ColumnRule| ![SOURCE, SEEN].contains(&column.field);
        let constants = rule.columns.iter().filter(of_row);
        let constants = constants.filter_map(|column| Some((column.column, constant_of(column)?))).collect();
        Self {
            header_row: rule.header.row,
            header_rows: rule.header.lines,
            source: constant(SOURCE).unwrap_or_default(),
            seen: constant(SEEN).unwrap_or_default(),
            namespace: rule.namespace.clone().unwrap_or_default(),
            snapshot: rule.mode == Mode::Snapshot,
            blank: rule.blank.clone(),
            rest_left_out: rule.ignore_rest,
            group: rule.group.as_ref().map(|at| at.value.clone()),
            conditions: rule.conditions.iter().map(condition).collect(),
            constants,
            columns,
            doubts: if more { vec![MORE.to_owned()] } else { Vec::new() },
            ..self
        }
    }
}

fn constant_of(rule: &ColumnRule) -> Option<String> {
    if let From::Constant(text) = &rule.from { Some(text.clone()) } else { None }
}

fn condition(condition: &Condition) -> RowCondition {
    let Condition { header, patterns, wanted } = condition;
    RowCondition { header: header.value.clone(), patterns: patterns.clone(), wanted: *wanted }
}

/// What a rule says of one header; whether it feeds several fields.
fn said(rule: &TableRule, header: &str) -> (ColumnGoes, CellsByHand, bool) {
    let speaks = |column: &&ColumnRule| match &column.from {
        From::Headers(headers) => headers.iter().any(|own| own == header),
        From::Constant(_) => false,
    };
    let by_level = |name: &str| !rule.levels.is_empty() && LEVEL_COLUMNS.iter().any(|(own, _)| *own == name);
    let of_level = |column: &&ColumnRule| by_level(column.column.name);
    let all: Vec<&ColumnRule> = rule.columns.iter().filter(speaks).collect();
    let hashed = all.iter().any(|column| column.steps.hash);
    let read = || all.iter().copied().filter(|column| !column.steps.hash);
    let ignored = rule.ignore_rest || rule.ignore.iter().any(|at| at.value == header);
    let Some(column) = read().next() else {
        let goes = if ignored && !hashed { ColumnGoes::Nowhere } else { ColumnGoes::Extra };
        return (goes, CellsByHand { in_id: hashed, ..CellsByHand::default() }, false);
    };
    let several = read().filter(|column| !of_level(column)).count() > 1;
    (ColumnGoes::Field(column.column), CellsByHand { in_id: hashed, ..cells(column) }, several)
}

fn cells(rule: &ColumnRule) -> CellsByHand {
    let steps = &rule.steps;
    let link = |part: LinkPart| if part == LinkPart::Url { "url" } else { "text" };
    CellsByHand {
        unit: unit(steps.unit, rule.column),
        split: steps.split.iter().collect(),
        join: Some(steps.join.clone()).filter(|join| !matches!(join.as_str(), " " | "；")).unwrap_or_default(),
        date: steps.dates.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"),
        take: steps.take.is_some(),
        link: steps.link.map(link).unwrap_or_default().to_owned(),
        rates: steps.rates.iter().map(|(name, rate)| (name.clone(), rate.to_string())).collect(),
        values: steps.values.clone(),
        misfit: rule.misfit,
        keep: rule.keep,
        down: rule.down,
        in_id: false,
    }
}

fn unit(unit: Option<Unit>, column: &CanonicalColumn) -> String {
    match unit {
        Some(unit @ Unit::Power(_)) if matches!(column.holds, crate::model::Holds::Money) => {
            let word = AmountRule { unit, ..AmountRule::default() }.word();
            if word.is_empty() { "万元".to_owned() } else { word }
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::mapping::by_hand::{CellsByHand, ColumnByHand, ColumnGoes, TableByHand, mapping_text};
    use crate::ingest::mapping::parse::Mapping;
    use crate::model::{CanonicalTable, Kind};

    const TEXT: &str = r#"[[table]]
table = "enterprises"
sheet = "甲"
source = "某局"
seen = "2026-01-02"
namespace = "名录"
header_row = 2
header_rows = 2
mode = "snapshot"
group = "区县"
ignore = ["*"]
blank = ["待补"]
when = { "名称" = ["*公司*", "*厂"] }
unless = { "名称" = ["总计*"] }
[table.columns]
country = { constant = "CN" }
enterprise = { header = ["名称", "地址"], hash = true }
name = "名称"
adcode = { header = ["省", "市"], take = "region", misfit = "extra", values = { "吉林" = "220200", "境外" = "" }, join = "/" }
park = { header = "地址", keep = true }
capital = { header = "资金", unit = "千万元", rate = { "美元" = 7.1 } }
founded = { header = "成立", date = ["DD/MM/YYYY", "YYYY.M"] }
former_names = { header = "曾用", split = "/|" }
website = { header = "网站", link = "url", down = true }
"#;

    fn unsaid(headers: &[&str]) -> TableByHand {
        let column = |header: &&str| ColumnByHand {
            header: (*header).to_owned(),
            goes: ColumnGoes::Extra,
            cells: CellsByHand::default(),
            sureness: None,
            reason: String::new(),
            samples: Vec::new(),
        };
        TableByHand {
            table: CanonicalTable::of(Kind::Enterprise),
            sheet: Some("甲".to_owned()),
            rows: None,
            header_row: None,
            header_rows: 1,
            source: String::new(),
            seen: String::new(),
            namespace: String::new(),
            snapshot: false,
            blank: Vec::new(),
            rest_left_out: false,
            group: None,
            conditions: Vec::new(),
            constants: Vec::new(),
            columns: headers.iter().map(column).collect(),
            doubts: Vec::new(),
            also: Vec::new(),
        }
    }

    #[test]
    fn what_is_read_back_is_written_as_it_was() {
        let mapping = Mapping::parse("m", TEXT).unwrap();
        let headers = ["名称", "省", "市", "地址", "资金", "成立", "曾用", "网站", "备注", "区县"];
        let table = unsaid(&headers).ruled(&mapping.tables[0]);
        assert!(table.doubts.is_empty() && table.missing().is_empty(), "{table:?}");
        assert_eq!(mapping_text([&table]), TEXT);
        let again = Mapping::parse("m", &mapping_text([&table])).unwrap();
        assert_eq!(mapping_text([&unsaid(&headers).ruled(&again.tables[0])]), TEXT);
    }

    #[test]
    fn a_column_that_feeds_two_fields_is_told() {
        let text = "[[table]]\ntable = \"enterprises\"\n[table.columns]\nname = \"名称\"\nshort_name = \"名称\"\n";
        let mapping = Mapping::parse("m", text).unwrap();
        let table = unsaid(&["名称"]).ruled(&mapping.tables[0]);
        assert!(table.doubts.iter().any(|doubt| doubt.contains("同一列喂几个字段")), "{table:?}");
    }
}
