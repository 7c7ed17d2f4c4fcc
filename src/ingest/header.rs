//! Which column of a file is which field: English names, Chinese headers, provenance, and columns nobody knows.

use std::collections::HashMap;

use super::amount::AmountRule;
use super::rows::{FileFault, SourceCell, SourceRow};
use crate::model::schema::{PROVENANCE, TABLES};
use crate::model::{CanonicalColumn, CanonicalTable, Field, Holds, Kind, values};
use crate::normalize::text;

/// The source column; its text is part of every key.
pub const SOURCE: Field = 249;

/// What one column of a file is.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// A column of the table, or one of those that say where a row is from.
    Known {
        /// The number its value is stored under.
        field: Field,
        /// What it holds.
        column: &'static CanonicalColumn,
    },
    /// Kept as an extra value under its header.
    Extra(String),
}

/// The header of a file.
#[derive(Debug, Clone)]
pub struct FileHeader {
    /// The table the file was taken for.
    pub table: &'static CanonicalTable,
    /// What each column is, from the left.
    pub columns: Vec<Meaning>,
    /// The headers as given.
    pub names: Vec<String>,
    /// How the amounts of each column are read.
    pub amounts: Vec<AmountRule>,
    /// What a mapping puts before ids.
    pub namespace: Option<String>,
}

impl FileHeader {
    /// Reads the header row of a file of `table`.
    ///
    /// # Errors
    /// A header is blank, unreadable or stands twice, or a column that must be given is missing.
    pub fn read(table: &'static CanonicalTable, row: &SourceRow) -> Result<Self, FileFault> {
        let names = used_names(row);
        refuse_blank(&names, row.number)?;
        refuse_unreadable(&names, row.number)?;
        let columns: Vec<Meaning> = names.iter().map(|name| meaning(table, name)).collect();
        let amounts = names.iter().map(|name| AmountRule::of_header(name).unwrap_or_default()).collect();
        let header = Self { table, columns, names, amounts, namespace: None };
        header.refuse_doubles(row.number)?;
        header.refuse_missing(row.number)?;
        Ok(header)
    }

    /// An id or reference behind the mapping's namespace, where it sets one.
    pub fn namespaced(&self, text: &str) -> Option<String> {
        self.namespace.as_ref().map(|namespace| format!("{namespace}:{}", text::folded(text)))
    }

    /// The header of each column that is known, by its name in the schema.
    pub fn titles(&self) -> HashMap<&'static str, String> {
        let known = |(meaning, name): (&Meaning, &String)| match meaning {
            Meaning::Known { column, .. } => Some((column.name, name.clone())),
            Meaning::Extra(_) => None,
        };
        self.columns.iter().zip(&self.names).filter_map(known).collect()
    }

    /// Whether a Chinese header of money says no unit: our templates say it, programs write English.
    pub fn leaves_units_open(&self) -> bool {
        let open = |((meaning, name), amounts): ((&Meaning, &String), &AmountRule)| {
            let money = matches!(meaning, Meaning::Known { column, .. } if matches!(column.holds, Holds::Money));
            money && !amounts.said && !name.is_ascii()
        };
        self.columns.iter().zip(&self.names).zip(&self.amounts).any(open)
    }

    /// Headers the schema does not know.
    pub fn unknown(&self) -> Vec<String> {
        let extra = |m: &Meaning| if let Meaning::Extra(name) = m { Some(name.clone()) } else { None };
        self.columns.iter().filter_map(extra).collect()
    }

    /// Writes out what a cell means by more than its text: a serial date, the unit its header gives. Elsewhere it would be
    /// read as something else.
    pub fn write_out(&self, place: usize, cell: &mut SourceCell) {
        let Some(Meaning::Known { column, .. }) = self.columns.get(place) else { return };
        match column.holds {
            Holds::Date => cell.write_out_date(),
            Holds::Money if text::number(&cell.text).is_some() => cell.text.push_str(&self.amounts[place].word()),
            _ => {}
        }
    }

    fn refuse_doubles(&self, row: u64) -> Result<(), FileFault> {
        for (i, name) in self.names.iter().enumerate() {
            let same = |other: &Meaning| match (&self.columns[i], other) {
                (Meaning::Known { field: x, .. }, Meaning::Known { field: y, .. }) => x == y,
                (Meaning::Extra(x), Meaning::Extra(y)) => x == y,
                _ => false,
            };
            if let Some(first) = self.columns[..i].iter().position(same) {
                let reason = format!(
                    "表头「{}」（第 {} 列）与「{name}」（第 {} 列）是同一列",
                    self.names[first],
                    first + 1,
                    i + 1
                );
                return Err(FileFault::new(reason, "请删去或改名其中一列").at(row));
            }
        }
        Ok(())
    }

    fn refuse_missing(&self, row: u64) -> Result<(), FileFault> {
        let has =
            |name: &str| self.columns.iter().any(|m| matches!(m, Meaning::Known { column, .. } if column.name == name));
        let needed = |c: &&CanonicalColumn| c.role.must_be_given() && !has(c.name) && !inherits(self.table, c, &has);
        let missing: Vec<String> = self.table.columns.iter().filter(needed).map(both_names).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let reason = format!("缺少必需的列：{}", missing.join("、"));
        let known: Vec<String> = self.table.columns.iter().map(both_names).collect();
        Err(FileFault::new(
            reason,
            format!("{} 的列有：{}；若上方有标题行，请删去，让表头成为第一行", self.table.file(), known.join("、")),
        )
        .at(row))
    }
}

