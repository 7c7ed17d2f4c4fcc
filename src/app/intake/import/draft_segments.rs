//! Segments refer to segments, so their rows are held until every parent is known. A chain has few of them.

use std::collections::BTreeMap;

use tokio::runtime::Handle;

use crate::app::AppError;
use crate::app::intake::import::run::Run;
use crate::app::intake::import::table::spill_failed;
use crate::ingest::{Draft, DraftValue, Fault, Sorter};
use crate::model::{CanonicalTable, Kind, NodeId, Origin};
use crate::resolve::Identity;

/// Rows of segments that may still be accepted.
type Held = Vec<(Draft, Origin)>;

impl Run {
    /// Reads the segments; a row is accepted when its parent is, and no segment is above itself.
    pub fn segments(&mut self, files: &[usize], handle: &Handle) -> Result<Sorter, AppError> {
        let mut held: Held = Vec::new();
        for &file in files {
            self.drafts(file, &mut |_, draft, origin| {
                held.push((draft.clone(), origin));
                Ok(())
            })?;
        }
        let mut held = self.without_contradictions(held);
        let said = held.iter().map(|(draft, _)| Ok((self.node_of(draft, handle)?, draft.source.clone())));
        let said = said.collect::<Result<Vec<_>, AppError>>()?;
        let stored = self.known.lookup.take(Kind::Segment);
        let stored = self.without_gone(stored, &said);
        loop {
            let mut records = stored.clone();
            for (draft, _) in &held {
                let node = self.node_of(draft, handle)?;
                let name = text_of(draft, "name");
                records.push(&Identity { node, source: &draft.source, credit: None, stock: "", name, adcode: None });
            }
            self.known.lookup.set(Kind::Segment, records);
            let count = held.len();
            let (sorter, kept) = self.resolved(held, handle)?;
            held = kept;
            if held.len() == count {
                self.known.lookup.set(Kind::Segment, stored);
                return Ok(sorter);
            }
        }
    }

    /// Resolves what is held; gives the rows, and the drafts that were not rejected.
    fn resolved(&mut self, held: Held, handle: &Handle) -> Result<(Sorter, Held), AppError> {
        let (mut rows, mut kept) = (Vec::new(), Held::new());
        for (draft, origin) in held {
            match self.row(&draft, origin, handle)? {
                Ok(row) => {
                    rows.push(row);
                    kept.push((draft, origin));
                }
                Err(fault) => self.reject_draft(&draft, origin, fault),
            }
        }
        let mut segments = self.known.segments.clone();
        for row in &rows {
            if let Some(values) = &row.values {
                segments.note(Kind::Segment, row.key.a, values.view());
            }
        }
        let mut sorter = Sorter::default();
        let mut left = Held::new();
        for (row, (draft, origin)) in rows.into_iter().zip(kept) {
            match segments.fault_of(row.key.a, text_of(&draft, "parent")) {
                Some(fault) => self.reject_draft(&draft, origin, fault),
                None => {
                    sorter.push(row).map_err(|error| spill_failed(&error))?;
                    left.push((draft, origin));
                }
            }
        }
        Ok((sorter, left))
    }

    /// One key twice with different values: all of its rows are rejected before anything refers to them.
    fn without_contradictions(&mut self, held: Held) -> Held {
        let mut by_key: BTreeMap<(Option<String>, String), Held> = BTreeMap::new();
        for (draft, origin) in held {
            by_key.entry((draft.id.clone(), draft.source.clone())).or_default().push((draft, origin));
        }
        let mut kept = Held::new();
        for same in by_key.into_values() {
            if same.windows(2).all(|pair| pair[0].0 == pair[1].0) {
                kept.extend(same);
                continue;
            }
            self.keep(&same[0].0);
            let origins: Vec<Origin> = same.iter().map(|(_, origin)| *origin).collect();
            self.reject_doubles(&origins);
        }
        kept
    }

    fn node_of(&mut self, draft: &Draft, handle: &Handle) -> Result<NodeId, AppError> {
        let id = draft.id.as_deref().unwrap_or_default();
        self.numbering.number(&mut self.known.dictionary, handle, &self.store, Kind::Segment, id)
    }
}

impl crate::app::intake::import::segments::Segments {
    /// What is wrong with where a segment stands: above itself, or below a segment of another chain.
    fn fault_of(&self, node: NodeId, given: &str) -> Option<Fault> {
        if let Some(way) = self.ancestor_cycle(node) {
            let reason = format!("环节是自己的上级：{}", way.join(" → "));
            return Some(Fault::new("parent", given, reason, "请改正上级环节"));
        }
        let parent = self.parent_of(node)?;
        (self.chain_of(parent) != self.chain_of(node))
            .then(|| Fault::new("parent", given, "上级环节属于另一条产业链", "上级环节应在同一条产业链内"))
    }
}

/// The text of a draft's field; of a reference, as given.
fn text_of<'a>(draft: &'a Draft, name: &str) -> &'a str {
    let field = CanonicalTable::of(draft.kind).field(name);
    match draft.fields.iter().find(|(f, _)| Some(*f) == field) {
        Some((_, DraftValue::Text(text))) => text,
        Some((_, DraftValue::References(all))) => all.first().map_or("", |given| given.text.as_str()),
        None => "",
    }
}
