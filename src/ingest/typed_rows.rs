//! Rows that a person typed into a form: from memory, read as those of a file are.

use std::sync::Arc;

use super::draft::Draft;
use super::problem::Fault;
use super::row_stream::Rows;
use super::rows::{SourceCell, SourceRow};
use crate::model::values::{A_TO, EXTRA};
use crate::model::{CanonicalTable, Field, Kind};
use crate::normalize::text;

/// Rows of one table, typed into a form. They have no place: no number is told of them.
#[derive(Debug, Clone)]
pub struct TypedRows {
    /// The header first.
    rows: Arc<[SourceRow]>,
    /// The one column that they correct of a record that is there; none: they are new.
    corrects: Option<Field>,
}

impl TypedRows {
    /// Rows under the English names of columns.
    pub fn new(header: &[&str], rows: &[Vec<String>]) -> Self {
        let typed = |number, cells: Vec<SourceCell>| SourceRow { number, cells };
        let cell = |said: &str| SourceCell { text: text::trimmed(said).to_owned(), ..SourceCell::default() };
        let head = typed(1, header.iter().map(|name| cell(name)).collect());
        let rows = rows.iter().map(|row| typed(0, row.iter().map(|said| cell(said)).collect()));
        Self { rows: std::iter::once(head).chain(rows).collect(), corrects: None }
    }

    /// The same, where only this column is to be said: what else the rows hold tells which record they mean.
    #[must_use]
    pub fn correcting(self, kind: Kind, column: &str) -> Self {
        Self { corrects: CanonicalTable::of(kind).field(column), ..self }
    }

    /// The column that is corrected, where one is.
    pub fn corrects(&self) -> Option<Field> {
        self.corrects
    }

    /// What stands in the first row under a column.
    fn cell(&self, name: &str) -> &str {
        let place = self.rows.first().and_then(|head| head.cells.iter().position(|cell| cell.text == name));
        let cell = place.and_then(|place| self.rows.get(1)?.cells.get(place));
        cell.map_or("", |cell| cell.text.as_str())
    }

    /// A stream of them.
    pub fn stream(&self) -> Rows {
        Rows::Typed(self.rows.iter().cloned().collect::<Vec<_>>().into_iter())
    }

    /// What is kept of a draft: in a form nothing is laid aside, and a correction says one thing.
    ///
    /// # Errors
    /// A cell could not be read as what its column holds.
    pub fn kept(&self, draft: &Draft) -> Result<Draft, Fault> {
        if let Some((_, aside)) = draft.fields.iter().find(|(field, _)| *field == EXTRA) {
            let told = aside.as_text().unwrap_or_default().to_owned();
            let (name, said) = told.split_once('\u{1f}').unwrap_or(("", &told));
            let column = CanonicalTable::of(draft.kind).columns.iter().find(|column| column.name == name);
            let example = column.map_or("", |column| column.example);
            let fault = |column: &'static str| {
                Fault::new(
                    column,
                    said,
                    format!("读不成{}", column_word(draft.kind, column)),
                    format!("请照这样写：{example}"),
                )
            };
            return Err(column
                .map_or_else(|| Fault::of_row(format!("没有「{name}」这一项"), "请刷新页面重填"), |c| fault(c.name)));
        }
        let Some(corrects) = self.corrects else { return Ok(draft.clone()) };
        // Rows of others are there to take back what they said; the first one says something.
        if draft.source == self.cell("source") && draft.fields.iter().all(|(field, _)| *field != corrects) {
            let column = CanonicalTable::of(draft.kind).column(corrects);
            let (name, example) = column.map_or(("", ""), |column| (column.name, column.example));
            return Err(Fault::new(name, self.cell(name), "等于没有说", format!("请照这样写：{example}")));
        }
        let mut kept = draft.clone();
        kept.fields.retain(|(field, _)| *field == corrects || *field >= A_TO);
        Ok(kept)
    }
}

fn column_word(kind: Kind, name: &str) -> &'static str {
    let column = CanonicalTable::of(kind).columns.iter().find(|column| column.name == name);
    column.map_or("这一项", |column| column.header())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::DraftValue;
    use crate::model::values::SEEN;

    #[test]
    fn a_correction_says_one_thing_and_when() {
        let text = |said: &str| DraftValue::Text(said.to_owned());
        let fields = vec![(1, text("甲厂")), (15, text("5")), (SEEN, text("2026-11-27"))];
        let draft = Draft { id: Some("e1".into()), fields, ..Draft::new(Kind::Enterprise, "local:甲") };
        let row = ["e1", "甲厂", "5", "local:甲"].map(str::to_owned).to_vec();
        let typed = TypedRows::new(&["enterprise", "name", "revenue", "source"], &[row]);
        assert_eq!(typed.kept(&draft).unwrap(), draft);
        let silent = Draft { fields: vec![(1, text("甲厂"))], ..draft.clone() };
        let typed_so = typed.clone().correcting(Kind::Enterprise, "revenue");
        assert_eq!(typed_so.kept(&silent).unwrap_err().column, Some("revenue"));
        let of_another = Draft { source: "local:乙".into(), ..silent };
        assert!(typed_so.kept(&of_another).unwrap().fields.is_empty());
        let kept = typed.correcting(Kind::Enterprise, "revenue").kept(&draft).unwrap();
        assert_eq!(kept.fields, vec![(15, text("5")), (SEEN, text("2026-11-27"))]);
    }

    #[test]
    fn what_would_be_laid_aside_is_refused_with_its_column() {
        let fields = vec![(EXTRA, DraftValue::Text("revenue\u{1f}面议".into()))];
        let draft = Draft { fields, ..Draft::new(Kind::Enterprise, "local:甲") };
        let fault = TypedRows::new(&["enterprise"], &[]).kept(&draft).unwrap_err();
        assert_eq!((fault.column, fault.value.as_str()), (Some("revenue"), "面议"));
    }
}
