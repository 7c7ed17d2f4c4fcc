use super::words::words;

words! {
    /// How far people have got with a target of a chain's list. The order is the way it goes.
    TargetState {
        Listed = "listed", "已列入";
        Assigned = "assigned", "已派发";
        Contacted = "contacted", "已联系";
        Visited = "visited", "已走访";
        Negotiating = "negotiating", "洽谈中";
        Signed = "signed", "已签约";
        Dropped = "dropped", "已放弃";
    }
}

impl TargetState {
    /// Whether somebody is on it: it takes of a squad's capacity.
    pub fn under_way(self) -> bool {
        !matches!(self, TargetState::Listed | TargetState::Signed | TargetState::Dropped)
    }
}
