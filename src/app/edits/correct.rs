//! Correcting one value of a record.

use super::grounds::{EditGrounds, EditRefused, Edited, GroundsSaid};
use super::known::KnownRows;
use super::shown::{ShownValue, as_read};
use super::subject::{Subject, SubjectRecord, right_to_edit};
use crate::access::Scope;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, SeenRecord, TypedEdit};
use crate::ingest::{Input, TypedRows};
use crate::model::{CanonicalColumn, CanonicalTable, Deed, EditNote, Field, Journal, Kind, NodeId, Role, edited_by};
use crate::normalize::text;
use crate::store::StoreError;

/// What one value is to be.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Of what.
    pub subject: Subject,
    /// The English name of the column.
    pub column: String,
    /// As typed.
    pub value: String,
    /// The version its writer saw; a correction without one is refused.
    pub version: Option<u64>,
    /// Why.
    pub grounds: EditGrounds,
}

/// A column that is corrected, with what stood there.
struct Corrected {
    record: SubjectRecord,
    known: KnownRows,
    field: Field,
    column: &'static CanonicalColumn,
    before: ShownValue,
}

impl Desk {
    /// Whether the caller may correct the values of something.
    pub fn offers_correction(&self, subject: &Subject) -> bool {
        let of_all = |at: &GraphPermit<'_>| match subject {
            Subject::Meeting(_, id) => at.is_of_all(subject, id),
            _ => false,
        };
        let may = subject.correct(self);
        may.is_ok_and(|at| !of_all(&at) || self.holds(right_to_edit(subject.kind()), Scope::City))
    }

    /// Corrects one value: a row of the source `local:WHO` that beats every other, in one batch with the note why.
    ///
    /// # Errors
    /// The caller may not, there is no such thing, somebody changed this value since the version seen, or the store fails. What
    /// is wrong with what was typed comes back for the form.
    pub async fn correct(&self, given: &Correction) -> Result<Result<Edited, EditRefused>, AppError> {
        let at = given.subject.correct_column(self, &given.column)?;
        let corrected = match at.corrected(given).await? {
            Ok(corrected) => corrected,
            Err(refused) => return Ok(Err(refused)),
        };
        let said = match given.grounds.said(*at, true)? {
            Ok(said) => said,
            Err(refused) => return Ok(Err(refused)),
        };
        let Some(version) = given.version else {
            return Ok(Err(EditRefused::whole("表单没有写明看到的是哪一版，没有写入；请刷新页面，再改")));
        };
        let typed = text::trimmed(&given.value);
        if typed.is_empty() {
            let told = "不能改成空的：空着等于没有说，原来的值会再出现；要收回一次改动，请用撤销";
            return Ok(Err(EditRefused::of(&given.column, told)));
        }
        if typed == corrected.before.typed {
            return Ok(Err(EditRefused::of(&given.column, "和现在的一样，没有改动")));
        }
        at.refuse_moved(&corrected, Journal(version), typed).await?;
        let rows = corrected.rows(at, &said, typed);
        let beside = at.told_beside(&given.subject).await?;
        let Corrected { record, known, column, before, .. } = corrected;
        let edit = TypedEdit {
            deed: Deed::Edit { table: record.kind, thing: record.id },
            seen: Some(SeenRecord { kind: record.kind, nodes: record.nodes, version: known.version }),
            note: EditNote {
                reason: said.reason,
                source: said.source,
                table: record.kind.code().to_owned(),
                what: column.zh.first().copied().unwrap_or(column.name).to_owned(),
                before: before.text.unwrap_or_default(),
                after: as_read(at.graph(), column, &canonical(column, typed)),
            },
            beside,
        };
        at.write(&said.who, Input::of_form(record.kind, rows), edit).await
    }
}

/// The code of a word, since a form may send either.
fn canonical(column: &CanonicalColumn, typed: &str) -> String {
    match column.holds {
        crate::model::Holds::Word(read, _) => read(&text::folded(typed)).unwrap_or(typed).to_owned(),
        _ => typed.to_owned(),
    }
}

