//! Numbers of text ids.

/// The number a store gives to a text id, the same for as long as the store lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NodeId(pub u32);

impl NodeId {
    /// Stands where a key has no second node.
    pub const NONE: NodeId = NodeId(0);
}
