//! The best paths from home to one target.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::questions::introduction::path::IntroductionPath;
use crate::app::questions::introduction::path_reader::PathReader;
use crate::app::{AppError, Desk, Question, names};
use crate::gaps::{Introductions, LeftOut, MOST_PATHS};
use crate::graph::{Graph, Order, Party};
use crate::model::{Adcode, Basis, Day, Status};

/// The paths to one target, best first.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PathsAnswer {
    /// Id of the chain.
    pub chain: String,
    /// Name of the chain: 集成电路.
    pub chain_name: String,
    /// The city or county paths begin at.
    pub home: Adcode,
    /// Name of home: 合肥市.
    pub home_name: String,
    /// Facts dated later do not count yet.
    pub as_of: Day,
    /// Version of the rules with a short hash of their values.
    pub rules: String,
    /// Whether recorded feeds or, for lack of them, stages say what comes before what.
    pub basis: Basis,
    /// Id of the target.
    pub target: String,
    /// Its legal name.
    pub target_name: String,
    /// Why a target is not introduced at all; present only in such cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// By strength, the strongest first.
    pub paths: Vec<IntroductionPath>,
}

/// A source of the chain at home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IntroductionSource {
    /// `kind:id`.
    pub party: String,
    /// Of the fund, manager, person or association.
    pub name: String,
}

impl IntroductionSource {
    /// What it is, as people call it.
    pub fn kind(&self) -> &'static str {
        match self.party.split_once(':').map(|(kind, _)| kind) {
            Some("person") => "人物",
            Some("association") => "协会、商会",
            Some("fund") => "基金",
            Some("manager") => "基金管理人",
            _ => "企业",
        }
    }
}

impl Desk {
    /// The best paths to a target: `count` of them, or as many as the rules say.
    ///
    /// # Errors
    /// A name is unknown or means several things, or `count` is not from 1 to [`MOST_PATHS`].
    pub async fn paths(
        &self,
        question: &Question,
        target: &str,
        count: Option<usize>,
    ) -> Result<PathsAnswer, AppError> {
        let at = self.may_introduce(question)?;
        let count = count.unwrap_or(at.rules().introduction.paths);
        if !(1..=MOST_PATHS).contains(&count) {
            return Err(AppError::BadRequest(format!("路径条数是 {count}，应为 1 到 {MOST_PATHS}（--k 或 k=）")));
        }
        let asked = question.asked(at.graph(), at.today())?;
        let graph = at.graph();
        let firm = names::firm(graph, target)?;
        // Of a firm elsewhere, whoever is there is told by the chains that it is in.
        let apart = at.left_out_at(firm);
        let introductions = at.introductions(asked);
        let introductions =
            if apart == LeftOut::default() { introductions } else { Arc::new(introductions.without(apart)) };
        let network = introductions.network();
        let note = note(graph, &introductions, firm);
        let routes = if note.is_some() { Vec::new() } else { introductions.paths_to(graph, firm, count) };
        let mut reader = PathReader::new(at, network, asked).leaving_out(apart);
        let mut paths = Vec::with_capacity(routes.len());
        for route in &routes {
            let start = introductions.source(route.nodes[0]).unwrap_or(1.0);
            paths.push(reader.path(route, start).await?);
        }
        Ok(PathsAnswer {
            chain: graph.chain(asked.chain).id.clone(),
            chain_name: graph.chain(asked.chain).name.clone(),
            home: asked.home,
            home_name: graph.regions.name(asked.home),
            as_of: asked.as_of,
            rules: at.rules().label(),
            basis: Order::of(graph, asked.chain).basis,
            target: graph.firm_id(firm).to_owned(),
            target_name: graph.firm_name(firm).to_owned(),
            note,
            paths,
        })
    }

    /// The names of the first candidates of the gaps, as many as are of use while one types.
    ///
    /// # Errors
    /// A name is unknown or means several things.
    pub fn candidate_names(&self, question: &Question, most: usize) -> Result<Vec<String>, AppError> {
        let at = self.may_introduce(question)?;
        let gaps = at.gaps(question)?.answer;
        let candidates = gaps.segments.iter().filter(|s| s.verdict.is_gap()).flat_map(|s| &s.firms.outside);
        let names: BTreeSet<&str> = candidates.take(most).map(|firm| at.graph().firm_name(*firm)).collect();
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    /// The sources of a chain at home that are no enterprises, by name: whom one can ask what they can reach.
    ///
    /// # Errors
    /// The caller may not see facts, or a name is unknown.
    pub fn sources(&self, question: &Question) -> Result<Vec<IntroductionSource>, AppError> {
        let at = self.may_introduce(question)?;
        let asked = question.asked(at.graph(), at.today())?;
        let introductions = at.introductions(asked);
        let (network, graph) = (introductions.network(), at.graph());
        let no_firms = introductions.sources().filter(|ix| !matches!(network.parties().party(*ix), Party::Firm(_)));
        let told = no_firms.map(|ix| IntroductionSource {
            party: network.written(graph, ix),
            name: network.parties().called(graph, ix).to_owned(),
        });
        let mut told: Vec<IntroductionSource> = told.collect();
        told.sort_by(|a, b| (&a.party, &a.name).cmp(&(&b.party, &b.name)));
        Ok(told)
    }
}

/// Why a firm is not introduced, where it is not.
fn note(graph: &Graph, introductions: &Introductions, firm: crate::graph::FirmIx) -> Option<String> {
    let known = graph.firm(firm);
    if known.status == Status::Closed {
        return Some("企业已注销，不再引荐".to_owned());
    }
    if !known.sound() {
        return Some("企业有严重风险，不作引荐对象".to_owned());
    }
    let party = introductions.network().parties().number(Party::Firm(firm));
    let source = introductions.source(party).is_some();
    source.then(|| "已在本地：它本身就是本链的本地企业，可以直接上门，不必引荐".to_owned())
}
