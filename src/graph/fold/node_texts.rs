use crate::model::{Kind, NodeId, Texts};

/// The texts of all nodes, by number; they come in order of number.
#[derive(Debug, Default)]
pub struct NodeTexts {
    texts: Texts,
    kinds: Vec<Kind>,
    /// Place of each node number; the greatest where there is none.
    places: Vec<u32>,
}

impl NodeTexts {
    /// Adds a node.
    pub fn push(&mut self, id: NodeId, kind: Kind, text: &str) {
        let at = id.0 as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, u32::MAX);
        }
        self.places[at] = u32::try_from(self.kinds.len()).expect("invariant: node numbers are 32 bits wide");
        self.texts.push(text);
        self.kinds.push(kind);
    }

    /// The text of a node; blank where it is unknown.
    pub fn text(&self, id: NodeId) -> &str {
        match self.places.get(id.0 as usize) {
            Some(&place) if place != u32::MAX => self.texts.at(place as usize),
            _ => "",
        }
    }
}
