//! What the reader of an answer should know beside its numbers, in Chinese.

use super::findings::ChainFindings;
use super::parents::Parent;
use crate::graph::{Graph, Relatedness};
use crate::model::Basis;

/// The notices of an answer.
pub fn notices(findings: &ChainFindings) -> Vec<String> {
    let graph = findings.question.graph;
    let cycles = findings.order.cycles.iter().map(|cycle| {
        let names: Vec<_> = cycle.iter().map(|leaf| graph.segment(*leaf).name.as_str()).collect();
        format!("环节 {} 的供给关系成环，环内的供给只画出，不用于判断", names.join("、"))
    });
    let unspecified = findings.parents.iter().filter_map(|parent| unspecified(graph, parent));
    let mut notices: Vec<_> = cycles.collect();
    notices.extend(stages(findings));
    notices.extend(unspecified);
    notices.extend(not_surveyed(findings));
    notices.extend(findings.question.relatedness.and_then(too_small));
    notices
}

fn stages(findings: &ChainFindings) -> Option<String> {
    let by_stages = findings.order.basis == Basis::Stages;
    by_stages.then(|| "本链没有可用的供给关系，前后按上中下游推断，结论可信度低".to_owned())
}

fn unspecified(graph: &Graph, parent: &Parent) -> Option<String> {
    let (all, local) = (parent.presence.active, parent.presence.local());
    let name = &graph.segment(parent.segment).name;
    (all > 0).then(|| format!("{name} 上直接记有 {all} 家企业（其中本地 {local} 家），未细分，不计入任何末级环节"))
}

fn not_surveyed(findings: &ChainFindings) -> Option<String> {
    if !findings.surveyed.is_empty() {
        return None;
    }
    let regions = &findings.question.graph.regions;
    let home = regions.name(findings.question.home);
    let group = findings.question.graph.chain(findings.question.chain).adcode;
    match group.filter(|region| !findings.question.home.within(*region)) {
        Some(region) => Some(format!("本链由{}摸排，没有为{home}摸排过，缺口均为缺失（未摸排）", regions.name(region))),
        None => Some(format!("没有环节为{home}摸排过，缺口均为缺失（未摸排）")),
    }
}

/// Why the relatedness of every leaf is unknown, where it is for want of facts.
pub fn too_small(table: &Relatedness) -> Option<String> {
    let (regions, enterprises) = (table.regions(), table.enterprises);
    (!table.is_known()).then(|| format!("全图只有 {regions} 个地区、{enterprises} 家企业可比，太少，产业相关未知"))
}
