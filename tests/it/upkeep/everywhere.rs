//! A person planted in every place of a store and beside it, erased, and looked for in every byte. Which places there are:
//! docs/readings.md, “Where a person can stand”.

use std::fs::File;
use std::process::Command;

use crate::accounts::visit::{PASSWORD, Visit, user};
use crate::evidence::added;
use crate::links::{made, office, opened};
use crate::pages::data::{parts, sent_with};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "erased": who_was_planted_everywhere_is_in_no_byte_of_the_store_nor_beside_it,
        to_whom_data_was_given_stays_in_the_journal_and_nowhere_else);
}

const NAME: &str = "欧阳测试";
const PHONE: &str = "13911112222";
/// Somebody to whom personal data is given.
const RECEIVER: &str = "司马收件";

/// Canonical files that name them, wherever a column takes a text or a person.
const FILES: [(&str, &str); 15] = [
    ("people.csv", "person,name,native_adcode,alma_mater,source\np90,欧阳测试,340100,秘密大学,甲源\n"),
    ("offices.csv", "person,enterprise,title,source\np90,cxmt,独立董事,甲源\n"),
    ("recruiters.csv", "recruiter,name,squad,rank\nr90,欧阳测试,s-spear,3\n欧阳测试,欧阳测试,s-spear,4\n"),
    (
        "contacts.csv",
        "of,name,title,phone,source\nsmee,欧阳测试,总监,13911112222,欧阳测试\nasml,李某,欧阳测试秘书,13800000077,甲源\n",
    ),
    ("sources.csv", "source,name,trust\n欧阳测试,欧阳测试给的,60\n"),
    ("chains.csv", "chain,name,leader,members,source\nic,集成电路,欧阳测试,某局;欧阳测试,欧阳测试\n"),
    ("meetings.csv", "meeting,date,chain,kind,promised\nm90,2026-03-05,ic,dispatch,请欧阳测试副市长去谈\n"),
    ("trips.csv", "trip,people,out,back,adcodes\n欧阳测试-0105,r90,2026-01-05,2026-01-06,310000\n"),
    (
        "visits.csv",
        "visit,enterprise,date,people,trip,next,due\nv90-欧阳测试,smee,2026-01-05,r90,欧阳测试-0105,欧阳测试再去,2026-06-30\n",
    ),
    ("projects.csv", "project,name,enterprise,chain,amount,credit\nj90,欧阳测试介绍的项目,cxmt,ic,12000,r90\n"),
    ("project_nodes.csv", "project,node,planned,actual,who,evidence\nj90,signed,,2026-01-05,r90,欧阳测试签的协议\n"),
    ("requests.csv", "request,enterprise,date,matter,by,due\nn90,cxmt,2026-01-05,欧阳测试提的诉求,r90,2026-01-20\n"),
    ("nominations.csv", "chain,year,person,reason\nic,2026,p90,欧阳测试牵线\n"),
    ("duties.csv", "year,who,least,chain,count\n2026,r90,10000,ic,20\n"),
    ("care.csv", "leader,enterprise,since\nr90,cxmt,2025-12-01\n"),
];

/// How the card of somebody is read, with an example as drafts of mappings have them.
const MAPPING: &str = "# 「联系人」例：欧阳测试\n[[table]]\ntable = \"contacts\"\n[table.columns]\nof = \"企业\"\nname = \"联系人\"\nphone = \"电话\"\n";

