//! Files that leave the program: their owner's alone, whole or not there, and none that nobody knows.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::crash::kill_at;
use crate::support::{City, Facts, Need, project, sample, unpacked};

pub fn facts(facts: &mut Facts) {
    facts.add("files::every_file_is_its_owners_alone", every_file_is_its_owners_alone);
    facts.add("files::a_file_takes_the_place_of_an_older_one_whole", takes_the_place);
    facts.add("files::a_full_disk_is_told_and_leaves_the_older_file", a_full_disk_is_told);
    facts.add("files::one_writer_writes_them_all", one_writer_writes_them_all);
    let name = |of: &str, point: &str| format!("files::{of}_killed_at_{}_leaves_nothing", point.replace(':', "_"));
    for (point, journaled) in [("file:written", false), ("packet:issued", true)] {
        let killed = move || packet_killed_at(point, journaled);
        facts.add_needing(Need::StopPoints, name("a_packet", point), killed);
    }
    for (out, point) in [("a.html", "file:written"), ("a.xlsx", "file:written"), ("old.html", "file:between")] {
        let name = name(&format!("a_map_{}", out.replace('.', "_")), point);
        facts.add_needing(Need::StopPoints, name, move || map_killed_at(out, point));
    }
}

const PHONE: &str = "000-0000-";

/// The sample with a squad's list.
fn office() -> City {
    let city = City::sample();
    city.done(&["list", "add", "--chain", "ic", "smee", "nsig", "anji"]);
    city.done(&["list", "assign", "--chain", "ic", "--squad", "s-sta1", "smee", "nsig", "anji"]);
    city
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

/// Everything in the city's folder and its temporary folder, but the store.
fn others(city: &City) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut folders = vec![city.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.retain(|path| !path.to_string_lossy().contains("liantu.db"));
    found.sort();
    found
}

fn every_file_is_its_owners_alone() {
    let city = office();
    let out = city.folder().join("out");
    std::fs::create_dir(&out).unwrap();
    let at = |name: &str| out.join(name).to_str().unwrap().to_owned();
    let packet = ["packet", "--chain", "ic", "--squad", "s-sta1", "--contacts", "--out"];
    let map = ["map", "--chain", "ic", "--contacts", "--out"];
    for name in ["p.xlsx", "p.html"] {
        city.done(&[&packet[..], &[&at(name)]].concat());
    }
    for name in ["m.xlsx", "m.html", "m.svg", "m.pdf"] {
        city.done(&[&map[..], &[&at(name)]].concat());
    }
    city.done(&["map", "--chain", "ic", "--out", &at("without.html")]);
    city.done(&["atlas", "--chain", "ic", "--out", &at("atlas.svg")]);
    city.done(&["templates", &at("templates")]);
    let source = city.write("s.csv", "名称,地区\n甲有限公司,合肥\n");
    city.done(&["mapping", "guess", text(&source), "--out", &at("m.toml")]);
    let bad = city.write("contacts.csv", "of,name,phone\n没有的,某人,000-1234-5678\nsmee,某人,000-1234-9999\n");
    let done = city.run(&["import", text(&bad), "--on-error", "skip", "--rejected", &at("contacts.csv")]);
    assert_eq!(done.code(), 2, "{}{}", done.out(), done.err());
    let written: Vec<PathBuf> = others(&city).into_iter().filter(|path| path.starts_with(&out)).collect();
    assert!(written.len() > 25, "{written:?}");
    for path in written {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        assert_ne!(path.metadata().unwrap().len(), 0, "{}", path.display());
    }
}

fn takes_the_place() {
    let city = City::sample();
    let old = city.write("old.html", "older");
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o644)).unwrap();
    let link = city.folder().join("link.html");
    std::os::unix::fs::symlink(&old, &link).unwrap();
    city.done(&["map", "--chain", "ic", "--contacts", "--out", text(&link)]);
    assert!(link.is_symlink(), "a link goes on leading to the file");
    assert!(std::fs::read_to_string(&old).unwrap().contains(PHONE));
    assert_eq!(mode(&old), 0o600, "it was open to others before");
    assert_eq!(others(&city), [link, old]);
}

