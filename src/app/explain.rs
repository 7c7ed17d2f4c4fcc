//! A verdict with everything behind it: the reasoning, the firms, and for each firm its facts with source and date.

use std::fmt::Write;

use serde::Serialize;

use super::facts::{Fact, FactReader, text};
use super::{App, AppError, Asked, Held, Question, question};
use crate::gaps;
use crate::graph::{FirmIx, Graph, SegmentIx};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Adcode, Kind, SiteKind, Standing, Status, Table, Version};

/// Firms told of in each list; the counts are of all.
const TOLD: usize = 200;
/// Rows of one kind read for one firm.
const ROWS: usize = 200;

/// The reasoning and the firms behind it.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    #[serde(flatten)]
    pub reasoning: gaps::Explanation,
    pub chain_name: String,
    pub home_name: String,
    pub local: Vec<FirmFacts>,
    pub candidates: Vec<FirmFacts>,
    pub uncertain: Vec<FirmFacts>,
}

/// A firm and what is known of it that bears on the verdict.
#[derive(Debug, Clone, Serialize)]
pub struct FirmFacts {
    pub enterprise: String,
    pub name: String,
    pub standing: Option<Standing>,
    /// Local on the strength of the firm as a whole (待核实).
    pub unverified: bool,
    /// The registered region, or the country.
    pub place: String,
    pub facts: Vec<Fact>,
}

impl App {
    /// Explains the verdict on one leaf segment.
    pub async fn explain(&self, question: &Question, segment: &str) -> Result<Explanation, AppError> {
        let held = self.held_at(question.known_at).await?;
        let asked = question.asked(&held, self.clock.today())?;
        let segment = question::segment(&held.graph, asked.chain, segment)?;
        let reasoning = self.reasoning(&held, asked, segment)?;
        let graph = &held.graph;
        let mut teller = Teller { reader: FactReader::new(&self.store, held.journal), held: &held, segment };
        let firms = &reasoning.segment.firms;
        let mut local = Vec::new();
        for (firm, unverified) in firms.local.iter().take(TOLD) {
            local.push(FirmFacts { unverified: *unverified, ..teller.firm(*firm).await? });
        }
        let mut candidates = Vec::new();
        for firm in firms.outside.iter().take(TOLD) {
            candidates.push(teller.firm(*firm).await?);
        }
        let mut uncertain = Vec::new();
        for firm in firms.uncertain.iter().take(TOLD) {
            uncertain.push(teller.firm(*firm).await?);
        }
        let chain_name = graph.chain(asked.chain).name.clone();
        let home_name = graph.regions.name(asked.home);
        Ok(Explanation { reasoning, chain_name, home_name, local, candidates, uncertain })
    }

    fn reasoning(&self, held: &Held, asked: Asked, segment: SegmentIx) -> Result<gaps::Explanation, AppError> {
        let relatedness = held.relatedness(asked.home.home_level(), asked.as_of, &self.rules);
        gaps::explain(&self.computed(held, &relatedness, asked), segment).map_err(|_| {
            let name = &held.graph.segment(segment).name;
            AppError::BadRequest(format!("环节「{name}」有下级环节，没有自己的结论；请问它的下级环节"))
        })
    }
}

/// Tells the facts of firms out of the store's rows.
struct Teller<'a> {
    reader: FactReader<'a>,
    held: &'a Held,
    segment: SegmentIx,
}

