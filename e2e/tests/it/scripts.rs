//! Words that want to be script, in a real browser: nothing runs, and nothing is even tried.

use anyhow::{Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use serde_json::json;

use crate::places::Tour;

/// Notes, before anything of a page runs, what a browser refuses and what runs though it may not.
const WATCH: &str = "
window.caught = [];
window.mkbx = () => window.caught.push('it ran');
for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.caught.push(name);
addEventListener('securitypolicyviolation', (event) =>
  window.caught.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
";

const TRICK: &str = "\"><img src=x onerror=mkbx()><script>mkbx()</script>";

/// A tour with somebody who notes what pages try.
async fn watched() -> Result<Tour> {
    let tour = Tour::begin(Screen::Desktop, true).await?;
    let watch = json!({ "source": WATCH });
    let tools = tour.browser.cdp();
    tools
        .send_raw("Page.addScriptToEvaluateOnNewDocument", watch)
        .await?;
    Ok(tour)
}

async fn caught(browser: &Browser) -> Result<Vec<String>> {
    let found = browser.execute("return window.caught", Vec::new()).await?;
    Ok(found.convert()?)
}

/// Types the trick in the places whose words many pages show.
async fn sow(tour: &Tour) -> Result<Vec<(&'static str, String)>> {
    tour.be(Some("ruben-vos")).await?;
    let plan = [
        ("titel_nl", TRICK),
        ("titel_en", TRICK),
        ("van", "2090-01-01"),
        ("tot", "2090-02-28"),
        ("taal_meting", "nl"),
        ("lijst.students", "students@1"),
        ("route", "avans-bouw"),
    ];
    let (opening, _) = tour.send("/metingen/nieuw", &plan).await?;
    let round = "/vragenlijsten/concepten/students-2/commentaar";
    tour.send(round, &[("naam", TRICK), ("doe", "nodig")])
        .await?;
    let own = tour.begin_answering("students").await?;
    let library = format!(
        "/vragenlijsten/concepten/students-2/bibliotheek?zoek={}",
        "%22%3E%3Cimg%20src=x%20onerror=mkbx()%3E"
    );
    Ok(vec![
        ("ruben-vos", opening),
        ("ruben-vos", "/metingen".to_owned()),
        ("ruben-vos", "/".to_owned()),
        ("ruben-vos", round.to_owned()),
        ("ruben-vos", library),
        ("anja-kok", "/logboek".to_owned()),
        (
            "anja-kok",
            "/personen?zoek=%3Cimg%20src=x%20onerror=mkbx()%3E".to_owned(),
        ),
        ("anja-kok", own),
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_runs_or_tries_what_somebody_typed() -> Result<()> {
    let tour = watched().await?;
    let mut shown = 0;
    for (persona, address) in sow(&tour).await? {
        tour.be(Some(persona)).await?;
        tour.go(&address, "nl").await?;
        let found = caught(&tour.browser).await?;
        ensure!(found.is_empty(), "{address}: {found:?}");
        shown += usize::from(tour.browser.source().await?.contains("mkbx"));
    }
    ensure!(shown >= 5, "only {shown} pages show what was typed");
    for stop in tour.stops().await? {
        tour.be(stop.persona).await?;
        tour.go(&stop.address, "nl").await?;
        let found = caught(&tour.browser).await?;
        ensure!(found.is_empty(), "{}: {found:?}", stop.address);
    }
    Ok(())
}

/// The watch can see: what is put into a page as it is, is refused by the policy, and that is noted.
#[tokio::test(flavor = "multi_thread")]
async fn what_would_run_is_noticed() -> Result<()> {
    let tour = watched().await?;
    tour.go("/aanmelden", "nl").await?;
    let weaken = "const done = arguments[0]; \
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=mkbx()>'); setTimeout(done, 300);";
    tour.browser.execute_async(weaken, Vec::new()).await?;
    let found = caught(&tour.browser).await?;
    ensure!(
        found.iter().any(|what| what.starts_with("script-src-attr")),
        "{found:?}"
    );
    ensure!(!found.iter().any(|what| what == "it ran"), "{found:?}");
    Ok(())
}
