//! Trees of a chain: a wide table of levels, and chain and stage that stand on a parent alone.

use super::{counts, is_as, mapped};
use crate::intake::bad_input::Tried;
use crate::support::{City, Facts, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "shapes": a_wide_table_of_levels_becomes_a_tree, levels_left_blank_are_those_above,
        a_gap_between_levels_is_told, chain_and_stage_come_from_the_parent, what_no_parent_says_is_told,
        what_a_segment_said_itself_stays);
}

const MAPPING: &str = "[[table]]\ntable = \"segments\"\nlevels = [\"一级环节\", \"二级环节\", \"三级环节\"]\n[table.columns]\nchain = \"产业链\"\nstage = \"上中下游\"\nproducts = \"产品\"\n";

fn city() -> City {
    let city = City::new();
    let path = city.write("chains.csv", "chain,name\nc,示例链\nc2,另一链\n").display().to_string();
    city.done(&["import", &path]);
    city
}

fn a_wide_table_of_levels_becomes_a_tree() {
    let city = city();
    let list = "产业链,上中下游,一级环节,二级环节,三级环节,产品\n示例链,上游,材料,正极,三元,甲；乙\n示例链,上游,材料,正极,铁锂,丙\n示例链,上游,材料,隔膜,,丁\n另一链,上游,材料,,,\n";
    let report = mapped(&city, list, MAPPING, &["--format", "json"]).json();
    // 材料, 正极, 三元; again both, 铁锂; again 材料, 隔膜; 材料 of the other chain.
    assert_eq!((counts(&report), &report["repeated"]), ([9, 6, 0], &3.into()), "{report}");
    let again = mapped(&city, list, MAPPING, &["--format", "json"]).json();
    assert_eq!((&again["unchanged"], &again["new"]), (&6.into(), &0.into()), "{again}");
    // The ids are hashes of the names, as `hash` gives them: so each stands below the right one.
    let two = "segment = { header = [\"产业链\", \"一级环节\", \"二级环节\"], hash = true }\nparent = { header = [\"产业链\", \"一级环节\"], hash = true }\nname = \"二级环节\"\n";
    let three = "segment = { header = [\"产业链\", \"一级环节\", \"二级环节\", \"三级环节\"], hash = true }\nparent = { header = [\"产业链\", \"一级环节\", \"二级环节\"], hash = true }\nname = \"三级环节\"\n";
    for (level, columns, unchanged) in [("二级环节", two, 2), ("三级环节", three, 2)] {
        let by_hash = format!(
            "[[table]]\ntable = \"segments\"\nignore = [\"*\"]\nwhen = {{ \"{level}\" = \"?*\" }}\n[table.columns]\n{columns}chain = \"产业链\"\nstage = \"上中下游\"\n"
        );
        let same = mapped(&city, list, &by_hash, &["--format", "json"]).json();
        assert_eq!((&same["unchanged"], &same["new"]), (&unchanged.into(), &0.into()), "{level}: {same}");
    }
}

fn levels_left_blank_are_those_above() {
    let city = city();
    let full = "产业链,上中下游,一级环节,二级环节,三级环节,产品\n示例链,上游,材料,正极,三元,\n示例链,上游,材料,正极,铁锂,\n示例链,上游,材料,隔膜,湿法,\n示例链,上游,设备,,,\n";
    let first = mapped(&city, full, MAPPING, &["--format", "json"]).json();
    assert_eq!(counts(&first)[1], 7, "{first}");
    let blank = "产业链,上中下游,一级环节,二级环节,三级环节,产品\n示例链,上游,材料,正极,三元,\n,,,,铁锂,\n,,,隔膜,湿法,\n,,设备,,,\n";
    let mapping = MAPPING
        .replace("\"产业链\"", "{ header = \"产业链\", down = true }")
        .replace("\"上中下游\"", "{ header = \"上中下游\", down = true }");
    let same = mapped(&city, blank, &mapping, &["--format", "json"]).json();
    assert_eq!((counts(&same), &same["unchanged"]), ([10, 0, 0], &7.into()), "{same}");
}

fn a_gap_between_levels_is_told() {
    let list = "产业链,上中下游,一级环节,二级环节,三级环节,产品\n示例链,上游,材料,,三元,\n";
    let done = mapped(&city(), list, MAPPING, &[]);
    assert_eq!(done.code(), 1);
    assert!(done.out().contains("第 2 行") && done.out().contains("这一级环节空着"), "{}", done.out());
    let wrong = MAPPING.replace("\"segments\"", "\"enterprises\"");
    let done = mapped(&city(), list, &wrong, &[]);
    assert!(done.err().contains("levels 只用于 segments"), "{}", done.err());
}

const TREE: &str = "环节编号,产业链,环节,上中下游,上级环节\ns3,,三元,,正极\ns1,c,材料,上游,\ns2,,正极,,s1\n";

fn chain_and_stage_come_from_the_parent() {
    let city = city();
    let path = city.write("环节.csv", TREE).display().to_string();
    let done = city.run(&["import", &path]);
    assert!(done.out().contains("读 3，新 3"), "{}", done.out());
    is_as(
        &city,
        &[(
            "segments.csv",
            "segment,chain,name,stage,parent\ns1,c,材料,upstream,\ns2,c,正极,upstream,s1\ns3,c,三元,upstream,正极\n",
        )],
    );
    // Also of one that is stored, and where the file has no such columns.
    let more = city.write("segments.csv", "segment,name,parent\ns4,铁锂,s2\n").display().to_string();
    assert!(city.run(&["import", &more]).out().contains("读 1，新 1"));
    is_as(&city, &[("segments.csv", "segment,chain,name,stage,parent\ns4,c,铁锂,upstream,s2\n")]);
}

fn what_no_parent_says_is_told() {
    let chains = ("chains.csv", "chain,name\nc,示例链\n".as_bytes());
    let rows = |rows: &str| format!("环节编号,产业链,环节,上中下游,上级环节\n{rows}");
    for (list, words) in [
        (rows("s1,c,材料,,\n"), ["上中下游", "必填的单元格是空的"]),
        (rows("s1,c,材料,上游,\ns2,c,正极,,没有的\n"), ["上中下游", "上级环节「没有的」那里也没有找到"]),
        (rows("s1,c,材料,,s2\ns2,c,正极,,s1\n"), ["上中下游", "那里也没有找到"]),
    ] {
        Tried::files(&[chains, ("环节.csv", list.as_bytes())]).refused(&words);
    }
}

fn what_a_segment_said_itself_stays() {
    let city = city();
    let first = "segment,chain,name,stage,parent\ns1,c,材料,upstream,\ns2,c,正极,midstream,s1\n";
    let path = city.write("segments.csv", first).display().to_string();
    city.done(&["import", &path]);
    let path = city.write("segments.csv", "segment,name,parent\ns2,正极材料,s1\n").display().to_string();
    assert!(city.run(&["import", &path]).out().contains("改 1"));
    is_as(&city, &[("segments.csv", "segment,chain,name,stage,parent\ns2,c,正极材料,midstream,s1\n")]);
}
