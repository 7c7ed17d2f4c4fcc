//! A disk that is full to the last byte, or may only be read: reads go on, writes say which it is.

use std::path::Path;
use std::process::Command;

use crate::support::{City, Facts, Need, data};

pub fn facts(facts: &mut Facts) {
    let [full, read_only] = DISKS;
    // A full disk after a kill is left out: what the log left behind is room in which small changes still fit.
    for (state, stop, disk) in
        [("closed", "", full), ("closed", "", read_only), ("killed", "apply:committed", read_only)]
    {
        let name = format!("disk::a_store_that_was_{state}_is_read_on_a_{}_disk_and_writes_say_so", disk.name);
        facts.add_needing(Need::Mount, name, move || read_on(stop, &disk));
    }
}

/// What becomes of a disk.
#[derive(Clone, Copy)]
struct Disk {
    name: &'static str,
    /// What a failed write says.
    word: &'static str,
    spoil: &'static str,
    mend: &'static str,
}

const DISKS: [Disk; 2] = [
    Disk {
        name: "full",
        word: "磁盘已满",
        spoil: r#"cat /dev/zero > "$disk/fill" 2> /dev/null"#,
        mend: r#"rm "$disk/fill""#,
    },
    Disk {
        name: "read_only",
        word: "只读",
        spoil: r#"mount -o remount,ro "$disk""#,
        mend: r#"mount -o remount,rw "$disk""#,
    },
];

/// In a file system of its own; what each command said is kept outside of it.
const SCRIPT: &str = r#"
    mount -t tmpfs -o size=4m none "$1" || exit 99
    disk=$1 program=$2 small=$3 large=$4 out=$5
    run() { "$program" --store "$disk/liantu.db" "$@"; }
    refused() { name=$1; shift; run "$@" > "$out/$name.out" 2> "$out/$name.err"; echo $? > "$out/$name.code"; }
    run import "$small" || exit 98
    if [ -n "$STOP" ]; then
        LIANTU_STOP_AT=$STOP "$program" --store "$disk/liantu.db" list add --chain c1 x00 2> "$out/stopped" & pid=$!
        until grep -q stopped "$out/stopped"; do kill -0 $pid || exit 97; done
        kill -9 $pid; wait $pid
        [ -s "$disk/liantu.db-wal" ] || exit 96
        cp "$disk"/liantu.db* "$out" || exit 95
        "$program" --store "$out/liantu.db" gaps --chain c1 --as-of 2026-11-23 --format json > "$out/before.json" || exit 94
        "$program" --store "$out/liantu.db" list show --chain c1 --format json > "$out/list-before.json" || exit 93
    else
        run gaps --chain c1 --as-of 2026-11-23 --format json > "$out/before.json" || exit 92
        run list show --chain c1 --format json > "$out/list-before.json" || exit 91
    fi
    eval "$SPOIL"
    ls -l "$disk" > "$out/files-before"
    for nth in 1 2; do
        run gaps --chain c1 --as-of 2026-11-23 --format json > "$out/after.json" || exit 90
        run list show --chain c1 --format json > "$out/list-after.json" || exit 89
        run imports > "$out/imports" || exit 88
        run doctor --json > "$out/doctor.json" || exit 87
        run backup "$out/copy$nth.db" || exit 86
        refused import import "$large"
        refused list list add --chain c1 x01
        refused erase erase x00
        refused undo undo 1
        refused backup backup "$disk/copy.db"
        refused map map --chain c1 --out "$disk/map.svg"
    done
    eval "$MEND"
    [ ! -e "$disk/copy.db" ] || exit 85
    [ ! -e "$disk/map.svg" ] || exit 84
    run list add --chain c1 x01 || exit 83
    run doctor || exit 82
    run restore "$out/copy1.db" || exit 81
"#;

fn read_on(stop: &str, spoiled: &Disk) {
    let city = City::new();
    let large: String = (0..20_000).map(|i| format!("full{i},虚构企业{i}有限公司\n")).collect();
    let large = city.write("enterprises.csv", format!("enterprise,name\n{large}"));
    let (disk, out) = (city.folder().join("disk"), city.folder().join("out"));
    [&disk, &out].into_iter().for_each(|folder| std::fs::create_dir(folder).unwrap());
    let done = Command::new("unshare")
        .args(["--mount", "--user", "--map-root-user", "sh", "-c", SCRIPT, "sh"])
        .args([&disk, Path::new(env!("CARGO_BIN_EXE_liantu")), &data("small"), &large, &out])
        .env_remove("LIANTU_STORE")
        .env("TMPDIR", city.temporary())
        .envs([("STOP", stop), ("SPOIL", spoiled.spoil), ("MEND", spoiled.mend)])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}: {}", done.status, String::from_utf8_lossy(&done.stderr));
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    for answer in ["before.json", "list-before.json"] {
        assert_eq!(read(answer), read(&answer.replace("before", "after")));
    }
    for command in ["import", "list", "erase", "undo", "backup", "map"] {
        assert_eq!(read(&format!("{command}.code")).trim(), "1", "{command}");
        let told = read(&format!("{command}.err"));
        assert!(told.contains(spoiled.word) && !told.contains("读不到") && !told.contains("I/O"), "{command}: {told}");
    }
    let doctor: serde_json::Value = serde_json::from_str(&read("doctor.json")).unwrap();
    assert_eq!(doctor["problems"], serde_json::json!([]));
}
