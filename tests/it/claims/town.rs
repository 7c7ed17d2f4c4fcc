//! A town of two chains with squads on them, and people who claim firms in it, on any day.

use std::sync::Arc;

use liantu::access::{Caller, LoggedIn};
use liantu::app::claims::{ClaimAsked, ClaimDone, Claimed, ClaimsAnswer, RulingAsked};
use liantu::app::intake::import::OnError;
use liantu::app::lists::{AddTargets, ListChanged, TargetChange};
use liantu::app::{App, AppError, Clock, Desk, Question};
use liantu::gaps::Rules;
use liantu::model::{EntryField, ListDeed, Ruling};
use liantu::store::Store;

use crate::support::{Sheet, folder, load};

/// The day everything begins.
pub const FIRST: &str = "2026-11-24";

/// A store with firms e1 to e5 on the list of c1, e5 on that of c2 too.
pub struct Town {
    pub store: Store,
}

/// Rows of a sheet.
fn sheet(table: &str, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Sheet {
    Sheet { rows: rows.into_iter().collect(), ..Sheet::new(table, header) }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The town with so many squads on c1, q1 and on; q0 is on c2 alone.
pub fn sheets(squads: usize) -> Vec<Sheet> {
    let firms = (1..=5).map(|n| row([&format!("e{n}"), &format!("示例{n}号有限公司"), "310000"]));
    let named = (0..=squads).map(|n| row([&format!("q{n}"), &format!("示例第{n}队"), "spearhead"]));
    let sent = (0..=squads).map(|n| row([if n == 0 { "c2" } else { "c1" }, &format!("q{n}")]));
    vec![
        sheet("chains", &["chain", "name", "adcode"], [row(["c1", "一链", "340100"]), row(["c2", "二链", "340100"])]),
        sheet(
            "segments",
            &["segment", "chain", "name", "stage"],
            [row(["c1-s1", "c1", "一环节", "upstream"]), row(["c2-s1", "c2", "二环节", "upstream"])],
        ),
        sheet("enterprises", &["enterprise", "name", "adcode"], firms),
        sheet("members", &["enterprise", "segment"], (1..=5).map(|n| row([&format!("e{n}"), "c1-s1"]))),
        sheet("squads", &["squad", "name", "kind"], named),
        sheet("assignments", &["chain", "squad"], sent),
        sheet("investments", &["investor", "enterprise", "percent"], [row(["e3", "e1", "60"])]),
    ]
}

impl Town {
    pub async fn new(squads: usize) -> Self {
        Self::in_store(Store::in_memory().await.unwrap(), squads).await
    }

    pub async fn in_store(store: Store, squads: usize) -> Self {
        let files = folder(&sheets(squads));
        load(&store, &[files.path()], OnError::Abort).await;
        let town = Self { store };
        for (chain, firms) in [("c1", &["e1", "e2", "e3", "e4", "e5"][..]), ("c2", &["e5"])] {
            let question = Question { chain: chain.into(), ..Question::default() };
            let enterprises = firms.iter().map(|firm| (*firm).to_owned()).collect();
            let given = AddTargets { question, enterprises, ..AddTargets::default() };
            town.machine(FIRST).await.list_add(&given).await.unwrap();
        }
        town
    }

    /// The process on a day.
    pub async fn app(&self, day: &str) -> App {
        let clock = Clock::Fixed(format!("{day}T04:00:00Z").parse().unwrap());
        App::open(self.store.clone(), Rules::default(), clock).await.unwrap()
    }

    pub async fn machine(&self, day: &str) -> Desk {
        self.app(day).await.desk(Caller::Machine { user: "tester".into() }, None).await.unwrap()
    }

    /// Somebody with grants, at a desk on a day.
    pub async fn person(&self, day: &str, login: &str, grants: &[&str]) -> Desk {
        self.app(day).await.desk(person(login, grants), None).await.unwrap()
    }

    /// A recruiter of a squad on a day.
    pub async fn of(&self, day: &str, squad: &str) -> Desk {
        self.person(day, &format!("r-{squad}"), &[&format!("recruiter:{squad}")]).await
    }

    /// Who has a firm on a day, and until when.
    pub async fn has(&self, day: &str, firm: &str) -> Option<(String, String)> {
        let taken = self.machine(day).await.taken(firm).await.unwrap().taken;
        taken.map(|taken| (taken.squad, taken.until.to_string()))
    }

    /// What a caller does to an entry of c1.
    pub async fn says(&self, desk: &Desk, firm: &str, set: &[(EntryField, &str)]) -> Result<ListChanged, AppError> {
        let set: Vec<_> = set.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let dropped = set.iter().any(|(_, text)| text == "dropped");
        let deed = if dropped { ListDeed::Drop } else { ListDeed::Set };
        let change = TargetChange { enterprise: firm.to_owned(), version: None, set };
        desk.store_desk().list_change("c1", None, deed, &[change]).await
    }

    /// What is wrong with the store.
    pub async fn problems(&self) -> Vec<String> {
        self.machine(FIRST).await.store_desk().checkup().await.unwrap().problems
    }
}

pub fn person(login: &str, grants: &[&str]) -> Caller {
    let grants = grants.iter().map(|grant| grant.parse().unwrap()).collect();
    let (login, name, seal) = (login.to_owned(), login.to_owned(), String::new());
    Caller::Person(Arc::new(LoggedIn { login, name, grants, recruiter: None, seal }))
}

fn asked(firm: &str) -> ClaimAsked {
    ClaimAsked { enterprise: firm.to_owned(), ..ClaimAsked::default() }
}

/// Claims a firm.
pub async fn claim(desk: &Desk, firm: &str) -> Result<Claimed, AppError> {
    desk.claim(&asked(firm)).await
}

/// Claims a firm that nobody has.
pub async fn takes(desk: &Desk, firm: &str) -> ClaimDone {
    match claim(desk, firm).await.unwrap() {
        Claimed::Got(done) => done,
        Claimed::Collided { taken, .. } => panic!("taken by {}", taken.told()),
    }
}

/// Claims a firm that another squad has; who that is.
pub async fn collides(desk: &Desk, firm: &str) -> String {
    match claim(desk, firm).await.unwrap() {
        Claimed::Got(done) => panic!("got {}", done.name),
        Claimed::Collided { taken, .. } => taken.squad,
    }
}

pub async fn renew(desk: &Desk, firm: &str) -> Result<ClaimDone, AppError> {
    desk.claim_renew(&asked(firm)).await
}

pub async fn release(desk: &Desk, firm: &str) -> Result<ClaimDone, AppError> {
    desk.claim_release(&asked(firm)).await
}

pub async fn rule(desk: &Desk, firm: &str, ruling: Ruling, to: &str, reason: &str) -> Result<ClaimDone, AppError> {
    let to = Some(to).filter(|to| !to.is_empty()).map(str::to_owned);
    let asked = RulingAsked { enterprise: firm.to_owned(), ruling, to, reason: reason.to_owned(), who: None };
    desk.claim_rule(&asked).await
}

/// Squads that wanted firms of others, as a caller is told, with what was decided.
pub async fn collisions(desk: &Desk) -> Vec<(String, String, String, String)> {
    let told = desk.claims(None).await.unwrap().collisions.into_iter();
    told.map(|line| (line.enterprise, line.squad, line.holder, line.told)).collect()
}

pub async fn claims(desk: &Desk) -> ClaimsAnswer {
    desk.claims(None).await.unwrap()
}
