//! Merging the rows of a returned file into the list as it is now, cell by cell.

use crate::app::sharing::packet::asked::ReturnChoice;
use crate::app::sharing::packet::preview::{CellChange, CellConflict, PreviewTarget, RefusedCell, ReturnPreview};
use crate::app::{AppError, lists};
use crate::graph::{ChainIx, Graph};
use crate::ingest::{ReturnedCell, ReturnedRow};
use crate::model::{EntryField, TargetState};
use crate::normalize::text;
use crate::work::{Entry, Merged, follow_squad, merged, step};

/// The merge under way.
pub(super) struct Merging<'a> {
    pub graph: &'a Graph,
    pub chain: ChainIx,
    /// What a row may change, in the order it is told.
    pub fields: Vec<EntryField>,
    /// The squad the rows were handed to; none where a list was exported.
    pub squad: Option<&'a str>,
    /// Which cells are taken, where a person chose.
    pub chosen: Option<&'a ReturnChoice>,
    pub preview: ReturnPreview,
    /// Entries with what they are to say.
    pub changed: Vec<(&'a lists::Listed, Entry)>,
}

/// One row: the entry as it went out, as it is now, and as it will be.
struct Row<'a> {
    target: PreviewTarget,
    base: &'a Entry,
    now: &'a lists::Listed,
    after: Entry,
    /// What is taken, as it was returned.
    news: Vec<(EntryField, String)>,
    touched: bool,
}

impl Row<'_> {
    fn take(&mut self, field: EntryField, value: &str, cell: &ReturnedCell) {
        self.after.set(field, value);
        self.news.push((field, cell.text.clone()));
    }
}

impl<'a> Merging<'a> {
    /// Merges one row.
    pub fn row(&mut self, returned: &ReturnedRow, base: &Entry, now: &'a lists::Listed) {
        let (target, after) = (told(self.graph, now), now.entry.clone());
        let name = returned.text("企业").unwrap_or_default();
        if !name.is_empty() && text::folded(name) != text::folded(&target.name) {
            self.preview.notices.push(format!(
                "第 {} 行的企业写成了“{name}”，这一行是“{}”的：名称不从这里改，其余各格照收；若是另一家企业，请写作新线索",
                returned.number, target.name
            ));
        }
        let mut row = Row { target, base, now, after, news: Vec::new(), touched: false };
        for field in self.fields.clone() {
            if let Some(cell) = returned.cell(field.zh()) {
                self.cell(&mut row, field, cell);
            }
        }
        let said: Vec<EntryField> = row.news.iter().map(|(field, _)| *field).collect();
        follow_squad(&now.entry, &mut row.after, &said);
        row.touched |= !row.news.is_empty();
        self.settle(&mut row);
        lists::talked(now, &mut row.after);
        if row.after != now.entry {
            self.changed.push((now, row.after.clone()));
        }
        for (field, text) in row.news {
            let before = lists::shown(self.graph, &now.entry, field);
            self.preview.applied.push(CellChange {
                target: row.target.clone(),
                field: field.zh(),
                before,
                after: text,
            });
        }
        if !row.touched {
            self.preview.untouched.push(row.target);
        }
    }

    fn cell(&mut self, row: &mut Row<'_>, field: EntryField, cell: &ReturnedCell) {
        let issued = lists::shown(self.graph, row.base, field);
        // A state that was deleted says nothing.
        let nothing = cell.text.is_empty() && !cell.formula;
        if (cell.text == issued && !(cell.formula && issued.is_empty())) || (field == EntryField::State && nothing) {
            return;
        }
        let value = match self.value(row, field, cell) {
            Ok(value) => value,
            Err(error) => {
                let (target, returned) = (row.target.clone(), cell.text.clone());
                self.preview.refused.push(RefusedCell {
                    target,
                    field: field.zh(),
                    returned,
                    reason: error.to_string(),
                });
                row.touched = true;
                return;
            }
        };
        let elsewhere = self.squad.is_some_and(|squad| row.now.entry.get(EntryField::Squad) != squad);
        let merged = merged(field, row.base, &value, &row.now.entry);
        let taken = self.chosen.map(|chosen| chosen.has(&row.target.enterprise, field.zh()));
        match (merged, taken) {
            (Merged::Untouched | Merged::Already, _) => {}
            (Merged::Applied, Some(false)) if !elsewhere => {}
            (Merged::Applied, None) if !elsewhere => row.take(field, &value, cell),
            (Merged::Applied | Merged::Conflict, Some(true)) => row.take(field, &value, cell),
            (Merged::Applied | Merged::Conflict, _) => {
                row.touched = true;
                let whose = if elsewhere { self.whose(row.now) } else { String::new() };
                let now = format!("{}{whose}", lists::shown(self.graph, &row.now.entry, field));
                let (target, returned) = (row.target.clone(), cell.text.clone());
                self.preview.conflicting.push(CellConflict { target, field: field.zh(), issued, returned, now });
            }
        }
    }

    /// What a cell means, in the form that is kept.
    fn value(&self, row: &Row<'_>, field: EntryField, cell: &ReturnedCell) -> Result<String, AppError> {
        let bad = |text: &str| Err(AppError::BadRequest(text.to_owned()));
        if cell.formula {
            return bad("这一格是公式，没有取用；请改为文字");
        }
        match field {
            EntryField::Recruiter => {
                lists::recruiter(self.graph, self.squad.unwrap_or(row.after.get(EntryField::Squad)), &cell.text)
            }
            EntryField::Squad if row.now.entry.state() == TargetState::Dropped => {
                bad("已放弃，不能派发；请先重新列入清单（list add）")
            }
            EntryField::Squad => {
                let squad = lists::canonical(self.graph, self.chain, field, &cell.text)?;
                let mut after = row.now.entry.clone();
                after.set(field, &squad);
                lists::keeps_to_claim(self.graph, row.now, &after)?;
                Ok(squad)
            }
            _ => lists::canonical(self.graph, self.chain, field, &cell.text),
        }
    }

    fn whose(&self, now: &lists::Listed) -> String {
        let squad = self.graph.squads.iter().find(|s| s.id == now.entry.get(EntryField::Squad));
        format!("（已改派给{}）", squad.map_or("别的招商队", |s| s.name.as_str()))
    }

    /// Takes a state back that cannot be, and the reason that came with it.
    fn settle(&mut self, row: &mut Row<'_>) {
        let reason = row.news.iter().find(|(field, _)| *field == EntryField::Reason);
        let reason = reason.map_or("", |(_, text)| text.as_str());
        let Err(error) = step(row.now.entry.state(), &row.after, reason) else { return };
        let returned = row.after.state().zh().to_owned();
        for field in [EntryField::State, EntryField::Reason] {
            row.after.set(field, row.now.entry.get(field));
        }
        row.news.retain(|(field, _)| !matches!(field, EntryField::State | EntryField::Reason));
        let (target, field, reason) = (row.target.clone(), EntryField::State.zh(), error.to_string());
        self.preview.refused.push(RefusedCell { target, field, returned, reason });
    }
}

/// A target as previews name it.
pub(super) fn told(graph: &Graph, listed: &lists::Listed) -> PreviewTarget {
    let enterprise = listed.firm.map_or(listed.record.as_str(), |firm| graph.firm_id(firm)).to_owned();
    PreviewTarget { enterprise, name: lists::name_of(graph, listed).to_owned() }
}
