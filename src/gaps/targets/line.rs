//! A target in one line: what it is, what speaks for its coming, who opens the door, what is unknown.

use super::answer::Target;
use super::reasons::{ReasonGrounds, investor_name};
use crate::gaps::{GapQuestion, wording};
use crate::graph::Investor;
use crate::model::TargetFlag;

/// The line of a target with its reasons; `door` is the party at home that its best path begins at.
pub fn target_line(question: &GapQuestion, target: &Target, door: Option<&str>) -> String {
    let coming = target.reasons.iter().flat_map(|reason| coming(question, target, &reason.grounds));
    let branch = target.flags.contains(&TargetFlag::HasBranch).then(|| "在本地已有分支机构".to_owned());
    let watch = target.flags.contains(&TargetFlag::Watch).then(|| "有风险，须留意".to_owned());
    let against = question.graph.firm(target.firm).against.map(|said| format!("名单里写着{}，待核实", said.told()));
    let coming_said = question.graph.said_coming(target.firm).map(|said| format!("名单里写着：{said}"));
    wording::sentence([
        what(question, target),
        coming.chain(branch).chain(coming_said).collect::<Vec<_>>().join("，"),
        opened(target, door),
        watch.unwrap_or_default(),
        against.unwrap_or_default(),
        unknown(question, target),
    ])
}

fn what(question: &GapQuestion, target: &Target) -> String {
    let known = question.graph.firm(target.firm);
    let place = match known.adcode {
        _ if known.foreign => Some("境外企业".to_owned()),
        adcode => adcode.map(|_| format!("在{}", target.place)),
    };
    let standing = target.standing.map(|standing| standing.zh().to_owned());
    let work = format!("做{}", wording::name(&target.segment_name));
    standing.into_iter().chain(place).chain([work]).collect::<Vec<_>>().join("，")
}

/// What speaks for its coming, by the facts one of its reasons rests on.
fn coming(question: &GapQuestion, target: &Target, grounds: &ReasonGrounds) -> Vec<String> {
    let graph = question.graph;
    match grounds {
        ReasonGrounds::Nothing | ReasonGrounds::Firm => Vec::new(),
        ReasonGrounds::Expansion(investments, sites) => {
            let months = question.rules.target.expansion_months;
            let counts = [("对外投资", investments.len(), "笔"), ("在外地新设基地", sites.len(), "处")];
            let told = counts.into_iter().filter(|(_, count, _)| *count > 0);
            told.map(|(what, count, unit)| format!("近{months}个月{what}{count}{unit}")).collect()
        }
        ReasonGrounds::Partners(firms) => {
            let firms = wording::by_standing(graph, firms.clone());
            vec![format!("与本地的{}有供需", wording::few(graph, &firms))]
        }
        ReasonGrounds::Investors(investors) => {
            let nearest = investors.first().map(|investor| match investor {
                Investor::Firm(firm) => wording::firm(graph, *firm),
                Investor::Fund(_) => wording::name(investor_name(graph, *investor)),
            });
            match (target.factors.fund, nearest) {
                (Some(tie), Some(name)) if tie >= 1.0 => vec![format!("本链基金招商组的{name}已投资它")],
                (Some(tie), Some(name)) if tie > 0.0 => {
                    vec![format!("投资它的{name}与本链基金招商组有同一管理人")]
                }
                _ => Vec::new(),
            }
        }
        ReasonGrounds::Gaps(gaps) if gaps.len() > 1 => vec![format!("可补本链{}个缺口", gaps.len())],
        ReasonGrounds::Gaps(_) => Vec::new(),
    }
}

fn opened(target: &Target, door: Option<&str>) -> String {
    match (target.factors.introduction, door) {
        (None, _) => String::new(),
        (Some(strength), _) if strength <= 0.0 => "从本地没有引荐路径".to_owned(),
        (Some(_), Some(door)) => format!("可由{}引荐", wording::name(door)),
        (Some(_), None) => "本链的本地企业，可直接上门".to_owned(),
    }
}

/// What is unknown, in one list.
fn unknown(question: &GapQuestion, target: &Target) -> String {
    let known = question.graph.firm(target.firm);
    let factors = &target.factors;
    let all = [
        ("能级", target.standing.is_none()),
        ("所在地", known.adcode.is_none() && !known.foreign),
        ("投资与基地", factors.expansion.is_none()),
        ("供需", factors.linkage.is_none()),
        ("引荐", factors.introduction.is_none()),
        ("投资方", factors.fund.is_none() && !question.left_out.funds),
    ];
    let unknown: Vec<&str> = all.into_iter().filter(|(_, unknown)| *unknown).map(|(what, _)| what).collect();
    if unknown.is_empty() { String::new() } else { format!("未知：{}", unknown.join("、")) }
}