/// Plants them by the command line.
fn plant(city: &City) {
    let files: Vec<_> = FILES.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&files.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    let card = city.write("欧阳测试名片.csv", "企业,联系人,电话\ncxmt,欧阳测试,13911112222\n");
    let mapping = city.write("mapping.toml", MAPPING);
    city.done(&["import", card.to_str().unwrap(), "--mapping", mapping.to_str().unwrap()]);
    files.iter().chain([&card, &mapping]).for_each(|file| std::fs::remove_file(file).unwrap());
    let set = ["list", "set", "--chain", "ic", "smee", "--who", "甲", "--squad", "s-spear"];
    city.done(&[&set[..], &["--note", "先找欧阳测试处长", "--next", "打13911112222"]].concat());
    let assess = ["assess", "--chain", "ic", "--segment", "ic-etch", "--verdict", "fill", "--who", "甲"];
    city.done(&[&assess[..], &["--reason", "欧阳测试说缺"]].concat());
    let sheet = ["--period", "2026-01/2026-02", "--rows", "recruiters", "--cut-off", "2026-02-28"];
    city.done(&[&["score", "freeze"], &sheet[..]].concat());
    let named = ["add", "ouyang", "--name", NAME, "--grant", "recruiter:s-spear", "--recruiter", "r90"];
    assert_eq!(user(city, &named, PASSWORD).code(), 0);
    let mappings = city.folder().join("liantu.db-mappings");
    std::fs::create_dir(&mappings).unwrap();
    std::fs::write(mappings.join("欧阳测试的名片.toml"), MAPPING).unwrap();
}

/// A server whose log lies beside the store.
fn logging(city: &City) -> Server {
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("LIANTU_LOG", "debug").stderr(File::create(city.folder().join("server.log")).unwrap());
    Server::started(command)
}

/// Files of the store, beside it and of the service in which a word stands, whatever folder they lie in.
fn holding(city: &City, word: &str) -> String {
    let mut grep = Command::new("grep");
    grep.args(["-r", "-l", "-a", "-F", "-e", word, "--"]).arg(city.folder()).arg(city.temporary());
    String::from_utf8(grep.output().unwrap().stdout).unwrap()
}

/// Columns of the store that hold a word.
fn columns(city: &City, word: &str) -> Vec<String> {
    let store = rusqlite::Connection::open(city.store()).unwrap();
    let all = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2";
    let mut all = store.prepare(all).unwrap();
    let names = all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    let holds = |(table, column): &(String, String)| {
        let sql = format!("SELECT count(*) FROM {table} WHERE instr(CAST({column} AS BLOB), CAST(?1 AS BLOB)) > 0");
        store.query_row(&sql, [word], |row| row.get::<_, i64>(0)).unwrap() > 0
    };
    names.map(Result::unwrap).filter(holds).map(|(table, column)| format!("{table}.{column}")).collect()
}

/// What a page sends of a proposal of the only target of a link.
fn propose(guest: &mut Visit<'_>, secret: &str, note: &str) {
    let page = guest.get(&format!("/s/{secret}")).body;
    let value =
        |name: &str| page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap();
    let (token, key) = (value("token").to_owned(), value("key").to_owned());
    let said = guest.send(&format!("/s/{secret}/propose"), &token, &[("key", &key), ("note", note)]);
    assert_eq!(said.status, 303, "{}", said.body);
}

