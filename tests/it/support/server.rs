//! The real server, a process of its own on a port of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::request::{Answer, NAME, Reach, send};
use crate::support::{City, data};

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];
/// Five seconds are promised.
const LONGEST_END: Duration = Duration::from_secs(5);

/// A server over a city's store; it ends with this value.
pub struct Server {
    child: Mutex<Child>,
    pub address: SocketAddr,
    pub reach: Reach,
    /// What it said at its start, from the second line.
    said: BufReader<ChildStdout>,
}

impl Server {
    /// Serves a city's store at any free port.
    pub fn of(city: &City) -> Self {
        Self::started(city.command(&SERVE))
    }

    /// The same with so many descriptors at most.
    pub fn with_descriptors(city: &City, most: usize) -> Self {
        let serve = city.command(&SERVE);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {most}; exec \"$0\" \"$@\"")]);
        command.arg(serve.get_program()).args(serve.get_args()).env_remove("LIANTU_STORE");
        Self::started(command)
    }

    /// Starts it by a command of a city's.
    pub fn started(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut line, mut said) = (String::new(), BufReader::new(child.stdout.take().unwrap()));
        said.read_line(&mut line).unwrap();
        let told = line.rsplit("://").next().unwrap_or_default().replace(NAME, "127.0.0.1");
        let address: String = told.chars().take_while(|c| c.is_ascii() && *c != '/').collect();
        let address = address.parse().unwrap_or_else(|_| panic!("no address in `{line}`"));
        Self { child: Mutex::new(child), address, reach: Reach::Here, said }
    }

    /// Serves a city's store over TLS.
    pub fn over_tls(city: &City) -> Self {
        let (certificate, key) = (data("tls/cert.pem"), data("tls/key.pem"));
        let mut command = city.command(&SERVE);
        command.arg("--tls-cert").arg(certificate).arg("--tls-key").arg(key);
        Self::started(command).reached(Reach::Tls)
    }

    /// Serves a city's store behind a proxy on this machine.
    pub fn behind_proxy(city: &City) -> Self {
        let mut command = city.command(&SERVE);
        command.args(["--behind-proxy", &format!("https://{NAME}")]);
        Self::started(command).reached(Reach::Proxy("203.0.113.9"))
    }

    /// The same server, reached otherwise.
    pub fn reached(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// The next line that it said at its start.
    pub fn said(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line
    }

    /// What a browser sends as Host.
    pub fn host(&self) -> String {
        self.reach.host(self.address)
    }

    /// What a browser sends as Origin.
    pub fn origin(&self) -> String {
        self.reach.origin(self.address)
    }

    /// Tells it to stop, which it must do well and in time, beside what `client` says.
    pub fn ends_when_told(mut self, client: &str) {
        let told = Instant::now();
        self.signal("TERM");
        let ended = loop {
            if let Some(ended) = self.child.get_mut().unwrap().try_wait().unwrap() {
                break ended;
            }
            assert!(told.elapsed() < LONGEST_END, "told to stop, the server still runs beside {client}");
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(ended.success(), "told to stop beside {client}, the server ended with {ended}");
    }

    /// What it says on standard error, where that is piped.
    pub fn errors(&mut self) -> std::process::ChildStderr {
        self.child.get_mut().unwrap().stderr.take().expect("piped")
    }

    /// Ends it at once.
    pub fn kill(&self) {
        self.signal("KILL");
    }

    /// Sends it a signal.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.process().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// The status of what a path answers, which may be any bytes.
    pub fn status(&self, path: &str) -> u16 {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer[9..12]).parse().unwrap()
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.lock().unwrap().id()
    }

    /// Whether it ended, and how. One that was cut off may take a moment.
    fn fate(&self) -> String {
        std::thread::sleep(Duration::from_millis(500));
        let ended = self.child.lock().unwrap().try_wait().unwrap();
        ended.map_or_else(|| "still runs".to_owned(), |ended| format!("ended with {ended}"))
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Gets a path with a right Host.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.host()))
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
        self.send_bytes(head, body.as_bytes())
    }

    /// The same of any bytes.
    pub fn send_bytes(&self, head: &str, body: &[u8]) -> Answer {
        let answer = send(self.address, &self.reach, head, body);
        answer.unwrap_or_else(|error| {
            panic!("{}: {error}; the server {}", head.lines().next().unwrap_or_default(), self.fate())
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}
