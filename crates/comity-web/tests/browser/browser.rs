//! A server over a record, and a browser on it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use comity::record::{Access, Record};
use comity_web::{Settings, Site};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use jiff::Timestamp;
use serde_json::{Value, json};

/// A document that tries to run in the reader's browser.
pub const HOSTILE: &str = "<script>window.ran = 1</script> <img src=x onerror=\"window.ran = 1\"> \u{202e}Summit\n\nThe Council of Heads of State of the CIS met in Dushanbe on 10 October 2025.\n";

fn now() -> Timestamp {
    "2025-12-01T12:00:00Z".parse().expect("an instant")
}

/// A browser on pages of a record with the shipped base and the shipped examples.
pub struct Page {
    /// The browser.
    pub client: Client,
    /// The address of the server.
    pub base: String,
}

/// How the browser is.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Width and height.
    pub size: (u32, u32),
    /// It is a telephone.
    pub phone: bool,
    /// Scripts run.
    pub scripts: bool,
}

/// A screen on a desk.
pub const DESK: Screen = Screen { size: (1280, 900), phone: false, scripts: true };

/// A telephone.
pub const PHONE: Screen = Screen { size: (390, 844), phone: true, scripts: true };

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|it| !it.is_empty())
}

fn found(program: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    std::env::split_paths(&path).map(|it| it.join(program)).find(|it| it.is_file())
}

/// The folder into which pictures are written, where they are wished.
pub fn pictures() -> Option<PathBuf> {
    variable("COMITY_PICTURES").map(PathBuf::from)
}

fn options(chromium: &Path, screen: Screen, data: &Path) -> Value {
    let arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        "--force-prefers-reduced-motion".to_owned(),
        format!("--window-size={},{}", screen.size.0, screen.size.1),
        format!("--user-data-dir={}", data.display()),
    ];
    let scripts = if screen.scripts { 1 } else { 2 };
    let mut options = json!({
        "binary": chromium,
        "args": arguments,
        "prefs": { "profile.managed_default_content_settings.javascript": scripts },
    });
    if screen.phone {
        let (width, height) = screen.size;
        options["mobileEmulation"] = json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": true } });
    }
    options
}

/// How often the driver is started before it is said not to start.
const STARTS: usize = 8;

/// Starts the driver; its port is in what it prints. Where several start at once one may find the port that it chose
/// taken by another, and ends: then it is started again.
fn driver(program: &Path) -> (Child, u16) {
    let start = || {
        let mut child =
            Command::new(program).arg("--port=0").stdout(Stdio::piped()).spawn().expect("the driver starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = lines.map_while(Result::ok).find_map(|it| {
            it.rsplit_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        match port {
            Some(port) => Some((child, port)),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                None
            }
        }
    };
    (0..STARTS).find_map(|_| start()).expect("a port")
}

fn serve(folder: &Path) -> SocketAddr {
    let path = folder.join("a.comity");
    let mut record = Record::open(&path, Access::Create).expect("a record");
    record.bulk(comity::import::base::entries(), now(), &mut |_| {}).expect("the base");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for folder in [examples.clone(), examples.join("record")] {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder).expect("examples").filter_map(|it| Some(it.ok()?.path())).collect();
        files.sort();
        for file in files.iter().filter(|it| it.extension().is_some_and(|it| it == "txt")) {
            let bytes = std::fs::read(file).expect("an example");
            take_in(&mut record, &file.display().to_string(), &bytes);
        }
    }
    take_in(&mut record, "hostile.txt", HOSTILE.as_bytes());
    let site = Site::open(Settings::new(path, now)).expect("a site");
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        comity_web::run(site, SocketAddr::from(([127, 0, 0, 1], 0)), move |at| {
            send.send(at).expect("somebody waits");
        })
    });
    receive.recv_timeout(Duration::from_secs(30)).expect("the server listens")
}

fn take_in(record: &mut Record, name: &str, bytes: &[u8]) {
    let document = comity::document(name, bytes).expect("text");
    record.take_in(&document, &comity::read(&document), now()).expect("taken in");
}

/// Walks pages in a browser of this kind; without a browser it says so.
pub fn walk<F: Future<Output = ()> + Send + 'static>(screen: Screen, steps: impl FnOnce(Page) -> F) {
    let (Some(chromium), Some(program)) = (found("chromium"), found("chromedriver")) else {
        assert!(variable("COMITY_BROWSER").is_none_or(|it| it != "required"), "no chromium and chromedriver");
        eprintln!(
            "skipped: there is no `chromium` and `chromedriver` in PATH; `cargo xtask test` installs them"
        );
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let base = format!("http://{}", serve(folder.path()));
    let (mut driver, port) = driver(&program);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let ended = runtime.block_on(async {
        let data = folder.path().join("browser");
        let mut wishes = serde_json::Map::new();
        wishes.insert("goog:chromeOptions".to_owned(), options(&chromium, screen, &data));
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wishes)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser");
        let steps = steps(Page { client: client.clone(), base });
        let ended = tokio::time::timeout(Duration::from_secs(120), tokio::spawn(steps)).await;
        // The browser is closed whatever came of the walk, so that nothing stays behind.
        let _ = client.close().await;
        ended
    });
    let _ = driver.kill();
    let _ = driver.wait();
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(failed)) if failed.is_panic() => std::panic::resume_unwind(failed.into_panic()),
        other => panic!("the walk did not end: {other:?}"),
    }
}

impl Page {
    /// Opens a page of the server.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.expect("the page opens");
    }

    /// The address, without the server.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.as_str().trim_start_matches(&self.base).to_owned()
    }

    /// The first element that a selector finds, waited for.
    pub async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(Duration::from_secs(10));
        match wait.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("`{css}` is not on {}: {error}", self.path().await),
        }
    }

    /// Whether a selector finds something now.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.expect("an answer").is_empty()
    }

    /// The text that a person sees in the first such element.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.expect("a text")
    }

    /// The words at which the document was opened, however many marks they are cut into.
    pub async fn words(&self) -> String {
        self.find(".text .at").await;
        let pieces = "return [...document.querySelectorAll('.text .at')].map(it => it.textContent).join('')";
        self.script(pieces).await.as_str().unwrap_or_default().to_owned()
    }

    /// Writes into a field that is emptied first.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a filled field");
    }

    /// Follows the first link with a text, below an element.
    pub async fn follow(&self, within: &str, text: &str) {
        let _ = self.find(&format!("{within} a")).await;
        let links = self.client.find_all(Locator::Css(&format!("{within} a"))).await.expect("links");
        for link in links {
            if link.text().await.expect("a text").contains(text) {
                link.click().await.expect("a link to follow");
                return;
            }
        }
        panic!("no link `{text}` in `{within}` on {}", self.path().await);
    }

    /// Presses keys at whatever has the focus.
    pub async fn press(&self, keys: &str) {
        self.client.active_element().await.expect("a focus").send_keys(keys).await.expect("keys");
    }

    /// Runs a line of script and takes its value.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("a script that runs")
    }
}
