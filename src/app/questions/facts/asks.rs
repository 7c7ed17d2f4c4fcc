//! Which rows of the store are asked for as facts, read in one go.

use crate::app::AppError;
use crate::app::questions::facts::fact::{Fact, FactReader};
use crate::app::questions::facts::row_words;
use crate::gaps::investor_name;
use crate::graph::{AssociationIx, FirmIx, Graph, Investor, PersonIx, SegmentIx, When};
use crate::model::values::{A_TO, B_TO};
use crate::model::{Adcode, Kind, NodeId, Rest, RowKey, SiteKind, Version};
use crate::store::ListFilter;

/// Rows of one kind read for one firm, and for one pair.
const ROWS: usize = 200;
const OF_PAIR: usize = 8;

/// A question for facts.
#[derive(Debug, Clone)]
pub enum FactAsk {
    /// What is recorded of the firm itself.
    Firm(FirmIx),
    /// What rows about the firm, its work and its sites say in columns that no table has.
    Beside(FirmIx),
    /// Its work, in some segments or in all.
    Members(FirmIx, Option<Vec<SegmentIx>>),
    /// Its sites; only places of work in these regions, where any are named.
    Sites(FirmIx, Option<Vec<Adcode>>),
    /// The first supplies the second.
    Supply(FirmIx, FirmIx),
    /// Somebody invests in a firm, on just this date where one is asked for.
    Investment(Investor, FirmIx, Option<When>),
    /// A person's offices at a firm.
    Office(PersonIx, FirmIx),
    /// A firm is a member of an association.
    Association(AssociationIx, FirmIx),
}

impl FactAsk {
    fn filters(&self, graph: &Graph) -> Vec<ListFilter> {
        let all = |kind, firm| graph.nodes_of(firm).iter().map(|a| begins_with(kind, *a)).collect::<Vec<_>>();
        match self {
            Self::Firm(firm) => all(Kind::Enterprise, *firm),
            Self::Beside(firm) => [Kind::Enterprise, Kind::Member, Kind::Site].map(|kind| all(kind, *firm)).concat(),
            Self::Members(firm, _) => all(Kind::Member, *firm),
            Self::Sites(firm, _) => all(Kind::Site, *firm),
            Self::Supply(one, other) => pairs(Kind::Supply, graph.nodes_of(*one), graph.nodes_of(*other)),
            Self::Investment(investor, firm, _) => {
                pairs(Kind::Investment, nodes_of_investor(graph, *investor), graph.nodes_of(*firm))
            }
            Self::Office(person, firm) => pairs(Kind::Office, graph.nodes_of_person(*person), graph.nodes_of(*firm)),
            Self::Association(association, firm) => {
                pairs(Kind::AssociationMember, graph.nodes_of_association(*association), graph.nodes_of(*firm))
            }
        }
    }

    /// What an open row says, where it is one that is asked for.
    fn says(&self, graph: &Graph, version: &Version, reader: &FactReader<'_>) -> Option<String> {
        let values = version.values.as_ref()?.view();
        let a = values.node(A_TO).unwrap_or(version.key.a);
        let b = values.node(B_TO).unwrap_or(version.key.b);
        // A text may have meant another firm in another row.
        let about = |firm: FirmIx, node: NodeId| graph.nodes_of(firm).contains(&node);
        match self {
            Self::Firm(_) => Some(row_words::enterprise(graph, version)),
            Self::Beside(firm) => {
                let segment = || row_words::segment_of(graph, version);
                let told = version.key.kind != Kind::Member || segment().is_some_and(|segment| reader.tells(segment));
                (told && about(*firm, a)).then(|| row_words::beside(version)).flatten()
            }
            Self::Members(firm, segments) => {
                let segment = row_words::segment_of(graph, version)?;
                let asked = segments.as_ref().is_none_or(|all| all.contains(&segment));
                (asked && about(*firm, a)).then(|| row_words::member(graph, version)).flatten()
            }
            Self::Sites(_, regions) => {
                let (adcode, kind) = row_words::site_place(version);
                let there = |all: &Vec<Adcode>| adcode.is_some_and(|a| all.contains(&graph.regions.in_force(a)));
                let asked = regions.as_ref().is_none_or(|all| kind != SiteKind::Branch && there(all));
                asked.then(|| row_words::site(graph, version, |segment| reader.tells(segment))).flatten()
            }
            Self::Supply(one, other) => (about(*one, a) && about(*other, b))
                .then(|| row_words::supply(version, graph.firm_name(*one), graph.firm_name(*other))),
            Self::Investment(investor, firm, date) => {
                let own = version.key.rest.columns().next().and_then(|date| date.parse().ok());
                let asked = date.is_none_or(|date| date == When::of(own));
                let about = nodes_of_investor(graph, *investor).contains(&a) && about(*firm, b);
                let words = || row_words::investment(version, investor_name(graph, *investor), graph.firm_name(*firm));
                (asked && about).then(words)
            }
            Self::Office(person, firm) => about(*firm, b).then(|| {
                let title = version.key.rest.columns().next().unwrap_or_default();
                format!("{}，{title}", graph.people[person.at()].name)
            }),
            Self::Association(association, firm) => {
                about(*firm, b).then(|| format!("{}会员", graph.associations[association.at()].name))
            }
        }
    }
}

fn nodes_of_investor(graph: &Graph, investor: Investor) -> &[NodeId] {
    match investor {
        Investor::Fund(fund) => graph.nodes_of_fund(fund),
        Investor::Firm(firm) => graph.nodes_of(firm),
    }
}

fn begins_with(kind: Kind, a: NodeId) -> ListFilter {
    ListFilter { kind, a: Some(a), after: None, limit: ROWS }
}

/// The rows of each pair: those after the key that would come just before them.
fn pairs(kind: Kind, ones: &[NodeId], others: &[NodeId]) -> Vec<ListFilter> {
    let pair = |a: NodeId, b: NodeId| {
        let after = RowKey { kind, a, b, rest: Rest::from_stored("") };
        ListFilter { kind, a: Some(a), after: Some(after), limit: OF_PAIR }
    };
    ones.iter().flat_map(|a| others.iter().map(move |b| pair(*a, *b))).collect()
}

/// The facts that answer each question, in the order of the questions.
pub async fn answer(reader: &mut FactReader<'_>, graph: &Graph, asks: &[FactAsk]) -> Result<Vec<Vec<Fact>>, AppError> {
    let (mut filters, mut counts) = (Vec::new(), Vec::with_capacity(asks.len()));
    for ask in asks {
        let own = ask.filters(graph);
        counts.push(own.len());
        filters.extend(own);
    }
    let wanted: Vec<Option<NodeId>> = filters.iter().map(|f| f.after.as_ref().map(|after| after.b)).collect();
    let mut lists = reader.lists(filters).await?.into_iter().zip(wanted);
    let mut answers = Vec::with_capacity(asks.len());
    for (ask, count) in asks.iter().zip(counts) {
        let mut facts = Vec::new();
        for (rows, b) in lists.by_ref().take(count) {
            for version in rows.iter().filter(|version| b.is_none_or(|b| version.key.b == b)) {
                if let Some(what) = ask.says(graph, version, reader) {
                    facts.push(reader.fact(version, what).await?);
                }
            }
        }
        // Not in the order of their keys: these hold numbers given in the order of import.
        facts.sort_by(|x, y| (&x.what, &x.source, &x.seen).cmp(&(&y.what, &y.source, &y.seen)));
        answers.push(facts);
    }
    Ok(answers)
}
