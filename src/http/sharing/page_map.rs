//! `GET /map`: 招商地图, the picture and beside it the table of the same rows.

use askama::Template;
use axum::response::Response;

use crate::app::sharing::file_name;
use crate::app::{Desk, FirmRow, MapAnswer, MapQuestion, place_table};
use crate::draw::{Row, Table, gap_counts};
use crate::http::frame::failure::Failure;
use crate::http::frame::filters::{Asked, Filters};
use crate::http::frame::shell::{Shell, page};
use crate::http::frame::words::{Choice, choices};
use crate::http::questions::page_overview::empty;
use crate::http::sharing::api_map::{chain, place_links};
use crate::model::{Standing, TargetState, Verdict};

/// Firms of a place the page lists; the API has all.
const FIRMS: usize = 300;
/// Gaps of all cities together that the page names; where there are more, so many of each city. The city's own page and
/// the document have all.
const GAPS: usize = 1500;
const GAPS_OF_A_CITY: usize = 3;

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    shell: Shell,
    answer: MapAnswer,
    home: String,
    as_of: String,
    /// The query without the place, and with it.
    query: String,
    whole: String,
    links: String,
    chains: Vec<Choice>,
    gaps: Vec<Choice>,
    verdicts: Vec<Choice>,
    standings: Vec<Choice>,
    squads: Vec<Choice>,
    states: Vec<Choice>,
    /// The cities, the same rows as in the document.
    places: Table,
    rows: Vec<PlaceLine>,
    firms: Vec<FirmLine>,
    more_firms: usize,
    picture: String,
    file_name: String,
    notices: Vec<String>,
}

/// A row of the cities: its code where there is one, and its cells behind the place's name.
struct PlaceLine {
    code: String,
    name: String,
    cells: Vec<String>,
}

struct FirmLine {
    name: String,
    standing: &'static str,
    region: String,
    gaps: String,
}

/// Shows the map of a chain.
pub async fn show(desk: Desk, asked: Asked) -> Result<Response, Failure> {
    let filters = Filters::of(asked)?;
    if desk.chains()?.is_empty() {
        return empty(&desk, &filters);
    }
    let chain = chain(&desk, &filters)?;
    let question = filters.map_question(&chain)?;
    let links = place_links(&filters, &chain);
    let width = f64::from(filters.width.as_ref().map_or(Ok(720), |_| filters.width())?);
    let (answer, picture) = desk.map_picture(&question, None, Some(links.clone()), width).await?;
    let all = desk.map(&MapQuestion { question: question.question.clone(), ..MapQuestion::default() }).await?;
    let places = place_table(&answer);
    let query = filters.map_query(&answer.chain);
    let place = answer.place.map_or(String::new(), |place| format!("&place={place}"));
    let chosen_gap = question.gap.as_ref().and_then(|_| answer.gaps.first()).map(|gap| gap.segment.clone());
    page(&MapPage {
        shell: Shell::new(&desk, &format!("{} 招商地图", answer.chain_name), Some((&answer.chain, "map")), &filters)?,
        home: filters.home().unwrap_or_default().to_owned(),
        as_of: filters.as_of()?.map(|day| day.to_string()).unwrap_or_default(),
        whole: format!("{query}{place}"),
        query,
        links,
        chains: choices(desk.chains()?.into_iter().map(|c| (c.chain.clone(), c.name, c.chain == answer.chain))),
        gaps: choices(all.gaps.into_iter().map(|gap| {
            let chosen = chosen_gap.as_ref() == Some(&gap.segment);
            (gap.segment, format!("{} {}", gap.name, gap.firms), chosen)
        })),
        verdicts: choices(
            Verdict::ALL.iter().filter(|v| v.is_gap()).map(|&v| (v.code(), v.zh(), question.verdict == Some(v))),
        ),
        standings: choices(Standing::ALL.iter().map(|&s| (s.code(), s.zh(), question.standing == Some(s)))),
        squads: choices(desk.store_desk().squads().await?.into_iter().map(|(id, name)| {
            let chosen = answer.squad.as_ref() == Some(&id);
            (id, name, chosen)
        })),
        states: choices(TargetState::ALL.iter().map(|&s| (s.code(), s.zh(), question.state == Some(s)))),
        rows: place_lines(&places, &answer),
        places,
        firms: answer.firms.iter().take(FIRMS).map(firm_line).collect(),
        more_firms: answer.firms.len().saturating_sub(FIRMS),
        file_name: file_name(&answer.home_name, &answer.chain_name, "候选企业分布图", answer.as_of),
        notices: picture.lacking.iter().map(ToString::to_string).collect(),
        picture: picture.svg(),
        answer,
    })
}

fn place_lines(places: &Table, answer: &MapAnswer) -> Vec<PlaceLine> {
    let mut lines: Vec<PlaceLine> = places.rows().map(|row| place_line(row, places)).collect();
    if answer.places.iter().map(|place| place.gaps.len()).sum::<usize>() > GAPS {
        for (line, place) in lines.iter_mut().zip(&answer.places) {
            let gaps = place.gaps.iter().map(|gap| (gap.name.as_str(), gap.firms));
            line.cells.splice(2.., [gap_counts(gaps, GAPS_OF_A_CITY)]);
        }
    }
    lines
}

fn place_line(row: &Row, places: &Table) -> PlaceLine {
    let mut cells = row.told(places.columns()).into_iter().skip(1);
    let known = row.key.bytes().all(|b| b.is_ascii_digit());
    PlaceLine {
        code: if known { row.key.clone() } else { String::new() },
        name: cells.next().unwrap_or_default(),
        cells: cells.collect(),
    }
}

fn firm_line(row: &FirmRow) -> FirmLine {
    FirmLine {
        name: row.name.clone(),
        standing: row.standing.map_or("未知", Standing::zh),
        region: row.region.clone(),
        gaps: row.gaps.join("、"),
    }
}
