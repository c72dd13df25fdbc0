//! Made-up responses in any wave, for tests that need a group of respondents.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeMap;
use std::ops::Range;

use mkbroute_application::surveys::load_instrument;
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::response::submit;
use mkbroute_domain::surveys::simulation::Simulated;
use mkbroute_store::NewResponse;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use crate::TestApp;

/// The key of the respondent with this number.
fn key(number: u32) -> [u8; 32] {
    let mut key = [7; 32];
    key[..4].copy_from_slice(&number.to_be_bytes());
    key
}

impl TestApp {
    /// Hands in the questionnaires of the respondents with these numbers, through the first link of
    /// the group. A number always answers the same.
    pub async fn respond(&self, wave: &str, group: RespondentGroup, numbers: Range<u32>) {
        let store = self.app.store();
        let wave = store
            .wave_by_slug(&Visible::Everything, wave)
            .await
            .expect("the wave is read");
        let wave = wave.expect("the wave is there");
        let used = store
            .wave_instruments(wave.id)
            .await
            .expect("they are read");
        let used = used.iter().find(|used| used.group == group);
        let used = used.expect("the wave asks the group");
        let instrument = load_instrument(&self.app, &used.instrument, used.version).await;
        let instrument = instrument.expect("the questionnaire is read");
        let links = store.wave_links(wave.id).await.expect("links are read");
        let link = links.into_iter().find(|link| link.group == group);
        let tx = store.begin().await.expect("a transaction begins");
        for number in numbers {
            let mut rng = ChaCha20Rng::seed_from_u64(number.into());
            let person = Simulated::new(2026, &mut rng);
            let answers = person.answer(&instrument, &Answers::new(), 0.0, &mut rng);
            let submitted = submit(answers, &instrument).expect("the answers fit");
            let response = NewResponse {
                key: key(number),
                wave: wave.id,
                group,
                version: instrument.version,
                pathway: link.as_ref().map(|link| link.pathway),
                answers: encode(&submitted, &instrument),
                open: BTreeMap::new(),
                link: None,
                draft_key: None,
                provisional: false,
            };
            tx.insert_response(response).await.expect("it is stored");
        }
        tx.commit().await.expect("all are stored");
    }

    /// Takes back the response of the respondent with this number.
    pub async fn take_back(&self, wave: &str, number: u32) {
        let store = self.app.store();
        let wave = store
            .wave_by_slug(&Visible::Everything, wave)
            .await
            .expect("the wave is read");
        let wave = wave.expect("the wave is there").id;
        let gone = store.withdraw(key(number), [0; 32], wave).await;
        assert_eq!(gone, Ok(true), "the response was there");
    }

    /// Closes a wave.
    pub async fn close(&self, wave: &str) {
        use mkbroute_domain::surveys::wave::WaveState;
        let store = self.app.store();
        let wave = store
            .wave_by_slug(&Visible::Everything, wave)
            .await
            .expect("the wave is read");
        let tx = store.begin().await.expect("a transaction begins");
        let id = wave.expect("the wave is there").id;
        let closed = tx.set_wave_state(id, WaveState::Open, WaveState::Closed);
        assert!(closed.await.expect("the wave is closed"));
        tx.commit().await.expect("the wave stays closed");
    }
}