fn who_was_planted_everywhere_is_in_no_byte_of_the_store_nor_beside_it() {
    let (city, server) = office();
    drop(server);
    plant(&city);
    let server = logging(&city);
    let (mut member, mut admin) = (Visit::as_user(&server, "member"), Visit::as_user(&server, "admin"));
    let link = made(&mut member, &["smee"], &[("columns", "note")]);
    propose(&mut opened(&server, &link.secret, ""), &link.secret, "欧阳测试愿意见面");
    let evidence =
        added(&admin, "/evidence/trips", "visits:v90-欧阳测试", ("欧阳测试.pdf", b"%PDF-1.7\nwith \xe6%%EOF\n"));
    assert_eq!(evidence.status, 303, "{}", evidence.body);
    let written = format!("%PDF-1.7\n{NAME}%%EOF\n");
    let evidence = added(&admin, "/evidence/projects", "project_nodes:j90 signed", ("协议.pdf", written.as_bytes()));
    assert_eq!(evidence.status, 303, "{}", evidence.body);
    let card = format!("enterprise,name\nx1,{NAME}商行\n");
    let brought = sent_with(&server, &admin.cookies(), &parts(&admin.token("/data"), &[("名单.csv", card.as_bytes())]));
    assert_eq!(brought.status, 303, "{}", brought.body);
    let copy = city.folder().join("备份.db");
    city.done(&["backup", copy.to_str().unwrap()]);
    let planted = columns(&city, NAME);
    for place in [
        "account.name",
        "batch.why",
        "contact.name",
        "contact.title",
        "evidence.name",
        "evidence_content.content",
        "file.name",
        "node.ref",
        "proposal.note",
        "row.c",
        "row.val",
        "words.text",
    ] {
        assert!(planted.iter().any(|column| column == place), "{place} is not planted: {planted:?}");
    }

    let token = admin.token("/erase");
    let person = [("names", "欧阳测试\r\n13911112222"), ("logins", "ouyang")];
    let found = admin.send("/erase", &token, &[&person[..], &[("form", "find")]].concat()).body;
    for told in ["链接和对方的回填", "导入的文件名", "留下的读法里有 1 个", "没导入的上传", "备份 备份.db 不会动"]
    {
        assert!(found.contains(told), "{told}: {found}");
    }
    let done = admin.send("/erase", &token, &[&person[..], &[("form", "erase"), ("sure", "1")]].concat());
    assert_eq!(done.status, 303, "{}", done.body);
    std::fs::remove_file(copy).unwrap();
    for word in [NAME, PHONE, "秘密大学"] {
        assert_eq!((columns(&city, word), holding(&city, word)), (Vec::new(), String::new()), "{word}");
    }
    let protocol = admin.get(&format!("{}/file", done.header("location"))).body;
    assert!(protocol.contains("链接：1 处已停用") && protocol.contains("备份文件"), "{protocol}");
    assert!(!admin.get("/data").body.contains("名单.csv"), "what was brought in is gone from memory, too");
    for page in
        ["/", "/chains/ic/list", "/chains/ic/links", "/trips", "/projects", "/people", "/data/imports", "/journal"]
    {
        let shown = admin.get(page);
        assert!(!shown.body.contains(NAME), "{page}: {}", shown.body);
    }
    let mappings = city.folder().join("liantu.db-mappings");
    let kept: Vec<String> = std::fs::read_dir(mappings)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    assert!(kept.len() == 1 && kept[0].contains("例：已抹去-") && kept[0].contains("table = \"contacts\""), "{kept:?}");
    city.digest();
    city.done(&["backup", city.folder().join("后来.db").to_str().unwrap()]);
    assert_eq!(holding(&city, NAME), "", "nor in a later backup");
}

fn to_whom_data_was_given_stays_in_the_journal_and_nowhere_else() {
    let (city, server) = office();
    let mut member = Visit::as_user(&server, "member");
    let receiver = format!("{RECEIVER}处长");
    let link = made(&mut member, &["smee"], &[("to", &receiver), ("purpose", "给司马收件看一看")]);
    let mut guest = opened(&server, &link.secret, "");
    let out = city.folder().join("packet.html");
    let squad = ["list", "set", "--chain", "ic", "smee", "--squad", "s-spear", "--who", "甲"];
    city.done(&squad);
    city.done(&["packet", "--chain", "ic", "--squad", "s-spear", "--to", RECEIVER, "--out", out.to_str().unwrap()]);
    std::fs::remove_file(out).unwrap();
    assert!(columns(&city, RECEIVER).contains(&"share.receiver".to_owned()));
    let told = city.done(&["erase", "--person", RECEIVER, "--yes"]).out();
    assert!(told.contains("个人信息给了谁"), "{told}");
    assert_eq!(columns(&city, RECEIVER), ["batch.why"], "whom personal data was given to is kept, as the law asks");
    let ended = guest.get(&format!("/s/{}", link.secret));
    assert!(!ended.body.contains("smee") && !ended.body.contains(RECEIVER), "{}", ended.body);
    assert!(!member.get("/chains/ic/links").body.contains(RECEIVER));
    guest.cookie = None;
    city.digest();
}
