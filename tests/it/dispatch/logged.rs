//! Trips and visits written down in a form: by whom, for whom, and what a visit does beside.

use std::sync::Arc;

use liantu::access::{Caller, LoggedIn};
use liantu::app::claims::{ClaimAsked, Claimed};
use liantu::app::intake::import::OnError;
use liantu::app::lists::AddTargets;
use liantu::app::trips::{TripsQuestion, WorkLogged};
use liantu::app::{App, Clock, Desk, Question};
use liantu::gaps::Rules;
use liantu::model::{EntryField, Kind, ListDeed, TargetState, VisitKind};
use liantu::store::Store;

use crate::support::{Facts, Sheet, block_on, folder, load};

pub fn facts(facts: &mut Facts) {
    facts.add("logged::nobody_enters_a_visit_for_another_squad", || block_on(for_whom()));
    facts.add("logged::what_cannot_be_is_told_in_the_form", || block_on(refused()));
    facts.add("logged::a_visit_renews_the_claim_and_offers_to_move_the_entry", || block_on(moved()));
    facts.add("logged::whoever_wrote_it_takes_it_back", || block_on(taken_back()));
    facts.add("logged::two_who_change_one_visit_lose_nothing", || block_on(changed()));
    facts.add("logged::a_visit_taken_back_gives_the_claim_its_former_end", || block_on(claim_given_back()));
    facts.add("logged::what_was_promised_waits_until_somebody_was_there_again", || block_on(promised()));
}

const DAY: &str = "2026-11-24";
const LATER: &str = "2026-12-05";

fn sheet(table: &str, header: &[&str], rows: &[&[&str]]) -> Sheet {
    let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
    Sheet { rows: rows.iter().map(row).collect(), ..Sheet::new(table, header) }
}

/// Two squads of two on one chain, a leader of none; two firms on the list.
async fn town() -> Store {
    let store = Store::in_memory().await.unwrap();
    let files = folder(&[
        sheet("chains", &["chain", "name", "adcode"], &[&["c1", "一链", "340100"]]),
        sheet("segments", &["segment", "chain", "name", "stage"], &[&["s1", "c1", "一环节", "upstream"]]),
        sheet(
            "enterprises",
            &["enterprise", "name", "adcode"],
            &[&["e1", "示例甲有限公司", "310000"], &["e2", "示例乙有限公司", "310000"]],
        ),
        sheet("members", &["enterprise", "segment"], &[&["e1", "s1"], &["e2", "s1"]]),
        sheet(
            "squads",
            &["squad", "name", "kind"],
            &[&["q1", "示例一队", "spearhead"], &["q2", "示例二队", "station"]],
        ),
        sheet("assignments", &["chain", "squad"], &[&["c1", "q1"], &["c1", "q2"]]),
        sheet(
            "recruiters",
            &["recruiter", "name", "squad"],
            &[&["r1", "示例王", "q1"], &["r2", "示例李", "q1"], &["r3", "示例赵", "q2"], &["r9", "示例领导", ""]],
        ),
    ]);
    load(&store, &[files.path()], OnError::Abort).await;
    let question = Question { chain: "c1".into(), ..Question::default() };
    let enterprises = vec!["e1".to_owned(), "e2".to_owned()];
    desk(&store, DAY, None)
        .await
        .list_add(&AddTargets { question, enterprises, ..AddTargets::default() })
        .await
        .unwrap();
    store
}

/// Somebody with a login, the recruiter they are and a grant, called as a recruiter is; else the process.
async fn desk(store: &Store, day: &str, person: Option<[&str; 3]>) -> Desk {
    let clock = Clock::Fixed(format!("{day}T04:00:00Z").parse().unwrap());
    let app = App::open(store.clone(), Rules::default(), clock).await.unwrap();
    let caller = match person {
        None => Caller::Machine { user: "tester".into() },
        Some([login, recruiter, grant]) => {
            let grants = vec![grant.parse().unwrap()];
            let recruiter = Some(recruiter.to_owned()).filter(|recruiter| !recruiter.is_empty());
            let (login, name, seal) = (login.into(), "示例王".into(), String::new());
            Caller::Person(Arc::new(LoggedIn { login, name, grants, recruiter, seal }))
        }
    };
    app.desk(caller, None).await.unwrap()
}

