//! A measurement, a mail server, and whoever invites.

use mkbroute_domain::accounts::Visible;
use std::time::Duration;

use chrono::TimeDelta;
use mkbroute_application::accounts::Actor;
use mkbroute_application::demo::FOLLOW_UP;
use mkbroute_application::surveys::invitations::{Delivered, deliver_mail, invite};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::invitation::Invitation;
use mkbroute_domain::surveys::wave::WaveLink;
use mkbroute_store::Location;
use mkbroute_testkit::smtp_server::ReceivedMail;
use mkbroute_testkit::{Backend, SmtpServer, TestApp};
use mkbroute_worker::surveys::SmtpMailer;

/// The address that users see.
pub(crate) const ORIGIN: &str = "https://meting.example.nl";

/// The demonstration with a mail server: what mails about accounts need.
pub(crate) struct Desk {
    pub(crate) kit: TestApp,
    pub(crate) server: SmtpServer,
    pub(crate) mailer: SmtpMailer,
}

impl Desk {
    pub(crate) async fn open(backend: Backend) -> Self {
        let kit = TestApp::demo(backend).await;
        let server = SmtpServer::start();
        let mailer = Post::mailer(&server);
        Self {
            kit,
            server,
            mailer,
        }
    }
}

pub(crate) struct Post {
    pub(crate) kit: TestApp,
    pub(crate) server: SmtpServer,
    pub(crate) team: Actor,
    pub(crate) code: String,
    mailer: SmtpMailer,
}

impl Post {
    pub(crate) async fn open(backend: Backend) -> Self {
        let kit = TestApp::demo(backend).await;
        let server = SmtpServer::start();
        let team = kit.actor("ruben-vos").await;
        let store = kit.app.store();
        let wave = store
            .wave_by_slug(&Visible::Everything, FOLLOW_UP)
            .await
            .unwrap()
            .unwrap();
        let links = store.wave_links(wave.id).await.unwrap();
        let students = |link: &WaveLink| link.group == RespondentGroup::Students;
        let code = links.into_iter().find(students).unwrap().code;
        let mailer = Self::mailer(&server);
        Self {
            kit,
            server,
            team,
            code,
            mailer,
        }
    }

    pub(crate) fn mailer(server: &SmtpServer) -> SmtpMailer {
        let patience = Duration::from_secs(2);
        SmtpMailer::with_patience(&server.url(), "meting@example.nl", patience).unwrap()
    }

    pub(crate) async fn invite(&self, addresses: &[&str]) {
        let list = addresses.join("\n");
        let done = invite(&self.kit.app, &self.team, FOLLOW_UP, &self.code, &list).await;
        assert_eq!(done.unwrap().added, addresses.len());
    }

    pub(crate) async fn deliver(&self) -> Delivered {
        deliver_mail(&self.kit.app, &self.mailer, ORIGIN, || true)
            .await
            .unwrap()
    }

    /// Delivers until nothing is due.
    pub(crate) async fn deliver_all(&self) {
        while self.deliver().await != Delivered::default() {}
    }

    pub(crate) async fn invitations(&self) -> Vec<Invitation> {
        let store = self.kit.app.store();
        let wave = store
            .wave_by_slug(&Visible::Everything, FOLLOW_UP)
            .await
            .unwrap()
            .unwrap();
        store.invitations(wave.id).await.unwrap()
    }

    pub(crate) async fn invitation(&self, address: &str) -> Invitation {
        let mut all = self.invitations().await.into_iter();
        all.find(|one| one.address.as_str() == address).unwrap()
    }

    pub(crate) async fn link(&self) -> WaveLink {
        let found = self.kit.app.store().link(&self.code).await.unwrap();
        found.unwrap().1
    }

    pub(crate) fn pass(&self, time: TimeDelta) {
        self.kit.clock.advance(time);
    }

    /// What arrived at an address.
    pub(crate) fn at(&self, address: &str) -> Vec<ReceivedMail> {
        let mails = self.server.mails().into_iter();
        mails.filter(|mail| mail.to == [address]).collect()
    }

    /// Everything that the database and its log hold, as bytes.
    pub(crate) fn everything_stored(&self) -> Vec<u8> {
        match &self.kit.database.location {
            Location::Sqlite(_) => {
                let files = std::fs::read_dir(self.kit.folder.path()).unwrap();
                let files = files.map(|file| file.unwrap().path());
                let files = files.filter(|file| file.is_file());
                files
                    .flat_map(|file| std::fs::read(file).unwrap())
                    .collect()
            }
            Location::Postgres(url) => {
                let tables = [
                    "ballots",
                    "drafts",
                    "responses",
                    "mail_addresses",
                    "wave_links",
                ];
                let read = |table: &str| {
                    let select = format!("SELECT * FROM {table}");
                    let output = std::process::Command::new("psql")
                        .args(["-qXAt", "-d", url, "-c", &select])
                        .output();
                    let output = output.unwrap();
                    assert!(output.status.success());
                    output.stdout
                };
                tables.iter().flat_map(|table| read(table)).collect()
            }
        }
    }
}

pub(crate) fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
