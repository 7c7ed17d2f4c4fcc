//! The values of a record as a page shows them, each with who said it, and what was changed in place.

use super::known::KnownRows;
use super::subject::{Subject, SubjectRecord};
use super::told::EditLine;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk};
use crate::graph::Graph;
use crate::model::values::SEEN;
use crate::model::{Adcode, CanonicalColumn, CanonicalTable, Field, Holds, Kind, NodeId, Version};
use crate::normalize::{country_name, text};

/// A record with all that may be corrected of it.
#[derive(Debug, Clone)]
pub struct RecordShown {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When the last of its rows was written; a correction names what it saw.
    pub version: u64,
    /// Every column but the id, in the order of the file.
    pub values: Vec<ShownValue>,
    /// What was changed in place, the last first.
    pub edits: Vec<EditLine>,
}

/// One value of a record.
#[derive(Debug, Clone)]
pub struct ShownValue {
    /// Where it stands.
    pub column: &'static CanonicalColumn,
    /// As people read it; none: not known.
    pub text: Option<String>,
    /// As a form holds it: what is typed there means the same.
    pub typed: String,
    /// Who said so; blank where it is not known.
    pub source: String,
    /// When that source said so.
    pub seen: Option<String>,
}

impl RecordShown {
    /// The value of a column by its English name.
    pub fn value(&self, column: &str) -> Option<&ShownValue> {
        self.values.iter().find(|value| value.column.name == column)
    }
}

impl Desk {
    /// The values of a record, each with who said it, and what was changed of it in place.
    ///
    /// # Errors
    /// The caller may not see it, there is none, or the store fails.
    pub async fn record_shown(&self, subject: &Subject) -> Result<RecordShown, AppError> {
        let at = subject.see(self)?;
        let record = at.record(subject).await?;
        let known = KnownRows::read(at.store(), &record, Some(at.held().journal)).await?;
        let mut values = Vec::new();
        for (field, column) in (0..).zip(CanonicalTable::of(record.kind).columns) {
            if !column.role.is_id() {
                values.push(at.shown_value(&known, field, column).await?);
            }
        }
        let edits = at.edits_seen(at.edits_of(&record.nodes).await?).await?;
        let SubjectRecord { id, name, .. } = record;
        Ok(RecordShown { id, name, version: known.version.0, values, edits })
    }
}

impl GraphPermit<'_> {
    /// What is shown under a column.
    pub(super) async fn shown_value(
        &self,
        known: &KnownRows,
        field: Field,
        column: &'static CanonicalColumn,
    ) -> Result<ShownValue, AppError> {
        let unknown = ShownValue { column, text: None, typed: String::new(), source: String::new(), seen: None };
        let Some(row) = known.shown(field) else { return Ok(unknown) };
        let typed = match column.holds {
            Holds::Reference(_) | Holds::References(_) => self.named(row, field).await?,
            _ => said(row, field),
        };
        let source = row.key.rest.source().to_owned();
        let seen = row.values.as_ref().and_then(|values| values.view().text(SEEN)).map(str::to_owned);
        Ok(ShownValue { text: Some(as_read(self.graph(), column, &typed)), typed, source, seen, ..unknown })
    }

    /// The records that a column of references means, by name where that is one's own.
    async fn named(&self, row: &Version, field: Field) -> Result<String, AppError> {
        let to: Vec<NodeId> = row.values.iter().flat_map(|v| v.view().references(field)).map(|r| r.to).collect();
        let ids = self.store().node_names(to).await?;
        let name = |id: String| self.own_name(&id).unwrap_or(id);
        let names: Vec<String> = ids.into_iter().flatten().map(|node| name(node.text)).collect();
        Ok(names.join("；"))
    }

    /// The name of a firm, a chain or a segment that nobody else bears.
    fn own_name(&self, id: &str) -> Option<String> {
        let graph = self.graph();
        if let Some(firm) = graph.firm_with_id(id) {
            let name = graph.firm_name(firm);
            let bearers =
                (0..graph.firm_count()).filter(|at| graph.firm_name(crate::graph::FirmIx::from_position(*at)) == name);
            return (bearers.take(2).count() == 1).then(|| name.to_owned());
        }
        None
    }
}

fn said(row: &Version, field: Field) -> String {
    row.values.as_ref().and_then(|values| values.view().text(field)).unwrap_or_default().to_owned()
}

/// A value as people read it.
pub(super) fn as_read(graph: &Graph, column: &CanonicalColumn, typed: &str) -> String {
    let region = |code: &str| code.parse::<Adcode>().map_or_else(|_| code.to_owned(), |a| graph.regions.full_name(a));
    match column.holds {
        Holds::Word(..) => column.word_of(typed).to_owned(),
        Holds::YesNo => text::yes_no(typed).map_or(typed, |yes| if yes { "是" } else { "否" }).to_owned(),
        Holds::Country => country_name(typed).to_owned(),
        Holds::Reference(kinds) => called(graph, kinds, typed),
        Holds::References(kinds) => {
            text::list(typed).map(|one| called(graph, kinds, one)).collect::<Vec<_>>().join("、")
        }
        Holds::Region => region(typed),
        Holds::Regions => text::list(typed).map(region).collect::<Vec<_>>().join("、"),
        Holds::Money => format!("{} 万元", text::thousands(typed)),
        Holds::Count => text::thousands(typed),
        Holds::Percent => format!("{typed}%"),
        Holds::Texts => text::list(typed).collect::<Vec<_>>().join("、"),
        _ => typed.to_owned(),
    }
}

/// A record by its name, where it is meant by its id; else as it is written.
fn called(graph: &Graph, kinds: &[Kind], given: &str) -> String {
    let of = |kind: &Kind| match kind {
        Kind::Enterprise => graph.firm_with_id(given).map(|firm| graph.firm_name(firm)),
        Kind::Chain => graph.chains.iter().find(|chain| chain.id == given).map(|chain| &*chain.name),
        Kind::Segment => graph.segments.iter().find(|segment| segment.id == given).map(|segment| &*segment.name),
        Kind::Fund => graph.funds.iter().find(|fund| fund.id == given).map(|fund| &*fund.name),
        Kind::Squad => graph.squads.iter().find(|squad| squad.id == given).map(|squad| &*squad.name),
        _ => None,
    };
    kinds.iter().find_map(of).unwrap_or(given).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_say_them() {
        let read = |name: &str, typed: &str| {
            let column = CanonicalTable::of(Kind::Enterprise).columns.iter().find(|c| c.name == name);
            as_read(&Graph::default(), column.unwrap(), typed)
        };
        assert_eq!(read("revenue", "2417800"), "2,417,800 万元");
        assert_eq!(read("revenue", "120.5"), "120.5 万元");
        assert_eq!(read("standing", "leading"), "龙头");
        assert_eq!(read("adcode", "340100"), "安徽省合肥市");
        assert_eq!(read("aliases", "甲；乙"), "甲、乙");
        assert_eq!(read("employees", "1200"), "1,200");
        assert_eq!(read("country", "CN"), "中国");
    }
}
