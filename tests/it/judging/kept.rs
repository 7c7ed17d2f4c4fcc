//! 查重 after a change: what did not move is kept, and what is told is what a server that starts anew tells.

use std::collections::BTreeSet;

use liantu::access::Caller;
use liantu::app::judging::{DuplicatesAnswer, DuplicatesQuestion, PairLine};
use liantu::app::{App, Desk};
use liantu::model::JudgedAs;

use super::{brings, judged};

use crate::claims::{FIRST, Town};
use crate::support::{Facts, Lots, add, block_on};

pub fn facts(facts: &mut Facts) {
    add!(facts, "judging": what_is_told_after_changes_is_what_a_server_that_starts_anew_tells,
        after_any_change_the_same_is_told_as_by_a_server_that_starts_anew);
}

/// So many firms that are like nobody: of so many, a few that moved are read alone.
const OTHERS: usize = 200;

/// A firm that shares its brand with no other one.
fn other(at: usize) -> [String; 4] {
    const LETTERS: [&str; 15] =
        ["岚", "澜", "皓", "铎", "玥", "骏", "霖", "祺", "翎", "琮", "钺", "榕", "沅", "黛", "夔"];
    let name = format!("{}{}液压有限公司", LETTERS[at % 15], LETTERS[at / 15]);
    [format!("x{at}"), name, String::new(), "甲".into()]
}

async fn desk(app: &App) -> Desk {
    app.desk(Caller::Machine { user: "tester".into() }, None).await.unwrap()
}

async fn told(app: &App) -> DuplicatesAnswer {
    let question = DuplicatesQuestion { chain: None, limit: Some(1_000) };
    desk(app).await.duplicates(&question).await.unwrap()
}

/// Each pair with all that is said of it.
fn pairs(answer: &DuplicatesAnswer) -> Vec<String> {
    assert_eq!(answer.unlooked, 0);
    let line = |pair: &PairLine| {
        let ids = [&pair.one.enterprise, &pair.other.enterprise];
        format!("{ids:?} {} {} {:?} {:?}", pair.verdict, pair.score, pair.why, pair.against)
    };
    answer.pairs.iter().map(line).collect()
}

/// What the server that followed tells, as one that starts anew tells it too.
async fn same(town: &Town, app: &App, what: &str) -> Vec<String> {
    app.follow_once().await.unwrap();
    let followed = pairs(&told(app).await);
    assert_eq!(followed, pairs(&told(&town.app(FIRST).await).await), "{what}");
    followed
}

fn what_is_told_after_changes_is_what_a_server_that_starts_anew_tells() {
    block_on(async {
        let town = Town::new(1).await;
        let rows: Vec<[String; 4]> = (0..OTHERS).map(other).collect();
        brings(&town, &rows).await;
        let row = |cells: [&str; 4]| [cells.map(str::to_owned)];
        brings(&town, &row(["a", "合肥维克诺机床有限公司", "", "甲"])).await;
        brings(&town, &row(["b", "维克诺机床", "", "乙"])).await;
        let app = town.app(FIRST).await;
        let first = same(&town, &app, "at first").await;
        assert!(first.iter().any(|pair| pair.starts_with(r#"["a", "b"] same"#)), "{first:?}");
        brings(&town, &row(["c", "合肥维克诺机床（集团）", "", "丙"])).await;
        let second = same(&town, &app, "a third one came").await;
        assert!(second.len() > first.len(), "{second:?}");
        let done = judged(&desk(&app).await, "a", "b", JudgedAs::Same).await.unwrap();
        same(&town, &app, "two were joined").await;
        brings(&town, &row(["c", "芜湖另山食品有限公司", "", "丙"])).await;
        assert_eq!(same(&town, &app, "the third is called otherwise").await, Vec::<String>::new());
        desk(&app).await.judgement_undo(done.number.unwrap()).await.unwrap();
        assert_eq!(same(&town, &app, "the two were parted").await, first);
        judged(&desk(&app).await, "x1", "x9", JudgedAs::Different).await.unwrap();
        assert_eq!(same(&town, &app, "others were judged").await, first);
    });
}

/// Changes drawn by lot, one after the other.
const CHANGES: usize = 40;
/// What a firm may be called by one of its sources.
const NAMES: [&str; 6] =
    ["合肥维克诺机床有限公司", "维克诺机床", "合肥维克诺机床（集团）", "维克诺", "芜湖另山食品有限公司", "另山食品"];

fn after_any_change_the_same_is_told_as_by_a_server_that_starts_anew() {
    block_on(async {
        let town = Town::new(1).await;
        let rows: Vec<[String; 4]> = (0..OTHERS).map(other).collect();
        brings(&town, &rows).await;
        let (app, mut lots, mut done) = (town.app(FIRST).await, Lots(23), Vec::new());
        let mut told = BTreeSet::new();
        for change in 0..CHANGES {
            let firm = |lots: &mut Lots| format!("m{}", lots.below(5));
            let what = match lots.below(6) {
                0 if change > 5 => {
                    let (one, other) = (firm(&mut lots), firm(&mut lots));
                    let said = [JudgedAs::Same, JudgedAs::Different][lots.below(2)];
                    let judged = judged(&desk(&app).await, &one, &other, said).await;
                    done.extend(judged.ok().and_then(|judged| judged.number));
                    format!("{one} and {other}: {said:?}")
                }
                1 if !done.is_empty() => {
                    let number = done.swap_remove(lots.below(done.len()));
                    // What was decided after it may hold it fast.
                    let undone = desk(&app).await.judgement_undo(number).await;
                    format!("{number} taken back: {}", undone.is_ok())
                }
                _ => {
                    let name = NAMES[lots.below(NAMES.len())].to_owned();
                    let code = ["", "91350100M000100Y43"][lots.below(2)].to_owned();
                    let source = ["甲", "乙", "丙"][lots.below(3)].to_owned();
                    let row = [firm(&mut lots), name, code, source];
                    brings(&town, std::slice::from_ref(&row)).await;
                    format!("{row:?}")
                }
            };
            told.insert(same(&town, &app, &format!("{change}: {what}")).await);
        }
        assert!(told.len() > CHANGES / 4, "{} answers", told.len());
    });
}
