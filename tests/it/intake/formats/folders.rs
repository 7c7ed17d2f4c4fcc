//! What lies in an import folder and is not read is told, each with why.

use std::path::PathBuf;

use crate::intake::bad_input::{Tried, Workbook, texts};
use crate::support::{City, Facts, add, project};

pub fn facts(facts: &mut Facts) {
    add!(facts, "formats": every_entry_of_a_folder_is_read_or_told, what_looks_like_data_ends_with_two,
        what_is_no_data_ends_well, the_folder_of_the_field_is_told_whole, a_mapping_tells_what_it_leaves);
}

const FIRMS: &str = "企业名称,区划代码\n甲有限公司,340100\n";

/// A folder of its own in a city, with these files.
fn folder(city: &City, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = city.folder().join("名单");
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn every_entry_of_a_folder_is_read_or_told() {
    let city = City::new();
    let firms = FIRMS.as_bytes();
    let workbook = Workbook::default().sheet("环节", &[texts(&["甲"])], &[]).bytes();
    let path = folder(
        &city,
        &[
            ("企业.csv", firms),
            ("members.txt", "企业\t环节\n".as_bytes()),
            ("supplies.tsv", "供应商\t客户\n".as_bytes()),
            ("企业2.txt", firms),
            ("说明.txt", "本目录由某局填写，每月更新。\n如有问题请联系。\n".as_bytes()),
            ("我的表.csv", firms),
            ("dump.json", b"[]"),
            ("dump.jsonl", b"{}"),
            ("旧.zip", b"PK"),
            ("照片.png", b"\x89PNG"),
            (".DS_Store", b"x"),
            ("~$名单.xlsx", &workbook),
            ("sub/深/企业.csv", firms),
            ("空/说明.docx", b"x"),
        ],
    );
    let tried = Tried::path(city, &path);
    assert_eq!((tried.code, tried.count("new")), (2, 1), "{}", tried.text);
    let told: Vec<&str> = tried.report["notices"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
    for (name, why) in [
        ("企业2.txt", "不是规范文件名"),
        ("说明.txt", "不是表格"),
        ("我的表.csv", "请单独指定"),
        ("dump.json", "映射"),
        ("dump.jsonl", "映射"),
        ("旧.zip", "解压"),
        ("照片.png", "不是表格"),
        (".DS_Store", "临时文件"),
        ("~$名单.xlsx", "临时文件"),
        ("子文件夹 sub", "里面有 企业.csv"),
        ("子文件夹 空", "未导入；"),
    ] {
        let begins = told.iter().filter(|notice| notice.starts_with(&format!("{name} ")));
        assert_eq!(begins.filter(|notice| notice.contains(why)).count(), 1, "{name}: {told:#?}");
    }
    // Beside them, the firms of the lists that are in no segment.
    assert_eq!(told.len(), 12, "{told:#?}");
    assert_eq!(tried.report["files"].as_array().unwrap().len(), 3, "{}", tried.report["files"]);
}

/// How an import of a good file ends with this beside it.
fn beside(name: &str, content: &[u8]) -> Tried {
    let city = City::new();
    let path = folder(&city, &[("企业.csv", FIRMS.as_bytes()), (name, content)]);
    Tried::path(city, &path)
}

fn what_looks_like_data_ends_with_two() {
    let firms = FIRMS.as_bytes();
    for (name, content) in [
        ("企业2.txt", firms),
        ("企业2.csv", firms),
        ("名单", firms),
        ("导出.dat", "a|b\n1|2\n".as_bytes()),
        ("a.json", b"[]"),
        ("a.rar", b"x"),
        ("sub/a.xls", b"x"),
        ("x/y/z/企业.ods", b"x"),
    ] {
        let tried = beside(name, content);
        assert_eq!((tried.code, tried.count("new")), (2, 1), "{name}: {}", tried.text);
        tried.says(&["文件夹里有像数据的文件没有导入"]);
        assert_eq!(tried.report["data_passed_over"], true);
    }
}

fn what_is_no_data_ends_well() {
    for (name, content) in [
        ("README.txt", "命令：liantu import .\n现在：不读\n".as_bytes()),
        ("说明.md", b"a,b\n1,2\n".as_slice()),
        ("名单.pdf", b"%PDF"),
        ("库.db", b"SQLite"),
        (".hidden.csv", b"a,b\n1,2\n"),
        ("sub/说明.txt", b"x"),
        ("sub/~$a.xlsx", b"x"),
        ("expected/c1-340100-gaps.json", b"[]"),
    ] {
        let tried = beside(name, content);
        tried.loaded();
        // Beside it, the firm of the list that is in no segment.
        assert_eq!(
            (tried.report["notices"].as_array().unwrap().len(), &tried.report["data_passed_over"]),
            (2, &serde_json::Value::Null),
            "{name}"
        );
    }
}

fn the_folder_of_the_field_is_told_whole() {
    let field = |name: &str| std::fs::read(project().join("tests/data/field").join(name)).unwrap();
    let (ods, xls) = (field("folder-skip.ods"), field("folder-skip.xls"));
    let firms = FIRMS.as_bytes();
    let files = [("企业.csv", firms), ("企业2.txt", firms), ("sub/企业.csv", firms), ("企业4.xls", xls.as_slice())];
    let city = City::new();
    let path = folder(&city, &files);
    let read = Tried::path(city, &path);
    assert_eq!(read.code, 2, "{}", read.text);
    read.says(&["企业2.txt 不是规范文件名", "子文件夹 sub 未导入，里面有 企业.csv", "企业4.xls［"]);
    // One that should be read and cannot be stops it all.
    let city = City::new();
    let path = folder(&city, &[&files[..], &[("企业3.ods", ods.as_slice())]].concat());
    Tried::path(city, &path).refused(&["企业3.ods", "企业2.txt", "子文件夹 sub"]);
}

fn a_mapping_tells_what_it_leaves() {
    let city = City::new();
    let mapping = "[[table]]\ntable = \"enterprises\"\nfile = \"企业.csv\"\n[table.columns]\nname = \"企业名称\"\nadcode = \"区划代码\"\n";
    let files = [("企业.csv", FIRMS.as_bytes()), ("说明.txt", "某局填写\n".as_bytes()), ("空/说明.txt", b"x")];
    let path = folder(&city, &files);
    let mapping = city.write("m.toml", mapping).display().to_string();
    let run = |more: &str, city: &City| {
        if !more.is_empty() {
            folder(city, &[(more, FIRMS.as_bytes())]);
        }
        city.run(&["import", &path.display().to_string(), "--mapping", &mapping])
    };
    let done = run("", &city);
    assert_eq!(done.code(), 0, "{}", done.out());
    for word in ["说明.txt 不在映射 m.toml 里，未导入", "子文件夹 空 未导入"] {
        assert!(done.out().contains(word), "{}", done.out());
    }
    let done = run("sub/企业.csv", &city);
    assert!(done.code() == 2 && done.out().contains("子文件夹 sub 未导入，里面有 企业.csv"), "{}", done.out());
}
