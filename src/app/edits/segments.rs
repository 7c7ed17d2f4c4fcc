//! What a segment may be called, and where in its chain it may stand.

use sha2::{Digest, Sha256};

use super::grounds::EditRefused;
use crate::app::desk::GraphPermit;
use crate::app::{AppError, names};
use crate::graph::{ChainIx, FirmIx, Graph, SegmentIx};
use crate::model::hex;
use crate::normalize::text;

impl GraphPermit<'_> {
    /// What is wrong with a name or a parent that a segment of a chain is to have; `own` is its id, where it is there.
    pub(super) fn segment_fault(
        &self,
        chain: &str,
        own: Option<&str>,
        column: &str,
        typed: &str,
    ) -> Result<Option<EditRefused>, AppError> {
        let graph = self.graph();
        let chain = names::chain(graph, chain)?;
        let told = match column {
            _ if typed.is_empty() => None,
            "name" => name_taken(graph, chain, own, typed),
            "parent" => match names::segment(graph, chain, typed) {
                Ok(parent) => below_itself(graph, own, parent).or_else(|| has_firms(graph, parent)),
                Err(error) => Some(error.to_string()),
            },
            _ => None,
        };
        Ok(told.map(|told| EditRefused::of(column, told)))
    }

    /// The id of a segment that is added: the chain's, and what its name comes to.
    pub(super) fn new_segment_id(&self, chain: &str, name: &str) -> Result<String, AppError> {
        let chain = &self.graph().chain(names::chain(self.graph(), chain)?).id;
        Ok(format!("{chain}-{}", hex(&Sha256::digest(text::folded(name).as_bytes())[..4])))
    }
}

fn name_taken(graph: &Graph, chain: ChainIx, own: Option<&str>, typed: &str) -> Option<String> {
    let name = text::folded(typed);
    let mut others = graph.segments_of(chain).map(|ix| graph.segment(ix)).filter(|known| Some(&*known.id) != own);
    let taken = others.any(|known| text::folded(&known.name) == name);
    taken.then(|| format!("这条产业链已有环节「{name}」：请换一个名称，或打开那个环节改"))
}

/// A segment would stand above itself: the way round.
fn below_itself(graph: &Graph, own: Option<&str>, parent: SegmentIx) -> Option<String> {
    let own = own?;
    let mut way = Vec::new();
    // What is stored may stand in a circle already.
    for at in std::iter::successors(Some(parent), |at| graph.segment(*at).parent).take(graph.segments.len()) {
        let segment = graph.segment(at);
        way.push(segment.name.as_str());
        if segment.id == own {
            let below = segment.name.as_str();
            return Some(format!("环节不能放到自己下面：{below} → {}", way.join(" → ")));
        }
    }
    None
}

/// Only leaves have firms: those of a segment that others are put below would count nowhere.
fn has_firms(graph: &Graph, parent: SegmentIx) -> Option<String> {
    let does = |firm: &FirmIx| graph.memberships(*firm).iter().any(|fact| fact.segment == parent);
    let firms = (0..graph.firm_count()).map(FirmIx::from_position).filter(does);
    let (segment, count) = (graph.segment(parent), if graph.segment(parent).leaf { firms.count() } else { 0 });
    (count > 0).then(|| {
        format!("「{}」直接有 {count} 家企业，有了下级环节它们就不算在内；请先把企业移到别的环节", segment.name)
    })
}
