//! What every command does: exit codes, help, which store, what cannot be written.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": wrong_usage_exits_64, help_and_version_exit_0, every_help_has_an_example, a_question_to_a_missing_store_makes_none, the_store_is_named_by_option_or_environment, what_cannot_be_written_is_told, a_broken_pipe_is_quiet);
}

fn wrong_usage_exits_64() {
    let city = City::new();
    let wrong: [&[&str]; 7] = [
        &[],
        &["fly"],
        &["import"],
        &["gaps"],
        &["gaps", "--chain", "c1", "--as-of", "2026-02-30"],
        &["chains", "--format", "xml"],
        &["generate", "--enterprises", "5", "--chains", "0", "x"],
    ];
    for arguments in wrong {
        let done = city.run(arguments);
        assert_eq!(done.code(), 64, "{arguments:?}: {}{}", done.out(), done.err());
        assert!(done.out().is_empty() && !done.err().is_empty(), "{arguments:?}: {}", done.out());
    }
    assert!(!city.store().exists());
}

fn help_and_version_exit_0() {
    let city = City::new();
    for arguments in [["--help"], ["--version"], ["help"]] {
        let done = city.done(&arguments);
        assert!(done.out().contains("liantu"), "{}", done.out());
    }
}

fn every_help_has_an_example() {
    let city = City::new();
    let help = city.run(&["--help"]).out();
    let listed = help.split("Commands:").nth(1).unwrap().lines().skip(1);
    let commands: Vec<&str> =
        listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 9, "{help}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let done = city.run(&[command, "--help"]);
        assert!(done.out().contains(&format!("示例：\n  liantu {command}")), "{command}: {}", done.out());
    }
}

fn a_question_to_a_missing_store_makes_none() {
    let city = City::new();
    let questions: [&[&str]; 5] = [
        &["chains"],
        &["gaps", "--chain", "c1"],
        &["explain", "--chain", "c1", "--segment", "s1"],
        &["doctor"],
        &["atlas", "--chain", "c1", "--out", "x.svg"],
    ];
    for arguments in questions {
        city.run(arguments).fails(1, &["没有数据库", "liantu.db", "请先运行 liantu import", "--store"]);
    }
    assert_eq!(std::fs::read_dir(city.folder()).unwrap().count(), 0);
}

fn the_store_is_named_by_option_or_environment() {
    let city = City::tiny();
    let run = |arguments: &[&str], store: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
        Done::of(command.args(arguments).env("LIANTU_STORE", store).current_dir(city.folder()).output().unwrap())
    };
    assert_eq!(run(&["chains"], &city.store()).code(), 0);
    let other = city.folder().join("other.db");
    run(&["chains"], &other).fails(1, &["other.db"]);
    let named = city.store().display().to_string();
    assert_eq!(run(&["chains", "--store", &named], &other).code(), 0, "the option goes before the environment");
    let mut command = Command::new(env!("CARGO_BIN_EXE_liantu"));
    let bare = command.arg("chains").env_remove("LIANTU_STORE").current_dir(city.folder()).output().unwrap();
    assert_eq!(Done::of(bare).code(), 0, "liantu.db here by default");
}

fn what_cannot_be_written_is_told() {
    let city = City::tiny();
    let nowhere = city.folder().join("没有").join("x.svg").display().to_string();
    city.run(&["atlas", "--chain", "c1", "--out", &nowhere]).fails(1, &["x.svg", "没有文件夹"]);
    let file = city.write("文件", "").join("里面").display().to_string();
    city.run(&["generate", "--enterprises", "5", &file]).fails(1, &["里面", "不能写入"]);
    let bad = city.write("enterprises.csv", "name,revenue\n甲,-1\n").display().to_string();
    city.run(&["import", &bad, "--rejected", &nowhere]).fails(1, &["x.svg", "不能写入"]);
}

fn a_broken_pipe_is_quiet() {
    let city = City::tiny();
    for arguments in [&["gaps", "--chain", "c1", "--format", "json"][..], &["chains"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = city.command(arguments);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        // The command keeps the writing end; without it only the child writes.
        drop(command);
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert_eq!(status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&stderr), "", "{arguments:?}");
    }
}