impl Teller<'_> {
    async fn firm(&mut self, firm: FirmIx) -> Result<FirmFacts, AppError> {
        let graph = &self.held.graph;
        let known = graph.firm(firm);
        let place = match known.adcode {
            Some(adcode) => graph.regions.full_name(adcode),
            None if known.foreign => "境外".to_owned(),
            None => "未知".to_owned(),
        };
        let mut facts = Vec::new();
        for kind in [Kind::Enterprise, Kind::Member, Kind::Site] {
            for node in graph.nodes_of(firm) {
                for version in self.reader.rows(kind, *node, ROWS).await? {
                    facts.extend(self.fact(firm, &version).await?);
                }
            }
        }
        let graph = &self.held.graph;
        Ok(FirmFacts {
            enterprise: graph.firm_id(firm).to_owned(),
            name: graph.firm_name(firm).to_owned(),
            standing: known.standing,
            unverified: false,
            place,
            facts,
        })
    }

    /// What a row says, if it is open, about this firm, and bears on the segment.
    async fn fact(&mut self, firm: FirmIx, version: &Version) -> Result<Option<Fact>, AppError> {
        if version.values.is_none() {
            return Ok(None);
        }
        let what = match version.key.kind {
            Kind::Enterprise => Some(enterprise(&self.held.graph, version)),
            Kind::Member => self.member(firm, version),
            _ => self.site(version),
        };
        match what {
            Some(what) => self.reader.fact(version, what).await.map(Some),
            None => Ok(None),
        }
    }

    fn member(&self, firm: FirmIx, version: &Version) -> Option<String> {
        let values = version.values.as_ref()?.view();
        let graph = &self.held.graph;
        let to = values.node(B_TO).unwrap_or(version.key.b);
        if graph.segment_with_node(to) != Some(self.segment) {
            return None;
        }
        // A text may have meant another firm in another row.
        let about = values.node(A_TO).unwrap_or(version.key.a);
        if !graph.nodes_of(firm).contains(&about) {
            return None;
        }
        let mut columns = version.key.rest.columns();
        let (adcode, product) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let mut what = format!("属于环节「{}」", graph.segment(self.segment).name);
        if let Ok(adcode) = adcode.parse::<Adcode>() {
            let _ = write!(what, "，在{}", graph.regions.full_name(adcode));
        }
        if !product.is_empty() {
            let _ = write!(what, "，产品：{product}");
        }
        if let Some(role) = text(version, "role") {
            let _ = write!(what, "，{role}");
        }
        Some(what)
    }

    fn site(&self, version: &Version) -> Option<String> {
        let graph = &self.held.graph;
        let values = version.values.as_ref()?.view();
        let mut columns = version.key.rest.columns();
        let own =
            |name, column: Option<&str>| text(version, name).or(column.filter(|c| !c.is_empty()).map(str::to_owned));
        let adcode = own("adcode", columns.next());
        let park = own("park", columns.next());
        let kind = own("kind", columns.next()).and_then(|k| k.parse().ok()).unwrap_or(SiteKind::Plant);
        let place = adcode.and_then(|a| a.parse().ok()).map(|a| graph.regions.full_name(a)).unwrap_or_default();
        let mut what = format!("在{place}{}有{}", park.unwrap_or_default(), kind.zh());
        if let Some(opened) = text(version, "opened") {
            let _ = write!(what, "，{opened} 投用");
        }
        let listed = values.references(Table::of(Kind::Site).field("segments")?);
        let names: Vec<&str> = listed
            .iter()
            .filter_map(|r| graph.segment_with_node(r.to))
            .map(|s| graph.segment(s).name.as_str())
            .collect();
        if !names.is_empty() {
            let _ = write!(what, "，所做环节：{}", names.join("、"));
        }
        Some(what)
    }
}

fn enterprise(graph: &Graph, version: &Version) -> String {
    let mut parts = vec![text(version, "name").unwrap_or_default()];
    if let Some(adcode) = text(version, "adcode").and_then(|a| a.parse::<Adcode>().ok()) {
        parts.push(format!("注册地 {}", graph.regions.full_name(adcode)));
    }
    if let Some(country) = text(version, "country") {
        parts.push(format!("国家 {country}"));
    }
    if let Some(standing) = text(version, "standing").and_then(|s| s.parse::<Standing>().ok()) {
        parts.push(format!("能级 {}", standing.zh()));
    }
    if text(version, "status").as_deref() == Some(Status::Closed.code()) {
        parts.push("已注销".to_owned());
    }
    if let Some(revenue) = text(version, "revenue") {
        parts.push(format!("营业收入 {revenue} 万元"));
    }
    parts.join("，")
}
