//! Evidence: files that show what was written down.

mod erased;
mod kept;
mod served;

use crate::accounts::visit::Visit;
use crate::pages::data::BOUNDARY;
use crate::support::{Answer, City, Facts};

pub fn facts(facts: &mut Facts) {
    served::facts(facts);
    kept::facts(facts);
    erased::facts(facts);
}

/// Says who it is, in a file.
pub const SECRET: &str = "SECRET-OF-THE-PICTURE";

/// A picture with a secret in every part of it, longer than pages of the store.
pub fn picture() -> Vec<u8> {
    let mut picture = vec![0xff, 0xd8, 0xff, 0xe1];
    picture.extend(format!("{SECRET} ").repeat(3_000).into_bytes());
    picture
}

/// A document with another one.
pub fn document(secret: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{}%%EOF\n", format!("{secret} ").repeat(2_000)).into_bytes()
}

/// The body of a form that adds a file.
pub fn form(token: &str, of: &str, (name, content): (&str, &[u8])) -> Vec<u8> {
    let field = |name: &str, value: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
    let mut body = [field("token", token), field("of", of), file].concat().into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Somebody adds a file to something.
pub fn added(visit: &Visit<'_>, path: &str, of: &str, file: (&str, &[u8])) -> Answer {
    let (own, cookies) = (visit.server.host(), visit.cookies());
    let body = form(&visit.token("/me"), of, file);
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n{cookies}Content-Type: \
         multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n",
        body.len()
    );
    visit.server.send_bytes(&head, &body)
}

/// The ids of the files of something, as the command line tells them.
pub fn files_of(city: &City, of: &str) -> Vec<String> {
    let told = city.json(&["evidence", "list", of]);
    told["files"].as_array().unwrap().iter().map(|file| file["evidence"].as_str().unwrap().to_owned()).collect()
}
