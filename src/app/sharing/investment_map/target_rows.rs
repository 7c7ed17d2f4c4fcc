//! 目标企业: the best targets of every gap, with the reasons of their score and where those are from.

use crate::app::desk::GraphPermit;
use std::collections::HashMap;

use crate::app::columns::{
    EVIDENCE, FIRM, FLAGS, GAP, MOST, PLACE, REASONS, SCORE, SEAT, STANDING, flags, scored, standing,
};
use crate::app::sharing::investment_map::DocumentQuestion;
use crate::app::{Answered, AppError, Fact, MapAnswer, TargetLine, lists, names, questions};
use crate::draw::{Cell, Column, Table};
use crate::gaps;
use crate::gaps::{Target, TargetScope};
use crate::graph::FirmIx;

/// Sources told of one target.
const SOURCES: usize = 3;

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
    /// How many there are in all.
    pub total: usize,
}

impl GraphPermit<'_> {
    /// The best targets of every gap of the map, each as if its gap were the only one.
    pub(super) async fn gap_targets(
        &self,
        answered: &Answered,
        asked: &DocumentQuestion,
        map: &MapAnswer,
    ) -> Result<ChainTargets, AppError> {
        let graph = self.graph();
        let listed = self.listed_firms(answered, map.squad.as_deref(), asked.map.state).await?;
        let fits = |target: &Target| listed.as_ref().is_none_or(|listed| listed.contains(&target.firm));
        let region = map.place;
        let mut reader = questions::FactReader::new(self.store(), self.held().journal);
        let mut told = Vec::with_capacity(map.gaps.len());
        for gap in &map.gaps {
            let segment = Some(names::segment(graph, answered.asked.chain, &gap.segment)?);
            // What the list filters is cut only after.
            let limit = if listed.is_some() { usize::MAX } else { asked.top };
            let standing = asked.map.standing;
            let scope = TargetScope { segment, standing, region, limit, ..TargetScope::default() };
            let mut found = self.ranked(answered.asked, |q, ranking| Ok(gaps::targets(q, ranking, &scope)))?;
            let total = match listed.is_some() {
                true => found.targets.iter().chain(&found.here).filter(|target| fits(target)).count(),
                false => found.targets_total + found.here_total,
            };
            found.targets.retain(fits);
            found.here.retain(fits);
            found.targets.truncate(asked.top);
            found.here.truncate(asked.top);
            told.push(GapTargets {
                targets: questions::with_facts(&mut reader, graph, found.targets).await?,
                here: questions::with_facts(&mut reader, graph, found.here).await?,
                total,
            });
        }
        let entries = lists::entry_lines(graph, &self.listed(self.graph(), answered.asked.chain).await?);
        let progress = |line: &lists::EntryLine| Some((line.firm?, progress(line)));
        Ok(ChainTargets { gaps: told, progress: entries.iter().filter_map(progress).collect() })
    }
}

fn progress(line: &lists::EntryLine) -> String {
    line.squad_name.as_ref().map_or_else(String::new, |squad| format!("{squad} ")) + line.state_name
}

const COLUMNS: [Column; 13] = [
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
    FLAGS,
    REASONS,
    Column::text("sources", "依据"),
];

pub fn table(told: &ChainTargets, asked: &DocumentQuestion) -> Table {
    let empty = "没有可招的目标企业：没有缺口，或缺口还没有符合条件的外地候选企业。";
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
    let total: usize = gaps.iter().map(|gap| gap.total).sum();
    let without = gaps.iter().filter(|gap| gap.total == 0).count();
    table.notes = vec![
        format!(
            "每个缺口列出得分最高的 {} 家，已在本地、可增资扩产的另列至多 {0} 家；共列 {} 行，各缺口候选合计 {total} 家次。",
            asked.top,
            table.len()
        ),
        "得分是已知事实保证的分数，可达是未知各项都查清后最多能到的分数，已知是查清的权重；未知不作零分。".to_owned(),
    ];
    if without > 0 {
        table.notes.push(format!("{without} 个缺口没有符合条件的候选企业。"));
    }
    table
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
        flags(target),
        Cell::text(reasons(line)),
        Cell::text(sources(line)),
    ]
}

/// What speaks for it in full; what is nothing and what is not known by name only.
fn reasons(line: &TargetLine) -> String {
    let told = line.reasons.iter().map(|told| &told.reason);
    let named = |wanted: fn(Option<f64>) -> bool| {
        let titles: Vec<&str> = told.clone().filter(|reason| wanted(reason.value)).map(|reason| reason.title).collect();
        titles.join("、")
    };
    let speaking = told.clone().filter(|reason| reason.value.is_some_and(|value| value > 0.0));
    let mut parts: Vec<String> = speaking.map(|reason| format!("{}：{}", reason.title, reason.sentence)).collect();
    let (nothing, unknown) = (named(|value| value.is_some_and(|v| v <= 0.0)), named(|value| value.is_none()));
    parts.extend((!nothing.is_empty()).then(|| format!("为零：{nothing}")));
    parts.extend((!unknown.is_empty()).then(|| format!("未知：{unknown}")));
    parts.join("；")
}

/// Sources and days of the facts behind the reasons, each once.
fn sources(line: &TargetLine) -> String {
    let mut told: Vec<String> = line.reasons.iter().flat_map(|reason| &reason.facts).map(source).collect();
    let mut seen = std::collections::HashSet::new();
    told.retain(|source| seen.insert(source.clone()));
    let more = if told.len() > SOURCES { format!("等 {} 处", told.len()) } else { String::new() };
    told.truncate(SOURCES);
    if told.is_empty() { "没有来源".to_owned() } else { told.join("；") + &more }
}

fn source(fact: &Fact) -> String {
    let name = fact.source_name();
    let seen = fact.seen.as_deref().unwrap_or("日期未知");
    format!("{name} {seen}{}", if fact.checked { "" } else { "（未核实）" })
}
