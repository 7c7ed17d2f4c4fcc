//! Who at home needs a leaf, or could supply it, by the edges of the chain; never “upstream” or “downstream”.

use std::cmp::Reverse;

use super::way::{ChainWay, ways};
use super::wording::{firm, name};
use crate::gaps::{ChainFindings, shown_at};
use crate::graph::{Bits, FirmIx};
use crate::model::{Basis, Verdict};

/// Leaves told each way.
const LEAVES: usize = 3;

/// A firm to name, and whether its presence is unverified.
type NamedFirm = (FirmIx, bool);

/// What the edges say; nothing where there are only stages, or where no present leaf is reached.
pub fn need(findings: &ChainFindings, leaf: usize) -> String {
    if findings.order.basis == Basis::Stages {
        return String::new();
    }
    let mut named = Vec::new();
    let users = chosen(findings, findings.order.after(leaf));
    let inputs = chosen(findings, findings.order.before(leaf));
    let all = if users.len() > 1 { "都" } else { "" };
    let told = [(&users, format!("{all}要用")), (&inputs, "可以供给".to_owned())];
    let told = told.into_iter().filter(|(leaves, _)| !leaves.is_empty());
    let told: Vec<String> =
        told.map(|(leaves, says)| format!("本地的{}{says}", told_with_firms(findings, leaves, &mut named))).collect();
    if told.is_empty() { along_a_way(findings, leaf) } else { told.join("；") }
}

/// The present ones of some leaves: most sound local leaders first, then most local firms, then by id.
fn chosen(findings: &ChainFindings, leaves: &Bits) -> Vec<usize> {
    let mut present: Vec<usize> = leaves.iter().filter(|leaf| findings.present.contains(*leaf)).collect();
    present.sort_by_key(|leaf| {
        let presence = &findings.leaves[*leaf].presence;
        (Reverse(presence.leaders), Reverse(presence.local()), *leaf)
    });
    present.truncate(LEAVES);
    present
}

/// Leaves, each with one firm; those that share theirs are told together.
fn told_with_firms(findings: &ChainFindings, leaves: &[usize], named: &mut Vec<FirmIx>) -> String {
    let graph = findings.question.graph;
    let mut told: Vec<(Vec<String>, Option<NamedFirm>)> = Vec::new();
    for leaf in leaves {
        let called = name(&graph.segment(findings.leaves[*leaf].segment).name).into_owned();
        let one = firm_to_name(findings, *leaf, named);
        match told.iter_mut().find(|(_, other)| one.is_some() && *other == one) {
            Some((names, _)) => names.push(called),
            None => told.push((vec![called], one)),
        }
        named.extend(one.map(|(firm, _)| firm));
    }
    let told = told.into_iter().map(|(names, one)| match one {
        Some((ix, true)) => format!("{}（{}，待核实）", names.join("、"), firm(graph, ix)),
        Some((ix, false)) => format!("{}（{}）", names.join("、"), firm(graph, ix)),
        None => names.join("、"),
    });
    told.collect::<Vec<_>>().join("、")
}

/// The local firm to name for a leaf: a sound one first, then a verified one, then one not yet named, then by standing
/// and id.
fn firm_to_name(findings: &ChainFindings, leaf: usize, named: &[FirmIx]) -> Option<NamedFirm> {
    let graph = findings.question.graph;
    let local = findings.leaves[leaf].presence.firms.local.iter().copied();
    local.min_by_key(|(firm, unverified)| {
        (!graph.firm(*firm).sound(), *unverified, named.contains(firm), shown_at(graph, *firm))
    })
}

/// The shortest way over leaves that are not here either, to a present leaf or from one.
fn along_a_way(findings: &ChainFindings, leaf: usize) -> String {
    let [onward, from] = ways(&findings.order, &findings.present, leaf);
    let feeds = match (&onward, &from) {
        (Some(onward), Some(from)) => onward.over.len() <= from.over.len(),
        (onward, _) => onward.is_some(),
    };
    let Some(ChainWay { end, over }) = (if feeds { onward } else { from }) else { return String::new() };
    let end = told_with_firms(findings, &[end], &mut Vec::new());
    let over = missing_between(findings, &over);
    if feeds { format!("经{over}供给本地的{end}") } else { format!("本地的{end}经{over}可以供给") }
}

/// The leaves between, each run of the same state with one word for it.
fn missing_between(findings: &ChainFindings, over: &[usize]) -> String {
    let state = |leaf: &usize| match findings.leaves[*leaf].verdict() {
        Verdict::Unsurveyed => "待摸排".to_owned(),
        judged @ (Verdict::Strong | Verdict::Strengthen) => format!("认定为{}", judged.zh()),
        Verdict::Fill | Verdict::Extend | Verdict::Build => "本地也缺".to_owned(),
    };
    let graph = findings.question.graph;
    let called = |leaf: &usize| name(&graph.segment(findings.leaves[*leaf].segment).name).into_owned();
    let runs = over.chunk_by(|one, next| state(one) == state(next));
    let told =
        runs.map(|run| format!("{}（{}）", run.iter().map(called).collect::<Vec<_>>().join("、"), state(&run[0])));
    told.collect::<Vec<_>>().join("、")
}
