//! The contacts along a path: of whoever is called first at home, and of the firm it leads to.

use crate::app::AppError;
use crate::app::desk::GraphPermit;
use crate::app::questions::introduction::path::IntroductionPath;
use crate::graph::{AssociationIx, FirmIx, FundIx, Graph};
use crate::model::NodeId;
use crate::store::NewContact;

/// Contacts, as far as they are recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) struct ContactsAlong {
    /// At home: the one to call first, else everybody known where the path begins; none without a path.
    pub home: Vec<NewContact>,
    /// At the firm itself.
    pub there: Vec<NewContact>,
}

impl GraphPermit<'_> {
    /// The contacts along the way to a firm. Who reads them journals it.
    pub(in crate::app) async fn contacts_along(
        &self,
        path: Option<&IntroductionPath>,
        firm: FirmIx,
    ) -> Result<ContactsAlong, AppError> {
        let mut home = match path {
            Some(path) => self.store().contacts(at_home(self.graph(), path)).await?,
            None => Vec::new(),
        };
        let is_called = |contact: &NewContact| path.is_some_and(|path| contact.name == path.call_first.name);
        if home.iter().any(is_called) {
            home.retain(is_called);
        }
        let there = self.store().contacts(self.graph().nodes_of(firm).to_vec()).await?;
        Ok(ContactsAlong { home, there })
    }
}

/// The nodes whose contacts may be the one to call: where the path begins, and where the one to call has an office.
fn at_home(graph: &Graph, path: &IntroductionPath) -> Vec<NodeId> {
    let source = path.nodes.first().map_or("", String::as_str);
    let mut nodes = match source.split_once(':') {
        Some(("enterprise", id)) => graph.firm_with_id(id).map_or(&[][..], |firm| graph.nodes_of(firm)).to_vec(),
        Some(("fund", id)) => {
            let found = graph.funds.iter().position(|fund| fund.id == id);
            found.map_or(&[][..], |at| graph.nodes_of_fund(FundIx::from_position(at))).to_vec()
        }
        Some(("association", id)) => {
            let found = graph.associations.iter().position(|association| association.id == id);
            found.map_or(&[][..], |at| graph.nodes_of_association(AssociationIx::from_position(at))).to_vec()
        }
        _ => Vec::new(),
    };
    let called = path.call_first.party.as_deref().and_then(|party| party.strip_prefix("person:"));
    let offices = graph.offices.iter().filter(|(person, ..)| Some(graph.people[person.at()].id.as_str()) == called);
    offices.for_each(|(_, firm, _)| nodes.extend_from_slice(graph.nodes_of(*firm)));
    nodes
}