const WANG: Option<[&str; 3]> = Some(["wang", "r1", "recruiter:q1"]);
const ZHAO: Option<[&str; 3]> = Some(["zhao", "r3", "recruiter:q2"]);
const CAPTAIN: Option<[&str; 3]> = Some(["cap", "", "captain:q1"]);

fn logged(kind: Kind, cells: &[(&str, &str)]) -> WorkLogged {
    let cells = cells.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned())).collect();
    WorkLogged { kind, cells, who: None }
}

fn visit(firm: &str, date: &str, people: &str) -> WorkLogged {
    logged(Kind::Visit, &[("enterprise", firm), ("date", date), ("people", people)])
}

/// What is wrong with it, and with which field; blank where it was written.
async fn told(desk: &Desk, given: &WorkLogged) -> String {
    match desk.log_work(given).await {
        Ok(Ok(_)) => String::new(),
        Ok(Err(refused)) => format!("{} {}", refused.field.unwrap_or_default(), refused.told),
        Err(error) => error.to_string(),
    }
}

async fn for_whom() {
    let store = town().await;
    let leader = Some(["l", "r9", "leader:c1"]);
    let member = Some(["m", "", "member:c1"]);
    for (person, people, says) in [
        (WANG, "示例李", "没有您自己"),
        (WANG, "示例王；示例领导", ""),
        (ZHAO, "r3", ""),
        (ZHAO, "示例王", "没有您自己"),
        (CAPTAIN, "示例王；示例李", ""),
        (CAPTAIN, "示例赵", "示例赵不是本队的人"),
        (CAPTAIN, "示例王；示例赵", "示例赵不是本队的人"),
        (leader, "示例赵", "没有您自己"),
        (leader, "示例赵；示例领导", ""),
        (member, "示例王；示例赵", ""),
        // Neither the name of a recruiter nor an id as login makes anybody one.
        (Some(["x", "", "recruiter:q1"]), "示例王", "没有对上招商员名册"),
        (Some(["r1", "", "recruiter:q1"]), "示例王", "没有对上招商员名册"),
        (Some(["d", "", "dispatcher"]), "示例领导", ""),
    ] {
        let desk = desk(&store, DAY, person).await;
        let done = told(&desk, &visit("示例甲有限公司", "2026-11-20", people)).await;
        assert!(if says.is_empty() { done.is_empty() } else { done.contains(says) }, "{person:?} {people}: {done}");
    }
    for grant in ["clerk", "auditor", "fund:f1"] {
        let desk = desk(&store, DAY, Some(["c", "r1", grant])).await;
        assert!(told(&desk, &visit("示例甲有限公司", "2026-11-20", "r1")).await.contains("没有这项权限"), "{grant}");
        assert!(desk.trips(&TripsQuestion::default()).await.is_err(), "{grant}");
    }
    let own = desk(&store, DAY, ZHAO).await.trips(&TripsQuestion::default()).await.unwrap();
    assert!(own.visits.iter().all(|line| line.people.contains(&"示例赵".to_owned())), "{:?}", own.visits);
    assert_eq!((own.visits.len(), own.oneself.as_deref()), (3, Some("r3")), "{own:?}");
    let other = TripsQuestion { person: Some("r1".into()), squad: None };
    assert!(desk(&store, DAY, ZHAO).await.trips(&other).await.unwrap().visits.is_empty());
}

