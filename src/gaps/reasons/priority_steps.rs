//! The steps that lead to a priority: one a factor, then their weighing.

use super::step::{Step, named, segment_names};
use crate::gaps::{ChainFindings, Factors, LocalFirms, linked, too_small};

/// The steps from the factors to the priority of a gap.
pub fn steps(findings: &ChainFindings, local: &LocalFirms, leaf: usize, priority: f64, factors: &Factors) -> Vec<Step> {
    vec![
        linkage(findings, leaf, factors),
        adjacency(findings, local, leaf, factors),
        Step::plain("产业相关", relatedness(findings, leaf, factors)),
        Step::plain("重点环节", key(factors)),
        supply(findings, leaf, factors),
        weighing(findings, priority, factors),
    ]
}

/// A value in [0, 1] as sentences write it.
fn written(value: f64) -> String {
    format!("{value:.3}")
}

fn linkage(findings: &ChainFindings, leaf: usize, factors: &Factors) -> Step {
    let Some(value) = factors.linkage else {
        return Step::plain("关联", "没有可用的供给关系，未知，不计权重".to_owned());
    };
    let mut reach = findings.order.ancestors(leaf).clone();
    reach.add_all(findings.order.descendants(leaf));
    let segments = named(findings, reach.iter().filter(|other| findings.present.contains(*other)));
    let (linked, others) = linked(findings, leaf);
    let sentence = if others == 0 {
        "链上没有其他本地已有的环节：0".to_owned()
    } else {
        format!("其他本地已有环节 {others} 个，其中 {linked} 个在它的上下游，{linked}/{others}={}", written(value))
    };
    Step::about("关联", sentence, segments)
}

fn adjacency(findings: &ChainFindings, local: &LocalFirms, leaf: usize, factors: &Factors) -> Step {
    let neighbours = findings.order.neighbours(leaf);
    let near = local.in_some_of(&neighbours);
    let half = findings.question.rules.priority.adjacency_half;
    let segments = named(findings, neighbours.iter());
    if segments.is_empty() {
        return Step::plain("本地配套", "没有相邻环节：0".to_owned());
    }
    let names = segment_names(&segments);
    let value = written(factors.adjacency.unwrap_or_default());
    let sentence = format!("相邻环节（{names}）的本地企业 {near} 家，{near}/({near}+{half})={value}");
    Step::about("本地配套", sentence, segments)
}

fn relatedness(findings: &ChainFindings, leaf: usize, factors: &Factors) -> String {
    let question = &findings.question;
    let home = question.graph.regions.name(question.home);
    let Some(table) = question.relatedness else {
        return "没有计算，未知，不计权重".to_owned();
    };
    if let Some(value) = factors.relatedness {
        let quotient = table.location_quotient(question.home, findings.leaves[leaf].segment).unwrap_or_default();
        return format!(
            "{home}已有专长的环节与本环节的接近程度（密度）为 {}；本环节在{home}的区位商为 {}",
            written(value),
            written(quotient)
        );
    }
    too_small(table).unwrap_or_else(|| format!("没有可与{home}或本环节比较的企业，未知，不计权重"))
}

fn key(factors: &Factors) -> String {
    let marked = factors.key.is_some_and(|key| key > 0.0);
    if marked { "标为重点环节：1".to_owned() } else { "没有标为重点环节：0".to_owned() }
}

fn supply(findings: &ChainFindings, leaf: usize, factors: &Factors) -> Step {
    let candidates = findings.leaves[leaf].presence.firms.outside.len();
    let half = findings.question.rules.priority.supply_half;
    let value = written(factors.supply.unwrap_or_default());
    Step::plain(
        "候选",
        format!("候选企业 {candidates} 家（外地可招的和已在本地做别的），{candidates}/({candidates}+{half})={value}"),
    )
}

fn weighing(findings: &ChainFindings, priority: f64, factors: &Factors) -> Step {
    let weights = findings.question.rules.priority.weights();
    let known = weights.iter().zip(factors.values()).filter_map(|((_, weight), value)| Some((*weight, value?)));
    let (mut parts, mut sum) = (Vec::new(), 0.0);
    for (weight, value) in known {
        parts.push(format!("{weight}×{}", written(value)));
        sum += weight;
    }
    let sentence = format!("100×({})/{sum:.2}={priority:.1}", parts.join("+"));
    Step::plain("优先级", sentence)
}
