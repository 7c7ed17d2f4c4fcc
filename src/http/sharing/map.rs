//! `GET /map` and `/api/v1/map`: 招商地图, the picture and beside it the table of the same rows; `/api/v1/map.svg` is the
//! picture as a file.

use askama::Template;
use axum::Json;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::app::file_name;
use crate::app::{Desk, FirmRow, MapAnswer, MapQuestion, place_table};
use crate::draw::{Row, Table, gap_counts};
use crate::http::frame::address;
use crate::http::frame::download::svg;
use crate::http::frame::failure::Failure;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint, Width};
use crate::http::frame::shell::{Shell, empty, page};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{Standing, TargetState, Verdict};

/// Firms of a place the page lists; the API has all.
const FIRMS: usize = 300;
/// Gaps of all cities together that the page names; where there are more, so many of each city. The city's own page and
/// the document have all.
const GAPS: usize = 1500;
const GAPS_OF_A_CITY: usize = 3;
/// How wide the picture is beside its table.
const BESIDE_TABLE: Width = Width(720);

/// What stays the same on the map from place to place.
#[derive(Debug, Default, Clone, Deserialize, Serialize)]
#[serde(default)]
pub struct MapFilters {
    /// Id or name of the chain; by default the first.
    chain: Parameter<String>,
    /// Id or name of one gap.
    gap: Parameter<String>,
    /// Gaps of this verdict only.
    verdict: Parameter<Verdict>,
    /// Firms of this standing only.
    standing: Parameter<Standing>,
    /// Firms this squad, by id or name, has on the chain's list.
    squad: Parameter<String>,
    /// Firms in this state on the chain's list.
    state: Parameter<TargetState>,
    #[serde(flatten)]
    standpoint: Standpoint,
}

/// What is asked of the map.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MapQuery {
    #[serde(flatten)]
    filters: MapFilters,
    /// Code or name of a region: its cities only, and their firms one by one.
    place: Parameter<String>,
    /// How wide the picture is.
    width: Parameter<Width>,
}

impl MapQuery {
    /// The chain asked for, else the first.
    fn chain(&self, desk: &Desk) -> Result<String, Failure> {
        match self.filters.chain.owned() {
            Some(chain) => Ok(chain),
            None => desk.chains()?.into_iter().next().map(|chain| chain.chain).ok_or_else(Failure::no_page),
        }
    }

    /// What the map is asked for.
    pub fn question(&self, desk: &Desk) -> Result<MapQuestion, Failure> {
        let filters = &self.filters;
        Ok(MapQuestion {
            question: filters.standpoint.question(&self.chain(desk)?)?,
            gap: filters.gap.owned(),
            verdict: filters.verdict.read("verdict")?,
            standing: filters.standing.read("standing")?,
            place: self.place.owned(),
            squad: filters.squad.owned(),
            state: filters.state.read("state")?,
        })
    }

    /// The query of the same map, of a chain and no place.
    fn without_place(&self, chain: &str) -> String {
        address::query(&MapFilters { chain: Parameter::of(chain), ..self.filters.clone() })
    }

    /// The address of the map of a place, to which the place's code is added.
    fn place_links(&self, chain: &str) -> String {
        format!("/map{}&place=", self.without_place(chain))
    }

    fn width(&self, usual: Width) -> Result<f64, Failure> {
        Ok(f64::from(self.width.read("width")?.unwrap_or(usual).0))
    }
}

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
    options: MapOptions,
    /// The cities, the same rows as in the document.
    places: Table,
    rows: Vec<PlaceLine>,
    firms: Vec<FirmLine>,
    more_firms: usize,
    picture: String,
    file_name: String,
    notices: Vec<String>,
}

/// What each filter of the page offers.
struct MapOptions {
    chains: Vec<FilterOption>,
    gaps: Vec<FilterOption>,
    verdicts: Vec<FilterOption>,
    standings: Vec<FilterOption>,
    squads: Vec<FilterOption>,
    states: Vec<FilterOption>,
}

impl MapOptions {
    /// Those of a question; its answer says what its names mean.
    async fn of(desk: &Desk, asked: &MapQuestion, answer: &MapAnswer) -> Result<Self, Failure> {
        let all = desk.map(&MapQuestion { question: asked.question.clone(), ..MapQuestion::default() }).await?;
        let chosen_gap = asked.gap.as_ref().and_then(|_| answer.gaps.first()).map(|gap| &gap.segment);
        let gaps = all.gaps.into_iter().map(|gap| {
            let chosen = chosen_gap == Some(&gap.segment);
            (gap.segment, format!("{} {}", gap.name, gap.firms), chosen)
        });
        let squads = desk.store_desk().squads().await?.into_iter().map(|(id, name)| {
            let chosen = answer.squad.as_ref() == Some(&id);
            (id, name, chosen)
        });
        let verdicts = Verdict::ALL.iter().filter(|v| v.is_gap());
        Ok(Self {
            chains: options(desk.chains()?.into_iter().map(|c| (c.chain.clone(), c.name, c.chain == answer.chain))),
            gaps: options(gaps),
            verdicts: options(verdicts.map(|&v| (v.code(), v.zh(), asked.verdict == Some(v)))),
            standings: options(Standing::ALL.iter().map(|&s| (s.code(), s.zh(), asked.standing == Some(s)))),
            squads: options(squads),
            states: options(TargetState::ALL.iter().map(|&s| (s.code(), s.zh(), asked.state == Some(s)))),
        })
    }
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

/// The rows of the map.
pub async fn answer(desk: Desk, QueryOf(query): QueryOf<MapQuery>) -> Result<Json<MapAnswer>, Failure> {
    Ok(Json(desk.map(&query.question(&desk)?).await?))
}

/// The picture of the same rows.
pub async fn draw(desk: Desk, QueryOf(query): QueryOf<MapQuery>) -> Result<Response, Failure> {
    let question = query.question(&desk)?;
    let (links, width) = (query.place_links(&question.question.chain), query.width(Width::USUAL)?);
    let (_, picture) = desk.map_picture(&question, None, Some(links), width).await?;
    Ok(svg(picture.svg()))
}

/// Shows the map of a chain.
pub async fn show(desk: Desk, QueryOf(query): QueryOf<MapQuery>) -> Result<Response, Failure> {
    let standpoint = &query.filters.standpoint;
    if desk.chains()?.is_empty() {
        return empty(&desk, standpoint);
    }
    let question = query.question(&desk)?;
    let (links, width) = (query.place_links(&question.question.chain), query.width(BESIDE_TABLE)?);
    let (answer, picture) = desk.map_picture(&question, None, Some(links.clone()), width).await?;
    let places = place_table(&answer);
    let kept = query.without_place(&answer.chain);
    let place = answer.place.map_or(String::new(), |place| format!("&place={place}"));
    page(&MapPage {
        shell: Shell::new(&desk, &format!("{} 招商地图", answer.chain_name), Some((&answer.chain, "map")), standpoint)?,
        home: standpoint.home.to_string(),
        as_of: standpoint.as_of.to_string(),
        whole: format!("{kept}{place}"),
        query: kept,
        links,
        options: MapOptions::of(&desk, &question, &answer).await?,
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
