//! The headline of a gap: who decided otherwise, who is here and what is missing of them, who at home needs it.

use super::need::need;
use super::wording::{by_standing, few, name, sentence};
use crate::gaps::{ChainFindings, HeadlineParts, Reason};
use crate::graph::{Assessment, FirmIx};
use crate::model::{Standing, Verdict};

/// The parts of the headline of one leaf.
pub fn headline(findings: &ChainFindings, leaf: usize) -> HeadlineParts {
    let found = &findings.leaves[leaf];
    let overruled = found.assessment.filter(|judged| judged.verdict != found.computed.verdict);
    let judged = overruled.map(|judged| self::judged(judged, found.computed.verdict)).unwrap_or_default();
    HeadlineParts { judged, presence: presence(findings, leaf), need: need(findings, leaf) }
}

impl HeadlineParts {
    /// The headline as one sentence.
    pub fn told(&self) -> String {
        sentence([&self.judged, &self.presence, &self.need].map(String::clone))
    }
}

impl Reason {
    /// Who is here, what is missing of them, and who needs it: the headline without what people decided.
    pub fn facts(&self) -> String {
        sentence([&self.parts.presence, &self.parts.need].map(String::clone))
    }

    /// Who decided otherwise and why, as a sentence; none where nobody did.
    pub fn judged(&self) -> Option<String> {
        (!self.parts.judged.is_empty()).then(|| sentence([self.parts.judged.clone()]))
    }
}

/// A reason is told whole, but for the mark it ends with.
fn judged(judged: &Assessment, computed: Verdict) -> String {
    let reason = judged.reason.trim().trim_end_matches(['。', '；']);
    let colon = if reason.is_empty() { "" } else { "：" };
    format!("{}认定为{}（计算为{}）{colon}{reason}", judged.who, judged.verdict.zh(), computed.zh())
}

fn presence(findings: &ChainFindings, leaf: usize) -> String {
    let (graph, found) = (findings.question.graph, &findings.leaves[leaf]);
    let known = graph.segment(found.segment);
    let segment = name(&known.name);
    let local: Vec<FirmIx> = found.presence.firms.local.iter().map(|(firm, _)| *firm).collect();
    let here = match (local.len(), known.surveyed.filter(|_| findings.surveyed.contains(leaf))) {
        (0, Some(date)) => format!("{date}摸排，本地没有企业做{segment}"),
        (0, None) => format!("没有掌握本地做{segment}的企业，还没有摸排"),
        (count, _) => format!("本地有{count}家做{segment}（{}）", few(graph, &by_standing(graph, local.clone()))),
    };
    let mut told = vec![here];
    if !local.is_empty() {
        told.extend(short_of(findings, leaf, &local));
    }
    let presence = &found.presence;
    told.extend((presence.unverified > 0).then(|| format!("{}家待核实", presence.unverified)));
    told.extend((presence.unlocated > 0).then(|| format!("另有{}家所在地未知", presence.unlocated)));
    told.join("，")
}

/// What the local firms lack to be strong.
fn short_of(findings: &ChainFindings, leaf: usize, local: &[FirmIx]) -> Vec<String> {
    let (graph, rules) = (findings.question.graph, &findings.question.rules.verdict);
    let leaders = findings.leaves[leaf].presence.leaders;
    let standing = |firm: &FirmIx| graph.firm(*firm).standing;
    let mut told = Vec::new();
    if leaders > 0 && local.len() < rules.strong_min {
        told.push(format!("不足{}家，其中龙头以上{leaders}家", rules.strong_min));
    } else if leaders > 0 && leaders < rules.strong_leaders_min {
        told.push(format!("龙头以上{leaders}家，不足{}家", rules.strong_leaders_min));
    } else if leaders == 0 && !local.iter().any(|firm| standing(firm).is_some_and(Standing::leads)) {
        let unknown = local.iter().filter(|firm| standing(firm).is_none()).count();
        told.push(match unknown {
            0 => "没有龙头以上".to_owned(),
            1 if local.len() == 1 => "能级未知".to_owned(),
            all if all == local.len() => "能级都未知".to_owned(),
            some => format!("没有已知的龙头以上，{some}家能级未知"),
        });
    }
    for leader in [Standing::Anchor, Standing::Leading] {
        let severe = |firm: &&FirmIx| standing(firm) == Some(leader) && !graph.firm(**firm).sound();
        let severe: Vec<FirmIx> = local.iter().filter(severe).copied().collect();
        if !severe.is_empty() {
            let word = if leader == Standing::Anchor { "链主" } else { "龙头" };
            told.push(format!("{}为{word}但风险严重", few(graph, &by_standing(graph, severe))));
        }
    }
    told
}
