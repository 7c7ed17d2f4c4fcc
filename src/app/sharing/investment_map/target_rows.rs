//! 目标企业: the best targets of every gap, with the reasons of their score and where those are from.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use std::collections::{HashMap, HashSet};

use crate::app::columns::{EVIDENCE, FIRM, GAP, MOST, PLACE, SCORE, SEAT, SENTENCE, STANDING, scored, standing};
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::{Answered, AppError, Asked, Fact, MapAnswer, TargetLine, lists, names, questions};
use crate::draw::{Cell, Column, Table};
use crate::gaps;
use crate::gaps::{Target, TargetScope};
use crate::graph::FirmIx;
use crate::model::TargetFlag;

/// Sources told of one target.
const SOURCES: usize = 6;
/// Firms named of which something is to be minded.
const NAMED: usize = 12;

/// The targets of a chain that are told.
pub struct ChainTargets {
    /// In gap order.
    pub gaps: Vec<GapTargets>,
    /// What the chain's list says of a firm on it: squad and state.
    progress: HashMap<FirmIx, String>,
}

/// The targets of one gap that are told.
pub struct GapTargets {
    pub targets: Vec<TargetLine>,
    /// 已在本地，可增资扩产.
    pub here: Vec<TargetLine>,
    /// How many there are in all, elsewhere and in town.
    pub total: [usize; 2],
}

impl ChainTargets {
    /// How much of what is told of them nobody has checked, in a sentence; none where all is checked.
    pub fn unchecked(&self) -> Option<String> {
        let mut firms: HashMap<FirmIx, bool> = HashMap::new();
        for line in self.gaps.iter().flat_map(|gap| gap.targets.iter().chain(&gap.here)) {
            let unchecked = line.reasons.iter().flat_map(|reason| &reason.facts).any(|fact| !fact.checked);
            *firms.entry(line.target.firm).or_default() |= unchecked;
        }
        let unchecked = firms.values().filter(|unchecked| **unchecked).count();
        (unchecked > 0).then(|| format!("所列{}家企业中{unchecked}家的资料还没有核实，用前请核实", firms.len()))
    }
}

impl GraphPermit<'_> {
    /// The best targets of every gap of the map, each as if its gap were the only one.
    pub(super) async fn gap_targets(
        &self,
        answered: &Answered,
        asked: &DocumentQuestion,
        map: &MapAnswer,
    ) -> Result<ChainTargets, AppError> {
        let listed = self.listed_firms(answered, map.squad.as_deref(), asked.map.state).await?;
        let mut told = Vec::with_capacity(map.gaps.len());
        for gap in &map.gaps {
            let segment = Some(names::segment(self.graph(), answered.asked.chain, &gap.segment)?);
            // What the list filters is cut only after.
            let limit = if listed.is_some() { usize::MAX } else { asked.top };
            let standing = asked.map.standing;
            let scope = TargetScope { segment, standing, region: map.place, limit, ..TargetScope::default() };
            told.push(self.targets_in(answered.asked, &scope, listed.as_ref(), asked.top).await?);
        }
        let chain = &self.graph().chain(answered.asked.chain).id;
        let entries = match self.desk().may(Right::SeeList, Scope::Part(chain)) {
            Ok(may) => lists::entry_lines(self.graph(), &may.listed(self.graph(), answered.asked.chain).await?),
            Err(_) => Vec::new(),
        };
        let progress = |line: &lists::EntryLine| Some((line.firm?, progress(line)));
        Ok(ChainTargets { gaps: told, progress: entries.iter().filter_map(progress).collect() })
    }

    /// The first `top` targets of a scope that are listed, where only such are asked for.
    async fn targets_in(
        &self,
        asked: Asked,
        scope: &TargetScope,
        listed: Option<&HashSet<FirmIx>>,
        top: usize,
    ) -> Result<GapTargets, AppError> {
        let fits = |target: &Target| listed.is_none_or(|listed| listed.contains(&target.firm));
        let (mut total, mut told) = ([0; 2], Vec::new());
        let found = self.ranked(asked, |question, ranking| {
            let mut found = gaps::targets(question, ranking, scope);
            found.targets.retain(fits);
            found.here.retain(fits);
            total = match listed {
                Some(_) => [found.targets.len(), found.here.len()],
                None => [found.targets_total, found.here_total],
            };
            found.targets.truncate(top);
            found.here.truncate(top);
            told = self.target_lines(question, found.targets.iter().chain(&found.here));
            Ok(found)
        })?;
        let mut reader = questions::FactReader::of(*self);
        let mut targets = questions::with_facts(&mut reader, self.graph(), found.targets).await?;
        let mut here = questions::with_facts(&mut reader, self.graph(), found.here).await?;
        targets.iter_mut().chain(&mut here).zip(told).for_each(|(line, told)| line.reason = Some(told));
        Ok(GapTargets { targets, here, total })
    }
}

