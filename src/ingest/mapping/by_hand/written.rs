//! Tables corrected by hand as the text of a mapping.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{CellsByHand, ColumnByHand, ColumnGoes, TableByHand, keys_for};
use crate::ingest::mapping::line::{list, quoted};
use crate::model::{CanonicalColumn, Holds};

/// The text of a mapping of these tables.
pub fn mapping_text<'a>(tables: impl IntoIterator<Item = &'a TableByHand>) -> String {
    let mut text = String::new();
    for table in tables {
        table.write(&mut text).expect("invariant: writing to a text does not fail");
    }
    text
}

impl TableByHand {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "[[table]]\ntable = {}", quoted(self.table.file()))?;
        let said = [("sheet", self.sheet.as_deref()), ("rows", self.rows.as_deref())];
        let texts = [("source", &self.source), ("seen", &self.seen), ("namespace", &self.namespace)];
        let texts = texts.into_iter().map(|(key, value)| (key, Some(value.as_str()).filter(|value| !value.is_empty())));
        for (key, value) in said.into_iter().chain(texts) {
            if let Some(value) = value {
                writeln!(text, "{key} = {}", quoted(value))?;
            }
        }
        if let Some(row) = self.header_row {
            writeln!(text, "header_row = {row}")?;
        }
        if self.header_rows > 1 {
            writeln!(text, "header_rows = {}", self.header_rows)?;
        }
        if self.snapshot {
            writeln!(text, "mode = \"snapshot\"")?;
        }
        if let Some(group) = &self.group {
            writeln!(text, "group = {}", quoted(group))?;
        }
        self.write_lists(text)?;
        for (key, wanted) in [("when", true), ("unless", false)] {
            self.write_conditions(text, key, wanted)?;
        }
        writeln!(text, "[table.columns]")?;
        self.write_columns(text)
    }

    fn write_lists(&self, text: &mut String) -> std::fmt::Result {
        let going = |goes: ColumnGoes| {
            let columns = self.columns.iter().filter(move |column| column.goes == goes);
            list(columns.map(|column| column.header.as_str()))
        };
        let levels = if self.has_levels() { going(ColumnGoes::Level) } else { String::new() };
        let nowhere = going(ColumnGoes::Nowhere);
        let ignored = if self.rest_left_out { quoted("*") } else { nowhere };
        let blank = list(self.blank.iter().map(String::as_str));
        for (key, all) in [("levels", levels), ("ignore", ignored), ("blank", blank)] {
            if !all.is_empty() {
                writeln!(text, "{key} = [{all}]")?;
            }
        }
        Ok(())
    }

    fn write_conditions(&self, text: &mut String, key: &str, wanted: bool) -> std::fmt::Result {
        let all = self.conditions.iter().filter(|condition| condition.wanted == wanted);
        let one = |condition: &super::RowCondition| {
            format!("{} = [{}]", quoted(&condition.header), list(condition.patterns.iter().map(String::as_str)))
        };
        let all: Vec<String> = all.map(one).collect();
        if all.is_empty() { Ok(()) } else { writeln!(text, "{key} = {{ {} }}", all.join(", ")) }
    }

    fn write_columns(&self, text: &mut String) -> std::fmt::Result {
        for (field, constant) in &self.constants {
            writeln!(text, "{} = {{ constant = {} }}", field.name, quoted(constant))?;
        }
        if let Some(id) = self.id().filter(|_| self.makes_id()) {
            let of = self.columns.iter().filter(|column| column.cells.in_id).map(|column| column.header.as_str());
            writeln!(text, "{} = {{ header = [{}], hash = true }}", id.name, list(of))?;
        }
        let mut fields: Vec<(&'static CanonicalColumn, Vec<&ColumnByHand>)> = Vec::new();
        for column in &self.columns {
            let Some(field) = column.goes.field() else { continue };
            match fields.iter_mut().find(|(own, _)| own.name == field.name) {
                Some((_, all)) => all.push(column),
                None => fields.push((field, vec![column])),
            }
        }
        fields.iter().try_for_each(|(field, columns)| write_field(text, field, columns))
    }
}

fn write_field(text: &mut String, field: &CanonicalColumn, columns: &[&ColumnByHand]) -> std::fmt::Result {
    let [first, others @ ..] = columns else { return Ok(()) };
    let mut keys = keys(field, &first.cells);
    if !others.is_empty() && !first.cells.join.is_empty() {
        keys.push(format!("join = {}", quoted(&first.cells.join)));
    }
    let headers = list(columns.iter().map(|column| column.header.as_str()));
    let header = if others.is_empty() { headers } else { format!("[{headers}]") };
    if keys.is_empty() {
        writeln!(text, "{} = {header}", field.name)
    } else {
        writeln!(text, "{} = {{ header = {header}, {} }}", field.name, keys.join(", "))
    }
}

/// The keys of a field's rule beside its header.
fn keys(field: &CanonicalColumn, cells: &CellsByHand) -> Vec<String> {
    let fits = keys_for(field);
    let texts = [("unit", &cells.unit), ("split", &cells.split), ("link", &cells.link)];
    let texts = texts.into_iter().filter(|(_, value)| !value.is_empty());
    let texts = texts.map(|(key, value)| (key, quoted(value)));
    let dates: Vec<&str> = cells.date.split('；').filter(|form| !form.is_empty()).collect();
    let date = (!dates.is_empty()).then(|| ("date", format!("[{}]", list(dates.into_iter()))));
    let region = matches!(field.holds, Holds::Region);
    let take = cells.take.then(|| ("take", quoted(if region { "region" } else { "number" })));
    let misfit = cells.misfit.then(|| ("misfit", quoted("extra")));
    let rate = (!cells.rates.is_empty()).then(|| ("rate", pairs(&cells.rates, number)));
    let bounded = texts.chain(date).chain(take).chain(misfit).chain(rate);
    let bounded = bounded.filter(|(key, _)| fits.contains(key));
    let values = (!cells.values.is_empty()).then(|| ("values", pairs(&cells.values, quoted)));
    let ticked = [("keep", cells.keep), ("down", cells.down)].into_iter().filter(|(_, yes)| *yes);
    let ticked = ticked.map(|(key, _)| (key, "true".to_owned()));
    bounded.chain(values).chain(ticked).map(|(key, value)| format!("{key} = {value}")).collect()
}

/// A text as a number of the mapping; one that is none stays a text, which the language refuses by its name.
fn number(text: &str) -> String {
    text.parse::<f64>().map_or_else(|_| quoted(text), |number| format!("{number:?}"))
}

fn pairs(all: &BTreeMap<String, String>, written: impl Fn(&str) -> String) -> String {
    let pair = |(name, value): (&String, &String)| format!("{} = {}", quoted(name), written(value));
    format!("{{ {} }}", all.iter().map(pair).collect::<Vec<_>>().join(", "))
}