async fn refused() {
    let store = town().await;
    let desk = desk(&store, DAY, WANG).await;
    let before = store.journal().await.unwrap();
    let trip = |cells: &[(&str, &str)]| logged(Kind::Trip, &[&[("people", "示例王")], cells].concat());
    for (given, says) in [
        (trip(&[("out", "2026-11-20"), ("back", "2026-11-18")]), "back 「2026-11-18」返回（2026-11-18下午）早于出发"),
        (trip(&[("out", "2026-11-20"), ("back", "2026-11-20"), ("out_half", "pm"), ("back_half", "am")]), "早于出发"),
        (trip(&[("out", "")]), "out 请写出发日期"),
        (trip(&[("out", "下周")]), "out "),
        (trip(&[("out", "2026-02-29")]), "out "),
        (trip(&[("out", "2026-11-20"), ("adcodes", "没有这里")]), "adcodes "),
        (visit("", "2026-11-20", "示例王"), "enterprise 请写走访的是哪家企业"),
        (visit("没有这家", "2026-11-20", "示例王"), "enterprise 库里没有「没有这家」"),
        (visit("示例", "2026-11-20", "示例王"), "enterprise "),
        (visit("示例甲有限公司", "2026-11-25", "示例王"), "date 2026-11-25还没到"),
        (visit("示例甲有限公司", "2026-11-20", ""), "people 请选是谁去的"),
        (visit("示例甲有限公司", "2026-11-20", "某人"), "people 招商员名册里没有「某人」"),
        (
            logged(Kind::Visit, &[("enterprise", "e1"), ("date", "2026-11-20"), ("people", "r1"), ("kind", "飞")]),
            "kind ",
        ),
        (
            logged(Kind::Visit, &[("enterprise", "e1"), ("date", "2026-11-20"), ("people", "r1"), ("trip", "x")]),
            "trip ",
        ),
    ] {
        let done = told(&desk, &given).await;
        assert!(done.starts_with(says) || done.contains(says) && !says.ends_with(' '), "{says}: {done}");
    }
    assert_eq!(store.journal().await.unwrap(), before);
    assert_eq!(told(&desk, &visit("示例甲有限公司", "2026-11-20", "示例王")).await, "");
    let desk = self::desk(&store, DAY, WANG).await;
    let again = told(&desk, &visit("e1", "2026-11-20", "r1")).await;
    assert!(again.contains("这一次记过了：2026-11-20 走访 示例甲有限公司"), "{again}");
    assert_eq!(told(&desk, &trip(&[("out", "2025-12-30"), ("back", "2026-01-02"), ("adcodes", "上海")])).await, "");
    let desk = self::desk(&store, DAY, WANG).await;
    let trips = desk.trips(&TripsQuestion::default()).await.unwrap().trips;
    assert_eq!(
        (trips[0].regions.clone(), trips[0].back.unwrap().to_string()),
        (vec!["上海市".into()], "2026-01-02".into())
    );
}

async fn moved() {
    let store = town().await;
    let day = async |day| desk(&store, day, WANG).await;
    let claimed = day("2026-11-24").await.claim(&ClaimAsked { enterprise: "e1".into(), ..ClaimAsked::default() }).await;
    assert!(matches!(claimed.unwrap(), Claimed::Got(_)));
    let until = async || {
        let taken = desk(&store, LATER, None).await.taken("e1").await.unwrap().taken.unwrap();
        (taken.squad, taken.until.to_string())
    };
    assert_eq!(told(&desk(&store, LATER, ZHAO).await, &visit("e1", "2026-12-03", "r3")).await, "");
    assert_eq!(until().await, ("q1".into(), "2026-12-24".into()), "a visit by another squad renews nothing");
    assert_eq!(told(&day(LATER).await, &visit("e1", "2026-12-01", "r1")).await, "");
    assert_eq!(until().await, ("q1".into(), "2026-12-31".into()), "thirty days from the visit");
    let offered = day(LATER).await.moves_after("e1", VisitKind::Visited).await.unwrap();
    let [one] = &offered[..] else { panic!("{offered:?}") };
    assert_eq!((one.from < TargetState::Visited, one.to), (true, TargetState::Visited));
    assert!(desk(&store, LATER, ZHAO).await.moves_after("e1", VisitKind::Visited).await.unwrap().is_empty());
    let set = vec![(EntryField::State, "negotiating".to_owned())];
    let change = liantu::app::lists::TargetChange { enterprise: "e1".into(), version: Some(one.version), set };
    day(LATER).await.store_desk().list_change("c1", None, ListDeed::Set, &[change]).await.unwrap();
    for kind in [VisitKind::Visited, VisitKind::Called] {
        assert!(day(LATER).await.moves_after("e1", kind).await.unwrap().is_empty(), "never backward");
    }
}

