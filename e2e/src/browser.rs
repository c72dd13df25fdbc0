//! Headless Chromium, driven over WebDriver by Debian's chromedriver.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A window size, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub enum Screen {
    Phone,
    Desktop,
}

impl Screen {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Desktop => (1280, 1120),
        }
    }
}

/// A browser window with its driver; both end with it.
pub struct Browser {
    driver: WebDriver,
    _chromedriver: Child,
    _profile: TempDir,
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}

impl Browser {
    /// Opens a window. Without script files (pages hold no other script), all must work the same.
    pub async fn open(screen: Screen, script: bool) -> Result<Self> {
        let (chromedriver, port) = start_chromedriver().await?;
        let profile = tempfile::tempdir()?;
        let capabilities = capabilities(screen, &profile)?;
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        driver
            .set_implicit_wait_timeout(Duration::from_secs(5))
            .await?;
        if !script {
            let tools = driver.cdp();
            tools.send_raw("Network.enable", json!({})).await?;
            let blocked = json!({ "urls": ["*.js"] });
            tools.send_raw("Network.setBlockedURLs", blocked).await?;
        }
        Ok(Self {
            driver,
            _chromedriver: chromedriver,
            _profile: profile,
        })
    }

    /// Clicks the first link or button with these words and waits for the page behind it.
    pub async fn press(&self, words: &str) -> Result<()> {
        // Beside an entry of the menu may stand how many things wait.
        let path = format!(
            "//a[normalize-space()=\"{words}\" or span[@class=\"count\"] and \
             normalize-space(text())=\"{words}\"] | //button[normalize-space()=\"{words}\"]"
        );
        let target = self.find(By::XPath(path)).await;
        let target = target.with_context(|| format!("nothing to press reads '{words}'"))?;
        target.scroll_into_view().await?;
        self.leave(words, target.click()).await
    }

    /// Does what leaves the page, and waits until it is left.
    pub async fn leave(
        &self,
        words: &str,
        press: impl Future<Output = WebDriverResult<()>>,
    ) -> Result<()> {
        let page = self.find(By::Tag("html")).await?;
        press.await?;
        let left = tokio::time::timeout(Duration::from_secs(10), async {
            while page.tag_name().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        left.await
            .with_context(|| format!("'{words}' leads nowhere"))
    }

    /// Makes the page this wide, in CSS pixels, as another screen or zooming in does.
    pub async fn make_wide(&self, width: u32, phone: bool) -> Result<()> {
        let (height, scale) = if phone { (844, 2) } else { (1120, 1) };
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone
        });
        self.cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await?;
        // The page learns its width later than the command is answered.
        let there = "const [width, done] = arguments; const look = () => \
            matchMedia(`(width: ${width}px)`).matches \
            ? requestAnimationFrame(() => done(true)) : requestAnimationFrame(look); look();";
        self.execute_async(there, vec![json!(width)]).await?;
        Ok(())
    }

    /// Shows pages in the colours that somebody asks the system for: `dark` or `light`.
    pub async fn prefer(&self, colours: &str) -> Result<()> {
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": colours }] });
        self.cdp()
            .send_raw("Emulation.setEmulatedMedia", wish)
            .await?;
        Ok(())
    }

    /// The visible words of the page.
    pub async fn words(&self) -> Result<String> {
        Ok(self.find(By::Tag("body")).await?.text().await?)
    }

    /// Fails unless these words are on the page.
    pub async fn reads(&self, words: &str) -> Result<()> {
        let page = self.words().await?;
        ensure!(page.contains(words), "'{words}' is not on the page: {page}");
        Ok(())
    }

    /// Writes into the field with this name, in the place of what stood there.
    pub async fn write(&self, name: &str, words: &str) -> Result<()> {
        let field = self.find(By::Name(name)).await?;
        field.scroll_into_view().await?;
        field.clear().await?;
        Ok(field.send_keys(words).await?)
    }

    /// Clicks the first element of this selector; what leaves the page is pressed.
    pub async fn pick(&self, selector: &str) -> Result<()> {
        let found = self.find(By::Css(selector)).await?;
        found.scroll_into_view().await?;
        Ok(found.click().await?)
    }

    /// Saves a picture of what fits the screen.
    pub async fn glance(&self, name: &str) -> Result<()> {
        if let Some(folder) = picture_folder()? {
            let file = folder.join(format!("{name}.png"));
            self.screenshot(&file).await?;
        }
        Ok(())
    }

    /// Saves a picture of the whole page under this name where `MKBROUTE_SCREENSHOTS` says.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = picture_folder()? else {
            return Ok(());
        };
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let found = self.cdp().send_raw("Page.captureScreenshot", whole).await?;
        let data = found["data"].as_str().context("a picture")?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(data)?;
        std::fs::write(folder.join(format!("{name}.png")), bytes)?;
        Ok(())
    }
}

/// Where pictures go, if they are wanted.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told where pictures go"
)]
fn picture_folder() -> Result<Option<PathBuf>> {
    let Ok(folder) = std::env::var("MKBROUTE_SCREENSHOTS") else {
        return Ok(None);
    };
    std::fs::create_dir_all(&folder)?;
    Ok(Some(PathBuf::from(folder)))
}

fn capabilities(screen: Screen, profile: &TempDir) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    let (width, height) = screen.size();
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=nl",
    ] {
        capabilities.add_arg(argument)?;
    }
    capabilities.add_arg(&format!("--window-size={width},{height}"))?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    if let Screen::Phone = screen {
        let metrics = phone_metrics(width, height);
        capabilities.add_experimental_option("mobileEmulation", metrics)?;
    }
    let preferences = BTreeMap::from([("intl.accept_languages", "nl")]);
    capabilities.add_experimental_option("prefs", preferences)?;
    Ok(capabilities)
}

/// A phone's screen, as chromedriver wants it.
fn phone_metrics(width: u32, height: u32) -> BTreeMap<&'static str, BTreeMap<&'static str, u32>> {
    let metrics = [("width", width), ("height", height), ("pixelRatio", 2)];
    [("deviceMetrics", metrics.into_iter().collect())]
        .into_iter()
        .collect()
}

/// How often the driver is started before it counts as broken.
const STARTS: usize = 5;

/// The driver takes a port that is free on one protocol and gives up if it is not on the other: then it is started
/// again.
async fn start_chromedriver() -> Result<(Child, u16)> {
    for _ in 0..STARTS {
        if let Some(started) = try_chromedriver().await? {
            return Ok(started);
        }
    }
    anyhow::bail!("chromedriver did not name its port")
}

/// The driver with its port; nothing if it ended before it had one.
async fn try_chromedriver() -> Result<Option<(Child, u16)>> {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("cannot start chromedriver: `cargo xtask test` installs it")?;
    let output = process.stdout.take().context("no standard output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        let port = line
            .rsplit_once("started successfully on port ")
            .map(|(_, port)| port.trim_end_matches('.'));
        if let Some(Ok(port)) = port.map(str::parse) {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(Some((process, port)));
        }
    }
    Ok(None)
}
