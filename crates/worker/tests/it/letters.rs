//! Letters to companies leave: to who agreed, with a link that answers and one that ends them.

use chrono::TimeDelta;
use mkbroute_application::accounts::Actor;
use mkbroute_application::outreach::{
    Audience, LeadFilter, LetterAnswer, LetterError, MailingSheet, SendError, answer_letter,
    deliver_letters, events, lead_sheet, letter_page, list_leads, mailing_sheet, mailings,
    move_lead, send_letters, write_page,
};
use mkbroute_domain::ids::{EventId, LeadId, MailingId};
use mkbroute_domain::outreach::{
    DeclineReason, GuestPart, LetterState, NotMailed, Stage, StageChange, Template, TemplateProblem,
};
use mkbroute_testkit::Backend;
use mkbroute_testkit::smtp_server::ReceivedMail;
use rstest::rstest;

use crate::post::{Desk, ORIGIN};

const PATHWAY: &str = "avans-bouw";

fn template(subject: &str, body: &str) -> Template {
    Template {
        subject: subject.into(),
        body: body.into(),
    }
}

impl Desk {
    async fn noor(&self) -> Actor {
        self.kit.actor("noor-de-wit").await
    }

    /// The meeting that is yet to come.
    async fn breakfast(&self) -> EventId {
        let list = events(&self.kit.app, &self.noor().await, PATHWAY).await;
        list.unwrap().events[0].line.id
    }

    async fn write(&self, audience: Audience, typed: Template) -> Result<MailingId, SendError> {
        let noor = self.noor().await;
        let page = write_page(&self.kit.app, &noor, PATHWAY, audience).await;
        let count = page.unwrap().count();
        send_letters(&self.kit.app, &noor, (PATHWAY, audience), (typed, count)).await
    }

    async fn post(&self) {
        while deliver_letters(&self.kit.app, &self.mailer, ORIGIN, || true)
            .await
            .unwrap()
            .sent
            > 0
        {}
    }

    async fn sheet(&self, id: MailingId) -> MailingSheet {
        let noor = self.noor().await;
        let found = mailing_sheet(&self.kit.app, &noor, (PATHWAY, id)).await;
        found.unwrap()
    }

    async fn decline(&self, company: &str) {
        let (app, noor) = (&self.kit.app, self.noor().await);
        let all = list_leads(app, &noor, PATHWAY, &LeadFilter::default(), 0).await;
        let leads = all.unwrap().leads;
        let lead = leads.iter().find(|lead| lead.company.name == company);
        let id: LeadId = lead.unwrap().line.id;
        let kept = lead_sheet(app, &noor, PATHWAY, id).await.unwrap().kept;
        let step = StageChange {
            to: Stage::Declined,
            on: app.now().date_naive(),
            by: None,
            note: String::new(),
            reasons: vec![DeclineReason::Costs],
            re_engage_on: None,
        };
        move_lead(app, &noor, (PATHWAY, id), kept.revision, step)
            .await
            .unwrap();
    }

    fn to(&self, mailbox: &str) -> Vec<ReceivedMail> {
        let address = format!("{mailbox}@bedrijf.example");
        let mails = self.server.mails().into_iter();
        mails.filter(|mail| mail.to == [address.clone()]).collect()
    }
}