fn progress(line: &lists::EntryLine) -> String {
    line.squad_name.as_ref().map_or_else(String::new, |squad| format!("{squad} ")) + line.state_name
}

const COLUMNS: [Column; 12] = [
    PLACE,
    GAP,
    FIRM,
    Column::text("list", "名单"),
    SCORE,
    MOST,
    EVIDENCE,
    STANDING,
    SEAT,
    Column::text("progress", "进展"),
    SENTENCE,
    Column::text("sources", "依据").footnoted(),
];

pub fn table(told: &ChainTargets, asked: &DocumentQuestion) -> Table {
    let empty = "没有可招的目标企业：没有缺口，或缺口还没有符合条件的候选企业。";
    let mut table = Table::new(questions::TARGETS, "目标企业", COLUMNS, empty);
    let gaps = &told.gaps;
    for gap in gaps {
        for (list, lines) in [("可招", &gap.targets), ("已在本地", &gap.here)] {
            for (place, line) in (1..).zip(lines) {
                let progress = told.progress.get(&line.target.firm).map_or("未列入", String::as_str);
                table.push(questions::target_key(&line.target), cells(place, line, list, progress));
            }
        }
    }
    let [away, here] = [0, 1].map(|at| gaps.iter().map(|gap| gap.total[at]).sum::<usize>());
    let without = gaps.iter().filter(|gap| gap.total == [0, 0]).count();
    table.notes = vec![
        format!(
            "每个缺口列出得分最高的 {} 家，已在本地、可增资扩产的另列至多 {0} 家；共列 {} 行，各缺口合计外地可招 {away} 家次、已在本地 {here} 家次。",
            asked.top,
            table.len()
        ),
        "得分是已知事实保证的分数，最高可得是未知各项都查清、都有利时的分数，已知是查清的权重；未知不作零分。"
            .to_owned(),
        "依据是来源和所见日期；没有日期的，来源没有给出。".to_owned(),
    ];
    table.notes.extend(flagged(told));
    if without > 0 {
        table.notes.push(format!("{without} 个缺口没有符合条件的候选企业。"));
    }
    table
}

/// What is to be minded of few of them: which firms, a line a subject.
fn flagged(told: &ChainTargets) -> Vec<String> {
    let all = || told.gaps.iter().flat_map(|gap| gap.targets.iter().chain(&gap.here)).map(|line| &line.target);
    let firms = |flag: TargetFlag| {
        let mut names: Vec<&str> = Vec::new();
        for target in all().filter(|target| target.flags.contains(&flag)) {
            if !names.contains(&&*target.name) {
                names.push(&target.name);
            }
        }
        let more = if names.len() > NAMED { format!("等{}家", names.len()) } else { String::new() };
        names.truncate(NAMED);
        (!names.is_empty()).then(|| format!("{}：{}{more}。", flag.zh(), names.join("、")))
    };
    TargetFlag::ALL.iter().filter_map(|flag| firms(*flag)).collect()
}

fn cells(place: usize, line: &TargetLine, list: &str, progress: &str) -> Vec<Cell> {
    let target = &line.target;
    let [score, most, evidence] = scored(target);
    vec![
        Cell::count(place),
        Cell::to_row(&target.segment_name, questions::GAPS, &target.segment),
        Cell::text(&target.name),
        Cell::text(list),
        score,
        most,
        evidence,
        standing(target.standing),
        Cell::text(&target.place),
        Cell::text(progress),
        Cell::or_absent(line.reason.as_deref()),
        Cell::Names(sources(line)),
    ]
}

/// Sources and days of the facts behind the reasons, each once.
fn sources(line: &TargetLine) -> Vec<String> {
    let mut told: Vec<String> = line.reasons.iter().flat_map(|reason| &reason.facts).map(source).collect();
    let mut seen = HashSet::new();
    told.retain(|source| seen.insert(source.clone()));
    if told.len() > SOURCES {
        let more = format!("等{}处", told.len());
        told.truncate(SOURCES);
        told.push(more);
    }
    if told.is_empty() { vec!["没有来源".to_owned()] } else { told }
}

fn source(fact: &Fact) -> String {
    let name = fact.source_name();
    let seen = fact.seen.as_ref().map(|seen| format!(" {seen}")).unwrap_or_default();
    format!("{name}{seen}{}", if fact.checked { "" } else { "（未核实）" })
}