fn a_full_disk_is_told() {
    let city = office();
    let full = city.folder().join("full.svg");
    std::os::unix::fs::symlink("/dev/full", &full).unwrap();
    for arguments in [["map", "--chain", "ic", "--out", text(&full)], ["atlas", "--chain", "ic", "--out", text(&full)]]
    {
        city.refused(&arguments, &["不能写入", "磁盘已满"]);
    }
    assert!(full.is_symlink());
    let device = city.folder().join("null.svg");
    std::os::unix::fs::symlink("/dev/null", &device).unwrap();
    city.done(&["atlas", "--chain", "ic", "--out", text(&device)]);
    assert!(!Path::new("/dev/null").metadata().unwrap().is_file(), "what is no file stays what it is");
}

/// The numbers of the journal's batches whose words have a text in them.
fn journaled(city: &City, words: &str) -> i64 {
    let file = rusqlite::Connection::open(city.store()).unwrap();
    let sql = "SELECT count(*) FROM batch WHERE seq IS NOT NULL AND why LIKE '%' || ?1 || '%'";
    file.query_row(sql, [words], |row| row.get(0)).unwrap()
}

fn packet_killed_at(point: &str, known: bool) {
    let city = office();
    let out = city.folder().join("p.xlsx");
    let packet = ["packet", "--chain", "ic", "--squad", "s-sta1", "--contacts", "--out", text(&out)];
    kill_at(&city, point, &packet);
    assert_eq!(others(&city), Vec::<PathBuf>::new());
    assert_eq!(journaled(&city, "packet "), i64::from(known));
    city.done(&packet);
    assert_eq!(others(&city), std::slice::from_ref(&out));
    assert!(unpacked(&out).contains("xl/worksheets") || out.metadata().unwrap().len() > 0);
    city.done(&["return", text(&out)]);
    city.done(&["doctor"]);
}

fn map_killed_at(name: &str, point: &str) {
    let city = City::sample();
    let out = city.folder().join(name);
    if name.starts_with("old") {
        std::fs::write(&out, "older").unwrap();
    }
    let before = others(&city);
    let map = ["map", "--chain", "ic", "--contacts", "--out", text(&out)];
    kill_at(&city, point, &map);
    let left: Vec<PathBuf> = others(&city).into_iter().filter(|path| !before.contains(path)).collect();
    assert_eq!(left.len(), usize::from(point == "file:between"), "{left:?}");
    assert!(left.iter().all(|path| path.to_string_lossy().ends_with(".liantu-part") && mode(path) == 0o600));
    assert!(before.iter().all(|path| std::fs::read_to_string(path).unwrap() == "older"));
    city.done(&map);
    assert_eq!(others(&city), [out], "what was left is swept");
}

/// Whoever makes a file otherwise makes one that others may read, or that a crash leaves half.
fn one_writer_writes_them_all() {
    // Of their own way: what SQLite opens, locks, what is received, a look whether there is room, a made-up city, spooled input that has no name.
    const OWN: [&str; 9] = [
        "src/app/out_file.rs",
        "src/app/uploads/folder.rs",
        "src/store/part.rs",
        "src/store/sqlite/connect.rs",
        "src/store/sqlite/lease.rs",
        "src/store/sqlite/backup.rs",
        "src/store/sqlite/frozen.rs",
        "src/app/upkeep/generate.rs",
        "src/cli/frame/stdin.rs",
    ];
    const WAYS: [&str; 6] =
        ["fs::write(", "File::create", "OpenOptions", "File::options", "NamedTempFile", "fs::copy("];
    let mut folders = vec![project().join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let content = std::fs::read_to_string(&path).unwrap_or_default();
            let code = content.split("#[cfg(test)]").next().unwrap_or_default();
            let own = OWN.iter().any(|own| path.ends_with(own));
            seen += usize::from(own);
            let ways: Vec<&&str> = WAYS.iter().filter(|way| code.contains(**way)).collect();
            assert!(own || ways.is_empty(), "{} writes a file by {ways:?}", path.display());
        }
    }
    assert_eq!(seen, OWN.len());
    assert!(sample().is_dir());
}