async fn taken_back() {
    let store = town().await;
    let own = desk(&store, DAY, WANG).await;
    let given = visit("e1", "2026-11-20", "r1");
    let written = own.log_work(&given).await.unwrap().unwrap();
    let own = desk(&store, DAY, WANG).await;
    let done = own.work_done(written.number).await.unwrap().unwrap();
    assert_eq!(
        (done.edit.note.what.as_str(), done.edit.note.after.as_str(), done.undoes),
        ("记走访", "2026-11-20 示例甲", true)
    );
    let other = desk(&store, DAY, ZHAO).await;
    assert!(other.work_done(written.number).await.unwrap().is_none());
    assert!(other.undo_edit(&written.edit).await.unwrap_err().to_string().contains("没有这项权限"));
    desk(&store, DAY, CAPTAIN).await.undo_edit(&written.edit).await.unwrap();
    let own = desk(&store, DAY, WANG).await;
    assert!(own.trips(&TripsQuestion::default()).await.unwrap().visits.is_empty());
    assert!(own.work_done(written.number).await.unwrap().unwrap().edit.undone);
    assert_eq!(told(&own, &given).await, "", "what was taken back is written anew");
}

async fn promised() {
    let store = town().await;
    let own = desk(&store, DAY, WANG).await;
    let cells =
        [("enterprise", "e1"), ("date", "2026-11-10"), ("people", "r1"), ("next", "送方案"), ("due", "2026-11-20")];
    assert_eq!(told(&own, &logged(Kind::Visit, &cells)).await, "");
    assert_eq!(told(&own, &logged(Kind::Trip, &[("people", "r1"), ("out", "2026-09-01")])).await, "");
    let waiting = async || {
        let sections = desk(&store, DAY, WANG).await.waiting_today().await.unwrap();
        let own = sections.into_iter().find(|section| section.section == "trips");
        own.map_or_else(Vec::new, |own| own.lines.into_iter().map(|line| (line.text, line.late)).collect())
    };
    let [trip, step] = &waiting().await[..] else { panic!("two lines") };
    assert_eq!(trip, &("2026-09-01出发，还没有记返回（示例王）".to_owned(), true));
    assert_eq!(step, &("2026-11-20前 送方案：示例甲有限公司（2026-11-10走访）".to_owned(), true));
    assert_eq!(told(&desk(&store, DAY, WANG).await, &visit("e1", "2026-11-21", "r1")).await, "");
    assert_eq!(waiting().await.len(), 1, "somebody was there since");
}

/// Changes a visit as it was seen at a number; what is wrong with it, blank where it was written.
async fn change(desk: &Desk, of: &str, seen: u64, cells: &[(&str, &str)]) -> String {
    match desk.work_changed(of, &logged(Kind::Visit, cells), Some(seen)).await {
        Ok(Ok(_)) => String::new(),
        Ok(Err(refused)) => format!("{} {}", refused.field.unwrap_or_default(), refused.told),
        Err(error) => error.to_string(),
    }
}

