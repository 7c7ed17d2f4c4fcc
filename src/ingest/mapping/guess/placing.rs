//! A list of firms that also says in which segment each is: a second table beside the firms' own.

use std::fmt::Write;

use super::draft::{ColumnDraft, PlacingDraft, Sureness, TableDraft};
use super::evidence::{Evidence, evidence};
use super::profile::Profile;
use super::sample::TableSample;
use super::words::alike;
use crate::ingest::CellReader;
use crate::ingest::mapping::line::{column_line, quoted};
use crate::model::{CanonicalColumn, CanonicalTable, Kind};

/// Above this a header is one of the names that segments go by.
const SURE: f64 = 0.94;

fn member(name: &str) -> Option<&'static CanonicalColumn> {
    CanonicalTable::of(Kind::Member).columns.iter().find(|column| column.name == name)
}

/// Whether a plain header is one of the names that segments of firms go by.
pub fn names_segments(name: &str) -> bool {
    member("segment").is_some_and(|column| alike(CanonicalTable::of(Kind::Member), column, name) > SURE)
}

/// The column among those that go nowhere which says the segments of the firms.
pub fn placing(
    sample: &TableSample,
    profiles: &[Profile],
    mut goes_nowhere: impl FnMut(usize) -> bool,
    reader: &mut CellReader,
) -> Option<PlacingDraft> {
    let says = |place: &usize| {
        let profile = &profiles[*place];
        names_segments(&sample.plain[*place]) && profile.number < 0.5 && !profile.says_stages()
    };
    let free: Vec<usize> = (0..profiles.len()).filter(|place| goes_nowhere(*place)).collect();
    let place = free.iter().copied().find(says)?;
    let names_products = |at: &&usize| ["产品", "product"].iter().any(|word| sample.plain[**at].contains(word));
    let product = free.iter().filter(|at| **at != place && profiles[**at].number < 0.5).find(names_products);
    let product = product.map(|at| sample.names[*at].clone());
    let Evidence { steps, .. } = evidence(member("segment")?, &sample.values[place], &profiles[place], reader);
    Some(PlacingDraft { header: sample.names[place].clone(), steps, product })
}

/// A column that says where in the chain the segments of the firms stand: it is theirs, not the firms'.
pub fn of_segments(draft: ColumnDraft, profile: &Profile) -> ColumnDraft {
    if draft.field.is_some() || draft.ignored || !profile.says_stages() {
        return draft;
    }
    let reason = "是环节在链的哪一段，不是企业的：新建名单里的环节时照它选".to_owned();
    ColumnDraft { ignored: true, sureness: Sureness::Likely, reason, ..draft }
}

impl PlacingDraft {
    /// Whether the header says so itself; else it may mean something wider.
    pub fn is_plain(&self) -> bool {
        ["环节", "segment"].iter().any(|word| self.header.to_lowercase().contains(word))
    }
}

impl TableDraft {
    /// The column of a list of firms that says their segments, and the header of their names.
    pub fn places_firms(&self) -> Option<(&PlacingDraft, &str)> {
        let (placing, name) = (self.placing.as_ref()?, self.header_of("name")?);
        let free = |column: &ColumnDraft| column.header == placing.header && column.field.is_none() && !column.ignored;
        let places = self.table.kind == Kind::Enterprise && self.columns.iter().any(free);
        places.then_some((placing, name))
    }

    /// Writes the table of the segments of the firms. It is only proposed where the header may mean something wider.
    pub(super) fn write_placing(&self, text: &mut String) -> std::fmt::Result {
        let Some((placing, name)) = self.places_firms() else { return Ok(()) };
        let mut section = format!("\n[[table]]\ntable = {}\n", quoted(CanonicalTable::of(Kind::Member).file()));
        self.write_place(&mut section)?;
        let header = quoted(&placing.header);
        writeln!(section, "when = {{ {header} = \"?*\" }}\nignore = [\"*\"]\n\n[table.columns]")?;
        writeln!(section, "{}", column_line("enterprise", &[name], &[]))?;
        writeln!(section, "{}", column_line("segment", &[&placing.header], &placing.steps))?;
        if let Some(product) = &placing.product {
            writeln!(section, "{}", column_line("product", &[product], &[]))?;
        }
        let unsure = Sureness::Unsure.zh();
        let told = "同一份名单还说了企业在哪个环节，下面一节导入它；环节要先在库里，否则这几行会被拒绝";
        if placing.is_plain() {
            writeln!(text, "\n# {unsure}：{told}；不要时删去这一节{section}", section = section.trim_end())
        } else {
            let section = section.trim().replace('\n', "\n# ");
            writeln!(text, "\n# {unsure}：「{}」也许{told}；要时去掉下面各行前的 #\n# {section}", placing.header)
        }
    }
}
