//! The investment map of a chain, drawn and as a document of A3 pages.

use super::atlas::{atlas_input, facts};
use super::map::{MapAnswer, MapQuestion, PlaceRow, SquadRow, map_of};
use super::outline_file::OutlineFile;
use super::{App, AppError, Held};
use crate::draw::{self, Document, Ground, MapInput, MapPlace, Pages, Picture, Post, Table};
use crate::gaps::{GapAnswer, SegmentAnswer};

/// Width in px of the map on paper: 12 px are then 9 pt.
const ON_PAPER: f64 = 1512.0;
/// Places a document names; the page and the tables as files have all.
const PLACES: usize = 200;

impl App {
    /// The map's rows and the picture of them. `links`: the address to which a place's code is added.
    pub async fn map_picture(
        &self,
        asked: &MapQuestion,
        outline: Option<&OutlineFile>,
        links: Option<String>,
        width: f64,
    ) -> Result<(MapAnswer, Picture), AppError> {
        let answered = self.gaps(&asked.question).await?;
        let answer = map_of(&answered, asked)?;
        let picture = draw::map(&map_input(&answer, &answered.held, asked, outline, links, width));
        Ok((answer, picture))
    }

    /// Atlas, gaps, map and places of a chain as pages.
    pub async fn map_pages(&self, asked: &MapQuestion, outline: Option<&OutlineFile>) -> Result<Pages, AppError> {
        let answered = self.gaps(&asked.question).await?;
        let map = map_of(&answered, asked)?;
        let mut said = facts(&answered, "招商地图");
        said.mark = outline.map(|outline| outline.mark.clone());
        let mut document = Document::new(said);
        document.picture(&draw::on_paper(atlas_input(&answered, &asked.question, 0)));
        document.section("缺口清单", &notes(&answered.answer), &gap_table(&answered.answer));
        document.picture(&draw::map(&map_input(&map, &answered.held, asked, outline, None, ON_PAPER)));
        document.section("候选企业分布", &place_notes(&map, asked), &place_table(&map));
        Ok(document.finish())
    }
}

fn map_input<'a>(
    answer: &MapAnswer,
    held: &Held,
    asked: &MapQuestion,
    outline: Option<&'a OutlineFile>,
    links: Option<String>,
    width: f64,
) -> MapInput<'a> {
    let ground = match (outline, answer.place) {
        (Some(file), _) => Ground::Outline(&file.outline, file.mark.clone()),
        (None, Some(place)) => Ground::Province(place),
        (None, None) => Ground::Tiles,
    };
    MapInput {
        chain_name: answer.chain_name.clone(),
        counted: "外地候选",
        home: answer.home,
        home_name: answer.home_name.clone(),
        home_at: held.graph.regions.get(answer.home).and_then(|region| region.centre),
        as_of: answer.as_of.to_string(),
        rules: answer.rules.clone(),
        chosen: chosen(answer, asked),
        places: answer.places.iter().map(place).collect(),
        posts: answer.squads.iter().filter(|squad| !squad.regions.is_empty()).map(post).collect(),
        ground,
        links,
        width,
    }
}

/// The filters in words.
pub fn chosen(answer: &MapAnswer, asked: &MapQuestion) -> String {
    let gap = asked.gap.as_ref().and_then(|_| answer.gaps.first()).map(|gap| format!("缺口 {}", gap.name));
    let verdict = asked.verdict.map(|verdict| format!("结论 {}", verdict.zh()));
    let standing = asked.standing.map(|standing| format!("能级 {}", standing.zh()));
    let place = answer.place_name.as_ref().map(|place| format!("地区 {place}"));
    [gap, verdict, standing, place].into_iter().flatten().collect::<Vec<_>>().join("；")
}

fn place(row: &PlaceRow) -> MapPlace {
    MapPlace {
        adcode: row.adcode,
        name: row.name.clone(),
        at: row.centre,
        firms: row.firms,
        gaps: row.gaps.iter().map(|gap| (gap.name.clone(), gap.firms)).collect(),
    }
}

fn post(row: &SquadRow) -> Post {
    let squad = format!("{}（{}）", row.name, row.region_names.join("、"));
    Post { squad, regions: row.regions.clone() }
}

fn notes(answer: &GapAnswer) -> Vec<String> {
    let order = "按优先级排列；优先级由关联、本地配套、产业相关、重点、可招五项加权而得。".to_owned();
    std::iter::once(order).chain(answer.notices.iter().cloned()).collect()
}

fn gap_table(answer: &GapAnswer) -> Table {
    let titles =
        ["#序", "环节", "位置", "结论", "#优先级", "#本地企业", "#待核实", "#龙头以上", "#外地候选", "摸排", "认定"];
    let mut table = Table::new(&titles, "没有环节。");
    let row = |(at, s): (usize, &SegmentAnswer)| {
        let direction = s.direction.map_or("", |direction| direction.zh());
        let assessed = s.assessed.as_ref().map_or(String::new(), |a| format!("{} {}：{}", a.who, a.date, a.reason));
        let overruled =
            if s.assessed.is_some() { format!("（认定，计算为{}）", s.computed.zh()) } else { String::new() };
        vec![
            if s.verdict.is_gap() { (at + 1).to_string() } else { String::new() },
            s.name.clone(),
            s.stage.zh().to_owned(),
            format!("{}{direction}{overruled}", s.verdict.told(answer.any_surveyed)),
            s.priority.map_or_else(|| "—".to_owned(), |p| format!("{p:.1}")),
            s.local.to_string(),
            s.unverified.to_string(),
            s.leaders.to_string(),
            s.candidates.to_string(),
            if s.surveyed { "已摸排" } else { "未摸排" }.to_owned(),
            assessed,
        ]
    };
    table.rows = answer.segments.iter().enumerate().map(row).collect();
    table
}

fn place_notes(map: &MapAnswer, asked: &MapQuestion) -> Vec<String> {
    let chosen = chosen(map, asked);
    let mut notes = vec!["按企业注册地；一家企业可补几个缺口的，合计只计一次。".to_owned()];
    if !chosen.is_empty() {
        notes.push(format!("只含：{chosen}"));
    }
    if map.places.len() > PLACES {
        notes.push(format!("共 {} 处，只列前 {PLACES} 处。", map.places.len()));
    }
    notes
}

fn place_table(map: &MapAnswer) -> Table {
    let mut table = Table::new(&["#序", "地区", "#候选企业", "#链主和龙头", "可补的缺口（企业数）"], "没有候选企业。");
    let row = |(at, row): (usize, &PlaceRow)| {
        let gaps: Vec<String> = row.gaps.iter().map(|gap| format!("{} {}", gap.name, gap.firms)).collect();
        vec![
            (at + 1).to_string(),
            row.full_name.clone(),
            row.firms.to_string(),
            row.leaders.to_string(),
            gaps.join("、"),
        ]
    };
    table.rows = map.places.iter().take(PLACES).enumerate().map(row).collect();
    table
}
