//! Whatever is sent to 数据, and whenever the service is killed: nothing half stays, nothing is left.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Instant;

use crate::pages::data::{BOUNDARY, brought, parts, posted, sent, settled, token, uploaded};
use crate::support::{City, Facts, Need, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "data_hostile": what_is_too_large_is_refused_before_it_comes,
        what_does_not_say_how_large_it_is_is_refused_on_the_way, a_name_that_leads_elsewhere_leads_nowhere, a_bomb_is_refused,
        files_without_the_token_are_not_taken, a_browser_that_goes_away_leaves_nothing, what_is_given_up_leaves_nothing);
    facts.add_needing(Need::StopPoints, "data_hostile::the_second_import_says_whom_it_waits_for", the_second_waits);
    for (point, happened) in POINTS {
        let name = format!("data_hostile::a_service_killed_at_{}_leaves_nothing_half", point.replace([':', '-'], "_"));
        facts.add_needing(Need::StopPoints, name, move || killed_at(point, happened));
    }
}

/// Where a service that imports is killed, and whether the import has happened then.
const POINTS: [(&str, bool); 11] = [
    ("upload:written", false),
    ("upload:unpacked", false),
    ("upload:whole", false),
    ("upload:previewed", false),
    ("upload:encoded", false),
    ("import:begun", false),
    ("import:names-written", false),
    ("import:staged", false),
    ("import:all-staged", false),
    ("import:numbered", false),
    ("import:committed", true),
];

/// Files that lie beside the store until they are imported.
fn waiting(city: &City) -> usize {
    let files = |folder: &Path| std::fs::read_dir(folder).map_or(0, |entries| entries.count());
    let folder = city.folder().join("liantu.db-uploads");
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.map(|entry| files(&entry.unwrap().path())).sum()
}

/// Waits until nothing lies there any more.
fn emptied(city: &City) {
    let started = Instant::now();
    while waiting(city) > 0 {
        assert!(started.elapsed().as_secs() < 20, "files are left");
        std::thread::yield_now();
    }
}

fn what_is_too_large_is_refused_before_it_comes() {
    let (city, server) = City::tiny().served();
    let address = server.address;
    let head = format!(
        "POST /data HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: multipart/form-data; \
         boundary={BOUNDARY}\r\nContent-Length: {}\r\n",
        1u64 << 30
    );
    let answer = server.send(&head);
    assert!(answer.status == 413 && answer.body.contains("200 MB"), "{}", answer.body);
    assert_eq!(waiting(&city), 0);
}

fn what_does_not_say_how_large_it_is_is_refused_on_the_way() {
    const MEGABYTE: usize = 1 << 20;
    let (city, server) = City::tiny().served();
    let address = server.address;
    let whole = parts(&token(&server), &[("企业.csv", b"MARK")]);
    let mark = whole.windows(4).position(|window| window == b"MARK").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /data HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answers = stream.try_clone().unwrap();
    let answer = std::thread::spawn(move || {
        let mut answer = Vec::new();
        drop(answers.read_to_end(&mut answer));
        String::from_utf8_lossy(&answer).into_owned()
    });
    let piece = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let mut sent = stream.write_all(&piece(&whole[..mark]));
    let rows = piece(&vec![b'x'; MEGABYTE]);
    let mut megabytes = 0;
    while sent.is_ok() && megabytes < 1_024 {
        sent = stream.write_all(&rows);
        megabytes += 1;
    }
    drop(stream.shutdown(std::net::Shutdown::Write));
    let answer = answer.join().unwrap();
    assert!(megabytes < 300, "it was taken on and on");
    assert!(answer.is_empty() || answer.contains("200 MB"), "{answer}");
    emptied(&city);
    assert_eq!(server.get("/data").status, 200);
}

fn a_name_that_leads_elsewhere_leads_nowhere() {
    let (city, server) = City::tiny().served();
    let before: Vec<_> =
        city.folder().parent().unwrap().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    let firms = "企业编号,名称\nn1,新来一有限公司\n".as_bytes();
    for name in ["../../x", "..\\..\\x.csv", "/etc/企业.csv", "C:\\企业.csv", "企业.csv/../../y.csv"] {
        let at = brought(&server, &[(name, firms)]);
        settled(&server, &at);
        posted(&server, &format!("{at}/discard"), "");
    }
    let after: Vec<_> =
        city.folder().parent().unwrap().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(
        after.iter().all(|path| before.contains(path) || !path.ends_with("x") && !path.ends_with("y.csv")),
        "{after:?}"
    );
    let own: Vec<String> = city
        .folder()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(own.iter().all(|name| !["x", "x.csv", "y.csv", "企业.csv"].contains(&name.as_str())), "{own:?}");
    emptied(&city);
}

