//! What is odd about the rows of an import: nothing is wrong with any of them, but someone should know.

use std::collections::BTreeMap;

use crate::app::intake::import::known::{KnownRecords, SegmentTree};
use crate::ingest::{AbsentSegment, Notices};
use crate::model::{Kind, NodeId, Stage};
use crate::resolve::Referent;

/// So many segments that nobody knows are told: a chain has no more.
const MOST_ABSENT: usize = 200;

/// Counts kept while rows go by.
#[derive(Debug, Default)]
pub struct Oddities {
    /// Member rows by the segment they name.
    pub members: BTreeMap<NodeId, u64>,
    /// Assessments without a region, by segment.
    pub homeless: BTreeMap<NodeId, u64>,
    /// Rows of supplies and investments that join a firm with itself.
    pub with_itself: u64,
    /// References that no id, code or exact name told, and the first of them.
    pub otherwise: (u64, Option<(String, Referent)>),
    /// Whether chains, segments or feeds were read, so that cycles are worth a notice.
    pub chains_touched: bool,
    /// Whether enterprises were read.
    pub firms_touched: bool,
    /// Segments that rows put firms into and nobody knows.
    pub absent_segments: Vec<AbsentSegment>,
}

impl Oddities {
    /// Takes note of references that no id, code or exact name told.
    pub fn note_otherwise(&mut self, told: &[(String, Referent)]) {
        let (count, first) = &mut self.otherwise;
        *count += told.len() as u64;
        if first.is_none() {
            *first = told.first().cloned();
        }
    }

    /// A row puts a firm into a segment that nobody knows.
    pub fn note_absent_segment(&mut self, name: &str, stage: Option<Stage>) {
        let all = &mut self.absent_segments;
        let at = match all.iter().position(|absent| absent.name == name) {
            Some(at) => at,
            None if all.len() == MOST_ABSENT => return,
            None => {
                all.push(AbsentSegment { name: name.to_owned(), ..AbsentSegment::default() });
                all.len() - 1
            }
        };
        all[at].add(stage);
    }

    /// Adds a notice of each, now that all records are known.
    pub fn add_notices(&self, known: &KnownRecords, notices: &mut Notices) {
        let segments = &known.segments;
        let tree = SegmentTree::of(segments);
        for (segment, count) in self.members.iter().filter(|(s, _)| tree.is_parent(**s)) {
            let name = segments.name(*segment);
            notices.add(format!("{count} 家企业记在上级环节「{name}」上，页面标为“未细分”，不计入任何下级环节"));
        }
        for (segment, count) in &self.homeless {
            if !segments.has_home(*segment) {
                let name = segments.name(*segment);
                notices.add(format!(
                    "环节「{name}」的 {count} 条认定没有写地区，它的产业链也没有主管城市，因此对任何地区都不起作用"
                ));
            }
        }
        if self.with_itself > 0 {
            notices.add(format!("{} 行的两端是同一家企业，保留但不计入任何结果", self.with_itself));
        }
        if let (count, Some((given, to))) = &self.otherwise {
            let id = known.dictionary.name(to.node).map_or("", |(_, id)| id);
            notices.add(format!(
                "{count} 个引用按简称、曾用名或写法不同的名称认出，如「{given}」→ {}:{id}",
                to.kind.singular()
            ));
        }
        if self.chains_touched {
            for cycle in tree.feed_cycles() {
                let more = match cycle.leaves + 1 - cycle.way.len() {
                    0 => String::new(),
                    _ => format!("（共 {} 个环节互相成环）", cycle.leaves),
                };
                let way = cycle.told();
                notices.add(format!("供给关系成环：{way}{more}；环上的供给只画出，不参与判断"));
            }
        }
        if self.firms_touched {
            add_ambiguous(known, notices);
        }
    }
}

/// A full legal name that several firms bear: nobody can tell whether they are one.
fn add_ambiguous(known: &KnownRecords, notices: &mut Notices) {
    const SHOWN: usize = 5;
    let Some((records, partition)) = known.lookup.of(Kind::Enterprise) else { return };
    if partition.ambiguous.is_empty() {
        return;
    }
    let regions = known.regions();
    let one = |record: &usize| {
        let id = known.dictionary.name(records.node(*record)).map_or("", |(_, text)| text);
        let place = records.prefecture(*record).map_or_else(|| "所在地未知".to_owned(), |at| regions.full_name(at));
        let code = records.credit(*record).map_or_else(|| "没有信用代码".to_owned(), |code| code.to_string());
        format!("{id}（{place}，{code}）")
    };
    for ambiguity in &partition.ambiguous {
        let all = &ambiguity.records;
        let told: Vec<String> = all.iter().take(SHOWN).map(one).collect();
        let more = if all.len() > SHOWN { format!("等 {} 家", all.len()) } else { String::new() };
        notices.add(format!(
            "企业名称「{}」适合多家企业：{}{more}，未自动合并；是同一家的，请给它们补上相同的信用代码或所在地，再导入一次",
            ambiguity.name,
            told.join("、")
        ));
    }
}
