use crate::model::{NodeId, Texts};

/// Texts of nodes, which come in order of number.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: Vec<NodeId>,
    texts: Texts,
}

impl Names {
    pub fn push(&mut self, id: NodeId, text: &str) {
        self.ids.push(id);
        self.texts.push(text);
    }

    pub fn text(&self, id: NodeId) -> &str {
        self.ids.binary_search(&id).map_or("", |place| self.texts.at(place))
    }
}