async fn changed() {
    let store = town().await;
    let at = async |person| desk(&store, DAY, person).await;
    assert_eq!(told(&at(WANG).await, &visit("e1", "2026-11-20", "r1；r2")).await, "");
    let of = format!("visits:{}", at(WANG).await.trips(&TripsQuestion::default()).await.unwrap().visits[0].visit);
    let seen = at(WANG).await.work_form(&of).await.unwrap().row;
    let shown = |name: &str| seen.cells.iter().find(|(own, _)| *own == name).unwrap().1.clone();
    assert_eq!((shown("people"), shown("enterprise")), ("示例王；示例李".into(), "示例甲有限公司".into()));
    let all = |more: &[(&'static str, &'static str)]| {
        let mut cells = vec![("enterprise", "示例甲有限公司"), ("date", "2026-11-20"), ("people", "示例王；示例李")];
        cells.extend(["kind", "trip", "result", "next", "due"].map(|name| (name, "")));
        cells.retain(|(name, _)| more.iter().all(|(own, _)| own != name));
        [&cells[..], more].concat()
    };
    let version = seen.version;
    assert_eq!(change(&at(WANG).await, &of, version, &all(&[("result", "谈得好")])).await, "");
    // Another one saw it before that, and says something else of it: both stand.
    assert_eq!(change(&at(CAPTAIN).await, &of, version, &all(&[("next", "送方案"), ("date", "2026-11-19")])).await, "");
    let line = at(WANG).await.trips(&TripsQuestion::default()).await.unwrap().visits.remove(0);
    let stands = (line.result.as_str(), line.next.as_str(), line.date.to_string());
    assert_eq!(stands, ("谈得好", "送方案", "2026-11-19".to_owned()));
    // What both say is told, with who said it, and nothing is written.
    let before = store.journal().await.unwrap();
    let both = change(&at(WANG).await, &of, version, &all(&[("result", "没谈成"), ("date", "2026-11-20")])).await;
    for says in ["刚被别人改过（cap）", "结果：您看到的是空，现在是「谈得好」，您写的是「没谈成」"]
    {
        assert!(both.contains(says), "{says}: {both}");
    }
    assert!(!both.contains("走访日期"), "the day was left alone: {both}");
    assert_eq!(store.journal().await.unwrap(), before);
    for (person, cells, says) in [
        (ZHAO, all(&[]), "没有走访"),
        (WANG, all(&[("people", "示例李")]), "没有您自己"),
        (WANG, all(&[("people", "")]), "请选是谁去的"),
        (WANG, all(&[("date", "2026-12-24")]), "还没到"),
        (WANG, all(&[("enterprise", "没有这家")]), "库里没有"),
    ] {
        let done = change(&at(person).await, &of, version, &cells).await;
        assert!(done.contains(says), "{says}: {done}");
    }
    let now = at(WANG).await.work_form(&of).await.unwrap().row.version;
    let same = all(&[("result", "谈得好"), ("next", "送方案"), ("date", "2026-11-19")]);
    assert!(change(&at(WANG).await, &of, now, &same).await.contains("没有改动"));
    assert_eq!(change(&at(WANG).await, &of, now, &all(&[("date", "2026-11-18"), ("next", "送方案")])).await, "");
    let line = at(WANG).await.trips(&TripsQuestion::default()).await.unwrap().visits.remove(0);
    assert_eq!(
        (line.result.as_str(), line.date.to_string()),
        ("", "2026-11-18".to_owned()),
        "what is emptied is empty"
    );
}

async fn claim_given_back() {
    let store = town().await;
    let at = async |day| desk(&store, day, WANG).await;
    let asked = ClaimAsked { enterprise: "e1".into(), ..ClaimAsked::default() };
    assert!(matches!(at("2026-11-24").await.claim(&asked).await.unwrap(), Claimed::Got(_)));
    let until = async || desk(&store, LATER, None).await.taken("e1").await.unwrap().taken.unwrap().until.to_string();
    let written = at(LATER).await.log_work(&visit("e1", "2026-12-01", "r1")).await.unwrap().unwrap();
    assert_eq!(until().await, "2026-12-31");
    at(LATER).await.undo_edit(&written.edit).await.unwrap();
    assert_eq!(until().await, "2026-12-24", "as before the visit");
    let written = at(LATER).await.log_work(&visit("e1", "2026-12-01", "r1")).await.unwrap().unwrap();
    at(LATER).await.claim_renew(&asked).await.unwrap();
    at(LATER).await.undo_edit(&written.edit).await.unwrap();
    assert_eq!(until().await, "2027-01-04", "what somebody did of it since stays");
}
