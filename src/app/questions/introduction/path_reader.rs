//! Reads what the store says of the steps of a path.

use crate::app::desk::GraphPermit;
use crate::app::questions::facts::fact::{FactReader, text};
use crate::app::questions::introduction::call::call_first;
use crate::app::questions::introduction::path::{IntroductionPath, IntroductionStep};
use crate::app::questions::introduction::rows::date_of;
use crate::app::questions::introduction::sentence;
use crate::app::{AppError, Asked};
use crate::gaps::LeftOut;
use crate::graph::{FirmIx, Graph, Investor, Network, Party, PartyIx, Route, Tie, TieKind, When};
use crate::model::{Kind, Version};

/// Reads paths of one graph and day.
pub struct PathReader<'a> {
    at: GraphPermit<'a>,
    pub network: &'a Network,
    pub asked: Asked,
    /// Who is named in none of them.
    left_out: LeftOut,
    pub reader: FactReader<'a>,
}

impl<'a> PathReader<'a> {
    /// A reader that has read nothing yet.
    pub fn new(at: GraphPermit<'a>, network: &'a Network, asked: Asked) -> Self {
        Self { at, network, asked, left_out: at.left_out(asked.chain), reader: FactReader::of(at) }
    }

    /// The same, naming none of these either.
    pub fn leaving_out(self, more: LeftOut) -> Self {
        Self { left_out: self.left_out.and(more), ..self }
    }

    /// A path as people read it; `start` is the factor it begins with.
    pub async fn path(&mut self, route: &Route, start: f64) -> Result<IntroductionPath, AppError> {
        let (network, graph) = (self.network, self.at.graph());
        let mut edges = Vec::with_capacity(route.nodes.len());
        for pair in route.nodes.windows(2) {
            let tie = network.tie(pair[0], pair[1]);
            let tie = tie.ok_or_else(|| AppError::Internal("a path without an edge".to_owned()))?;
            edges.push(self.edge(tie).await?);
        }
        let peer = is_peer(graph, network, self.asked, route);
        let last = route.nodes.len() - 1;
        let damped = |(at, node): (usize, &PartyIx)| if at == 0 || at == last { 1.0 } else { network.damping(*node) };
        let call_first = call_first(graph, network, self.asked, &route.nodes, &edges, self.left_out);
        Ok(IntroductionPath {
            strength: route.strength,
            peer,
            nodes: route.nodes.iter().map(|node| network.written(graph, *node)).collect(),
            sentence: sentence::path(graph, network, self.asked, &route.nodes, &edges, peer),
            names: route.nodes.iter().map(|node| network.parties().called(graph, *node).to_owned()).collect(),
            damping: route.nodes.iter().enumerate().map(damped).collect(),
            edges,
            call_first,
            start,
        })
    }

    async fn edge(&mut self, tie: Tie) -> Result<IntroductionStep, AppError> {
        let (network, graph) = (self.network, self.at.graph());
        let rows = self.at.rows_of(network, tie, self.asked.as_of).await?;
        let percent = percent(graph, network, tie, self.asked);
        let told = |pick: fn(&Version) -> Option<String>| {
            let mut told: Vec<String> = rows.iter().filter_map(pick).collect();
            told.sort_unstable();
            told.dedup();
            told
        };
        let titles = if tie.kind == TieKind::Office { told(key_column) } else { Vec::new() };
        let products = if tie.kind == TieKind::Supplies { told(key_column) } else { Vec::new() };
        let called = |party| network.parties().called(graph, party);
        let what = sentence::fact(tie.kind, called(tie.from), called(tie.to), &titles, &products, percent);
        let mut facts = Vec::with_capacity(rows.len());
        for row in &rows {
            facts.push(self.reader.fact(row, detail(row, &what)).await?);
        }
        let (from, to) = (network.written(graph, tie.from), network.written(graph, tie.to));
        let date = rows.iter().filter_map(date_of).max();
        let (kind, trust) = (tie.kind.code(), network.trust(tie.kind));
        Ok(IntroductionStep { kind, from, to, trust, what, percent, titles, products, date, facts, tie })
    }
}

/// Title or product: the first key column that is no reference.
fn key_column(row: &Version) -> Option<String> {
    row.key.rest.columns().next().filter(|column| !column.is_empty()).map(str::to_owned)
}

/// What one row adds to the fact: share, amount and date differ from row to row.
fn detail(row: &Version, what: &str) -> String {
    let mut parts = vec![what.to_owned()];
    if row.key.kind == Kind::Investment {
        parts[0] = what.split('，').next().unwrap_or(what).to_owned();
        parts.push(text(row, "percent").map_or("持股比例未知".to_owned(), |percent| format!("持股 {percent}%")));
        parts.extend(text(row, "amount").map(|amount| format!("金额 {amount} 万元")));
    }
    parts.extend(date_of(row).map(|date| format!("日期 {date}")));
    parts.join("，")
}

/// The greatest share that makes the edge what it is.
fn percent(graph: &Graph, network: &Network, tie: Tie, asked: Asked) -> Option<f64> {
    let Party::Firm(into) = network.parties().party(tie.to) else { return None };
    let investor = match (tie.kind.code(), network.parties().party(tie.from)) {
        ("fund_invests", Party::Fund(fund)) => Investor::Fund(fund),
        ("invests", Party::Firm(firm)) => Investor::Firm(firm),
        _ => return None,
    };
    let there = graph.investments_by(investor).filter(|i| i.firm == into && i.date.exists_at(asked.as_of));
    there.filter_map(|investment| investment.percent).max_by(f64::total_cmp)
}

/// Whether the source of a path is an enterprise with a leaf in common with the target.
fn is_peer(graph: &Graph, network: &Network, asked: Asked, route: &Route) -> bool {
    let firm = |node: Option<&PartyIx>| match node.map(|node| network.parties().party(*node)) {
        Some(Party::Firm(firm)) => Some(firm),
        _ => None,
    };
    let (Some(source), Some(target)) = (firm(route.nodes.first()), firm(route.nodes.last())) else { return false };
    let leaves = |firm: FirmIx| {
        let by_fact = graph.memberships(firm).iter().map(|fact| fact.segment);
        let by_site = graph.work_sites(firm, When::at(asked.as_of)).flat_map(|(ix, _)| graph.segments_at(ix));
        by_fact.chain(by_site.copied()).filter(|segment| graph.segment(*segment).leaf)
    };
    let theirs: Vec<_> = leaves(target).collect();
    leaves(source).any(|leaf| theirs.contains(&leaf))
}