impl GraphPermit<'_> {
    /// Under what else a change is told: what becomes of a meeting, where its chain's working group is.
    async fn told_beside(&self, subject: &Subject) -> Result<Vec<NodeId>, AppError> {
        match subject {
            Subject::Meeting(chain, _) => Ok(self.record(&Subject::Chain(chain.clone())).await?.nodes),
            _ => Ok(Vec::new()),
        }
    }

    /// Whether a subject, by the id of its record, is of all chains: what is, is no chain's own to change.
    fn is_of_all(&self, subject: &Subject, id: &str) -> bool {
        matches!(subject, Subject::Meeting(..)) && self.chain_of_meeting(id).is_none()
    }

    /// Refuses where the value is no longer the one its writer saw. Other values of the record may have changed.
    async fn refuse_moved(&self, corrected: &Corrected, seen: Journal, typed: &str) -> Result<(), AppError> {
        let Corrected { record, known, field, column, before } = corrected;
        if seen == known.version {
            return Ok(());
        }
        let conflict = |told: String| Err(AppError::Store(StoreError::Conflict(told)));
        // What a row must say beside the value is read from the graph.
        if seen > known.version || known.version > self.held().journal {
            return conflict("这一处刚被别人改过，没有写入；请看现在的值，再改".to_owned());
        }
        let then = KnownRows::read(self.store(), record, Some(seen)).await?;
        let then = self.shown_value(&then, *field, column).await?;
        if then.typed == before.typed {
            return Ok(());
        }
        let number = known.shown(*field).map_or(known.version, |row| row.number);
        let last = self.store().batches_numbered(vec![number]).await?.into_iter().flatten().next();
        let who = last.map(|batch| format!("（{}）", batch.who)).unwrap_or_default();
        let quoted = |text: Option<&str>| text.map_or_else(|| "空".to_owned(), |text| format!("「{text}」"));
        let own = as_read(self.graph(), column, &canonical(column, typed));
        conflict(format!(
            "这一处刚被别人改过{who}，没有写入：您看到的是{}，现在是{}，您写的是「{own}」。请看过再决定；仍要改成您写的，就再提交一次",
            quoted(then.text.as_deref()),
            quoted(before.text.as_deref())
        ))
    }

    async fn corrected(&self, given: &Correction) -> Result<Result<Corrected, EditRefused>, AppError> {
        let record = self.record(&given.subject).await?;
        let table = CanonicalTable::of(record.kind);
        let places = (0..).zip(table.columns);
        let found = places
            .into_iter()
            .find(|(_, column)| column.name == given.column && matches!(column.role, Role::Required | Role::Optional));
        let Some((field, column)) = found else {
            return Ok(Err(EditRefused::whole(format!("没有「{}」这一项可改", given.column))));
        };
        // Of which chain something is, is no chain's own to say.
        if self.is_of_all(&given.subject, &record.id) || column.name == "chain" {
            self.desk().may(right_to_edit(record.kind), Scope::City)?;
        }
        let known = KnownRows::read(self.store(), &record, None).await?;
        let before = self.shown_value(&known, field, column).await?;
        if let Subject::Segment(chain, _) = &given.subject {
            let fault = self.segment_fault(chain, Some(&record.id), column.name, text::trimmed(&given.value))?;
            if let Some(refused) = fault {
                return Ok(Err(refused));
            }
        }
        Ok(Ok(Corrected { record, known, field, column, before }))
    }
}

impl Corrected {
    /// The row of who corrects, and those of others who corrected the same before: their word is taken back.
    fn rows(&self, at: GraphPermit<'_>, said: &GroundsSaid, typed: &str) -> TypedRows {
        let table = CanonicalTable::of(self.record.kind);
        let id = table.columns[0].name;
        let must = table.columns.iter().filter(|c| c.role == Role::Required && c.name != self.column.name);
        let mut cells = vec![(id, self.record.id.clone())];
        cells.extend(must.map(|column| (column.name, self.required(at, column))));
        cells.push((self.column.name, typed.to_owned()));
        cells.extend(said.provenance(*at));
        let header: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
        let own: Vec<String> = cells.iter().map(|(_, said)| said.clone()).collect();
        let mut rows = vec![own.clone()];
        let source = edited_by(&said.who);
        for other in self.known.edited_by_others(self.field, &source) {
            let cell = |(name, said): &(&str, String)| match *name {
                "source" => other.to_owned(),
                name if name == self.column.name && self.column.role == Role::Optional => String::new(),
                _ => said.clone(),
            };
            rows.push(cells.iter().map(cell).collect());
        }
        let typed = TypedRows::new(&header, &rows);
        // Rows of segments are checked against their chain, so they say all that a segment must.
        if self.record.kind == Kind::Segment { typed } else { typed.correcting(self.record.kind, self.column.name) }
    }

    /// What a column that must be given says now.
    fn required(&self, at: GraphPermit<'_>, column: &'static CanonicalColumn) -> String {
        if column.name == "name" {
            return self.record.name.clone();
        }
        let graph = at.graph();
        let segment = || graph.segments.iter().find(|segment| segment.id == self.record.id);
        match (self.record.kind, column.name) {
            (Kind::Segment, "chain") => segment().map(|segment| graph.chain(segment.chain).id.clone()),
            (Kind::Segment, "stage") => segment().map(|segment| segment.stage.code().to_owned()),
            (Kind::Meeting, "date") => graph.meeting(&self.record.id).map(|meeting| meeting.date.to_string()),
            _ => None,
        }
        .unwrap_or_default()
    }
}
