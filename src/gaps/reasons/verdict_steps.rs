//! The steps that lead to a verdict.

use super::step::{NamedSegment, Step, firm_names, named, named_segment, segment_names};
use crate::gaps::{ChainFindings, Presence, Unlooked, co_inputs, is_strong};
use crate::graph::{Assessment, Bits, FirmIx};
use crate::model::{Basis, EventDate, Standing, Verdict};

/// The steps from presence to the effective verdict of a leaf.
pub fn steps(findings: &ChainFindings, leaf: usize) -> Vec<Step> {
    let mut steps = vec![presence(findings, leaf), survey(findings, leaf)];
    match findings.leaves[leaf].computed.verdict {
        Verdict::Strong | Verdict::Strengthen => steps.push(strength(findings, leaf)),
        Verdict::Unsurveyed => steps.extend(findings.unlooked(leaf).map(|why| unlooked(findings, why))),
        Verdict::Fill | Verdict::Extend | Verdict::Build => steps.extend(missing(findings, leaf)),
    }
    steps.extend(findings.leaves[leaf].assessment.map(|a| overruled(findings, leaf, a)));
    steps
}

fn home_name(findings: &ChainFindings) -> String {
    findings.question.graph.regions.name(findings.question.home)
}

fn presence(findings: &ChainFindings, leaf: usize) -> Step {
    let (presence, home) = (&findings.leaves[leaf].presence, home_name(findings));
    let need = findings.question.rules.verdict.present_min;
    let local = presence.local();
    let says = if local >= need { "算有" } else { "算缺" };
    let unsure = if presence.unverified > 0 {
        format!("（其中 {} 家待核实）", presence.unverified)
    } else {
        String::new()
    };
    let unlocated = unlocated(presence);
    Step::plain("本地企业", format!("{home}本地企业 {local} 家{unsure}，达到 {need} 家才算有：{says}{unlocated}"))
}

/// Those of whom nobody knows whether they are here; the severe ones among them stand in no list.
fn unlocated(presence: &Presence) -> String {
    let severe = presence.unlocated - presence.firms.uncertain.len();
    let severe = if severe > 0 { format!("（其中 {severe} 家风险严重）") } else { String::new() };
    match presence.unlocated {
        0 => String::new(),
        count => format!("；另有 {count} 家所在地未知{severe}"),
    }
}

fn survey(findings: &ChainFindings, leaf: usize) -> Step {
    let date = findings.question.graph.segment(findings.leaves[leaf].segment).surveyed;
    let sentence = match date {
        Some(date) if !findings.surveyed.contains(leaf) => not_yet(findings, date),
        Some(date) if findings.present.contains(leaf) => format!("{date} 摸排过"),
        Some(date) => format!("{date} 摸排过，没有找到"),
        None => "没有摸排记录".to_owned(),
    };
    Step::plain("摸排", sentence)
}

/// Why a survey of this date is none for the home at this day.
fn not_yet(findings: &ChainFindings, date: EventDate) -> String {
    let question = &findings.question;
    match question.graph.chain(question.chain).adcode {
        Some(region) if date.day() <= question.as_of => {
            format!("{date} 的摸排是{}做的，不包括{}", question.graph.regions.name(region), home_name(findings))
        }
        _ => format!("{date} 才摸排，此时还没有"),
    }
}

fn strength(findings: &ChainFindings, leaf: usize) -> Step {
    let rules = &findings.question.rules.verdict;
    let presence = &findings.leaves[leaf].presence;
    let graph = findings.question.graph;
    let counts = format!(
        "本地企业 {} 家（优势需 {}），其中链主或龙头 {} 家（优势需 {}）",
        presence.local(),
        rules.strong_min,
        presence.leaders,
        rules.strong_leaders_min
    );
    let sentence = if presence.anchors > 0 {
        let anchors = local_firms(findings, leaf, |standing| standing == Standing::Anchor);
        format!("有本地链主 {}：优势", firm_names(graph, &anchors))
    } else if is_strong(presence, rules) {
        let leaders = local_firms(findings, leaf, Standing::leads);
        let who = if leaders.is_empty() { String::new() } else { format!("：{}", firm_names(graph, &leaders)) };
        format!("{counts}{who}。判为优势")
    } else {
        format!("没有本地链主；{counts}。判为强链")
    };
    Step::plain("强弱", sentence)
}

