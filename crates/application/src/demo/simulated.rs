//! Two made-up follow-up waves, so that comparing can be seen. Every page says that they are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::pathways::{Pathway, Phase};
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::encoding::encode;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::response::submit;
use mkbroute_domain::surveys::simulation::Simulated;
use mkbroute_domain::surveys::wave::{
    Distribution, Provenance, Wave, WaveLink, WaveSettings, WaveState,
};
use mkbroute_domain::text::Text;
use mkbroute_store::{NewResponse, Tx};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::seed::{SeedError, link, use_instrument};
use crate::App;

/// The readable names of the two waves.
pub const SIMULATED: [&str; 2] = ["gesimuleerd-2023", "gesimuleerd-2025"];

/// The years of the two waves.
const YEARS: [i32; 2] = [2023, 2025];
/// The seed of the made-up answers.
const SEED: u64 = 2023;
/// How far ratings rise from the first to the second wave, as a share of the scale, by pathway.
const GROWTH: [f64; 3] = [0.07, 0.0, 0.04];

/// Respondents of a group in each wave, and how many of them give a code both times.
struct Turnout {
    group: RespondentGroup,
    respondents: [usize; 2],
    again: usize,
}

const TURNOUT: [Turnout; 3] = [
    Turnout {
        group: RespondentGroup::Companies,
        respondents: [84, 88],
        again: 30,
    },
    Turnout {
        group: RespondentGroup::Students,
        respondents: [176, 172],
        again: 118,
    },
    Turnout {
        group: RespondentGroup::Teachers,
        respondents: [40, 42],
        again: 27,
    },
];

/// Somebody who answers in the first wave and perhaps again.
struct Panellist {
    person: Simulated,
    pathway: usize,
    code: u64,
    answers: Answers,
}

/// Stores both waves and returns them, still to be frozen.
pub(super) async fn fill(
    app: &App,
    tx: &Tx,
    instruments: &[Instrument],
    pathways: &[Pathway],
) -> Result<Vec<Wave>, SeedError> {
    let running: Vec<&Pathway> = pathways
        .iter()
        .filter(|pathway| {
            matches!(
                pathway.phase,
                Phase::Developing | Phase::Starting | Phase::Established
            )
        })
        .collect();
    let waves = [wave(app, 0), wave(app, 1)];
    for wave in &waves {
        tx.insert_wave(wave).await?;
    }
    let mut rng = ChaCha20Rng::seed_from_u64(SEED);
    for turnout in &TURNOUT {
        let Some(instrument) = instruments.iter().find(|i| i.group == turnout.group) else {
            continue;
        };
        for (position, wave) in waves.iter().enumerate() {
            use_instrument(tx, wave, instrument).await?;
            for (place, pathway) in running.iter().enumerate() {
                let link = population(position, wave, turnout, pathway, place);
                tx.insert_wave_link(wave.id, &link).await?;
            }
        }
        let rows = respondents(instrument, turnout, &running, &mut rng);
        for (position, respondent) in rows {
            let row = response(&waves[position], instrument, &running, respondent, &mut rng)?;
            tx.insert_response(row).await?;
        }
    }
    Ok(waves.to_vec())
}

fn wave(app: &App, position: usize) -> Wave {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let (year, opens, closes) = if position == 0 {
        (2023, day(2023, 11, 1), day(2024, 1, 31))
    } else {
        (2025, day(2025, 10, 1), day(2025, 12, 31))
    };
    Wave {
        id: WaveId(app.fresh_id()),
        slug: SIMULATED[position].to_owned(),
        title: Text::new(
            format!("Gesimuleerde meting {year}"),
            format!("Simulated wave {year}"),
        ),
        state: WaveState::Closed,
        provenance: Provenance::Simulated,
        opens,
        closes,
        dataset_sha256: None,
        settings: WaveSettings::default(),
    }
}

