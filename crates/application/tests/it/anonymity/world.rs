//! Sixty people are invited by mail, answer each in their own way, and the wave closes.

use std::sync::Arc;

use chrono::TimeDelta;
use mkbroute_application::accounts::{Actor, Entrance, begin_session};
use mkbroute_application::clock::FixedClock;
use mkbroute_application::surveys::fielding::close_wave;
use mkbroute_application::surveys::{
    Token, allow_use, import_instrument, questionnaire, save_section, submit_response,
    withdraw_response,
};
use mkbroute_application::{App, Clock};
use mkbroute_domain::accounts::{Device, Grant, Person, Role, Scope, SignInMethod, Tenants};
use mkbroute_domain::ids::{GrantId, HogeschoolId, InvitationId, PathwayId, PersonId, WaveId};
use mkbroute_domain::pathways::{Degree, Pathway, Phase};
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::RespondentGroup::Students;
use mkbroute_domain::surveys::invitation::{Invitation, InvitationState};
use mkbroute_domain::surveys::wave::{
    Distribution, Fielding, Provenance, Wave, WaveInstrument, WaveLink, WaveSettings, WaveState,
};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_store::{Ballot, Store};
use mkbroute_testkit::test_app::test_day;
use rand::SeedableRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha20Rng;
use uuid::Uuid;

use super::evidence::Truth;

pub(super) const PEOPLE: usize = 60;

/// How somebody answers.
#[derive(Clone, Copy, Debug)]
enum Habit {
    AtOnce,
    InTwoSittings,
    /// Allows use and stops: a provisional response remains.
    StopsHalfway,
    /// Allows use, stops, and hands in later: the provisional response is replaced.
    AllowsAndReturns,
    WithdrawsAndReturns,
}

/// How many people have each habit.
const HABITS: [(Habit, usize); 5] = [
    (Habit::AtOnce, 30),
    (Habit::InTwoSittings, 9),
    (Habit::StopsHalfway, 9),
    (Habit::AllowsAndReturns, 6),
    (Habit::WithdrawsAndReturns, 6),
];

impl Habit {
    fn visits(self) -> usize {
        match self {
            Self::AtOnce | Self::StopsHalfway => 1,
            Self::InTwoSittings | Self::AllowsAndReturns | Self::WithdrawsAndReturns => 2,
        }
    }
}

/// One wave with its people.
pub(super) struct World {
    pub app: App,
    pub wave: WaveId,
    pub addresses: Vec<String>,
    /// Everybody has an account as a student, with the same address.
    pub accounts: Vec<PersonId>,
    /// The persons in the order in which their mail left.
    pub mailed: Vec<usize>,
    pub slug: String,
    pathway: PathwayId,
    mailboxes: Vec<Option<Token>>,
    habits: Vec<Habit>,
    remarks: Vec<String>,
    chance: ChaCha20Rng,
}

