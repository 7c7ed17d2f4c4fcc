//! Facts as the store has them: what a row says, who said it, when, and where the row stood.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, intake};
use crate::draw::{Cell, Column, LinkTo};
use crate::graph::{ChainIx, SegmentIx};
use crate::model::values::{SEEN, SOURCE_URL};
use crate::model::{CanonicalTable, EDITED_BY, Journal, Kind, LOCAL, NodeId, Version};
use crate::store::{ImportFile, ListFilter, Store};

/// Sources of facts that nobody has looked up where they come from.
const UNCHECKED: [&str; 2] = ["编者所知", "转载页"];

/// A fact and where it is from.
pub(in crate::app) const FACT: [Column; 6] = [
    Column::text("fact", "事实"),
    Column::text("source", "来源"),
    Column::text("source_url", "网址").hidden(),
    Column::text("seen", "日期"),
    Column::text("checked", "核实"),
    Column::text("origin", "出处").hidden(),
];

/// One fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// A Chinese sentence.
    pub what: String,
    /// As the row says; `local` where it says none.
    pub source: String,
    /// The address the row gives, unchecked.
    pub source_url: Option<String>,
    /// When the source said so.
    pub seen: Option<String>,
    /// False where nobody has looked it up (未核实).
    pub checked: bool,
    /// File and row of the import, where it came by one.
    pub origin: Option<String>,
}

impl Fact {
    /// Its source as people read it.
    pub fn source_name(&self) -> String {
        source_name(&self.source)
    }

    /// Its cells, under [`FACT`].
    pub(in crate::app) fn cells(&self) -> [Cell; 6] {
        let text = |given: &Option<String>| Cell::or_blank(given.as_deref());
        let source = match &self.source_url {
            Some(url) => Cell::Link { text: self.source_name(), to: LinkTo::Source(url.clone()) },
            None => Cell::text(self.source_name()),
        };
        let checked = Cell::text(if self.checked { "" } else { "未核实" });
        [Cell::text(&self.what), source, text(&self.source_url), text(&self.seen), checked, text(&self.origin)]
    }
}

/// A source as people read it.
pub fn source_name(source: &str) -> String {
    match source.strip_prefix(EDITED_BY) {
        Some(who) => format!("{who}改"),
        None if source == LOCAL => "来源未注明".to_owned(),
        None => source.to_owned(),
    }
}

/// Reads rows of one store as they were known at one journal number.
#[derive(Debug)]
pub struct FactReader<'a> {
    store: &'a Store,
    journal: Journal,
    /// Files of imports by journal number.
    files: HashMap<u64, Vec<ImportFile>>,
    /// The segments that may be named; none: all.
    seen: Option<Vec<SegmentIx>>,
}

impl<'a> FactReader<'a> {
    /// A reader that knows nothing yet, of what a caller may see.
    pub fn of(at: GraphPermit<'a>) -> Self {
        Self { store: at.store(), journal: at.held().journal, files: HashMap::new(), seen: at.segments_seen() }
    }

    /// Whether a segment may be named.
    pub fn tells(&self, segment: SegmentIx) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.contains(&segment))
    }

    /// The rows of a kind whose key begins with a node, at most `limit`.
    pub async fn rows(&self, kind: Kind, node: NodeId, limit: usize) -> Result<Vec<Version>, AppError> {
        let filter = ListFilter { kind, a: Some(node), after: None, limit };
        Ok(self.store.list(filter, Some(self.journal)).await?)
    }

    /// The rows of many filters, one list each, read in one go.
    pub async fn lists(&self, filters: Vec<ListFilter>) -> Result<Vec<Vec<Version>>, AppError> {
        Ok(self.store.lists(filters, Some(self.journal)).await?)
    }

    /// A row as a fact in these words.
    pub async fn fact(&mut self, version: &Version, what: String) -> Result<Fact, AppError> {
        let told = |field| version.values.as_ref().and_then(|values| values.view().text(field)).map(str::to_owned);
        let source = version.key.rest.source().to_owned();
        Ok(Fact {
            what,
            checked: !UNCHECKED.contains(&source.as_str()),
            source,
            source_url: told(SOURCE_URL),
            seen: told(SEEN),
            origin: self.origin(version).await?,
        })
    }

    /// Where the row stood, as `members.csv 第 12 行`.
    async fn origin(&mut self, version: &Version) -> Result<Option<String>, AppError> {
        let number = version.number;
        if !self.files.contains_key(&number.0) {
            self.files.insert(number.0, self.store.files(number).await?);
        }
        Ok(intake::place(&self.files[&number.0], version.origin))
    }
}

impl GraphPermit<'_> {
    /// The segments of the chains that the caller may see; none where that is all.
    pub fn segments_seen(&self) -> Option<Vec<SegmentIx>> {
        if self.holds(Right::SeeChain, Scope::City) {
            return None;
        }
        let chains: Vec<ChainIx> = self.chains(Right::SeeChain).collect();
        let all = (0..self.graph().segments.len()).map(SegmentIx::from_position);
        Some(all.filter(|segment| chains.contains(&self.graph().segment(*segment).chain)).collect())
    }
}

/// The text of a row's column by name.
pub fn text(version: &Version, name: &str) -> Option<String> {
    let field = CanonicalTable::of(version.key.kind).field(name)?;
    version.values.as_ref()?.view().text(field).map(str::to_owned)
}
