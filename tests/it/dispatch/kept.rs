//! What must stay as it was, whatever is done.

use std::path::Path;

use super::worked_city::{desk_of, files, folder, import};
use crate::support::{Facts, Lots, Sheet, block_on, load, options, shuffled, store_desk};
use liantu::app::Clock;
use liantu::app::dispatch::ScoreQuestion;
use liantu::dispatch::{Presets, ScoreRows};
use liantu::store::Store;

pub fn facts(facts: &mut Facts) {
    facts.add("kept::undoing_an_import_of_trips_gives_the_sheet_back", || block_on(undone()));
    facts.add("kept::days_of_recruiters_sum_up_to_the_squads_where_everybody_has_one", || block_on(same_days()));
    facts.add("kept::of_random_trips_the_days_agree_and_an_undo_gives_the_sheet_back", || block_on(random_trips()));
    facts.add("kept::a_sheet_does_not_depend_on_the_order_of_rows_and_files", || block_on(any_order()));
}

fn question(rows: ScoreRows, period: &str) -> ScoreQuestion {
    ScoreQuestion {
        period: period.to_owned(),
        rows,
        cut_off: Some("2026-11-23".parse().unwrap()),
        home: Some("340100".to_owned()),
        formula: None,
        presets: Presets::default(),
    }
}

/// Every sheet of the year, but what tells the journal number.
async fn sheets(store: &Store) -> Vec<serde_json::Value> {
    let desk = desk_of(store.clone()).await;
    let mut all = Vec::new();
    for rows in ScoreRows::ALL {
        let mut sheet = serde_json::to_value(desk.score(&question(rows, "2026")).await.unwrap()).unwrap();
        drop(sheet.as_object_mut().unwrap().remove("known_at"));
        all.push(sheet);
    }
    all
}

async fn undone() {
    let store = Store::in_memory().await.unwrap();
    assert_eq!(import(&store, &folder("tiny")).await.counts.rejected, 0);
    let before = sheets(&store).await;
    let written = tempfile::tempdir().unwrap();
    let mut more = Sheet::new("trips", &["trip", "people", "out", "back", "adcodes"]);
    for (id, out, back) in [("t1", "2026-03-01", "2026-03-09"), ("t90", "2026-05-01", "2026-05-20")] {
        more.rows.push(["t1", "r1;r2"].iter().map(|t| (*t).to_owned()).collect());
        let row = more.rows.last_mut().unwrap();
        id.clone_into(&mut row[0]);
        row.extend([out, back, "310000"].map(str::to_owned));
    }
    more.write(written.path(), "trips");
    let report = load(&store, &[&written.path().join("trips.csv")], options(&[]).on_error).await;
    assert_eq!((report.counts.new, report.counts.changed), (1, 1));
    assert_ne!(sheets(&store).await, before);
    let number = store.journal().await.unwrap();
    let batch = store.batches_numbered(vec![number]).await.unwrap().remove(0).unwrap();
    let clock = Clock::Fixed("2026-11-23T05:00:00Z".parse().unwrap());
    store_desk(&store, clock).undo(&batch.id).await.unwrap();
    assert_eq!(sheets(&store).await, before);
}

async fn same_days() {
    let store = Store::in_memory().await.unwrap();
    assert_eq!(import(&store, &folder("table")).await.counts.rejected, 0);
    let desk = desk_of(store).await;
    for period in ["2026", "2026-01/2026-02", "2026-01-07/2026-02-13", "2026-01-30"] {
        let mut days = Vec::new();
        for rows in [ScoreRows::Recruiters, ScoreRows::Squads] {
            let sheet = serde_json::to_value(desk.score(&question(rows, period)).await.unwrap()).unwrap();
            days.push(sheet["total"]["cells"]["days"].as_f64().unwrap());
        }
        assert!((days[0] - days[1]).abs() < 1e-9, "{period}: {days:?}");
    }
}

