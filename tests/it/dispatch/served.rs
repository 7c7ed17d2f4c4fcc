//! What people did beside the built-in sample, with a sheet that was frozen and amended.

use crate::accounts::visit::{PASSWORD, user};
use crate::support::City;

/// What they did: a file each.
const FILES: [(&str, &str); 13] = [
    ("recruiters.csv", "recruiter,name,squad,post\nd1,示例出差甲,s-top,\nd2,示例出差乙,s-top,member\n"),
    ("trips.csv", "trip,people,out,back,adcodes\ndt1,d1;d2,2026-01-05,2026-01-09,310000\ndt2,d1,2026-02-20,,310000\n"),
    ("visits.csv", "visit,enterprise,date,kind,people\ndv1,asml,2026-01-06,visited,d1\n"),
    (
        "projects.csv",
        "project,name,enterprise,chain,adcode,amount,credit,squad,introducer\n\
         dp1,示例项目甲,asml,ic,340111,120000,d1,s-top,p01\ndp2,示例项目乙,smee,ic,340111,90000,d2,s-top,\n",
    ),
    (
        "project_nodes.csv",
        "project,node,planned,actual\ndp1,signed,,2026-01-10\ndp1,land,2026-03-10,\ndp2,signed,,2024-11-01\n\
         dp2,started,2026-02-01,\n",
    ),
    ("project_progress.csv", "project,date,invested,statistics\ndp1,2026-01-31,1000,2000\n"),
    ("duties.csv", "year,who,least,chain,count\n2026,d1,10000,ic,20\n"),
    ("requests.csv", "request,enterprise,date,matter,by,due\ndn1,asml,2026-01-05,示例诉求,d1,2026-01-20\n"),
    ("bids.csv", "bid,name,level,chain,asked,state,date,owner\ndb1,示例申报,national,ic,500,submitted,2026-02-01,d2\n"),
    ("care.csv", "leader,enterprise,since\nd2,asml,2025-12-01\n"),
    ("nominations.csv", "chain,year,person,reason\nic,2026,p01,示例理由\n"),
    ("indicators.csv", "indicator,period,who,target,actual\ndi1,2026Q1,d1,10,1\n"),
    ("meetings.csv", "meeting,date,chain,kind\ndm1,2026-03-05,ic,dispatch\n"),
];

/// Accounts of two recruiters of one squad, and of one of another.
pub fn recruiters(city: &City) {
    for (login, name, grant) in [
        ("r03", "示例招商员03", "recruiter:s-spear"),
        ("r04", "示例招商员04", "recruiter:s-spear"),
        ("r07", "示例招商员07", "recruiter:s-bur2"),
    ] {
        let done = user(city, &["add", login, "--name", name, "--grant", grant, "--recruiter", login], PASSWORD);
        assert_eq!(done.code(), 0, "{}", done.err());
    }
}

/// Brings it in.
pub fn worked(city: &City) {
    let paths: Vec<_> = FILES.iter().map(|(name, content)| city.write(name, content)).collect();
    city.import(&paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
}

/// Freezes the sheet of recruiters, corrects a trip, and amends the sheet: its number.
pub fn frozen(city: &City) -> String {
    let sheet = ["--period", "2026-01/2026-02", "--rows", "recruiters", "--cut-off", "2026-02-28"];
    let told = city.done(&[&["score", "freeze"], &sheet[..]].concat()).out();
    let number: String = told.chars().filter(char::is_ascii_digit).collect();
    let number = number[..number.len() / 2].to_owned();
    let trips = city.write("trips.csv", "trip,people,out,back,adcodes\ndt1,d1;d2,2026-01-05,2026-01-12,310000\n");
    city.import(&[&trips]);
    city.done(&["score", "amend", &number]);
    number
}
