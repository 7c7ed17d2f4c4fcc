//! A frozen sheet never changes; what is put right later is an amendment that says why.

use super::worked_city::{desk_of, folder, import, imported};
use crate::support::{City, Facts, block_on, load, options};
use liantu::app::Desk;
use liantu::app::dispatch::ScoreQuestion;
use liantu::dispatch::{Presets, ScoreRows};

pub fn facts(facts: &mut Facts) {
    facts.add("frozen::of_any_who_freeze_the_same_at_once_one_wins", || block_on(once()));
    facts.add("frozen::whatever_is_brought_in_later_a_frozen_sheet_stays_as_it_was", || block_on(stays()));
    facts.add("frozen::an_amendment_names_the_cells_and_the_rows_that_moved_them", || block_on(amended()));
    facts.add("frozen::what_makes_no_sense_is_refused", refused);
    facts.add("frozen::the_commands_freeze_amend_and_show", commands);
}

fn question(rows: ScoreRows, cut_off: &str) -> ScoreQuestion {
    ScoreQuestion {
        period: "2026-01/2026-02".to_owned(),
        rows,
        cut_off: Some(cut_off.parse().unwrap()),
        home: Some("340100".to_owned()),
        formula: None,
        presets: Presets::default(),
    }
}

async fn once() {
    let store = imported(&folder("tiny")).await;
    let mut desks = Vec::new();
    for _ in 0..6 {
        desks.push(desk_of(store.clone()).await);
    }
    let asked = question(ScoreRows::Squads, "2026-02-28");
    let tried = desks.into_iter().map(|desk| {
        let asked = asked.clone();
        tokio::spawn(async move { desk.freeze_sheet(&asked, Some("测试")).await })
    });
    let tried: Vec<_> = tried.collect();
    let (mut won, mut refusals) = (Vec::new(), Vec::new());
    for one in tried {
        match one.await.unwrap() {
            Ok(number) => won.push(number),
            Err(error) => refusals.push(error.to_string()),
        }
    }
    assert_eq!((won.len(), refusals.len()), (1, 5));
    let told = format!("已经冻结，编号 {}", won[0]);
    assert!(refusals.iter().all(|refusal| refusal.contains(&told)), "{refusals:?}");
    let other = question(ScoreRows::Squads, "2026-02-27");
    desk_of(store.clone()).await.freeze_sheet(&other, None).await.expect("another cut-off is another sheet");
    assert_eq!(desk_of(store).await.frozen_sheets().await.unwrap().sheets.len(), 2);
}

/// The sheet as it was frozen, as JSON.
async fn kept(desk: &Desk, number: u64) -> serde_json::Value {
    serde_json::to_value(&desk.frozen_sheet(&number.to_string()).await.unwrap().sheet).unwrap()
}

async fn stays() {
    let store = imported(&folder("tiny")).await;
    let desk = desk_of(store.clone()).await;
    let mut frozen = Vec::new();
    for rows in ScoreRows::ALL {
        let asked = question(rows, "2026-02-28");
        let sheet = serde_json::to_value(desk.score(&asked).await.unwrap()).unwrap();
        frozen.push((desk.freeze_sheet(&asked, None).await.unwrap(), sheet));
    }
    let desk = desk_of(store.clone()).await;
    for (number, sheet) in &frozen {
        assert_eq!(&kept(&desk, *number).await, sheet, "what is kept is what was told");
    }
    import(&store, &folder("city")).await;
    let later = desk_of(store.clone()).await;
    for cut_off in ["2026-03-31", "2026-11-23"] {
        later.freeze_sheet(&question(ScoreRows::Squads, cut_off), None).await.unwrap();
    }
    let later = desk_of(store.clone()).await;
    for (number, sheet) in &frozen {
        assert_eq!(&kept(&later, *number).await, sheet);
    }
    // Asked at any later cut-off, and again at its own as it was known, it is the same.
    let known = frozen[1].1["known_at"].as_u64().unwrap();
    for cut_off in ["2026-03-01", "2026-04-15", "2026-12-31"] {
        later.score(&question(ScoreRows::Squads, cut_off)).await.unwrap();
        assert_eq!(kept(&later, frozen[1].0).await, frozen[1].1, "{cut_off}");
    }
    let then = later.as_known_at(liantu::app::KnownAt::Number(known)).await.unwrap();
    let again = then.score(&question(ScoreRows::Squads, "2026-02-28")).await.unwrap();
    assert_eq!(serde_json::to_value(again).unwrap(), frozen[1].1);
}