/// The sound local firms with such a standing, by standing, then id.
fn local_firms(findings: &ChainFindings, leaf: usize, fits: fn(Standing) -> bool) -> Vec<FirmIx> {
    let graph = findings.question.graph;
    let firms = findings.leaves[leaf].presence.firms.clone().by_standing(graph);
    let strong = |firm: &FirmIx| {
        let known = graph.firm(*firm);
        known.sound() && known.standing.is_some_and(fits)
    };
    firms.local.into_iter().map(|(firm, _)| firm).filter(strong).collect()
}

fn unlooked(findings: &ChainFindings, why: Unlooked) -> Step {
    let graph = findings.question.graph;
    let (sentence, segments) = match why {
        Unlooked::OtherSurveyed(other) => {
            let other = named_segment(graph, other);
            (format!("{} 等环节摸排过，本环节还没轮到：待摸排", other.name), vec![other])
        }
        Unlooked::NobodyKnown => ("没有任何在业企业记在本环节，又没摸排过：待摸排".to_owned(), Vec::new()),
        Unlooked::Unspecified { above, firm } => {
            let above = named_segment(graph, above);
            let firm = graph.firm_name(firm);
            (format!("本地企业 {firm} 只记到上级环节 {}，未细分，可能就做本环节：待摸排", above.name), vec![above])
        }
    };
    Step::about("待摸排", sentence, segments)
}

fn missing(findings: &ChainFindings, leaf: usize) -> Vec<Step> {
    let order = &findings.order;
    let present = |leaves: &Bits| named(findings, leaves.iter().filter(|other| findings.present.contains(*other)));
    let before = present(order.ancestors(leaf));
    let after = present(order.descendants(leaf));
    let beside = named(findings, co_inputs(order, &findings.present, leaf).iter());
    let mut steps = vec![side("上游", "前面", before.clone()), side("下游", "后面", after.clone())];
    let direct = present(order.after(leaf));
    if before.is_empty() && !beside.is_empty() {
        let users = segment_names(&direct);
        let inputs = segment_names(&beside);
        let sentence = format!("本环节直接供给 {users}，它们的另一路投入 {inputs} 本地已有，只缺本环节");
        steps.push(Step::about("同级投入", sentence, beside.clone()));
    }
    let mut says = conclusion(&before, &after, &beside).to_owned();
    if order.basis == Basis::Stages {
        says.push_str("；前后按上中下游推断，可信度低");
    }
    if findings.leaves[leaf].presence.unlocated > 0 {
        says.push_str("；有企业所在地未知，待核实");
    }
    if findings.surveyed.is_empty() {
        says.push_str("；没有摸排过，显示为缺失（未摸排）");
    }
    steps.push(Step::plain("判断", says));
    steps
}

fn side(title: &'static str, place: &str, segments: Vec<NamedSegment>) -> Step {
    let sentence = if segments.is_empty() {
        format!("{place}没有本地已有的环节")
    } else {
        format!("{place}本地已有 {}", segment_names(&segments))
    };
    Step::about(title, sentence, segments)
}

fn conclusion(before: &[NamedSegment], after: &[NamedSegment], beside: &[NamedSegment]) -> &'static str {
    match (before.is_empty(), after.is_empty(), beside.is_empty()) {
        (false, false, _) => "前后都有，中间缺：补链",
        (true, false, false) => "下游有、同级投入有，只缺本环节：补链",
        (true, false, true) => "只有下游：延链（向上游）",
        (false, true, _) => "只有上游：延链（向下游）",
        (true, true, _) => "前后都没有：建链",
    }
}

fn overruled(findings: &ChainFindings, leaf: usize, a: &Assessment) -> Step {
    let computed = findings.leaves[leaf].computed.verdict;
    let until = a.until.map_or_else(String::new, |until| format!("（到 {until} 有效）"));
    let reason = if a.reason.is_empty() { "没有写" } else { a.reason.as_str() };
    let effect = if a.verdict == computed { "与计算一致" } else { "以认定为准" };
    let (who, date, verdict, computed) = (&a.who, a.date, a.verdict.zh(), computed.zh());
    let sentence = format!("{who} 于 {date} 认定为{verdict}{until}，理由：{reason}；计算结果是{computed}，{effect}");
    Step::plain("认定", sentence)
}
