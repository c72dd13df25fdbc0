//! Every page there is to look at, with who looks at it; also what only exists once somebody made it.

use anyhow::{Context, Result, ensure};
use mkbroute_e2e::browser::{Browser, Screen};
use mkbroute_e2e::program::Program;
use serde_json::{Value, json};
use thirtyfour::By;

use crate::pages::{ADMINISTRATOR, COORDINATOR, INVITED, PAGES, PROGRAMME, VISITOR};

/// A page to look at.
pub(crate) struct Stop {
    /// The name of its picture.
    pub(crate) name: String,
    pub(crate) address: String,
    /// The persona that looks; nobody is signed in where there is none.
    pub(crate) persona: Option<&'static str>,
}

/// Sends a form from the page in the window; gives the address and the page that came back.
const SEND: &str = r#"
const [path, fields, done] = arguments;
fetch("/aanmelden")
  .then((page) => page.text())
  .then((page) => new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrf]").value)
  .then((csrf) => fetch(path, { method: "POST", headers: { "x-csrf-token": csrf }, body: new URLSearchParams(fields) }))
  .then(async (reply) => done([reply.ok, reply.url, await reply.text()]), (error) => done([false, path, String(error)]));
"#;

/// The running demonstration with a window on it.
pub(crate) struct Tour {
    pub(crate) browser: Browser,
    pub(crate) program: Program,
}

impl Tour {
    pub(crate) async fn begin(screen: Screen, script: bool) -> Result<Self> {
        let program = Program::demo().await?;
        let browser = Browser::open(screen, script).await?;
        browser.goto(&program.origin).await?;
        Ok(Self { browser, program })
    }

    /// Becomes a persona, or nobody.
    pub(crate) async fn be(&self, persona: Option<&str>) -> Result<()> {
        match persona {
            Some(slug) => self.send(&format!("/aanmelden/demo/{slug}"), &[]).await?,
            None => self.send("/afmelden", &[]).await?,
        };
        Ok(())
    }

    pub(crate) async fn go(&self, address: &str, lang: &str) -> Result<()> {
        let mark = if address.contains('?') { '&' } else { '?' };
        let address = format!("{}{address}{mark}lang={lang}", self.program.origin);
        Ok(self.browser.goto(&address).await?)
    }