/// Trips of anybody, over any days, halves and places, written over some that are there and beside them.
fn trips(lots: &mut Lots) -> Sheet {
    let recruiters = std::fs::read_to_string(folder("table").join("recruiters.csv")).unwrap();
    let people: Vec<&str> = recruiters.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut more = Sheet::new("trips", &["trip", "people", "out", "out_half", "back", "back_half", "adcodes"]);
    for n in 0..12 {
        let day = |days: usize| {
            let first: liantu::model::Day = "2025-11-20".parse().unwrap();
            liantu::model::Day::of_number(first.number() + i32::try_from(days).unwrap()).to_string()
        };
        let id = if lots.below(2) == 0 { format!("t{:02}", 1 + lots.below(20)) } else { format!("x{n}") };
        let people = format!("{};{}", people[lots.below(people.len())], people[lots.below(people.len())]);
        let (out, long) = (lots.below(120), lots.below(25));
        let back = if lots.below(5) == 0 { String::new() } else { day(out + long + 1) };
        let half = ["", "am", "pm"][lots.below(3)].to_owned();
        let place = ["", "310000", "340100", "340000", "340102;320500"][lots.below(5)].to_owned();
        let back_half = if back.is_empty() { String::new() } else { ["", "am", "pm"][lots.below(3)].to_owned() };
        if !more.rows.iter().any(|row| row[0] == id) {
            more.rows.push(vec![id, people, day(out), half, back, back_half, place]);
        }
    }
    more
}

async fn random_trips() {
    let mut lots = Lots(24);
    for round in 0..6 {
        let store = Store::in_memory().await.unwrap();
        assert_eq!(import(&store, &folder("table")).await.counts.rejected, 0);
        let before = sheets(&store).await;
        let written = tempfile::tempdir().unwrap();
        trips(&mut lots).write(written.path(), "trips");
        let report = load(&store, &[&written.path().join("trips.csv")], options(&[]).on_error).await;
        assert_eq!(report.counts.rejected, 0, "round {round}: {:?}", report.problems.first());
        let desk = desk_of(store.clone()).await;
        for period in ["2026", "2026-01/2026-02", "2025-12-25/2026-01-07", "2026-02-28/2026-03-01"] {
            let people = desk.score(&question(ScoreRows::Recruiters, period)).await.unwrap();
            let squads = desk.score(&question(ScoreRows::Squads, period)).await.unwrap();
            let days = |sheet: &liantu::app::dispatch::ScoreAnswer| {
                sheet.total.cells.iter().find(|(column, _)| column.key == "days").and_then(|(_, days)| days).unwrap()
            };
            assert!((days(&people) - days(&squads)).abs() < 1e-9, "round {round} {period}");
        }
        let number = store.journal().await.unwrap().0.to_string();
        let clock = Clock::Fixed("2026-11-23T05:00:00Z".parse().unwrap());
        store_desk(&store, clock).undo(&number).await.unwrap();
        assert_eq!(sheets(&store).await, before, "round {round}");
    }
}

async fn any_order() {
    let store = Store::in_memory().await.unwrap();
    assert_eq!(import(&store, &folder("boundaries")).await.counts.rejected, 0);
    let expected = sheets(&store).await;
    let paths = files(&folder("boundaries"));
    let all: Vec<Sheet> = Sheet::all_in(&folder("boundaries"));
    let known = |sheet: &Sheet| paths.iter().any(|path| path.file_stem().unwrap().to_string_lossy() == sheet.table);
    let all: Vec<Sheet> = all.into_iter().filter(known).collect();
    let mut lots = Lots(7);
    for _ in 0..3 {
        let folder = shuffled(&all, &mut lots);
        let store = Store::in_memory().await.unwrap();
        let whole: [&Path; 1] = [folder.path()];
        let report = load(&store, &whole, options(&[]).on_error).await;
        assert_eq!(report.counts.rejected, 0);
        assert_eq!(sheets(&store).await, expected);
    }
}
