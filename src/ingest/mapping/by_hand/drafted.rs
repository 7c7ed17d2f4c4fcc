//! What was guessed, for a person to correct.

use super::{CellsByHand, ColumnByHand, ColumnGoes, RowCondition, TableByHand};
use crate::ingest::mapping::guess::{ColumnDraft, Sureness, TableDraft};
use crate::model::{CanonicalColumn, CanonicalTable, Kind};

impl From<&TableDraft> for TableByHand {
    fn from(draft: &TableDraft) -> Self {
        let hashed = draft.table.columns.iter().any(|column| draft.hashes(column));
        let column = |column: &ColumnDraft| {
            let level = draft.levels.contains(&column.header);
            let is_name = column.field.is_some_and(|field| field.name == "name");
            let unit = column.unit.as_deref().unwrap_or_default();
            let cells = CellsByHand { in_id: hashed && is_name, ..cells(&column.steps, unit) };
            ColumnByHand {
                header: column.header.clone(),
                goes: if level { ColumnGoes::Level } else { goes(column.field, column.ignored) },
                cells,
                sureness: Some(column.sureness),
                reason: without_lines(&column.reason),
                samples: column.samples.clone(),
            }
        };
        Self {
            table: draft.table,
            sheet: draft.sheet.clone(),
            rows: draft.rows.clone(),
            header_row: draft.header_row,
            header_rows: draft.header_rows,
            source: String::new(),
            seen: String::new(),
            namespace: String::new(),
            snapshot: false,
            blank: draft.blank.clone(),
            rest_left_out: false,
            group: draft.group.clone(),
            conditions: Vec::new(),
            constants: Vec::new(),
            columns: draft.columns.iter().map(column).collect(),
            doubts: draft.doubts.clone(),
            also: draft.also.clone(),
        }
    }
}

impl TableByHand {
    /// The table of the segments of the firms, where the rows of `own` say them too.
    pub fn placing(draft: &TableDraft, own: &Self) -> Option<Self> {
        let (placing, firm) = draft.places_firms().filter(|(placing, _)| placing.is_plain())?;
        let table = CanonicalTable::of(Kind::Member);
        let field = |name: &str| table.columns.iter().find(|column| column.name == name);
        let (enterprise, segment, product) = (field("enterprise")?, field("segment")?, field("product")?);
        let column = |column: &ColumnByHand| {
            let cells = match column.header == placing.header {
                true => cells(&placing.steps, ""),
                false => CellsByHand::default(),
            };
            let goes = match column.header.as_str() {
                header if header == placing.header => ColumnGoes::Field(segment),
                header if header == firm => ColumnGoes::Field(enterprise),
                header if placing.product.as_deref() == Some(header) => ColumnGoes::Field(product),
                _ => ColumnGoes::Nowhere,
            };
            let sureness = matches!(goes, ColumnGoes::Field(_)).then_some(Sureness::Likely);
            ColumnByHand { goes, cells, sureness, reason: String::new(), ..column.clone() }
        };
        let said = RowCondition { header: placing.header.clone(), patterns: vec!["?*".to_owned()], wanted: true };
        let columns = own.columns.iter().map(column).collect();
        let doubts = vec!["同一份名单还说了企业在哪个环节；不要时在这里去掉".to_owned()];
        let (conditions, also, rest_left_out) = (vec![said], Vec::new(), true);
        Some(Self { table, rest_left_out, conditions, columns, doubts, also, ..own.clone() })
    }
}

fn goes(field: Option<&'static CanonicalColumn>, ignored: bool) -> ColumnGoes {
    match field {
        Some(field) => ColumnGoes::Field(field),
        None if ignored => ColumnGoes::Nowhere,
        None => ColumnGoes::Extra,
    }
}

/// A reason without what it says in the language of mappings: on a page a menu does that.
fn without_lines(reason: &str) -> String {
    let clauses = reason.split_inclusive(['；', '，']).filter(|clause| !clause.contains(" = "));
    clauses.collect::<String>().trim_end_matches(['；', '，']).to_owned()
}

/// The steps of a guess are keys of the language, each a text.
fn cells(steps: &[String], unit: &str) -> CellsByHand {
    let mut cells = CellsByHand { unit: unit.to_owned(), ..CellsByHand::default() };
    for (key, value) in steps.iter().filter_map(|step| step.split_once(" = ")) {
        let value = value.trim_matches('"').to_owned();
        match key {
            "split" => cells.split = value,
            "date" => cells.date = value,
            "link" => cells.link = value,
            "take" => cells.take = true,
            "misfit" => cells.misfit = true,
            _ => {}
        }
    }
    cells
}
