//! Somebody at a browser, and accounts made on the command line.

use std::io::Write;
use std::process::Stdio;

use crate::support::{Answer, City, Done, Server};

/// A password nobody guesses.
pub const PASSWORD: &str = "correct horse battery 马";
/// Another one.
pub const OTHER: &str = "violet anchor seventeen 云";

/// Runs `user …` with a password on standard input.
pub fn user(city: &City, arguments: &[&str], password: &str) -> Done {
    let mut command = city.command(&[&["user"], arguments, &["--password-stdin"]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    Done::of(child.wait_with_output().unwrap())
}

/// Makes the first account, `admin`.
pub fn first(city: &City) {
    let done = user(city, &["first", "admin"], PASSWORD);
    assert_eq!(done.code(), 0, "{}", done.err());
}

/// Makes an account with grants.
pub fn add(city: &City, login: &str, grants: &[&str]) {
    let grants = grants.iter().flat_map(|grant| ["--grant", grant]);
    let done = user(city, &["add", login].into_iter().chain(grants).collect::<Vec<_>>(), PASSWORD);
    assert_eq!(done.code(), 0, "{login}: {}", done.err());
}

/// Says which recruiter an account is.
pub fn be(city: &City, login: &str, recruiter: &str) {
    city.done(&["user", "recruiter", login, recruiter]);
}

/// Somebody at a browser of their own.
pub struct Visit<'s> {
    pub server: &'s Server,
    /// What their browser keeps: name and value.
    pub cookie: Option<(String, String)>,
    /// The same of the marks of who logged in.
    pub known: Option<(String, String)>,
}

impl<'s> Visit<'s> {
    /// Of nobody yet.
    pub fn of(server: &'s Server) -> Self {
        Self { server, cookie: None, known: None }
    }

    /// Of whoever logged in.
    pub fn as_user(server: &'s Server, login: &str) -> Self {
        let mut visit = Self::of(server);
        let answer = visit.log_in(login, PASSWORD);
        assert_eq!(answer.status, 303, "{login}: {}", answer.body);
        visit
    }

    /// The same browser with another cookie.
    pub fn with_value(&self, value: &str) -> Visit<'s> {
        let name = self.cookie.clone().unwrap().0;
        Visit { server: self.server, cookie: Some((name, value.to_owned())), known: None }
    }

    pub fn cookies(&self) -> String {
        let kept = self.cookie.iter().chain(&self.known).map(|(name, value)| format!("{name}={value}"));
        let kept = kept.collect::<Vec<_>>().join("; ");
        if kept.is_empty() { kept } else { format!("Cookie: {kept}\r\n") }
    }

    pub fn get(&self, path: &str) -> Answer {
        let (own, cookies) = (self.server.host(), self.cookies());
        self.server.send(&format!("GET {path} HTTP/1.1\r\nHost: {own}\r\n{cookies}"))
    }

    /// The token that forms of a page carry.
    pub fn token(&self, path: &str) -> String {
        let page = self.get(path).body;
        let token = page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        token.unwrap_or_else(|| panic!("no token on {path}: {page}")).to_owned()
    }

    /// Sends a form with a token, and keeps what the answer lets the browser keep.
    pub fn send(&mut self, path: &str, token: &str, pairs: &[(&str, &str)]) -> Answer {
        let answer = self.send_with(path, &format!("Origin: {}\r\n", self.server.origin()), token, pairs);
        for (_, set) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            let kept = Some((name.to_owned(), value.to_owned())).filter(|(_, value)| !value.is_empty());
            *if name.ends_with("-known") { &mut self.known } else { &mut self.cookie } = kept;
        }
        answer
    }

    /// The same with other headers than a browser sends.
    pub fn send_with(&self, path: &str, headers: &str, token: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", token);
        form.extend_pairs(pairs);
        let (body, own, cookies) = (form.finish(), self.server.host(), self.cookies());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {own}\r\n{cookies}{headers}Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n",
            body.len()
        );
        self.server.send_with_body(&head, &body)
    }

    pub fn log_in(&mut self, login: &str, password: &str) -> Answer {
        self.log_in_to(login, password, "/")
    }

    pub fn log_in_to(&mut self, login: &str, password: &str, next: &str) -> Answer {
        let in_already = self.cookie.is_some() && self.is_in();
        let token = if in_already { self.token("/me") } else { Visit::of(self.server).token("/login") };
        self.send("/login", &token, &[("login", login), ("password", password), ("next", next)])
    }

    /// Whether they are let in.
    pub fn is_in(&self) -> bool {
        match self.get("/me").status {
            200 => true,
            303 => false,
            other => panic!("{other}"),
        }
    }
}
