//! A browser of the test's own: started, asked, and gone whatever happens.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::support::{block_on, find_program};

/// An open page.
pub struct Browser {
    client: Client,
}

/// Keys as WebDriver names them.
pub const TAB: char = '\u{e004}';
pub const ENTER: char = '\u{e007}';
pub const DOWN: char = '\u{e015}';

/// Keeps what the page's policy refused, from before its first script.
const WATCH: &str = "window.refused = []; document.addEventListener('securitypolicyviolation', \
     e => window.refused.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))";

/// Runs a test in a new browser.
pub fn in_browser<F: AsyncFnOnce(&Browser) + 'static>(test: F) {
    in_browsers::<1, _>(async move |[browser]| test(browser).await);
}

/// Runs a test in several new browsers, each of a person of its own.
pub fn in_browsers<const N: usize, F: AsyncFnOnce(&[Browser; N]) + 'static>(test: F) {
    let profiles: [tempfile::TempDir; N] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    in_browsers_of(profiles.each_ref().map(tempfile::TempDir::path), Client::close, test);
}

/// Runs a test in a browser that keeps its things in a folder, and is killed the moment the test is done, as a phone out of
/// memory does: what it had not written down is lost.
pub fn in_browser_killed<F: AsyncFnOnce(&Browser) + 'static>(profile: &Path, test: F) {
    let lock = profile.join("SingletonLock");
    in_browsers_of(
        [profile],
        async move |_| {
            // The lock names the host and the process.
            let named = std::fs::read_link(&lock).unwrap().display().to_string();
            let process: i32 = named.rsplit_once('-').unwrap().1.parse().unwrap();
            let process = rustix::process::Pid::from_raw(process).unwrap();
            rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
            Ok(())
        },
        async move |[browser]: &[Browser; 1]| test(browser).await,
    );
}

fn in_browsers_of<const N: usize, F, E>(profiles: [&Path; N], end: E, test: F)
where
    F: AsyncFnOnce(&[Browser; N]) + 'static,
    E: AsyncFn(Client) -> Result<(), fantoccini::error::CmdError>,
{
    let driver = Driver::start();
    block_on(async {
        let mut browsers = Vec::with_capacity(N);
        for profile in profiles {
            browsers.push(Browser { client: connect(&driver.address, &profile.display().to_string()).await });
        }
        let browsers: [Browser; N] = browsers.try_into().unwrap_or_else(|_| unreachable!("one a profile"));
        let clients = browsers.each_ref().map(|browser| browser.client.clone());
        // The browsers are gone before a failed test is told.
        let set = tokio::task::LocalSet::new();
        let done = set.run_until(async move {
            tokio::task::spawn_local(async move {
                for browser in &browsers {
                    browser.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
                }
                test(&browsers).await;
            })
            .await
        });
        let done = done.await;
        let mut ended = Vec::new();
        for client in clients {
            ended.push(end(client).await);
        }
        if let Err(failed) = done {
            std::panic::resume_unwind(failed.into_panic());
        }
        ended.into_iter().for_each(|ended| ended.unwrap());
    });
}

async fn connect(driver: &str, profile: &str) -> Client {
    let program = find_program(&["chromium", "google-chrome", "chrome"]).unwrap();
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        &format!("--user-data-dir={profile}"),
    ];
    let options = json!({ "args": arguments, "binary": program });
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
    ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver).await.unwrap()
}

/// chromedriver, at a port it chose.
struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    fn start() -> Self {
        let mut command = Command::new(find_program(&["chromedriver"]).unwrap());
        let mut child = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
        });
        let address = format!("http://127.0.0.1:{}", port.expect("chromedriver says its port"));
        // Somebody must read what it says later.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    async fn command(&self, name: &str, parameters: Value) {
        let body = json!({ "cmd": name, "params": parameters });
        self.client.issue_cmd(Own { path: "goog/cdp/execute", body }).await.unwrap();
    }

    /// Makes the page's window this large, in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// What a function body gives in the page.
    pub async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{error}: {script}"))
    }

    /// Waits until an expression holds in the page.
    pub async fn until(&self, expression: &str) {
        let started = Instant::now();
        // While one page goes and the next comes, there may be nothing to ask.
        let script = format!("return Boolean({expression})");
        let ask = || self.client.execute(&script, Vec::new());
        while ask().await.ok() != Some(Value::Bool(true)) {
            let address = self.address().await;
            assert!(started.elapsed() < Duration::from_secs(20), "not so at {address}: {expression}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The address shown, without the part that names the server.
    pub async fn address(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Clicks the first element of a selector as a person does.
    pub async fn click(&self, selector: &str) {
        let found = self.client.find(fantoccini::Locator::Css(selector)).await.unwrap();
        found.click().await.unwrap();
    }

    /// Chooses files in a field, as a person does in the window that it opens.
    pub async fn choose(&self, selector: &str, files: &[PathBuf]) {
        let found = self.client.find(fantoccini::Locator::Css(selector)).await.unwrap();
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        found.send_keys(&names.join("\n")).await.unwrap();
    }

    /// Types keys where the focus is.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses and lets go of one key, wherever the focus is.
    pub async fn press(&self, key: char) {
        let stroke = KeyActions::new("keyboard".to_owned());
        let stroke = stroke.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        self.client.perform_actions(stroke).await.unwrap();
    }

    /// Presses Tab until the focus is on an element of a selector.
    pub async fn tab_to(&self, selector: &str) {
        let there = format!("return document.activeElement.matches('{selector}')");
        for _ in 0..400 {
            self.press(TAB).await;
            if self.ask(&there).await == Value::Bool(true) {
                return;
            }
        }
        panic!("no Tab leads to {selector} at {}", self.address().await);
    }

    /// Files that pages hand over go into this folder.
    pub async fn keep_files_in(&self, folder: &Path) {
        let allowed = json!({ "behavior": "allow", "downloadPath": folder });
        self.command("Browser.setDownloadBehavior", allowed).await;
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Opens the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// What the page's policy refused since it was opened.
    pub async fn refused(&self) -> Value {
        self.ask("return window.refused").await
    }

    /// What the browser complained of since the last time it was asked.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.log("browser").await;
        let lines = log.iter().filter(|line| line["level"] != "INFO" && line["level"] != "DEBUG");
        lines.map(|line| line["message"].to_string()).collect()
    }

    /// Where pages went for anything since the last time it was asked: every address requested, of whatever kind.
    pub async fn requests(&self) -> Vec<String> {
        let told = self.log("performance").await;
        let told = told.iter().map(|line| serde_json::from_str(line["message"].as_str().unwrap()).unwrap());
        let sent = told.filter_map(|event: Value| {
            let event = &event["message"];
            let address = match event["method"].as_str()? {
                "Network.requestWillBeSent" => &event["params"]["request"]["url"],
                "Network.webSocketCreated" => &event["params"]["url"],
                _ => return None,
            };
            // The tab the browser opens with is of its own pages.
            address.as_str().filter(|address| !address.starts_with("chrome://")).map(str::to_owned)
        });
        sent.collect()
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.client.issue_cmd(Own { path: "se/log", body: json!({ "type": kind }) }).await.unwrap();
        log.as_array().unwrap().clone()
    }
}