fn the_second_waits() {
    let city = City::tiny();
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("LIANTU_STOP_AT", "import:all-staged").stderr(std::process::Stdio::piped());
    let mut server = Server::started(command);
    let mut told = server.errors();
    let firms = |n: u32| format!("企业编号,名称\nn{n},新来{n}有限公司\n");
    let at = [1, 2].map(|n| {
        let at = brought(&server, &[("企业.csv", firms(n).as_bytes())]);
        settled(&server, &at);
        at
    });
    posted(&server, &format!("{}/apply", at[0]), "who=%E5%BC%A0%E4%B8%89");
    let mut line = String::new();
    BufReader::new(&mut told).read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "stopped at import:all-staged");
    posted(&server, &format!("{}/apply", at[1]), "");
    let page = server.get(&at[1]).body;
    assert!(page.contains("张三（1 个文件） 正在导入，请等它结束"), "{page}");
    server.kill();
    drop(told.read_to_end(&mut Vec::new()));
    let _next = Server::of(&city);
    emptied(&city);
    assert_ne!(city.run(&["find", "新来1有限公司"]).code(), 0, "nothing half");
}

/// An archive with one file in it.
fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

fn a_bomb_is_refused() {
    let (city, server) = City::tiny().served();
    let bomb = archive("企业.csv", &vec![b'0'; 40 << 20]);
    let answer = uploaded(&server, &[("名单.zip", &bomb)]);
    assert!(answer.status == 400 && answer.body.contains("解开后太大"), "{}", answer.body);
    assert_eq!(waiting(&city), 0);
}

fn files_without_the_token_are_not_taken() {
    let (city, server) = City::tiny().served();
    let file = [("企业.csv", &b"name\n"[..])];
    assert_eq!(sent(&server, &parts("x", &file)).status, 403);
    let (before, after) = (parts(&token(&server), &[]), parts(&token(&server), &file));
    assert_eq!(sent(&server, &before).status, 400, "no file");
    let late = String::from_utf8(after).unwrap();
    let (head, files) =
        late.split_once("------test-boundary\r\nContent-Disposition: form-data; name=\"files\"").unwrap();
    let turned = format!(
        "------test-boundary\r\nContent-Disposition: form-data; name=\"files\"{}",
        files.replace("--\r\n", "\r\n")
    );
    assert_eq!(sent(&server, format!("{turned}{head}").as_bytes()).status, 403, "the token comes first");
    assert_eq!(waiting(&city), 0);
}

fn a_browser_that_goes_away_leaves_nothing() {
    let (city, server) = City::tiny().served();
    let address = server.address;
    let body = parts(&token(&server), &[("企业.csv", &vec![b'x'; 1 << 20])]);
    let head = format!(
        "POST /data HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Type: multipart/form-data; \
         boundary={BOUNDARY}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body[..body.len() / 2]).unwrap();
    let started = Instant::now();
    while waiting(&city) == 0 {
        assert!(started.elapsed().as_secs() < 20, "nothing came");
        std::thread::yield_now();
    }
    drop(stream);
    emptied(&city);
    assert!(server.get("/data").status == 200);
}

fn what_is_given_up_leaves_nothing() {
    let (city, server) = City::tiny().served();
    let at = brought(&server, &[("enterprises.csv", b"name\n\xe7\x94\xb2\n")]);
    assert!(waiting(&city) > 0);
    assert_eq!(posted(&server, &format!("{at}/discard"), "").status, 303);
    emptied(&city);
    assert_eq!(server.get(&at).status, 404);
}

fn killed_at(point: &str, happened: bool) {
    let city = City::tiny();
    let before = city.digest();
    let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("LIANTU_STOP_AT", point).stderr(std::process::Stdio::piped());
    let mut server = Server::started(command);
    let mut told = server.errors();
    let list = "enterprise,name,adcode\nn1,新来一有限公司,340100\n".as_bytes();
    let form = match point {
        "upload:unpacked" => parts(&token(&server), &[("名单.zip", &archive("enterprises.csv", list))]),
        _ => parts(&token(&server), &[("enterprises.csv", list)]),
    };
    std::thread::scope(|scope| {
        // The answer never comes: the service stops on the way.
        scope.spawn(|| {
            let way = || {
                let at = sent(&server, &form).header("location").to_owned();
                if point == "upload:encoded" {
                    posted(&server, &format!("{at}/files/0/encoding"), "encoding=utf-8");
                }
                settled(&server, &at);
                posted(&server, &format!("{at}/apply"), "");
            };
            drop(std::panic::catch_unwind(way));
        });
        let mut line = String::new();
        BufReader::new(&mut told).read_line(&mut line).unwrap();
        assert_eq!(line.trim(), format!("stopped at {point}"));
        server.kill();
    });
    drop(told.read_to_end(&mut Vec::new()));
    assert_eq!(city.digest() == before, !happened, "{point}");
    let _next = Server::of(&city);
    emptied(&city);
    let found = city.run(&["find", "新来一有限公司"]);
    assert_eq!(found.code() == 0, happened, "{point}: {}{}", found.out(), found.err());
}
