//! Where a squad's targets are.

use std::collections::BTreeMap;

use crate::app::{Answered, lists};
use crate::draw::{Ground, MapInput, MapPlace, MapPost, PacketPlace};
use crate::graph::{Graph, Squad};
use crate::model::{Adcode, EntryField};

/// The targets by city, the most first; of those whose place is not known or abroad, last.
pub(in crate::app::sharing) fn places(graph: &Graph, listed: &[lists::Listed]) -> Vec<PacketPlace> {
    let mut by_place: BTreeMap<Option<Adcode>, Vec<&lists::Listed>> = BTreeMap::new();
    for entry in listed {
        let seat = entry.firm.and_then(|firm| graph.firm(firm).adcode).map(|adcode| graph.regions.in_force(adcode));
        by_place.entry(seat.map(|adcode| adcode.prefecture().unwrap_or(adcode))).or_default().push(entry);
    }
    let mut places: Vec<PacketPlace> = by_place.into_iter().map(|(adcode, here)| place(graph, adcode, &here)).collect();
    places.sort_by_key(|place| (place.adcode.is_none(), std::cmp::Reverse(place.targets.len()), place.adcode));
    places
}

fn place(graph: &Graph, adcode: Option<Adcode>, here: &[&lists::Listed]) -> PacketPlace {
    let target = |l: &&lists::Listed| {
        let id = l.entry.get(EntryField::Segment);
        let segment = graph.segments.iter().find(|s| s.id == id).map_or("未定环节", |s| s.name.as_str());
        (lists::name_of(graph, l).to_owned(), segment.to_owned())
    };
    PacketPlace {
        adcode,
        name: adcode.map_or_else(|| "所在地未知或在境外".to_owned(), |adcode| graph.regions.full_name(adcode)),
        at: adcode.and_then(|adcode| graph.regions.get(adcode)?.centre),
        targets: here.iter().map(target).collect(),
    }
}

/// The map of them, with the posts of a squad.
pub(in crate::app::sharing) fn map_input(
    answered: &Answered,
    squad: Option<&Squad>,
    places: &[PacketPlace],
    width: f64,
) -> MapInput<'static> {
    let (answer, graph) = (&answered.answer, &answered.held.graph);
    let post = squad.filter(|squad| !squad.regions.is_empty()).map(|squad| {
        let regions: Vec<String> = squad.regions.iter().map(|region| graph.regions.name(*region)).collect();
        MapPost { squad: format!("{}（{}）", squad.name, regions.join("、")), regions: squad.regions.clone() }
    });
    MapInput {
        chain_name: answer.chain_name.clone(),
        counted: "目标",
        home: answer.home,
        home_name: answer.home_name.clone(),
        home_at: graph.regions.get(answer.home).and_then(|region| region.centre),
        as_of: answer.as_of.to_string(),
        chosen: squad.map(|squad| squad.name.clone()).unwrap_or_default(),
        places: places.iter().map(|place| bubble(graph, place)).collect(),
        posts: post.into_iter().collect(),
        ground: Ground::Tiles,
        links: None,
        width,
    }
}

fn bubble(graph: &Graph, place: &PacketPlace) -> MapPlace {
    let mut segments: BTreeMap<&str, usize> = BTreeMap::new();
    place.targets.iter().for_each(|(_, segment)| *segments.entry(segment).or_default() += 1);
    let mut segments: Vec<(String, usize)> = segments.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    segments.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    MapPlace {
        adcode: place.adcode,
        name: place.adcode.map_or_else(|| place.name.clone(), |adcode| graph.regions.name(adcode)),
        at: place.at,
        firms: place.targets.len(),
        gaps: segments,
    }
}
