//! A backup of a million responses, while people answer.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use mkbroute_application::App;
use mkbroute_application::clock::SystemClock;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::response::submit;
use mkbroute_store::{Location, NewResponse, Store};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::process::Command;

use super::questionnaire::{Layout, answers, file};
use super::{steady, times};
use crate::Measured;
use crate::program::{Serving, run};

const RESPONSES: usize = 1_000_000;
/// Different answers; they return.
const DIFFERENT: usize = 500;
/// Responses that are added in one transaction.
const AT_ONCE: usize = 20_000;
/// How long people answer, and how long they do before the backup begins.
const LASTING: Duration = Duration::from_secs(40);
const BEFORE: Duration = Duration::from_secs(5);

/// Adds the responses to the open measurement, before the server starts.
pub(super) async fn prepare(folder: &Path, location: &Location) -> Result<()> {
    let store = Store::open(location).await?;
    let chance = Box::new(StdRng::from_os_rng());
    let app = App::new(
        store.clone(),
        Arc::new(SystemClock),
        chance,
        folder.to_owned(),
    );
    let wave = store.wave_by_slug(&Visible::Everything, "load").await?;
    let wave = wave.context("no measurement")?.id;
    let pathway = store.pathways(&Visible::Everything).await?.remove(0).id;
    let different = different()?;
    let mut tx = store.begin().await?;
    for number in 0..RESPONSES {
        let (answers, open) = &different[number % DIFFERENT];
        let response = NewResponse {
            key: app.random_bytes(),
            wave,
            group: Layout::OnePage.group(),
            version: 1,
            pathway: Some(pathway),
            answers: answers.clone(),
            open: open.clone(),
            link: None,
            draft_key: None,
            provisional: false,
        };
        tx.insert_response(response).await?;
        if (number + 1) % AT_ONCE == 0 {
            tx.commit().await?;
            tx = store.begin().await?;
        }
    }
    tx.commit().await?;
    store.close().await;
    Ok(())
}

/// Answers as they are stored, and open ones.
type Stored = (Vec<u8>, BTreeMap<String, String>);

fn different() -> Result<Vec<Stored>> {
    let read = Instrument::from_toml(file(Layout::OnePage).as_bytes());
    let instrument = read.ok().context("the questionnaire of the benchmark")?;
    let one = |number: usize| {
        let given = submit(answers(Layout::OnePage, number, 0), &instrument).ok();
        let given = given.context("answers of the benchmark")?;
        Ok((encode(&given, &instrument), given.open().clone()))
    };
    (0..DIFFERENT).map(one).collect()
}

/// Makes the backup with the program itself, beside the server.
pub(super) async fn measure(
    program: &Path,
    (folder, location): (&Path, &Location),
    serving: &Serving,
    people: &[String],
) -> Result<Vec<Measured>> {
    let (key, copy) = (folder.join("backup.key"), folder.join("copy.mkb"));
    let made = Command::new(program)
        .args(["backup", "--new-key"])
        .arg(&key)
        .output();
    anyhow::ensure!(made.await?.status.success(), "no key was made");
    let mut backup = Command::new(program);
    backup.args(["backup", "--data"]).arg(folder);
    backup.arg("--key").arg(&key).arg(&copy);
    if let Location::Postgres(address) = location {
        backup.args(["--database", address]);
    }
    let making = async {
        tokio::time::sleep(BEFORE).await;
        run(&mut backup).await
    };
    let (took, answering) = tokio::try_join!(making, steady::answer(serving, people, LASTING))?;
    let size = std::fs::metadata(&copy)?.len() / (1 << 20);
    Ok(vec![
        Measured {
            what: "a backup of a million responses, beside 35 autosaves a second",
            value: format!("{:.1} s, {size} MB", took.as_secs_f64()),
            wanted: "< 10 s",
        },
        times("  each autosave meanwhile and after", &answering, ""),
    ])
}
