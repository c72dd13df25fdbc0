use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::*;
use crate::surveys::response::submit;

const QUESTIONNAIRES: [&str; 3] = [
    include_str!("../../../../../data/instruments/companies.toml"),
    include_str!("../../../../../data/instruments/students.toml"),
    include_str!("../../../../../data/instruments/teachers.toml"),
];

#[test]
fn made_up_answers_pass_every_check() {
    for source in QUESTIONNAIRES {
        let instrument = Instrument::from_toml(source.as_bytes()).unwrap();
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        for _ in 0..200 {
            let person = Simulated::new(2025, &mut rng);
            let answers = person.answer(&instrument, &Answers::new(), 0.0, &mut rng);
            let again = person.later(2027, answers.clone());
            let later = again.answer(&instrument, &Answers::new(), 0.1, &mut rng);
            for answers in [answers, later] {
                submit(answers, &instrument).unwrap();
            }
        }
    }
}

#[test]
fn what_is_filled_in_beforehand_stays() {
    let instrument = Instrument::from_toml(QUESTIONNAIRES[1].as_bytes()).unwrap();
    let given = Answers::from([(
        "programme".to_owned(),
        Answer::One {
            option: "maritime".into(),
            other: None,
        },
    )]);
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let person = Simulated::new(2025, &mut rng);
    let answers = person.answer(&instrument, &given, 0.0, &mut rng);
    assert_eq!(answers["programme"], given["programme"]);
}

#[test]
fn a_person_is_pleased_alike_in_two_waves() {
    let instrument = Instrument::from_toml(QUESTIONNAIRES[1].as_bytes()).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(7);
    let mean = |answers: &Answers| {
        let ratings: Vec<f64> = instrument
            .questions()
            .filter(|q| matches!(q.item.kind, ItemKind::Scale(_) | ItemKind::Matrix { .. }))
            .filter_map(|q| match answers.get(q.code) {
                Some(Answer::Number(value)) => Some(*value),
                _ => None,
            })
            .collect();
        ratings.iter().sum::<f64>() / ratings.len() as f64
    };
    let pairs: Vec<(f64, f64)> = (0..300)
        .map(|_| {
            let person = Simulated::new(2025, &mut rng);
            let first = person.answer(&instrument, &Answers::new(), 0.0, &mut rng);
            let before = mean(&first);
            let second = person.later(2027, first);
            (
                before,
                mean(&second.answer(&instrument, &Answers::new(), 0.0, &mut rng)),
            )
        })
        .collect();
    let n = pairs.len() as f64;
    let centre = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (centre(|p| p.0), centre(|p| p.1));
    let product = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let together = product(&|p| (p.0 - x) * (p.1 - y));
    let apart = (product(&|p| (p.0 - x).powi(2)) * product(&|p| (p.1 - y).powi(2))).sqrt();
    assert!(together / apart > 0.5, "{}", together / apart);
}
