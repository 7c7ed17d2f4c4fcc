//! A person erased: found everywhere, gone from everything that may forget, in all versions, at once or not at all.

use serde_json::{Value, json};

use crate::accounts::visit::{PASSWORD, Visit, first, user};
use crate::crash::kill_at;
use crate::store::{Office, layout_2};
use crate::support::{City, Facts, Need, Server, add as facts_of};

pub fn facts(facts: &mut Facts) {
    facts_of!(facts, "erased": what_is_held_of_a_person_is_told_and_stays_until_it_is_meant, an_erased_person_is_in_no_file,
        others_and_their_words_stay, an_admin_erases_on_a_page_and_files_a_protocol, an_erased_account_lets_nobody_in,
        who_cannot_be_told_apart_is_not_erased, a_damaged_journal_is_not_made_sound_by_an_erasure,
        what_was_known_then_no_longer_names_them, a_store_of_before_forgets_a_person_too);
    for (point, happened) in [("person:redacted", false), ("person:written", false), ("person:committed", true)] {
        let name = format!("erased::killed_at_{}_it_is_all_or_nothing", point.replace(':', "_"));
        facts.add_needing(Need::StopPoints, name, move || killed(point, happened));
    }
}

const NAME: &str = "欧阳测试";
const PHONE: &str = "13911112222";
/// Bears the name inside another one.
const OTHER: &str = "欧阳测试文";
const FIRM: &str = "合肥欧阳测试科技有限公司";

