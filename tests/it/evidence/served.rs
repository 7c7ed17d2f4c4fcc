//! Files at a browser: who adds which to what, who may have them, and what is refused.

use super::{SECRET, added, document, files_of, picture};
use crate::accounts::roles::served;
use crate::accounts::visit::Visit;
use crate::dispatch::served::{recruiters, worked};
use crate::support::{City, Facts, Server, add};

pub fn facts(facts: &mut Facts) {
    add!(facts, "evidence": a_recruiter_adds_a_picture_to_a_visit_and_it_is_had_by_whoever_sees_the_visit,
        what_is_no_picture_or_document_is_refused_whatever_it_is_called, a_file_of_ten_megabytes_is_taken_and_one_byte_more_is_not,
        a_name_leads_nowhere, a_node_of_a_project_has_its_permit, a_cell_of_the_sheet_leads_to_the_files_behind_it,
        the_journal_says_who_took_a_file_and_not_what_it_is_called);
}

/// The sample with two recruiters of one squad, one of another, and what people did.
pub fn office() -> (City, Server) {
    let (city, server) = served();
    worked(&city);
    recruiters(&city);
    drop(server);
    city.served()
}

/// What a visit of r03 is known by, just written down.
pub fn visited(visit: &Visit<'_>) -> String {
    let own = format!("Origin: http://{}\r\n", visit.server.address);
    let pairs = [("enterprise", "tongcheng"), ("date", "2026-06-02"), ("people", "r03")];
    let done = visit.send_with("/trips/visit", &own, &visit.token("/me"), &pairs);
    assert_eq!(done.status, 303, "{}", done.body);
    let page = visit.get(done.header("location")).body;
    let of = page.split("name=\"of\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}")).split('"').next().unwrap();
    assert!(page.contains("image/jpeg") && of.starts_with("visits:V20260602"), "{page}");
    of.to_owned()
}

fn a_recruiter_adds_a_picture_to_a_visit_and_it_is_had_by_whoever_sees_the_visit() {
    let (_city, server) = office();
    let own = Visit::as_user(&server, "r03");
    let of = visited(&own);
    let done = added(&own, "/evidence/trips", &of, ("走访照片.JPEG", &picture()));
    assert_eq!(done.status, 303, "{}", done.body);
    let page = own.get(done.header("location")).body;
    assert!(page.contains("已附上：走访照片.jpg") && page.contains("取下走访照片.jpg"), "{page}");
    let file = page.split("href=\"/evidence/").nth(1).unwrap().split('"').next().unwrap();
    let (file, of_page) = (format!("/evidence/{file}"), format!("/evidence?of={of}"));
    let answer = own.get(&file);
    let name = "filename*=UTF-8''%E8%B5%B0%E8%AE%BF%E7%85%A7%E7%89%87.jpg";
    assert!(answer.header("content-disposition").starts_with("attachment;"), "{:?}", answer.headers);
    assert!(answer.header("content-disposition").ends_with(name), "{:?}", answer.headers);
    assert_eq!((answer.header("content-type"), answer.header("x-content-type-options")), ("image/jpeg", "nosniff"));
    assert!(answer.header("cache-control") == "no-store" && answer.body.contains(SECRET));
    assert!(own.get("/trips").body.contains("1 份"));
    for (login, status) in [
        ("captain", 200),
        ("leader", 200),
        ("member", 200),
        ("dispatcher", 200),
        ("auditor", 200),
        ("admin", 200),
        ("r04", 404),
        ("r07", 404),
        ("elsewhere", 404),
        ("clerk", 403),
        ("fund", 403),
    ] {
        let visit = Visit::as_user(&server, login);
        let [page, json, file] =
            [of_page.clone(), format!("/api/v1{of_page}"), file.clone()].map(|path| visit.get(&path));
        assert_eq!([page.status, json.status, file.status], [status; 3], "{login}");
        assert_eq!(file.body.contains(SECRET), status == 200, "{login}");
        assert!(status == 200 || !page.body.contains("走访照片"), "{login}");
        let more = added(&visit, "/evidence/trips", &of, ("b.pdf", &document(login)));
        let may = ["admin", "captain", "member", "dispatcher"].contains(&login);
        let status = match status {
            404 => 404,
            _ if may => 303,
            _ => 403,
        };
        assert_eq!(more.status, status, "{login}: {}", more.body);
    }
}

fn what_is_no_picture_or_document_is_refused_whatever_it_is_called() {
    let (city, server) = office();
    let own = Visit::as_user(&server, "r03");
    let of = visited(&own);
    let before = city.digest();
    for (name, content, says) in [
        ("走访.jpg", &b"<html><script>alert(1)</script>"[..], "「走访.jpg」里面不是 PDF、JPEG 或 PNG"),
        ("走访.pdf", b"PK\x03\x04zip", "里面不是 PDF、JPEG 或 PNG"),
        ("走访.png", b"", "「走访.png」是空的"),
        ("走访.png", b"GIF89a", "里面不是"),
    ] {
        let refused = added(&own, "/evidence/trips", &of, (name, content));
        assert!(refused.status == 400 && refused.body.contains(says), "{name}: {} {}", refused.status, refused.body);
    }
    for (path, of, status) in [
        ("/evidence/projects", &*of, 403),
        ("/evidence/trips", "visits:nothing", 404),
        ("/evidence/trips", "project_nodes:j1 signed", 404),
        ("/evidence/trips", "enterprises:cxmt", 400),
        ("/evidence/trips", "", 400),
    ] {
        let refused = added(&own, path, of, ("a.jpg", &picture()));
        let status = if path == "/evidence/projects" { 404 } else { status };
        assert_eq!(refused.status, status, "{path} {of}: {}", refused.body);
    }
    assert_eq!(city.digest(), before);
    assert_eq!(added(&own, "/evidence/trips", &of, ("a.jpg", &picture())).status, 303);
    let again = added(&own, "/evidence/trips", &of, ("b.jpg", &picture()));
    assert!(again.status == 400 && again.body.contains("这份文件已经附上了（a.jpg）"), "{}", again.body);
    let wrong = added(&own, "/evidence/trips", &of, ("合同.png", &document("x")));
    let page = own.get(wrong.header("location")).body;
    assert!(page.contains("已附上：合同.pdf"), "what it is, not what it is called: {page}");
}

