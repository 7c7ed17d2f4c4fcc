//! What is refused of a change in place, or taken as mere text.

use crate::support::{City, Facts, add};

use super::{FORM, between, changed, correct, journal, post, sent, token, version};

pub fn facts(facts: &mut Facts) {
    add!(facts, "edit": what_cannot_be_is_told_beside_its_field_with_what_was_typed, who_saw_something_else_writes_nothing, only_its_own_forms_change_anything, markup_that_is_typed_is_text);
}

fn what_cannot_be_is_told_beside_its_field_with_what_was_typed() {
    let (_city, server) = City::sample().served();
    let seen = version(&server, "/enterprise?id=cxmt&edit=revenue");
    let number = journal(&server);
    let long = "长".repeat(501);
    for (column, value, reason, ground, told) in [
        ("revenue", "很多", "错了", "年报", "很多"),
        ("revenue", "面议", "错了", "年报", "面议"),
        ("revenue", "-5", "错了", "年报", "-5"),
        ("revenue", "", "错了", "年报", "不能改成空的"),
        ("revenue", "未知", "错了", "年报", "等于没有说"),
        ("adcode", "不存在的地方", "错了", "年报", "不存在的地方"),
        ("credit_code", "12\u{1}3", "错了", "年报", "U+0001"),
        ("website", "javascript:alert(1)", "错了", "年报", "javascript"),
        ("revenue", "120", "", "年报", "请写理由"),
        ("revenue", "120", "错了", " ", "请写依据"),
        ("revenue", "120", &long, "年报", "超过 500 个字"),
        ("revenue", "120", "错了", &long, "超过 500 个字"),
        ("enterprise", "x", "错了", "年报", "没有「enterprise」这一项可改"),
        ("nothing", "x", "错了", "年报", "没有「nothing」这一项可改"),
    ] {
        let said = [("form", column), ("value", value), ("version", &seen), ("reason", reason), ("ground", ground)];
        let answer = post(&server, "/enterprise?id=cxmt", &said);
        assert_eq!(answer.status, 400, "{said:?}: {}", answer.body);
        let is_column = !["enterprise", "nothing"].contains(&column);
        if is_column {
            let form = between(&answer.body, "id=\"edit\"", "</form>");
            assert!(form.contains("class=\"fault\"") && form.contains(told), "{said:?}: {form}");
            for typed in
                [value, reason, ground].iter().filter(|typed| !typed.trim().is_empty() && !typed.contains('\u{1}'))
            {
                assert!(form.contains(&format!("value=\"{typed}\"")), "{typed} is kept: {form}");
            }
        }
        assert_eq!(journal(&server), number, "{said:?} wrote something");
    }
}

fn who_saw_something_else_writes_nothing() {
    let (_city, server) = City::sample().served();
    let path = "/enterprise?id=cxmt";
    let seen = version(&server, "/enterprise?id=cxmt&edit=revenue");
    correct(&server, "cxmt", "revenue", "77", "别人");
    let number = journal(&server);
    for (version, status, told) in [
        (seen.as_str(), 409, "刚被别人改过"),
        ("0", 409, "刚被别人改过"),
        ("999", 409, "刚被别人改过"),
        ("", 400, "没有写明看到的是哪一版"),
        ("x", 400, "没有写明看到的是哪一版"),
    ] {
        let said =
            [("form", "revenue"), ("value", "120"), ("version", version), ("reason", "错了"), ("ground", "年报")];
        let answer = post(&server, path, &said);
        assert!(answer.status == status && answer.body.contains(told), "{version}: {} {}", answer.status, answer.body);
        assert!(answer.body.contains("value=\"120\""), "what was typed is kept");
    }
    assert_eq!(journal(&server), number);
}

fn only_its_own_forms_change_anything() {
    let (_city, server) = City::sample().served();
    let (_, page) = correct(&server, "cxmt", "employees", "77", "");
    let undo = format!("/edits/{}", between(&page, "action=\"/edits/", "\""));
    let (token, number) = (token(&server), journal(&server));
    let seen = version(&server, "/enterprise?id=cxmt&edit=revenue");
    let said = format!("form=revenue&value=5&version={seen}&reason=a&ground=b");
    let own = format!("Origin: http://{}\r\n{FORM}", server.address);
    for (path, said) in [
        ("/enterprise?id=cxmt", said.as_str()),
        ("/enterprise/contacts?id=cxmt", "of=cxmt&name=a&ground=b"),
        ("/enterprise/new", "name=c&ground=b"),
        ("/chains/ic/segments/ic-litho", "form=member&enterprise=cxmt&segment=ic-litho&ground=b"),
        ("/chains/ic/group", "form=leader&value=x&version=1&reason=a&ground=b"),
        (undo.as_str(), "back=/"),
    ] {
        for (headers, said, status) in [
            (FORM.to_owned(), format!("token={token}&{said}"), 403),
            (format!("Origin: http://evil.example\r\n{FORM}"), format!("token={token}&{said}"), 403),
            (format!("{own}Sec-Fetch-Site: cross-site\r\n"), format!("token={token}&{said}"), 403),
            (own.clone(), said.to_owned(), 403),
            (own.clone(), format!("token=0&{said}"), 403),
        ] {
            let answer = sent(&server, path, &headers, &said);
            assert_eq!(answer.status, status, "{path} {headers}{said}: {}", answer.body);
        }
        let between = if path.contains('?') { '&' } else { '?' };
        server.get(&format!("{path}{between}token={token}&{said}"));
        assert_eq!(journal(&server), number, "nothing changes by GET: {path}");
    }
}

fn markup_that_is_typed_is_text() {
    let (_city, server) = City::sample().served();
    let evil = "\"><script>alert(1)</script>";
    let seen = version(&server, "/enterprise?id=cxmt&edit=short_name");
    let said = [
        ("form", "short_name"),
        ("value", evil),
        ("version", &seen),
        ("reason", evil),
        ("ground", evil),
        ("who", evil),
    ];
    let (_, page) = changed(&server, "/enterprise?id=cxmt", &said);
    let refused = post(&server, "/enterprise?id=cxmt", &[("form", "park"), ("value", evil), ("reason", evil)]);
    assert_eq!(refused.status, 400);
    for page in [page, refused.body] {
        assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;"), "{page}");
    }
}
