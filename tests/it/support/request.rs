//! Requests byte by byte, so that wrong ones can be sent too.

use std::io::{Read, Write};
use std::net::SocketAddr;

use super::reach::Reach;

/// What a server answered.
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// As text; of a file that is none, see `content`.
    pub body: String,
    pub content: Vec<u8>,
}

/// Sends a request line and headers, without the line that ends them, and a body after them.
pub fn send(address: SocketAddr, reach: &Reach, head: &str, body: &[u8]) -> Answer {
    let mut stream = reach.connected(address);
    // A server may answer, and close, before it has read a body it refuses.
    let _ = stream.write_all(format!("{head}{}Connection: close\r\n\r\n", reach.added()).as_bytes());
    let _ = stream.write_all(body);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let content = bytes.get(end + 4..).unwrap_or_default().to_vec();
    let (text, body) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&content));
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    Answer {
        status: status.unwrap_or_else(|| panic!("no status in `{text}`")),
        headers: lines.filter_map(header).collect(),
        body: body.into_owned(),
        content,
    }
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}