impl World {
    /// An open wave of which everybody has the mail and nobody has answered.
    pub(super) async fn invited(store: Store, seed: u64, folder: &std::path::Path) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(FixedClock::at(test_day()));
        let ours = Box::new(ChaCha20Rng::seed_from_u64(seed));
        let app = App::new(store, clock, ours, folder.to_owned());
        import_instrument(&app, include_str!("questionnaire.toml"))
            .await
            .unwrap();
        // Apart from the chance of the program, which nobody else can draw from.
        let mut chance = ChaCha20Rng::seed_from_u64(seed + 1_000);
        let mut numbers: Vec<usize> = (0..PEOPLE).collect();
        numbers.shuffle(&mut chance);
        let habits = HABITS.into_iter();
        let mut habits: Vec<Habit> = habits.flat_map(|(habit, n)| vec![habit; n]).collect();
        habits.shuffle(&mut chance);
        let mut world = Self {
            wave: WaveId(app.fresh_id()),
            pathway: PathwayId(app.fresh_id()),
            slug: format!("meting-{seed}"),
            addresses: (0..PEOPLE)
                .map(|n| format!("student{n:02}-{seed}@school.example"))
                .collect(),
            accounts: (0..PEOPLE).map(|_| PersonId(app.fresh_id())).collect(),
            mailed: Vec::new(),
            mailboxes: vec![None; PEOPLE],
            remarks: numbers.iter().map(|n| format!("reden {n:02}")).collect(),
            app,
            habits,
            chance,
        };
        world.open().await;
        world.give_accounts().await;
        world.mail().await;
        world
    }

    /// Prepares and opens the wave and invites everybody, in the order of the list.
    async fn open(&self) {
        let today = self.app.now().date_naive();
        let wave = Wave {
            id: self.wave,
            slug: self.slug.clone(),
            title: Text::new("Meting", "Measurement"),
            state: WaveState::Open,
            provenance: Provenance::Fielded,
            opens: today,
            closes: today + TimeDelta::days(30),
            dataset_sha256: None,
            settings: WaveSettings::default(),
        };
        let used = WaveInstrument {
            group: Students,
            instrument: "attacked".into(),
            version: 1,
        };
        let tx = self.app.store().begin().await.unwrap();
        tx.insert_pathway(&self.pathway()).await.unwrap();
        tx.insert_wave(&wave).await.unwrap();
        tx.insert_wave_instrument(self.wave, &used).await.unwrap();
        tx.insert_wave_link(self.wave, &self.link()).await.unwrap();
        for address in &self.addresses {
            let invitation = Invitation {
                id: InvitationId(self.app.fresh_id()),
                wave: self.wave,
                group: Students,
                pathway: self.pathway,
                address: address.parse().unwrap(),
                lang: Lang::Nl,
                state: InvitationState::Queued,
                failure: None,
                attempts: 0,
                message_id: None,
                sent_on: None,
                reminder_due: false,
            };
            tx.insert_invitation(&invitation, self.app.now())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Everybody gets a role, and a link to sign in, in an order of chance.
    async fn give_accounts(&mut self) {
        let tx = self.app.store().begin().await.unwrap();
        for (number, id) in self.accounts.iter().enumerate() {
            let person = Person {
                id: *id,
                slug: format!("{}-{number}", self.slug),
                name: format!("Student {number}"),
                email: Some(self.addresses[number].parse().unwrap()),
                lang: Lang::Nl,
                created_at: self.app.now(),
            };
            tx.insert_person(&person).await.unwrap();
            let at = Scope::Pathway(self.pathway);
            let grant = GrantId(self.app.fresh_id());
            let grant = Grant::by_program(grant, *id, Role::Student, at, self.app.now());
            tx.insert_grant(&grant).await.unwrap();
        }
        let mut order = self.accounts.clone();
        order.shuffle(&mut self.chance);
        let until = self.app.now() + TimeDelta::days(1);
        for person in order {
            let hash = self.app.random_bytes();
            let link = tx.insert_sign_in_link(hash, person, until);
            link.await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Now and then somebody signs in, whether they answer or not.
    pub(super) async fn sign_somebody_in(&mut self) {
        let Some(person) = self.accounts.choose(&mut self.chance).copied() else {
            return;
        };
        let entrance = Entrance {
            method: SignInMethod::Link,
            device: Device::UNKNOWN,
            former: None,
            known_as: None,
        };
        begin_session(&self.app, person, entrance).await.unwrap();
    }

    fn pathway(&self) -> Pathway {
        Pathway {
            id: self.pathway,
            slug: self.slug.clone(),
            name: Text::new("Route", "Route"),
            hogeschool: "Hogeschool".into(),
            hogeschool_id: HogeschoolId::named("Hogeschool"),
            partner: "Stichting".into(),
            sector: "bouw".into(),
            programme: "bouwkunde".into(),
            degree: Degree::Ad,
            phase: Phase::Established,
            meets_definition: None,
            note: Text::new("", ""),
        }
    }

    fn link(&self) -> WaveLink {
        WaveLink {
            code: self.slug.clone(),
            group: Students,
            pathway: self.pathway,
            population: u32::try_from(PEOPLE).ok(),
            distribution: Distribution::Sent,
            fielding: Fielding::default(),
        }
    }

    /// The mails leave: the hashes of a batch are stored at once, tokens meet addresses in memory.
    async fn mail(&mut self) {
        let (store, now) = (self.app.store(), self.app.now());
        let until = now + TimeDelta::minutes(10);
        let claimed = store.claim_mail(now, until, PEOPLE as u64).await.unwrap();
        assert_eq!(claimed.len(), PEOPLE, "one batch holds everybody");
        let tokens: Vec<Token> = claimed.iter().map(|_| Token::fresh(&self.app)).collect();
        let ballot = Ballot {
            wave: self.wave,
            group: Students,
            pathway: self.pathway,
        };
        let hashes = tokens.iter().map(Token::ballot_hash).collect();
        let tx = store.begin().await.unwrap();
        tx.insert_ballots(hashes, ballot).await.unwrap();
        tx.commit().await.unwrap();
        for (claimed, token) in claimed.into_iter().zip(tokens) {
            let address = claimed.invitation.address.as_str();
            let known = self.addresses.iter().position(|known| known == address);
            let person = known.unwrap();
            self.mailboxes[person] = Some(token);
            self.mailed.push(person);
            let message = format!(
                "<{}@mail.example>",
                Uuid::from_bytes(self.app.random_bytes())
            );
            let tx = store.begin().await.unwrap();
            tx.invitation_sent(claimed.invitation.id, &message, now.date_naive())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }

    fn token(&self, person: usize) -> &Token {
        self.mailboxes[person].as_ref().unwrap()
    }

    /// Who comes when: everybody in an order of chance, and who comes twice leaves time between.
    pub(super) fn visits(&mut self) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..PEOPLE)
            .flat_map(|person| vec![person; self.habits[person].visits()])
            .collect();
        order.shuffle(&mut self.chance);
        let mut before = vec![0; PEOPLE];
        let visit = |person: usize| {
            before[person] += 1;
            (person, before[person])
        };
        order.into_iter().map(visit).collect()
    }

    /// Somebody opens the link and does what they do in this visit, counted from 1.
    pub(super) async fn visit(&self, person: usize, visit: usize) {
        let (app, token) = (&self.app, self.token(person));
        match (self.habits[person], visit) {
            (Habit::AtOnce, _) | (Habit::WithdrawsAndReturns, 1) => {
                self.fill_in(person, 0).await;
                self.hand_in(person).await;
            }
            (Habit::InTwoSittings, 1) => self.fill_in(person, 0).await,
            (Habit::InTwoSittings, _) => {
                self.fill_in(person, 1).await;
                self.hand_in(person).await;
            }
            (Habit::StopsHalfway, _) | (Habit::AllowsAndReturns, 1) => {
                allow_use(app, token, true).await.unwrap();
                self.fill_in(person, 0).await;
            }
            (Habit::AllowsAndReturns, _) => self.hand_in(person).await,
            (Habit::WithdrawsAndReturns, _) => {
                assert!(withdraw_response(app, token).await.unwrap());
                self.fill_in(person, 0).await;
                self.hand_in(person).await;
            }
        }
    }

    async fn hand_in(&self, person: usize) {
        submit_response(&self.app, self.token(person), None)
            .await
            .unwrap();
    }

    async fn fill_in(&self, person: usize, section: usize) {
        let (code, answer) = if section == 0 {
            ("remark", Answer::Text(self.remarks[person].clone()))
        } else {
            ("grade", Answer::Number(7.0))
        };
        let given = Answers::from([(code.to_owned(), answer)]);
        let found = questionnaire(&self.app, self.token(person)).await.unwrap();
        save_section(&self.app, &found, section, given, u32::MAX)
            .await
            .unwrap();
    }

    /// A researcher closes the wave.
    pub(super) async fn close(&self) {
        let person = PersonId(Uuid::nil());
        let actor = Actor {
            person: Person {
                id: person,
                slug: "onderzoeker".into(),
                name: "Onderzoeker".into(),
                email: None,
                lang: Lang::Nl,
                created_at: self.app.now(),
            },
            grants: vec![Grant::by_program(
                GrantId(Uuid::nil()),
                person,
                Role::Researcher,
                Scope::Programme,
                self.app.now(),
            )],
            session: None,
            roles: vec![Role::Researcher],
            tenants: Tenants::default(),
        };
        close_wave(&self.app, &actor, &self.slug).await.unwrap();
    }

    /// What only the test knows; `visits` in the order in which they took place.
    pub(super) fn truth(&self, visits: &[(usize, usize)]) -> Truth {
        let of = |derive: fn(&Token) -> [u8; 32]| -> Vec<Vec<u8>> {
            (0..PEOPLE)
                .map(|person| derive(self.token(person)).to_vec())
                .collect()
        };
        let last = |(person, visit): &&(usize, usize)| self.habits[*person].visits() == *visit;
        let content = |remark: &String| format!("{{\"remark\":\"{remark}\"}}").into_bytes();
        Truth {
            tokens: (0..PEOPLE).map(|n| self.token(n).to_string()).collect(),
            ballots: of(Token::ballot_hash),
            drafts: of(Token::draft_key),
            contents: self.remarks.iter().map(content).collect(),
            came: visits
                .iter()
                .filter(last)
                .map(|(person, _)| *person)
                .collect(),
        }
    }
}
