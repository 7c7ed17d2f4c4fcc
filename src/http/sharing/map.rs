//! `GET /map` and `/api/v1/map`: 招商地图, the picture and beside it the table of the same rows; `/api/v1/map.svg` is the
//! picture as a file.

use std::collections::HashMap;

use askama::Template;
use axum::Json;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::{Desk, FirmRow, MapAnswer, MapQuestion, file_name, firm_table, place_table};
use crate::draw::{LinkTo, PageTick};
use crate::http::frame::address::{self, part};
use crate::http::frame::download::svg;
use crate::http::frame::failure::Failure;
use crate::http::frame::links::PageLinks;
use crate::http::frame::query::{Parameter, QueryOf, Standpoint, Width};
use crate::http::frame::shell::{Shell, empty, page};
use crate::http::frame::table::{ShownTable, TableOrigin, TableRequest};
use crate::http::frame::words::{FilterOption, options};
use crate::model::{Standing, TargetState, Verdict};

/// How wide the picture is beside its table.
const BESIDE_TABLE: Width = Width(720);

/// What stays the same on the map from place to place.
#[derive(Debug, Default, Clone, Deserialize, Serialize, JsonSchema)]
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
#[derive(Debug, Default, Deserialize, JsonSchema)]
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
    /// The chain's id as part of a path.
    path: String,
    home: String,
    as_of: String,
    /// The query without the place, and with it.
    query: String,
    whole: String,
    /// The same as what a form sends along.
    asked: Vec<(String, String)>,
    options: MapOptions,
    /// The gap that what is ticked is listed for; none where all gaps are shown.
    asked_gap: Option<String>,
    /// What the form of filters sends along.
    kept: Vec<(&'static str, String)>,
    /// The cities, the same rows as in the document, and the firms of one.
    places: ShownTable,
    firms: ShownTable,
    picture: String,
    /// What keeps every firm away, each with the map without it; none where there are firms.
    away: Vec<Narrowing>,
    file_name: String,
    notices: Vec<String>,
}

/// A filter that is set, and the map without it.
struct Narrowing {
    word: String,
    address: String,
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
        // Whoever is offered is drawn.
        let squads = answer.squads.iter().map(|squad| {
            let chosen = answer.squad.as_ref() == Some(&squad.squad);
            (squad.squad.clone(), squad.name.clone(), chosen)
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
pub async fn show(desk: Desk, QueryOf(query): QueryOf<MapQuery>, asked: TableRequest) -> Result<Response, Failure> {
    let standpoint = &query.filters.standpoint;
    if desk.chains()?.is_empty() {
        return empty(&desk, standpoint);
    }
    let question = query.question(&desk)?;
    let (links, width) = (query.place_links(&question.question.chain), query.width(BESIDE_TABLE)?);
    let (answer, picture) = desk.map_picture(&question, None, Some(links), width).await?;
    let options = MapOptions::of(&desk, &question, &answer).await?;
    let whole = query.without_place(&answer.chain);
    let place = answer.place.map_or(String::new(), |place| format!("&place={place}"));
    let to = |thing: &LinkTo| match thing {
        LinkTo::Place(place) => Some(format!("{}{place}", query.place_links(&answer.chain))),
        other => PageLinks::from(&answer.chain, standpoint).to(other),
    };
    asked.answer([place_table(&answer), firm_table(&answer)], &origin(&answer), &to, |[places, firms]| {
        let title = format!("{} 招商地图", answer.chain_name);
        page(&MapPage {
            shell: Shell::new(&desk, &title, Some((&answer.chain, "map")), standpoint)?,
            home: standpoint.home.to_string(),
            as_of: standpoint.as_of.to_string(),
            asked: address::pairs(&format!("{whole}{place}")),
            whole: format!("{whole}{place}"),
            query: whole,
            options,
            asked_gap: question.gap.as_ref().and_then(|_| answer.gaps.first()).map(|gap| gap.segment.clone()),
            kept: asked.keeps(),
            places,
            firms: firms.with_ticks("enterprise", &boxes(&answer, desk.offers(&answer.chain).list)),
            path: part(&answer.chain),
            file_name: file_name(&answer.home_name, &answer.chain_name, "候选企业分布图", answer.as_of),
            notices: picture.lacking.iter().map(ToString::to_string).collect(),
            picture: picture.svg(),
            away: if answer.places.is_empty() { narrowings(&query, &question, &answer) } else { Vec::new() },
            answer: answer.clone(),
        })
    })
}

/// The filters that are set, each with the map without it.
fn narrowings(query: &MapQuery, asked: &MapQuestion, answer: &MapAnswer) -> Vec<Narrowing> {
    let kept = MapFilters { chain: Parameter::of(&answer.chain), ..query.filters.clone() };
    let place = answer.place.map_or(String::new(), |place| format!("&place={place}"));
    let of = |word: String, filters: MapFilters| Narrowing {
        word,
        address: format!("/map{}{place}", address::query(&filters)),
    };
    let gap = asked.gap.as_ref().map(|given| {
        let name = answer.gaps.first().map_or(given, |gap| &gap.name);
        of(format!("缺口 {name}"), MapFilters { gap: Parameter::default(), ..kept.clone() })
    });
    let verdict = asked.verdict.map(|verdict| {
        of(format!("结论 {}", verdict.zh()), MapFilters { verdict: Parameter::default(), ..kept.clone() })
    });
    let standing = asked.standing.map(|standing| {
        of(format!("能级 {}", standing.zh()), MapFilters { standing: Parameter::default(), ..kept.clone() })
    });
    let squad = answer
        .squad_name
        .as_ref()
        .map(|squad| of(format!("招商队 {squad}"), MapFilters { squad: Parameter::default(), ..kept.clone() }));
    let state = asked
        .state
        .map(|state| of(format!("状态 {}", state.zh()), MapFilters { state: Parameter::default(), ..kept.clone() }));
    let here = answer.place_name.as_ref().map(|name| Narrowing {
        word: format!("地区 {name}"),
        address: format!("/map{}", query.without_place(&answer.chain)),
    });
    [gap, verdict, standing, squad, state, here].into_iter().flatten().collect()
}

/// A box before every firm of the place, where the caller may list them.
fn boxes(answer: &MapAnswer, may_list: bool) -> HashMap<String, PageTick> {
    let tick = |firm: &FirmRow| PageTick::open(&firm.enterprise, &firm.name);
    answer.firms.iter().filter(|_| may_list).map(|firm| (firm.enterprise.clone(), tick(firm))).collect()
}

fn origin(answer: &MapAnswer) -> TableOrigin {
    let (city, chain) = (answer.home_name.clone(), answer.chain_name.clone());
    TableOrigin { city, chain, as_of: answer.as_of, rules: answer.rules.clone() }
}
