//! What every command does: exit codes, help, which store, what cannot be written.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{City, Done, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "cli": wrong_usage_exits_64, help_and_version_exit_0, every_help_has_an_example, no_command_tells_the_first_steps_in_six_lines, help_and_wrong_usage_are_chinese, a_question_to_a_missing_store_makes_none, the_store_is_named_by_option_or_environment, what_cannot_be_written_is_told, a_broken_pipe_is_quiet, a_number_is_never_the_beginning_of_an_id);
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
    let (groups, _) = help.split_once("选项：").unwrap();
    for group in ["看：\n", "数据：\n", "清单：\n", "文件：\n", "维护：\n"] {
        assert!(groups.contains(group), "{help}");
    }
    let listed = groups.lines().filter_map(|line| line.strip_prefix("  "));
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 30, "{help}");
    for command in commands {
        let done = city.run(&[command, "--help"]);
        assert!(done.out().contains(&format!("示例：\n  liantu {command}")), "{command}: {}", done.out());
    }
}

fn no_command_tells_the_first_steps_in_six_lines() {
    let city = City::new();
    let told = city.run::<&str>(&[]).err();
    let alone = Command::new(env!("CARGO_BIN_EXE_liantu")).current_dir(city.folder()).output().unwrap();
    assert_eq!(String::from_utf8(alone.stderr).unwrap(), told, "with no option either");
    assert_eq!(told.lines().count(), 6, "{told}");
    for command in ["demo", "serve", "templates", "brief", "--help"] {
        assert!(told.contains(&format!("liantu {command}")), "{told}");
    }
}

/// English is what people type, between the sentences: names of commands, options, columns, files, formats.
fn help_and_wrong_usage_are_chinese() {
    let city = City::new();
    let groups = city.run(&["--help"]).out();
    let commands = groups.lines().filter_map(|line| line.strip_prefix("  ")).filter_map(|line| line.split(' ').next());
    let commands: Vec<&str> = commands.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect();
    let mut told: Vec<String> = commands.iter().map(|command| city.run(&[command, "--help"]).out()).collect();
    told.extend([groups.clone(), city.run(&["mapping", "guess", "--help"]).out(), city.run(&["list", "--help"]).out()]);
    let wrong: [(&[&str], &[&str]); 9] = [
        (&["fly"], &["没有「fly」这个命令"]),
        (&["gasp", "--chain", "c1"], &["没有「gasp」这个命令", "gaps"]),
        (&["list"], &["用法：liantu list"]),
        (&["gaps"], &["缺少 --chain <"]),
        (&["gaps", "--chian", "c1"], &["不认识「--chian」", "--chain"]),
        (&["gaps", "--chain"], &["--chain <", "要写一个值"]),
        (&["chains", "--format", "xml"], &["不能是「xml」", "csv"]),
        (&["gaps", "--chain", "c1", "--chain", "c2"], &["只能写一次"]),
        (&["generate", "--enterprises", "5", "--chains", "0", "x"], &["不能是「0」", "1..=1000"]),
    ];
    for (arguments, words) in wrong {
        let done = city.run(arguments);
        done.fails(64, words);
        told.push(done.err());
    }
    for text in told {
        for word in [
            "Usage",
            "Options",
            "Commands",
            "Arguments",
            "Print",
            "error:",
            "tip:",
            "default:",
            "possible",
            "more info",
        ] {
            assert!(!text.contains(word), "{word}: {text}");
        }
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

/// A journal number must not be taken for the beginning of another import's id.
fn a_number_is_never_the_beginning_of_an_id() {
    let city = City::new();
    city.import(&[&city.write("chains.csv", "chain,name\nc,示例链\n")]);
    let id = city.json(&["imports"])["imports"][0]["import"].as_str().unwrap().to_owned();
    city.refused(&["undo", &id[..7]], &["没有导入"]);
    assert_eq!(city.done(&["undo", &id[..8]]).code(), 0);
}