    /// Sends a form as a page of ours does; gives the path it leads to, and the page.
    pub(crate) async fn send(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<(String, String)> {
        let sent = vec![json!(path), json!(fields)];
        let reply = self.browser.execute_async(SEND, sent).await?;
        let [ok, url, page] = reply.convert::<[Value; 3]>()?;
        let page = page.as_str().unwrap_or_default().to_owned();
        ensure!(ok == true, "{path} says no: {}", main_of(&page));
        let url = url.as_str().unwrap_or_default();
        let path = url.strip_prefix(&self.program.origin).unwrap_or(url);
        Ok((path.to_owned(), page))
    }

    /// Begins to answer behind the link of a group; gives the personal address.
    pub(crate) async fn begin_answering(&self, group: &str) -> Result<String> {
        let link = format!("/m/vervolgmeting-avans-bouw-{group}");
        let (own, _) = self.send(&link, &[]).await?;
        let (first, _) = self
            .send(&format!("{own}/begin"), &[("gebruik", "ja")])
            .await?;
        ensure!(first == format!("{own}/deel/1"), "{own} leads to {first}");
        Ok(own)
    }

    /// Answers one question and hands in; gives the personal address.
    async fn hand_in_as_student(&self) -> Result<String> {
        let own = self.begin_answering("students").await?;
        let answers = [("versie", "0"), ("v.age", "24")];
        self.send(&format!("{own}/deel/1"), &answers).await?;
        self.send(&format!("{own}/controle"), &[]).await?;
        Ok(own)
    }

    /// The pages of the lists, and those that are made for the occasion.
    pub(crate) async fn stops(&self) -> Result<Vec<Stop>> {
        let mut stops = Vec::new();
        let answering = self.answering_stops().await?;
        let made = self.made_for_the_occasion().await?;
        let lists = [
            (None, VISITOR),
            (Some("noor-de-wit"), COORDINATOR),
            (Some("karim-aziz"), INVITED),
            (Some("samira-haddad"), PROGRAMME),
            (Some("anja-kok"), ADMINISTRATOR),
            (Some("ruben-vos"), PAGES),
        ];
        for (persona, list) in lists {
            stops.extend(
                list.iter()
                    .map(|(name, address)| stop(name, address, persona)),
            );
            if persona.is_none() {
                stops.extend(answering.iter().map(|(name, at)| stop(name, at, None)));
            }
        }
        stops.extend(made);
        Ok(stops)
    }

    /// Every page that a student sees who answers, from the link to the receipt.
    async fn answering_stops(&self) -> Result<Vec<(String, String)>> {
        let own = self.begin_answering("students").await?;
        let mut stops = vec![
            (
                "answer-link".to_owned(),
                "/m/vervolgmeting-avans-bouw-students".to_owned(),
            ),
            ("answer-begin".to_owned(), own.clone()),
        ];
        let count = self.sections(&own).await?;
        for part in 1..=count {
            stops.push((format!("answer-part-{part}"), format!("{own}/deel/{part}")));
        }
        stops.push(("answer-check".to_owned(), format!("{own}/controle")));
        let handed_in = self.hand_in_as_student().await?;
        stops.push(("answer-receipt".to_owned(), handed_in));
        Ok(stops)
    }

    /// How many sections the questionnaire behind a personal address has.
    async fn sections(&self, own: &str) -> Result<usize> {
        self.go(&format!("{own}/deel/1"), "nl").await?;
        let max = "return Math.round(document.querySelector('progress').max)";
        let found = self.browser.execute(max, Vec::new()).await?;
        Ok(found.convert()?)
    }

    /// A measurement that is being prepared, an invitation to comment, and an interim release.
    async fn made_for_the_occasion(&self) -> Result<Vec<Stop>> {
        for _ in 0..12 {
            self.hand_in_as_student().await?;
        }
        let researcher = Some("ruben-vos");
        self.be(researcher).await?;
        let (release, _) = self
            .send("/metingen/vervolgmeting/tussenstand", &[])
            .await?;
        let (opening, _) = self.send("/metingen/nieuw", &plan()).await?;
        let wave = opening.trim_end_matches("/openen");
        let round = "/vragenlijsten/concepten/students-2/commentaar";
        let invitation = [("naam", "docent Zuyd"), ("doe", "nodig")];
        let (_, page) = self.send(round, &invitation).await?;
        let link = page.split("/commentaar/").find_map(|rest| {
            let token = rest.split('<').next().unwrap_or_default();
            (token.len() > 20 && !token.contains('"')).then_some(token)
        });
        let link = format!("/commentaar/{}", link.context("the link of the round")?);
        let remark = [(
            "c.living",
            "Er ontbreekt een antwoord: op kamers bij familie.",
        )];
        self.send(&link, &remark).await?;
        let mut made = self.meeting_stops().await?;
        made.extend([
            stop("draft-comments-made", round, researcher),
            stop("interim-release", &release, researcher),
            stop("opening", &opening, researcher),
            stop("plan", &format!("{wave}/plan"), researcher),
            stop("planned", wave, researcher),
            stop("commenting", &link, None),
        ]);
        Ok(made)
    }

    /// The pages of a meeting with companies, of which the demonstration makes the ids.
    async fn meeting_stops(&self) -> Result<Vec<Stop>> {
        let coordinator = Some("noor-de-wit");
        self.be(coordinator).await?;
        let list = "/routes/avans-bouw/bijeenkomsten";
        self.go(list, "nl").await?;
        let link = self.browser.find(By::LinkText("Ontbijt met bouwbedrijven"));
        let href = link.await?.attr("href").await?;
        let here = href.context("the meeting has an address")?;
        let event = here.rsplit('/').next().unwrap_or_default();
        let letter = format!("/routes/avans-bouw/brief?bijeenkomst={event}");
        Ok(vec![
            stop("meeting", &here, coordinator),
            stop("meeting-change", &format!("{here}/wijzigen"), coordinator),
            stop("meeting-invite", &format!("{here}/uitnodigen"), coordinator),
            stop("meeting-door", &format!("{here}/deur"), coordinator),
            stop("letter-to-guests", &letter, coordinator),
        ])
    }
}

/// The part of a page that tells what is wrong.
fn main_of(page: &str) -> &str {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    main.split_once("<section").map_or(main, |(told, _)| told)
}

fn stop(name: &str, address: &str, persona: Option<&'static str>) -> Stop {
    Stop {
        name: name.to_owned(),
        address: address.to_owned(),
        persona,
    }
}

/// A measurement of students at two pathways.
fn plan() -> [(&'static str, &'static str); 8] {
    [
        ("titel_nl", "In voorbereiding"),
        ("titel_en", "Being prepared"),
        ("van", "2090-01-01"),
        ("tot", "2090-02-28"),
        ("taal_meting", "nl"),
        ("lijst.students", "students@1"),
        ("route", "avans-bouw"),
        ("route", "saxion-bouwkunde"),
    ]
}
