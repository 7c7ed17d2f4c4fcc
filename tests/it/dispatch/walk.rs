//! A meeting, from the phone of who went to the paper that is read out: a recruiter on a phone, the dispatcher and a leader at desks.

use serde_json::json;

use crate::accounts::at_browser::{arrived, logged_in, says, text};
use crate::accounts::roles::served;
use crate::accounts::visit::{PASSWORD, Visit, user};
use crate::evidence::picture;
use crate::support::{Browser, City, Facts, Need, Server, in_browsers};

pub fn facts(facts: &mut Facts) {
    let name = "walk::a_recruiter_goes_the_dispatcher_freezes_and_a_late_correction_makes_an_amendment";
    facts.add_needing(Need::Browser, name, a_meeting);
}

/// Puts values into a form, by the names of its fields, and sends it.
async fn filled(browser: &Browser, action: &str, values: &[(&str, &str)]) {
    let form = format!("document.querySelector('form[action=\"{action}\"]')");
    for (field, value) in values {
        browser.ask(&format!("{form}.querySelector('[name={field}]').value = '{value}'")).await;
    }
    browser.ask(&format!("{form}.querySelector('button').click()")).await;
}

/// A trip and two visits of last month, one with the camera's picture.
async fn went(phone: &Browser, server: &Server, city: &City, day: &str) {
    logged_in(phone, server, "r03").await;
    phone.open(&server.url("/trips")).await;
    arrived(phone, "document.querySelector('form[action=\"/trips/trip\"]') !== null").await;
    filled(phone, "/trips/trip", &[("out", day), ("back", day), ("adcodes", "上海")]).await;
    says(phone, "已记下：记出行").await;
    filled(phone, "/trips/visit", &[("enterprise", "smee"), ("date", day)]).await;
    says(phone, "已记下：记走访").await;
    filled(phone, "/trips/visit", &[("enterprise", "tongcheng"), ("date", day), ("result", "谈得好")]).await;
    arrived(phone, "document.querySelector('.notice.done input[type=file]') !== null").await;
    let path = city.write("走访照片.jpg", picture());
    phone.choose(".notice.done input[type=file]", &[path]).await;
    phone.click(".notice.done form[enctype] button").await;
    says(phone, "已附上：走访照片.jpg").await;
}

/// Nobody writes down what another squad did.
async fn for_nobody_else(phone: &Browser, server: &Server, day: &str) {
    phone.open(&server.url("/trips")).await;
    arrived(phone, "document.querySelector('form[action=\"/trips/visit\"]') !== null").await;
    phone.ask("document.querySelectorAll('form[action=\"/trips/visit\"] [name=people]').forEach(box => { box.checked = box.value === 'r03'; if (box.checked) box.value = 'r07'; })").await;
    filled(phone, "/trips/visit", &[("enterprise", "asml"), ("date", day)]).await;
    says(phone, "人员里没有您自己").await;
}

/// The dispatcher opens the last period, drills a cell to its visits and their picture, and freezes the sheet; where it is.
async fn frozen(desk: &Browser, server: &Server) -> String {
    logged_in(desk, server, "dispatcher").await;
    desk.open(&server.url("/score")).await;
    let cell = "main a[href*='column=visits'][href*='row=s-spear'][href*='time=now']";
    arrived(desk, &format!("document.querySelector(\"{cell}\") !== null")).await;
    assert_eq!(desk.ask(&format!("return document.querySelector(\"{cell}\").innerText")).await, json!("2"));
    desk.click(cell).await;
    says(desk, "彤程新材").await;
    desk.click("main td a[href^='/evidence']").await;
    says(desk, "走访照片.jpg").await;
    desk.open(&server.url("/score")).await;
    arrived(desk, "document.querySelector('form[action=\"/score/freeze\"]') !== null").await;
    desk.click("form[action='/score/freeze'] button").await;
    desk.until("location.pathname.startsWith('/score/frozen/')").await;
    says(desk, "冻结时的一版不再变").await;
    desk.ask("return location.pathname").await.as_str().unwrap().to_owned()
}

/// It was this month, the recruiter finds: on the phone, by the day of the visit.
async fn corrected(phone: &Browser, server: &Server, today: &str) {
    phone.open(&server.url("/trips")).await;
    arrived(phone, "document.querySelector('main a[href^=\"/trips/change\"]') !== null").await;
    phone.ask("[...document.querySelectorAll('main tr')].find(row => row.innerText.includes('彤程新材')).querySelector('a[href^=\"/trips/change\"]').click()").await;
    arrived(phone, "document.querySelector('form[action=\"/trips/change\"]') !== null").await;
    filled(phone, "/trips/change", &[("date", today)]).await;
    says(phone, "已记下：改走访").await;
}

/// The dispatcher amends, and reads which cell moved and by whom.
async fn amended(desk: &Browser, server: &Server, sheet: &str) {
    desk.open(&server.url(sheet)).await;
    arrived(desk, "document.querySelector('form[action$=\"/amend\"]') !== null").await;
    desk.click("form[action$='/amend'] button").await;
    desk.until("document.readyState === 'complete' && document.body.innerText.includes('修订')").await;
    let told = text(desk).await;
    for says in ["走访次数", "r03"] {
        assert!(told.contains(says), "{says}: {told}");
    }
}

fn a_meeting() {
    let (city, server) = served();
    drop(server);
    let named = ["add", "r03", "--name", "示例招商员03", "--grant", "recruiter:s-spear", "--recruiter", "r03"];
    let done = user(&city, &named, PASSWORD);
    assert_eq!(done.code(), 0, "{}", done.err());
    let (city, server) = city.served();
    let page = Visit::as_user(&server, "dispatcher").get("/score").body;
    let period = page.split("name=\"period\" size=\"16\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let day = format!("{}-12", period.split('/').next_back().unwrap());
    let trips = Visit::as_user(&server, "r03").get("/trips").body;
    let today = trips.split("max=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let leader = Visit::as_user(&server, "leader");
    let own = format!("Origin: http://{}\r\n", server.address);
    let freezing = [("period", period), ("rows", "squads"), ("cut_off", day.as_str())];
    assert_eq!(leader.send_with("/score/freeze", &own, &leader.token("/me"), &freezing).status, 403);
    in_browsers(async move |[phone, desk, head]| {
        phone.size(390, 844).await;
        desk.size(1366, 768).await;
        head.size(1366, 768).await;
        went(phone, &server, &city, &day).await;
        for_nobody_else(phone, &server, &day).await;
        let sheet = frozen(desk, &server).await;
        let printed = Visit::as_user(&server, "dispatcher").get(&format!("/api/v1{sheet}/pdf?paper=A4"));
        assert_eq!((printed.status, printed.header("content-type")), (200, "application/pdf"));
        corrected(phone, &server, &today).await;
        amended(desk, &server, &sheet).await;
        logged_in(head, &server, "leader").await;
        head.open(&server.url("/score")).await;
        arrived(head, "document.querySelector('h1') !== null").await;
        assert_eq!(head.ask("return document.querySelector('form[action=\"/score/freeze\"]')").await, json!(null));
        head.open(&server.url("/stalled")).await;
        says(head, "示例项目").await;
        for browser in [phone, desk, head] {
            assert_eq!(browser.refused().await, json!([]));
        }
        city.digest();
    });
}