/// A link with a made-up population. In the first wave one pathway passes the questionnaire on late.
fn population(
    position: usize,
    wave: &Wave,
    turnout: &Turnout,
    pathway: &Pathway,
    place: usize,
) -> WaveLink {
    let late = position == 0 && place == 2;
    let distribution = if late {
        Distribution::Late
    } else {
        Distribution::Sent
    };
    let expected = turnout.respondents[position] as f64 * share(position, place);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive number"
    )]
    let population = (expected * 1.8 + 6.0).ceil() as u32;
    WaveLink {
        population: Some(population),
        ..link(wave, turnout.group, pathway, distribution)
    }
}

/// The part of the respondents that each pathway has: the first dominates, less so the second time.
fn share(position: usize, place: usize) -> f64 {
    const SHARES: [[f64; 6]; 2] = [
        [0.52, 0.10, 0.13, 0.15, 0.06, 0.04],
        [0.38, 0.14, 0.16, 0.18, 0.08, 0.06],
    ];
    SHARES[position].get(place).copied().unwrap_or(0.02)
}

fn draw_pathway(position: usize, pathways: usize, rng: &mut impl Rng) -> usize {
    let total: f64 = (0..pathways).map(|place| share(position, place)).sum();
    let mut left = rng.random::<f64>() * total;
    for place in 0..pathways {
        left -= share(position, place);
        if left <= 0.0 {
            return place;
        }
    }
    pathways.saturating_sub(1)
}

/// Every response with the position of its wave.
fn respondents(
    instrument: &Instrument,
    turnout: &Turnout,
    pathways: &[&Pathway],
    rng: &mut impl Rng,
) -> Vec<(usize, Panellist)> {
    let mut rows = Vec::new();
    let mut again = Vec::new();
    for number in 0..turnout.respondents[0] {
        let pathway = draw_pathway(0, pathways.len(), rng);
        let first = newcomer(0, instrument, pathways, pathway, rng);
        if number < turnout.again {
            again.push(Panellist {
                person: first.person.clone().later(YEARS[1], first.answers.clone()),
                answers: Answers::new(),
                ..first
            });
        }
        rows.push((0, first));
    }
    for mut panellist in again {
        let given = prefilled(instrument, pathways[panellist.pathway]);
        let growth = GROWTH[panellist.pathway % GROWTH.len()];
        panellist.answers = panellist.person.answer(instrument, &given, growth, rng);
        rows.push((1, panellist));
    }
    for _ in turnout.again..turnout.respondents[1] {
        let pathway = draw_pathway(1, pathways.len(), rng);
        rows.push((1, newcomer(1, instrument, pathways, pathway, rng)));
    }
    rows
}

/// Somebody who answers for the first time, in the wave with this position.
fn newcomer(
    position: usize,
    instrument: &Instrument,
    pathways: &[&Pathway],
    pathway: usize,
    rng: &mut impl Rng,
) -> Panellist {
    let growth = [0.0, GROWTH[pathway % GROWTH.len()]];
    let person = Simulated::new(YEARS[position], rng);
    let given = prefilled(instrument, pathways[pathway]);
    let answers = person.answer(instrument, &given, growth[position], rng);
    Panellist {
        person,
        pathway,
        code: rng.random(),
        answers,
    }
}

/// What a link fills in beforehand.
fn prefilled(instrument: &Instrument, pathway: &Pathway) -> Answers {
    let questions = instrument.questions();
    let prefilled = questions.filter(|q| q.item.prefill && q.item.has_option(&pathway.programme));
    let answer = Answer::One {
        option: pathway.programme.clone(),
        other: None,
    };
    prefilled
        .map(|question| (question.code.to_owned(), answer.clone()))
        .collect()
}

fn response(
    wave: &Wave,
    instrument: &Instrument,
    pathways: &[&Pathway],
    respondent: Panellist,
    rng: &mut impl Rng,
) -> Result<NewResponse, SeedError> {
    let submitted = submit(respondent.answers, instrument)?;
    Ok(NewResponse {
        key: rng.random(),
        wave: wave.id,
        group: instrument.group,
        version: instrument.version,
        pathway: Some(pathways[respondent.pathway].id),
        answers: encode(&submitted, instrument),
        open: BTreeMap::new(),
        link: Some(respondent.code),
        draft_key: None,
        provisional: false,
    })
}
