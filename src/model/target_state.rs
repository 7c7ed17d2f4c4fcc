use super::words::words;

words! {
    /// How far people have got with a target of a chain's list. The order is the way it goes.
    TargetState {
        /// On the list; nobody is on it yet.
        Listed = "listed", "已列入";
        /// A squad has it.
        Assigned = "assigned", "已派发";
        /// The squad has spoken to it.
        Contacted = "contacted", "已联系";
        /// The squad has been there.
        Visited = "visited", "已走访";
        /// A project is being talked over.
        Negotiating = "negotiating", "洽谈中";
        /// A contract is signed; the target is won.
        Signed = "signed", "已签约";
        /// Given up, with a reason; it comes back by being listed again.
        Dropped = "dropped", "已放弃";
    }
}

impl TargetState {
    /// Whether somebody is on it: it takes of a squad's capacity.
    pub fn under_way(self) -> bool {
        !matches!(self, TargetState::Listed | TargetState::Signed | TargetState::Dropped)
    }
}
