use super::*;
use crate::ids::{OrganisationId, SiteId};
use crate::organisations::identifier::IdentifierKind;
use crate::organisations::typed::{TypedField, Why};
use uuid::Uuid;

const HEADERS: [&str; 6] = [
    "Bedrijfsnaam",
    "Soort",
    "Plaats",
    "KvK-nummer",
    "Postcode",
    "Memo",
];

fn judged(rows: &[[&str; 6]]) -> Judged {
    let choices = ListChoices::guess(HEADERS);
    let lines = rows.iter().enumerate().map(|(at, cells)| Line {
        number: at + 2,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    });
    let mut next = 0;
    judge_lines(lines, &choices, || {
        next += 1;
        let id = Uuid::from_u128(next);
        (OrganisationId(id), SiteId(id))
    })
}

fn why(judged: &Judged) -> Vec<(usize, Vec<Refusal>)> {
    let refused = judged.refused.iter();
    refused
        .map(|(line, why)| (line.number, why.clone()))
        .collect()
}

#[test]
fn columns_are_known_by_what_people_write_above_them() {
    let guessed = ListChoices::guess(HEADERS);
    let columns = [
        Some(ListColumn::Name),
        Some(ListColumn::Kind),
        Some(ListColumn::Place),
        Some(ListColumn::Kvk),
        Some(ListColumn::Postcode),
        None,
    ];
    assert_eq!(guessed.columns, columns);
    assert_eq!(guessed.problems(), []);
    assert_eq!(guess("KVK nr."), Some(ListColumn::Kvk));
    assert_eq!(guess("Company name"), Some(ListColumn::Name));
    let twice = ListChoices::guess(["naam", "bedrijf"]);
    assert_eq!(twice.columns, [Some(ListColumn::Name), None]);
    assert_eq!(twice.problems(), [ChoiceProblem::NoPlace]);
    let mut wrong = twice;
    wrong.columns = vec![Some(ListColumn::Place), Some(ListColumn::Place)];
    assert_eq!(
        wrong.problems(),
        [
            ChoiceProblem::NoName,
            ChoiceProblem::Twice(ListColumn::Place)
        ]
    );
}

#[test]
fn every_row_is_good_or_refused_with_its_reasons() {
    let found = judged(&[
        ["Bos BV", "", "Breda", "87654321", "4811 AB", "x"],
        ["", "", "", "", "", "only a memo"],
        ["Vos", "stichting", "Tilburg", "", "", ""],
        ["Das", "kleuterschool", "Breda", "", "", ""],
        ["Mol", "", "", "", "", ""],
        ["", "", "Breda", "123", "", ""],
        ["Haas", "", "Breda", "#N/A", "", ""],
    ]);
    let names: Vec<_> = found
        .good
        .iter()
        .map(|(at, one)| (*at, one.name.as_str()))
        .collect();
    assert_eq!(names, [(2, "Bos BV"), (4, "Vos")]);
    assert_eq!(found.good[1].1.kind, OrganisationKind::Foundation);
    let why = why(&found);
    assert_eq!(why[0], (5, vec![Refusal::UnknownKind]));
    assert_eq!(why[1].0, 6, "a company without a place");
    assert_eq!(why[2].0, 7);
    let fields = why[2].1.iter().map(|refusal| match refusal {
        Refusal::Mistake(mistake) => (
            mistake.field,
            matches!(mistake.why, Why::Identifier(error) if error.kind == IdentifierKind::Kvk),
        ),
        other => panic!("{other:?}"),
    });
    let fields: Vec<_> = fields.into_iter().collect();
    assert_eq!(fields, [(TypedField::Kvk, true), (TypedField::Name, false)]);
    assert_eq!(why[3], (8, vec![Refusal::Formula(ListColumn::Kvk)]));
}

#[test]
fn what_stands_twice_in_a_list_is_taken_over_once() {
    let found = judged(&[
        ["Bos", "", "Breda", "87654321", "", ""],
        ["Anders", "", "Tilburg", "8765 4321", "", ""],
        ["Bos B.V.", "", "Breda", "", "", ""],
        ["Bos", "", "Breda", "11111111", "", ""],
        ["Bos", "", "Tilburg", "", "", ""],
    ]);
    assert_eq!(found.good.len(), 3, "{found:?}");
    assert_eq!(
        why(&found),
        [
            (3, vec![Refusal::KvkOfLine(2)]),
            (4, vec![Refusal::SameAsLine(2)]),
        ]
    );
}