async fn amended() {
    let store = imported(&folder("tiny")).await;
    let desk = desk_of(store.clone()).await;
    let number = desk.freeze_sheet(&question(ScoreRows::Squads, "2026-02-28"), None).await.unwrap().to_string();
    let desk = desk_of(store.clone()).await;
    let nothing = desk.amend_sheet(&number, None).await.unwrap_err().to_string();
    assert!(nothing.contains("不必修订"), "{nothing}");
    let written = tempfile::tempdir().unwrap();
    let path = written.path().join("trips.csv");
    std::fs::write(&path, "trip,people,out,out_half,back,back_half,adcodes\nt2,r1,2026-01-08,,2026-01-14,am,320500\n")
        .unwrap();
    load(&store, &[&path], options(&[]).on_error).await;
    let desk = desk_of(store.clone()).await;
    assert_eq!(desk.amend_sheet(&number, Some("调度")).await.unwrap(), 1);
    let desk = desk_of(store).await;
    let frozen = desk.frozen_sheet(&number).await.unwrap();
    let moved = &frozen.amendments[0].moved;
    let cells: Vec<_> = moved.cells.iter().map(|cell| (cell.row.as_deref(), &*cell.time, &*cell.column)).collect();
    let now = |column| [(Some("q1"), "now", column), (None, "now", column)];
    let [[q1_days, all_days], [q1_mean, all_mean]] = ["days", "days_mean"].map(now);
    assert_eq!(cells, [q1_days, q1_mean, all_days, all_mean]);
    let rows: Vec<_> = moved.rows.iter().map(|row| (&*row.table, &*row.key, row.by.contains("trips.csv"))).collect();
    assert_eq!(rows, [("trips", "t2", true)], "the import that moved it");
    assert!(moved.cells.iter().all(|cell| cell.rows == [0]));
    assert!((moved.cells[0].after.unwrap() - moved.cells[0].before.unwrap() - 2.0).abs() < 1e-9);
    let told = moved.table(ScoreRows::Squads).csv();
    assert!(String::from_utf8_lossy(told.as_ref()).contains("出行 t2（2026-"), "each cell says why");
    assert!(desk.amend_sheet(&number, None).await.is_err(), "nothing moved since");
}

fn refused() {
    let city = City::with(&[&folder("tiny").join("squads.csv"), &folder("tiny").join("chains.csv")]);
    let freeze = |more: &[&'static str]| [&["score", "freeze", "--rows", "squads"], more].concat();
    city.refused(
        &freeze(&["--period", "2999-01", "--cut-off", "2999-01-31"]),
        &["截至日 2999-01-31 还没有到，不能冻结"],
    );
    city.refused(&freeze(&["--period", "2026-03/2026-02"]), &["止早于起"]);
    city.refused(&["score", "show", "99"], &["没有冻结的成绩单「99」"]);
    city.refused(&["score", "amend", "99"], &["没有冻结的成绩单「99」"]);
    assert_eq!(city.run(&["score"]).code(), 64);
}

fn commands() {
    let city = City::sample();
    super::served::worked(&city);
    let number = super::served::frozen(&city);
    let listed = city.done(&["score", "show"]).out();
    assert!(listed.contains("招商员") && listed.contains("2026-01 至 2026-02"), "{listed}");
    let told = city.done(&["score", "show", &number]).out();
    assert!(told.contains("冻结的成绩单") && told.contains("修订 1 次") && told.contains("示例出差甲"), "{told}");
    let moved = city.done(&["score", "show", &number, "--amendment", "1"]).out();
    assert!(moved.contains("驻外天数") && moved.contains("出行 dt1"), "{moved}");
    city.refused(&["score", "show", &number, "--amendment", "7"], &["只有 1 次修订"]);
    let journal = city.json(&["journal", "--what", "成绩单"]).to_string();
    assert!(journal.contains("冻结成绩单") && journal.contains("修订成绩单"), "{journal}");
    let undone = city.run(&["undo", &number]);
    assert_ne!(undone.code(), 0, "a freezing is not taken back: {}", undone.out());
    assert_eq!(city.json(&["score", "show"])["sheets"].as_array().unwrap().len(), 1);
    city.digest();
}