fn token(mail: &ReceivedMail) -> String {
    let link = mail.link().unwrap();
    let token = link.strip_prefix(&format!("{ORIGIN}/bericht/")).unwrap();
    assert_eq!(mail.header("list-unsubscribe"), format!("<{link}>"));
    token.to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn guests_who_agreed_get_a_letter_of_their_own_and_answer_it(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    let app = &desk.kit.app;
    let invited = Audience::Guests(desk.breakfast().await, GuestPart::Invited);
    let page = write_page(app, &desk.noor().await, PATHWAY, invited).await;
    let page = page.unwrap();
    // Ton said that he stays away; of the other four everybody agreed to mailings.
    assert_eq!((page.count(), page.recipients.known.len()), (4, 4));
    let typed = template(
        "Kom je op {datum}?",
        "Beste {naam} van {bedrijf},\n\nGroet, {afzender}",
    );
    let id = desk.write(invited, typed).await.unwrap();
    desk.post().await;
    let [mail] = desk.to("joost").try_into().unwrap();
    assert!(mail.header("subject").starts_with("Kom je op "));
    assert!(
        mail.body.contains("Beste Joost Baks van Renovatie Baks,"),
        "{}",
        mail.body
    );
    assert!(mail.body.contains("Groet, Noor de Wit") && mail.body.contains("of je komt"));
    assert_eq!(
        mail.header("list-unsubscribe-post"),
        "List-Unsubscribe=One-Click"
    );
    assert!(desk.to("ton").is_empty());
    let sheet = desk.sheet(id).await;
    assert_eq!(
        (sheet.line.number(LetterState::Sent), sheet.letters.len()),
        (4, 4)
    );
    desk.post().await;
    assert_eq!(desk.server.mails().len(), 4, "each once");

    let joost = token(&mail);
    let seen = letter_page(app, &joost).await.unwrap();
    assert_eq!(
        (seen.name.as_str(), seen.comes, seen.is_stopped),
        ("Joost Baks", None, false)
    );
    for comes in [true, true, false] {
        answer_letter(app, &joost, LetterAnswer::Comes(comes))
            .await
            .unwrap();
        assert_eq!(letter_page(app, &joost).await.unwrap().comes, Some(comes));
    }
    answer_letter(app, &joost, LetterAnswer::Stop)
        .await
        .unwrap();
    assert!(letter_page(app, &joost).await.unwrap().is_stopped);
    let unknown = letter_page(app, &joost.replace(&joost[..3], "abc")).await;
    assert!(matches!(unknown, Err(LetterError::NoSuchLink)));

    desk.kit.clock.advance(TimeDelta::days(20));
    let late = answer_letter(app, &joost, LetterAnswer::Comes(true)).await;
    assert!(matches!(late, Err(LetterError::NoGuest)), "it is over");
}

/// Consent, refusals and stages are looked at as a letter leaves, not only when it was written.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_declines_before_a_letter_leaves_does_not_get_it(#[case] backend: Backend) {
    let mut desk = Desk::open(backend).await;
    let everybody = Audience::Companies(None);
    let noor = desk.noor().await;
    let page = write_page(&desk.kit.app, &noor, PATHWAY, everybody).await;
    let page = page.unwrap();
    let without = |why| {
        page.recipients
            .known
            .iter()
            .filter(move |one| one.why_not == Some(why))
    };
    assert_eq!(without(NotMailed::NoConsent).count(), 2);
    assert_eq!(page.count(), 4);
    desk.server.stop();
    let id = desk
        .write(everybody, template("Nieuws", "Beste {naam}"))
        .await
        .unwrap();
    desk.post().await;
    let sheet = desk.sheet(id).await;
    assert_eq!(sheet.line.number(LetterState::Waiting), 4, "nobody is lost");
    desk.decline("Houtskeletbouw Vos").await;
    desk.server.restart();
    desk.kit.clock.advance(TimeDelta::minutes(10));
    desk.post().await;
    let sheet = desk.sheet(id).await;
    assert_eq!(sheet.line.number(LetterState::Sent), 3);
    let dropped = sheet
        .letters
        .iter()
        .find(|one| one.contact == "Mirjam Vos")
        .unwrap();
    assert_eq!(dropped.letter.state, LetterState::Dropped);
    assert_eq!(dropped.letter.why, Some(NotMailed::Declined));
    assert!(desk.to("mirjam").is_empty());
    let page = write_page(&desk.kit.app, &noor, PATHWAY, everybody).await;
    assert_eq!(page.unwrap().count(), 3);
    let list = mailings(&desk.kit.app, &noor, PATHWAY).await.unwrap();
    assert_eq!(list.mailings[0].sender.as_deref(), Some("Noor de Wit"));
}

#[tokio::test]
async fn what_is_wrong_sends_nothing() {
    let desk = Desk::open(Backend::Sqlite).await;
    let everybody = Audience::Companies(None);
    let unknown = desk
        .write(everybody, template("Hoi", "Beste {voornaam}"))
        .await;
    assert!(matches!(
        unknown,
        Err(SendError::Template(TemplateProblem::UnknownField(name))) if name == "voornaam"
    ));
    let active = Audience::Companies(Some(Stage::Active));
    let nobody = desk.write(active, template("Hoi", "Beste {naam}")).await;
    assert!(matches!(nobody, Err(SendError::Nobody)));
    let noor = desk.noor().await;
    let typed = template("Hoi", "Beste {naam}");
    let other = send_letters(&desk.kit.app, &noor, (PATHWAY, everybody), (typed, 3)).await;
    assert!(matches!(other, Err(SendError::OtherCount(4))), "{other:?}");
    desk.post().await;
    assert!(desk.server.mails().is_empty());
}
