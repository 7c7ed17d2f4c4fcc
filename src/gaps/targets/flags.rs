//! What to know of a target beside its score.

use crate::gaps::Viewpoint;
use crate::graph::{FirmIx, When};
use crate::model::{Adcode, Day, Level, Risk, SiteKind, TargetFlag};

/// The flags of a firm seen from home, in the order of docs/definitions.md#目标的标记; `fresh_from` is the first
/// day that is not stale.
pub fn flags(view: &Viewpoint, home: Adcode, fresh_from: Day, firm: FirmIx) -> Vec<TargetFlag> {
    TargetFlag::ALL.iter().copied().filter(|flag| has(view, home, fresh_from, firm, *flag)).collect()
}

/// Whether a firm has one flag.
pub fn has(view: &Viewpoint, home: Adcode, fresh_from: Day, firm: FirmIx, flag: TargetFlag) -> bool {
    match flag {
        TargetFlag::Watch => view.graph.firm(firm).risk == Some(Risk::Watch),
        TargetFlag::Stale => {
            let seen = view.graph.last_seen(firm);
            seen.is_dated() && seen < When::at(fresh_from)
        }
        TargetFlag::HasBranch => has_branch(view, firm),
        TargetFlag::SamePrefecture => is_of_same_prefecture(view, home, firm),
    }
}

fn has_branch(view: &Viewpoint, firm: FirmIx) -> bool {
    let mut open = view.graph.sites(firm).filter(|(_, site)| site.opened <= view.now);
    open.any(|(_, site)| site.kind == SiteKind::Branch && view.home.holds(site.adcode))
}

/// Home is a county, and a place of the firm has the home's prefecture, which is not the home itself.
fn is_of_same_prefecture(view: &Viewpoint, home: Adcode, firm: FirmIx) -> bool {
    let prefecture = home.prefecture().filter(|around| home.level() == Level::County && *around != home);
    prefecture.is_some_and(|around| view.graph.places(firm, view.now).any(|place| place.prefecture() == Some(around)))
}
