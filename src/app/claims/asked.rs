//! What is asked of claims, and what came of it.

use crate::app::lists;
use crate::model::Ruling;

/// Which firm a squad claims, keeps or gives back.
#[derive(Debug, Clone, Default)]
pub struct ClaimAsked {
    /// Id or name of the enterprise.
    pub enterprise: String,
    /// Id or name of the squad; none: the only one that is granted to the caller.
    pub squad: Option<String>,
    /// By default the caller.
    pub who: Option<String>,
}

/// What was done to a claim.
#[derive(Debug, Clone)]
pub struct ClaimDone {
    /// Id of the enterprise.
    pub enterprise: String,
    /// What people call it.
    pub name: String,
    /// Who has it now, and until when; none: nobody.
    pub taken: Option<lists::TakenBy>,
    /// The journal number; none where nothing differs.
    pub number: Option<u64>,
    /// Firms it is tied to that other squads have, in Chinese.
    pub warnings: Vec<String>,
}

/// What came of a claim.
#[derive(Debug, Clone)]
pub enum Claimed {
    /// The squad has the firm.
    Got(ClaimDone),
    /// Another squad has it; that this one wanted it is kept.
    Collided {
        /// What people call the firm.
        name: String,
        /// Who has it, and until when.
        taken: lists::TakenBy,
        /// The journal number of the collision.
        number: u64,
    },
}

impl Claimed {
    /// What is told to whoever wanted a firm that another squad has.
    pub fn collision_told(name: &str, taken: &lists::TakenBy) -> String {
        format!("「{name}」已由{}。这次没有认领上，已记为撞单，两队和工作组都看得到", taken.told())
    }
}

/// What is decided of a claim.
#[derive(Debug, Clone)]
pub struct RulingAsked {
    /// Id or name of the enterprise.
    pub enterprise: String,
    /// What is decided.
    pub ruling: Ruling,
    /// Id or name of the squad it is handed over to.
    pub to: Option<String>,
    /// Why.
    pub reason: String,
    /// By default the caller.
    pub who: Option<String>,
}

/// A firm that nobody has listed.
#[derive(Debug, Clone, Default)]
pub struct NewLead {
    /// Id or name of the chain on whose list it is to stand.
    pub chain: String,
    /// The legal name.
    pub name: String,
    /// Where it is; blank where nobody knows.
    pub place: String,
    /// Id or name of the gap it is to fill; blank: of none in particular.
    pub segment: String,
    /// 主营产品.
    pub products: String,
    /// What the reporter knows of it.
    pub note: String,
    /// Id or name of the squad; none: the only one that is granted to the caller, where they have one.
    pub squad: Option<String>,
    /// By default the caller.
    pub who: Option<String>,
}
