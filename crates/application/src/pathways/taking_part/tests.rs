use mkbroute_domain::pathways::Students;
use uuid::Uuid;

use super::*;

fn intake(cohort: &str, mkb: Option<u32>, others: Option<u32>) -> Intake {
    Intake {
        cohort: cohort.parse().unwrap(),
        target: Students {
            mkb: Some(900),
            others: None,
        },
        typed: Students { mkb, others },
        counted: Students::default(),
    }
}

#[test]
fn students_are_counted_by_year_and_few_are_not_told() {
    let at = |number| PathwayId(Uuid::from_u128(number));
    let intakes = BTreeMap::from([
        (
            at(1),
            vec![
                intake("2024-09", Some(6), Some(40)),
                intake("2025-02", Some(5), None),
            ],
        ),
        (at(2), vec![intake("2025-09", Some(9), Some(3))]),
        // A target is nobody who began.
        (at(3), vec![intake("2025-09", None, None)]),
        (
            at(4),
            vec![
                intake("2024-09", Some(12), None),
                intake("2025-09", Some(0), None),
                intake("2026-09", Some(10), None),
            ],
        ),
    ]);
    let year = |year, mkb, others, pathways| YearOfStudents {
        year,
        mkb,
        others,
        pathways,
    };
    let expected = vec![
        year(2024, Told::Number(23), Told::Number(40), 2),
        year(2025, Told::TooFew, Told::TooFew, 2),
        year(2026, Told::Number(10), Told::Unknown, 1),
    ];
    assert_eq!(years(&intakes, 10), expected);
}
