//! What is changed in place, and by which rights.

use crate::access::{Right, Scope};
use crate::app::desk::GraphPermit;
use crate::app::{AppError, Desk, names, right_to_write, scope_to_write};
use crate::graph::Meeting;
use crate::model::schema::GROUP_COLUMNS;
use crate::model::{Kind, MeetingKind, NodeId};

/// A thing whose values are corrected in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An enterprise, by id or full name.
    Firm(String),
    /// A chain with its working group, by id or name.
    Chain(String),
    /// A segment of a chain, both by id or name.
    Segment(String, String),
    /// A meeting about a chain, or about all of them: the chain by id or name, the meeting by its id.
    Meeting(String, String),
}

/// The record a subject is, as the rows of its table name it.
#[derive(Debug, Clone)]
pub(super) struct SubjectRecord {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    /// Under which its rows stand.
    pub nodes: Vec<NodeId>,
}

impl Subject {
    /// The table its rows are of.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Firm(_) => Kind::Enterprise,
            Self::Chain(_) => Kind::Chain,
            Self::Segment(..) => Kind::Segment,
            Self::Meeting(..) => Kind::Meeting,
        }
    }

    fn scope(&self) -> Scope<'_> {
        match self {
            Self::Firm(_) => scope_to_write(Kind::Enterprise, None),
            Self::Chain(chain) | Self::Segment(chain, _) | Self::Meeting(chain, _) => Scope::Chain(chain),
        }
    }

    /// Asks for the right to see it.
    pub(super) fn see<'d>(&self, desk: &'d Desk) -> Result<GraphPermit<'d>, AppError> {
        let right = if matches!(self, Self::Firm(_)) { Right::SeeFacts } else { Right::SeeChain };
        desk.may(right, self.scope())
    }

    /// Asks for the right to correct it.
    pub(super) fn correct<'d>(&self, desk: &'d Desk) -> Result<GraphPermit<'d>, AppError> {
        desk.may(right_to_edit(self.kind()), self.scope())
    }

    /// Asks for the right to correct one column of it: what is no part of a working group is a fact of its chain.
    pub(super) fn correct_column<'d>(&self, desk: &'d Desk, column: &str) -> Result<GraphPermit<'d>, AppError> {
        match self {
            Self::Chain(_) if !GROUP_COLUMNS.contains(&column) => desk.may(right_to_write(Kind::Chain), self.scope()),
            _ => self.correct(desk),
        }
    }
}

/// The right that a form for a row of a table asks for; what is corrected of a chain is its working group.
pub(super) fn right_to_edit(kind: Kind) -> Right {
    if kind == Kind::Chain { Right::EditGroup } else { right_to_write(kind) }
}

impl GraphPermit<'_> {
    /// The record that a subject is.
    pub(super) async fn record(&self, subject: &Subject) -> Result<SubjectRecord, AppError> {
        let graph = self.graph();
        let kind = subject.kind();
        let (id, name) = match subject {
            Subject::Firm(given) => {
                let firm = names::firm(graph, given)?;
                let (id, name) = (graph.firm_id(firm).to_owned(), graph.firm_name(firm).to_owned());
                return Ok(SubjectRecord { kind, id, name, nodes: graph.nodes_of(firm).to_vec() });
            }
            Subject::Chain(given) => {
                let chain = graph.chain(names::chain(graph, given)?);
                (chain.id.clone(), chain.name.clone())
            }
            Subject::Segment(chain, given) => {
                let chain = names::chain(graph, chain)?;
                let segment = graph.segment(names::segment(graph, chain, given)?);
                (segment.id.clone(), segment.name.clone())
            }
            Subject::Meeting(chain, given) => {
                let chain = names::chain(graph, chain)?;
                let found = graph.meeting(given).filter(|known| known.chain.is_none_or(|of| of == chain));
                let unknown = || AppError::NotFound { what: "会议", text: given.clone(), near: Vec::new() };
                let Meeting { id, date, kind, .. } = found.ok_or_else(unknown)?;
                (id.clone(), format!("{date} {}", MeetingKind::name(*kind)))
            }
        };
        let nodes = self.node(kind, &id).await?.into_iter().collect();
        Ok(SubjectRecord { kind, id, name, nodes })
    }
}
