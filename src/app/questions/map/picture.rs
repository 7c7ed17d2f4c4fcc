//! The map of a chain, drawn.

use crate::access::{Right, Scope};
use crate::app::OutlineFile;
use crate::app::questions::map::places::{MapAnswer, MapQuestion, PlaceRow, SquadRow};
use crate::app::{AppError, Desk};
use crate::draw;
use crate::draw::{Ground, MapInput, MapPlace, MapPost, Picture};
use crate::graph::Graph;

impl Desk {
    /// The map's rows and the picture of them. `links`: the address to which a place's code is added.
    ///
    /// # Errors
    /// The caller may not see the chain, a name is unknown, or the store cannot be read.
    pub async fn map_picture(
        &self,
        asked: &MapQuestion,
        outline: Option<&OutlineFile>,
        links: Option<String>,
        width: f64,
    ) -> Result<(MapAnswer, Picture), AppError> {
        let at = self.may(Right::SeeChain, Scope::Chain(&asked.question.chain))?;
        let answered = at.gaps(&asked.question)?;
        let answer = at.map_of(&answered, asked).await?;
        let picture = draw::map(&map_input(&answer, at.graph(), asked, outline, links, width));
        Ok((answer, picture))
    }
}

/// What the picture shows of an answer.
pub(in crate::app) fn map_input<'a>(
    answer: &MapAnswer,
    graph: &Graph,
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
        counted: "候选企业",
        home: answer.home,
        home_name: answer.home_name.clone(),
        home_at: graph.regions.get(answer.home).and_then(|region| region.centre),
        as_of: answer.as_of.to_string(),
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
    let squad = answer.squad_name.as_ref().map(|squad| format!("招商队 {squad}"));
    let state = asked.state.map(|state| format!("状态 {}", state.zh()));
    [gap, verdict, standing, place, squad, state].into_iter().flatten().collect::<Vec<_>>().join("；")
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

fn post(row: &SquadRow) -> MapPost {
    let squad = format!("{}（{}）", row.name, row.region_names.join("、"));
    MapPost { squad, regions: row.regions.clone() }
}