fn a_file_of_ten_megabytes_is_taken_and_one_byte_more_is_not() {
    let (city, server) = office();
    let own = Visit::as_user(&server, "r03");
    let of = visited(&own);
    let mut whole = b"%PDF-1.7\n".to_vec();
    whole.resize(10 << 20, b'x');
    let more: Vec<u8> = whole.iter().copied().chain([b'x']).collect();
    let refused = added(&own, "/evidence/trips", &of, ("大.pdf", &more));
    assert!(refused.status == 413 && refused.body.contains("超过 10 MB"), "{} {}", refused.status, refused.body);
    let path = city.folder().join("大.pdf");
    std::fs::write(&path, &more).unwrap();
    city.run(&["evidence", "add", &of, path.to_str().unwrap()]).fails(1, &["超过 10 MB"]);
    assert_eq!(files_of(&city, &of), Vec::<String>::new());
    assert_eq!(added(&own, "/evidence/trips", &of, ("大.pdf", &whole)).status, 303);
    assert_eq!(files_of(&city, &of).len(), 1);
}

fn a_name_leads_nowhere() {
    let (city, server) = office();
    let own = Visit::as_user(&server, "r03");
    let of = visited(&own);
    for (given, name) in [("../../../etc/passwd.jpg", "passwd.jpg"), (r"C:\\Users\\x\\IMG_1.jpg", "IMG_1.jpg")] {
        let content = [picture(), given.as_bytes().to_vec()].concat();
        assert_eq!(added(&own, "/evidence/trips", &of, (given, &content)).status, 303, "{given}");
        let told = city.json(&["evidence", "list", &of]).to_string();
        assert!(told.contains(&format!("\"name\":\"{name}\"")), "{given}: {told}");
    }
}

fn a_node_of_a_project_has_its_permit() {
    let (city, server) = office();
    let of = "project_nodes:dp1 signed";
    let dispatcher = Visit::as_user(&server, "dispatcher");
    assert!(dispatcher.get("/projects/dp1").body.contains("附文件"));
    assert_eq!(added(&dispatcher, "/evidence/projects", of, ("合同.pdf", &document("x"))).status, 303);
    assert!(dispatcher.get("/projects/dp1").body.contains("1 份文件"));
    let auditor = Visit::as_user(&server, "auditor");
    assert!(auditor.get("/projects/dp1").body.contains("1 份文件"));
    assert_eq!(added(&auditor, "/evidence/projects", of, ("b.pdf", &document("y"))).status, 403);
    for nothing in ["project_nodes:dp1 producing", "project_nodes:zz signed", "project_nodes:dp1 nothing"] {
        let refused = added(&dispatcher, "/evidence/projects", nothing, ("b.pdf", &document("y")));
        assert!([400, 404].contains(&refused.status), "{nothing}: {}", refused.body);
    }
    let [file] = &files_of(&city, of)[..] else { panic!("one file") };
    let own = format!("Origin: http://{}\r\n", server.address);
    let pairs = [("of", of), ("evidence", file)];
    let out = |login: &str| {
        let visit = Visit::as_user(&server, login);
        visit.send_with("/evidence/projects/out", &own, &visit.token("/me"), &pairs).status
    };
    assert_eq!([out("auditor"), out("elsewhere"), out("dispatcher"), out("dispatcher")], [403, 404, 303, 404]);
    assert_eq!(files_of(&city, of), Vec::<String>::new());
}

fn a_cell_of_the_sheet_leads_to_the_files_behind_it() {
    let (_city, server) = office();
    let visit = Visit::as_user(&server, "dispatcher");
    assert_eq!(added(&visit, "/evidence/trips", "visits:dv1", ("a.jpg", &picture())).status, 303);
    assert_eq!(added(&visit, "/evidence/projects", "project_nodes:dp1 signed", ("b.pdf", &document("x"))).status, 303);
    let sheet = "/score/facts?period=2026-01/2026-02&rows=squads&row=s-top&column=";
    let page = visit.get(&format!("{sheet}visits")).body;
    assert!(page.contains("href=\"/evidence?of=visits%3Adv1\">1 份</a>"), "{page}");
    let page = visit.get(&format!("{sheet}signed")).body;
    assert!(page.contains("href=\"/projects/dp1\">1 份</a>"), "{page}");
}

fn the_journal_says_who_took_a_file_and_not_what_it_is_called() {
    let (city, server) = office();
    let visit = Visit::as_user(&server, "dispatcher");
    assert_eq!(added(&visit, "/evidence/trips", "visits:dv1", ("秘密名字.jpg", &picture())).status, 303);
    let file = &files_of(&city, "visits:dv1")[0];
    assert_eq!(visit.get(&format!("/evidence/{file}")).status, 200);
    let told = |what: &str| city.json(&["journal", "--what", what])["lines"][0].to_string();
    assert!(told("export").contains(&format!("取走依据：走访 dv1，文件 {file}")), "{}", told("export"));
    assert!(told("依据").contains("附上依据：走访 dv1"), "{}", told("依据"));
    assert!(told("export").contains("dispatcher") && !city.json(&["journal"]).to_string().contains("秘密名字"));
}
