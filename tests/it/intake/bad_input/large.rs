//! Files that are much too large or much too wrong: time, memory and the report stay bounded.

use std::io::Write;
use std::process::{Child, Stdio};

use super::tried::adds_up;
use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "bad_input": a_line_without_end_takes_no_memory, a_million_errors_are_counted_and_a_thousand_told,
        a_million_notices_are_counted_and_a_thousand_told, a_row_of_rejected_rows_keeps_its_limit);
}

/// Runs the program to its end; the most memory it held, in KiB.
fn watched(city: &City, arguments: &[&str]) -> (Done, u64) {
    let mut command = city.command(arguments);
    let out = std::fs::File::create(city.folder().join("out")).unwrap();
    let err = std::fs::File::create(city.folder().join("err")).unwrap();
    let mut child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().unwrap();
    let mut most = 0;
    let status = loop {
        most = most.max(resident(&child).unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    let read = |name: &str| std::fs::read(city.folder().join(name)).unwrap();
    (Done::of(std::process::Output { status, stdout: read("out"), stderr: read("err") }), most)
}

/// The peak of a process's resident memory in KiB, where the system tells it.
fn resident(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

fn a_line_without_end_takes_no_memory() {
    const MEGABYTES: usize = 200;
    let city = City::new();
    let path = city.folder().join("enterprises.csv");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all("enterprise,name\ne1,甲\ne2,\"".as_bytes()).unwrap();
    let block = vec![b'x'; 1 << 20];
    for _ in 0..MEGABYTES {
        file.write_all(&block).unwrap();
    }
    let (done, most) = watched(&city, &["import", &path.display().to_string()]);
    assert_eq!(done.code(), 1, "{}", done.out());
    assert!(done.out().contains("enterprises.csv 第 3 行：从这一行起的一条记录超过 4 MB"), "{}", done.out());
    assert!(most < 100 << 10, "{most} KiB");
}

fn a_million_errors_are_counted_and_a_thousand_told() {
    let city = City::new();
    let rows: String = (0..1_000_000).map(|i| format!("e{i},甲,-{i}.5\n")).collect();
    let path = city.write("enterprises.csv", format!("enterprise,name,revenue\n{rows}"));
    let (done, most) = watched(&city, &["import", &path.display().to_string(), "--format", "json"]);
    assert_eq!(done.code(), 1);
    let report = done.json();
    assert_eq!((&report["rejected"], &report["problems_more"]), (&1_000_000.into(), &999_000.into()));
    assert_eq!(report["problems"].as_array().unwrap().len(), 1_000);
    adds_up(&report);
    assert!(done.out().len() < 1 << 20, "{} bytes", done.out().len());
    assert!(most < 200 << 10, "{most} KiB");
    let text = city.run(&["import", &city.write("funds.csv", text_of_bad_funds()).display().to_string()]);
    assert!(text.out().contains("另有 200 处错误未列出"), "{}", text.out().lines().last().unwrap());
}

fn text_of_bad_funds() -> String {
    "fund,name,size\n".to_owned() + &(0..1_200).map(|i| format!("f{i},基金,x\n")).collect::<String>()
}

fn a_million_notices_are_counted_and_a_thousand_told() {
    let city = City::new();
    let rows: String = (0..1_000_000).map(|i| format!("e{i},甲,9135{i:07}0000000,999999\n")).collect();
    let path = city.write("enterprises.csv", format!("enterprise,name,credit_code,adcode\n{rows}"));
    let (done, most) = watched(&city, &["import", &path.display().to_string(), "--format", "json"]);
    let report = done.json();
    assert_eq!(report["notices"].as_array().unwrap().len(), 1_000);
    assert!(report["notices_more"].as_u64().unwrap() > 900_000, "{}", report["notices_more"]);
    assert!(done.out().len() < 1 << 20, "{} bytes", done.out().len());
    assert!(most < 200 << 10, "{most} KiB");
}

fn a_row_of_rejected_rows_keeps_its_limit() {
    let city = City::new();
    let wide: String = (0..3_000).map(|i| format!(",列{i}")).collect();
    let cells = ",长长的值".repeat(3_000);
    let rows: String = (0..200).map(|i| format!("e{i},甲,999999{cells}\n")).collect();
    let path = city.write("enterprises.csv", format!("enterprise,name,adcode{wide}\n{rows}"));
    let rejected = city.folder().join("退回.csv").display().to_string();
    let done = city.run(&["import", &path.display().to_string(), "--rejected", &rejected, "--format", "json"]);
    assert_eq!(done.json()["rejected"], 200);
    let written = std::fs::read_to_string(&rejected).unwrap();
    assert_eq!(written.lines().count(), 201);
    assert!(written.lines().all(|line| line.split(',').count() == 3_003));
}
