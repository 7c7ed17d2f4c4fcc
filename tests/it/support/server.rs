//! The real server, a process of its own on a port of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Stdio};

use super::request::{Answer, send};
use crate::support::City;

/// A server over a city's store; it ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Serves a city's store at any free port.
    pub fn of(city: &City) -> Self {
        let mut command = city.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).map(str::parse);
        let address = address.unwrap_or_else(|| panic!("no address in `{line}`")).unwrap();
        Self { child, address }
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Gets a path with a right Host.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address))
    }

    /// Gets JSON.
    pub fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.body))
    }

    /// Sends a request line and headers, without the line that ends them.
    pub fn send(&self, head: &str) -> Answer {
        self.send_with_body(head, "")
    }

    /// The same, with a body after them.
    pub fn send_with_body(&self, head: &str, body: &str) -> Answer {
        send(self.address, head, body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