/// Whether a column may be missing since a segment stands in the chain and at the stage of the one above it.
pub fn inherits(table: &CanonicalTable, column: &CanonicalColumn, has: &dyn Fn(&str) -> bool) -> bool {
    table.kind == Kind::Segment && ["chain", "stage"].contains(&column.name) && has("parent")
}

fn both_names(column: &'static CanonicalColumn) -> String {
    match column.zh.first() {
        Some(zh) => format!("{}（{zh}）", column.name),
        None => column.name.to_owned(),
    }
}

/// The headers of a row, up to the last one that is not blank.
pub fn used_names(row: &SourceRow) -> Vec<String> {
    let names: Vec<String> = row.cells.iter().map(|cell| text::folded(&cell.text)).collect();
    let used = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    names[..used].to_vec()
}

/// Refuses a header in which a column has no name.
pub fn refuse_blank(names: &[String], row: u64) -> Result<(), FileFault> {
    match names.iter().position(String::is_empty) {
        None => Ok(()),
        Some(i) => {
            let reason = format!("表头第 {} 列没有名称", i + 1);
            Err(FileFault::new(reason, "请补上列名；若上方有标题行或合并的表头，请删去，让表头成为第一行").at(row))
        }
    }
}

/// A name that could not be shown, or stored beside its values.
fn refuse_unreadable(names: &[String], row: u64) -> Result<(), FileFault> {
    const LONGEST: usize = 200;
    for (i, name) in (1..).zip(names) {
        if let Some(c) = name.chars().find(|c| c.is_control()).or_else(|| text::forbidden(name)) {
            let what = match c {
                '\u{fffd}' => "乱码".to_owned(),
                c => format!("控制字符 U+{:04X}", u32::from(c)),
            };
            let fix = "请删去看不见的字符和换行，或检查文件的编码";
            return Err(FileFault::new(format!("表头第 {i} 列含有{what}"), fix).at(row));
        }
        if name.chars().nth(LONGEST).is_some() {
            let reason = format!("表头第 {i} 列的名称超过 {LONGEST} 字");
            return Err(FileFault::new(reason, "请改短列名，或检查引号是否闭合").at(row));
        }
    }
    Ok(())
}

/// What a header means in a table.
pub fn meaning(table: &'static CanonicalTable, name: &str) -> Meaning {
    let lower = name.to_ascii_lowercase();
    let is = |c: &CanonicalColumn| c.name == lower || c.zh.iter().any(|zh| text::folded(zh) == name);
    if let Some(i) = table.columns.iter().position(is).or_else(|| amount_in_unit(table, &lower)) {
        let field = Field::try_from(i).expect("invariant: a table has fewer columns than field numbers");
        return Meaning::Known { field, column: &table.columns[i] };
    }
    match PROVENANCE.iter().position(is) {
        Some(i) => Meaning::Known { field: [SOURCE, values::SOURCE_URL, values::SEEN][i], column: &PROVENANCE[i] },
        None => Meaning::Extra(name.to_owned()),
    }
}

/// The place of the column that a header with any unit means: `营业收入（亿元）`.
fn amount_in_unit(table: &CanonicalTable, name: &str) -> Option<usize> {
    AmountRule::of_header(name)?;
    let bare = name.split(['(', '[', '/', ':', '_', ' ', '-']).next().unwrap_or_default();
    let is = |c: &CanonicalColumn| {
        matches!(c.holds, Holds::Money | Holds::Count) && (c.name == bare || c.zh.contains(&bare))
    };
    table.columns.iter().position(is)
}

/// The canonical files whose required columns a header has and which know all its columns best.
pub fn tables_for(row: &SourceRow) -> Vec<Kind> {
    let fits = |table: &'static CanonicalTable| {
        let header = FileHeader::read(table, row).ok()?;
        Some((header.unknown().len(), table.kind))
    };
    let found: Vec<(usize, Kind)> = TABLES.iter().filter_map(fits).collect();
    let least = found.iter().map(|(unknown, _)| *unknown).min().unwrap_or_default();
    found.into_iter().filter(|(unknown, _)| *unknown == least).map(|(_, kind)| kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::rows::SourceCell;

    fn row(names: &[&str]) -> SourceRow {
        let cells = names.iter().map(|n| SourceCell { text: (*n).to_owned(), ..SourceCell::default() }).collect();
        SourceRow { number: 1, cells }
    }

    #[test]
    fn chinese_and_english_headers_mean_the_same() {
        let header =
            FileHeader::read(CanonicalTable::of(Kind::Member), &row(&["企业", "SEGMENT", "来源日期", "备注"])).unwrap();
        assert_eq!(header.unknown(), ["备注"]);
        assert!(matches!(header.columns[2], Meaning::Known { field: values::SEEN, .. }));
    }

    #[test]
    fn a_header_tells_its_table() {
        assert_eq!(tables_for(&row(&["supplier", "customer"])), [Kind::Supply]);
        assert_eq!(tables_for(&row(&["from", "to", "kind"])), [Kind::Feed]);
        assert_eq!(tables_for(&row(&["a", "b"])), []);
    }

    #[test]
    fn doubles_blanks_and_missing_columns_are_named() {
        let fault = |names: &[&str]| FileHeader::read(CanonicalTable::of(Kind::Feed), &row(names)).unwrap_err().reason;
        assert!(fault(&["from", "to", "供给环节"]).contains("供给环节"));
        assert!(fault(&["from", "", "to"]).contains("第 2 列没有名称"));
        assert!(fault(&["from"]).contains("to（使用环节）"));
    }
}