/// The sample with somebody in every place where a person can stand, and others beside.
fn office() -> Office {
    let city = City::sample();
    let people = format!(
        "person,name,native_adcode,alma_mater,source\np90,{NAME},340100,秘密大学,甲源\np91,{OTHER},340100,另一大学,甲源\n"
    );
    let files = [
        ("people.csv", people),
        ("offices.csv", "person,enterprise,title,source\np90,cxmt,独立董事,甲源\n".to_owned()),
        ("recruiters.csv", format!("recruiter,name,squad,rank,source\nr90,{NAME},s-top,3,甲源\n")),
        ("enterprises.csv", format!("enterprise,name,source\nx90,{FIRM},甲源\n")),
        ("contacts.csv", format!("of,name,phone,source\nsmee,{NAME},{PHONE},甲源\nasml,别人,13800000009,甲源\n")),
        ("chains.csv", format!("chain,name,leader,members,source\nic,集成电路,{NAME},某局;{NAME},新源\n")),
    ];
    let files = files.map(|(name, content)| city.write(name, content));
    city.import(&files.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    files.iter().for_each(|file| std::fs::remove_file(file).unwrap());
    city.done(&["list", "add", "--chain", "ic", "smee", "asml", "--who", "甲"]);
    city.done(&["list", "set", "--chain", "ic", "smee", "--note", &format!("先找{NAME}处长"), "--who", "甲"]);
    city.done(&["list", "set", "--chain", "ic", "smee", "--note", "改过的备注", "--who", "甲"]);
    city.done(&[
        "list",
        "set",
        "--chain",
        "ic",
        "asml",
        "--note",
        "别人的备注",
        "--next",
        &format!("打{PHONE}"),
        "--who",
        "甲",
    ]);
    let assess = ["assess", "--chain", "ic", "--segment", "ic-etch", "--verdict", "fill", "--who", "甲", "--reason"];
    city.done(&[&assess[..], &[&format!("{NAME}说缺")]].concat());
    first(&city);
    let done = user(&city, &["add", "ouyang", "--name", NAME, "--grant", "clerk"], PASSWORD);
    assert_eq!(done.code(), 0, "{}", done.err());
    Office { city }
}

const ERASE: [&str; 6] = ["erase", "--person", NAME, "--person", PHONE, "--yes"];

/// In no file of the store.
fn is_gone(office: &Office) {
    for word in [NAME, PHONE, "秘密大学"] {
        // The name of the others bears it too, and so does their firm.
        let found = rows_with(office, word);
        assert_eq!(found, Vec::<String>::new(), "{word}");
    }
    assert!(office.holding(PHONE).is_empty() && office.holding("秘密大学").is_empty());
    office.city.digest();
}

/// Where a word stands by itself, as programs are told: what is known, its whole history, lists, accounts.
fn rows_with(office: &Office, word: &str) -> Vec<String> {
    let city = &office.city;
    let mut told = vec![
        city.json(&["list", "show", "--chain", "ic"]).to_string(),
        city.json(&["list", "history", "--chain", "ic"]).to_string(),
        city.json(&["history", "chain:ic"]).to_string(),
        city.json(&["group", "--chain", "ic"]).to_string(),
        city.json(&["explain", "--chain", "ic", "--segment", "ic-etch"]).to_string(),
        city.json(&["user", "list"]).to_string(),
    ];
    told.extend(["person:p90", "person:p91", "smee"].map(|thing| {
        let done = city.run(&["history", thing, "--format", "json"]);
        if done.code() == 0 { done.out() } else { String::new() }
    }));
    let alone = |text: &String| text.replace(OTHER, "").replace(FIRM, "").contains(word);
    told.into_iter().filter(alone).collect()
}

fn what_is_held_of_a_person_is_told_and_stays_until_it_is_meant() {
    let office = office();
    let before = office.city.digest();
    let told = office.city.done(&["erase", "--person", NAME, "--person", PHONE]).out();
    for word in [
        "联系方式",
        "smee",
        "备注等可删除的文字",
        "人物",
        "p90",
        "招商员",
        "r90",
        "产业链",
        "账户",
        "--yes",
        "像是别人的名字",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let readings = office.city.folder().join("liantu.db-mappings");
    std::fs::create_dir(&readings).unwrap();
    std::fs::write(readings.join("名册.toml"), format!("# {NAME}给的")).unwrap();
    let told_too = office.city.done(&["erase", "--person", NAME]).out();
    assert!(told_too.contains("留下的读法里有 1 个提到此人"), "{told_too}");
    std::fs::remove_dir_all(readings).unwrap();
    assert!(!told.contains("x90") && !told.contains("p91"), "{told}");
    assert_eq!(office.city.digest(), before);
    assert!(!office.holding(NAME).is_empty());
}

fn an_erased_person_is_in_no_file() {
    let office = office();
    let done = office.city.done(&ERASE);
    for word in ["联系方式：删除 1 条", "账户：1 个已停用", "抹去前最后一条日志的摘要"] {
        assert!(done.out().contains(word), "{word}: {}", done.out());
    }
    assert!(!done.out().contains(NAME) && !done.out().contains(PHONE), "{}", done.out());
    is_gone(&office);
    let journal = office.city.json(&["journal", "--what", "抹去"]);
    assert_eq!(journal["lines"].as_array().unwrap().len(), 1);
    assert!(office.city.done(&["journal", "--check"]).out().contains("都与摘要相符"));
    let copy = office.city.folder().join("copy.db");
    office.city.done(&["backup", copy.to_str().unwrap()]);
    assert!(office.holding(PHONE).is_empty(), "nor in a later backup");
    let again = office.city.run(&ERASE);
    again.fails(1, &["没有找到这个人的数据"]);
}

fn others_and_their_words_stay() {
    let office = office();
    office.city.done(&ERASE);
    let list = office.city.json(&["list", "show", "--chain", "ic"]).to_string();
    assert!(list.contains("改过的备注") && list.contains("别人的备注"), "{list}");
    assert!(office.city.json(&["history", "person:p91"]).to_string().contains(OTHER));
    assert!(office.city.json(&["find", FIRM]).to_string().contains(FIRM));
    assert!(!office.holding("13800000009").is_empty());
    let group = office.city.json(&["history", "chain:ic"]).to_string();
    assert!(group.contains("已抹去-") && group.contains("某局"), "{group}");
}

fn an_admin_erases_on_a_page_and_files_a_protocol() {
    let (city, server) = office().city.served();
    let office = Office { city };
    let mut admin = Visit::as_user(&server, "admin");
    assert!(admin.get("/").body.contains("href=\"/erase\""));
    let token = admin.token("/erase");
    let person = [("names", "欧阳测试\r\n13911112222"), ("logins", "ouyang")];
    let found = admin.send("/erase", &token, &[&person[..], &[("form", "find")]].concat());
    assert!(found.status == 200 && found.body.contains("p90") && found.body.contains("联系方式"), "{}", found.body);
    let unsure = admin.send("/erase", &token, &[&person[..], &[("form", "erase")]].concat());
    assert!(unsure.status == 400 && unsure.body.contains("没有抹去"), "{}", unsure.body);
    let done = admin.send("/erase", &token, &[&person[..], &[("form", "erase"), ("sure", "1")]].concat());
    assert_eq!(done.status, 303, "{}", done.body);
    let at = done.header("location").to_owned();
    for address in [at.clone(), format!("{at}/file"), "/erase".to_owned()] {
        let told = admin.get(&address);
        assert!(
            told.status == 200 && !told.body.contains(NAME) && !told.body.contains(PHONE),
            "{address}: {}",
            told.body
        );
    }
    assert!(admin.get(&format!("{at}/file")).body.contains("个人信息抹去记录"));
    for page in ["/chains/ic/group", "/chains/ic/list", "/people", "/find?text=%E6%AC%A7%E9%98%B3%E6%B5%8B%E8%AF%95"] {
        let shown = admin.get(page).body.replace(OTHER, "").replace(FIRM, "");
        let typed = shown.replace(&format!("value=\"{NAME}\""), "").replace(&format!("「{NAME}」"), "");
        assert!(!typed.contains(&format!(">{NAME}<")), "{page}: the server shows what is held now: {typed}");
    }
    drop(admin);
    is_gone(&office);
}

fn an_erased_account_lets_nobody_in() {
    let (city, server) = office().city.served();
    let mut ouyang = Visit::as_user(&server, "ouyang");
    city.done(&["erase", "--login", "ouyang", "--yes"]);
    assert!(!ouyang.is_in(), "their sessions ended");
    assert_eq!(ouyang.log_in("ouyang", PASSWORD).status, 401);
    let accounts = city.json(&["user", "list"]);
    let own = accounts["accounts"].as_array().unwrap().iter().find(|account| account["login"] == "ouyang").unwrap();
    assert_eq!((&own["name"], &own["disabled"], &own["grants"]), (&json!("已抹去"), &json!(true), &json!([])), "{own}");
    let done = user(&city, &["add", "duan", "--name", "司马账户甲", "--grant", "clerk"], PASSWORD);
    assert_eq!(done.code(), 0, "{}", done.err());
    let office = Office { city };
    assert!(!office.holding("司马账户甲").is_empty());
    office.city.done(&["erase", "--person", "司马账户甲", "--yes"]);
    assert!(office.holding("司马账户甲").is_empty());
    office.city.digest();
    let Office { city } = office;
    let journal = city.json(&["journal", "--who", "ouyang"]);
    assert!(!journal["lines"].as_array().unwrap().is_empty(), "who did what stays, as the law asks");
}

fn who_cannot_be_told_apart_is_not_erased() {
    let office = office();
    let before = office.city.digest();
    for (names, told) in [
        (&["--person", "王"][..], "太短"),
        (&["--person", "138"], "太短"),
        (&["--person", " "], "没有写明是谁"),
        (&["--person", "没有这个人"], "没有找到"),
        (&["--login", "nobody"], "没有找到"),
    ] {
        office.city.refused(&[&["erase"], names, &["--yes"]].concat(), &[told]);
    }
    assert_eq!(office.city.run(&["erase"]).code(), 64);
    assert_eq!(office.city.run(&["erase", "smee", "--person", NAME]).code(), 64);
    assert_eq!(office.city.digest(), before);
    let server = Server::of(&office.city);
    let mut admin = Visit::as_user(&server, "admin");
    let token = admin.token("/erase");
    let own = admin.send("/erase", &token, &[("form", "erase"), ("logins", "admin"), ("sure", "1")]);
    assert!(own.status == 400 && own.body.contains("不能自己抹去"), "{}", own.body);
    assert!(admin.is_in());
    let mut clerk = Visit::as_user(&server, "ouyang");
    let token = clerk.token("/me");
    assert_eq!(clerk.send("/erase", &token, &[("form", "find"), ("names", NAME)]).status, 403);
    assert_eq!(clerk.get("/erase").status, 403);
}

fn a_damaged_journal_is_not_made_sound_by_an_erasure() {
    let office = office();
    let store = rusqlite::Connection::open(office.city.store()).unwrap();
    store.execute_batch("UPDATE batch SET who = '别人' WHERE seq = 1").unwrap();
    office.city.refused(&ERASE, &["没有抹去", "liantu doctor"]);
    assert!(!office.holding(PHONE).is_empty());
    assert_eq!(office.city.run(&["journal", "--check"]).code(), 1);
}

fn what_was_known_then_no_longer_names_them() {
    let office = office();
    let last = office.city.json(&["journal"])["last"].as_u64().unwrap();
    office.city.done(&ERASE);
    let then = |number: u64| office.city.json(&["group", "--chain", "ic", "--known-at", &number.to_string()]);
    for number in [2, last] {
        let told: Value = then(number);
        assert!(!told.to_string().contains(NAME), "{number}: {told}");
    }
    office.city.done(&["undo", "2"]);
    is_gone(&office);
}

/// Its rows hold the words that later ones keep apart.
fn a_store_of_before_forgets_a_person_too() {
    let office = Office { city: layout_2() };
    const RECRUITER: &str = "示例招商员甲";
    assert!(!office.holding(RECRUITER).is_empty());
    let done = office.city.done(&["erase", "--person", RECRUITER, "--yes"]);
    assert!(!done.out().contains(RECRUITER), "{}", done.out());
    assert!(office.holding(RECRUITER).is_empty());
    office.city.digest();
    office.city.done(&["list", "show", "--chain", "c1"]);
}

fn killed(point: &str, happened: bool) {
    let office = office();
    let before = office.city.digest();
    kill_at(&office.city, point, &ERASE);
    if happened {
        is_gone(&office);
    } else {
        assert_eq!(office.city.digest(), before);
        assert!(!office.holding(PHONE).is_empty());
        office.city.done(&ERASE);
        is_gone(&office);
    }
}
