use super::*;
use crate::surveys::instrument::{Choice, ItemKind, Row, Scale};

const FILE: &str = include_str!("../../../../../../data/instruments/students.toml");

fn students() -> Instrument {
    Instrument::from_toml(FILE.as_bytes()).unwrap()
}

fn item(nl: &str, kind: ItemKind) -> Box<Item> {
    let mut item = students().items().next().unwrap().1.clone();
    item.code = String::new();
    item.text = Text::new(nl, "in English");
    item.analysis = crate::surveys::instrument::AnalysisNotes::default();
    item.prefill = false;
    item.kind = kind;
    Box::new(item)
}

fn choice(nl: &str) -> Choice {
    Choice {
        code: String::new(),
        text: Text::new(nl, nl),
    }
}

fn yes_no() -> ItemKind {
    ItemKind::Single {
        options: vec![choice("Ja"), choice("Nee"), choice("Ja")],
        other: None,
    }
}

fn done(draft: &Instrument, edit: Edit) -> Edited {
    draft.edited(edit, &History::of([&students()])).unwrap()
}

fn find<'a>(draft: &'a Instrument, code: &str) -> &'a Item {
    draft
        .items()
        .map(|(_, item)| item)
        .find(|item| item.code == code)
        .unwrap()
}

#[test]
fn a_code_is_made_from_the_dutch_words() {
    let free = |_: &str| false;
    assert_eq!(fresh_code("Hoe oud ben je?", free), "hoe_oud_ben_je");
    assert_eq!(
        fresh_code("Eén coördinator, 's ochtends", free),
        "een_coordinator_s_ochtends"
    );
    assert_eq!(fresh_code("2 dagen", free), "dagen");
    assert_eq!(fresh_code("?!", free), "x");
    assert_eq!(
        fresh_code("Other", free),
        "other_2",
        "that code is reserved"
    );
    assert_eq!(
        fresh_code("Ja", |code| code == "ja" || code == "ja_2"),
        "ja_3"
    );
    assert!(
        fresh_code(
            "Wat vind je van de begeleiding door jouw leermeester?",
            free
        )
        .len()
            <= 28
    );
}

#[test]
fn an_added_question_stands_last_on_its_page_and_names_its_options() {
    let add = Edit::AddItem {
        section: "you".into(),
        item: item("Heb je een auto?", yes_no()),
    };
    let Edited {
        instrument,
        subject,
    } = done(&students(), add);
    assert_eq!(subject, "heb_je_een_auto");
    assert_eq!(instrument.sections[0].items.last().unwrap().code, subject);
    let added = find(&instrument, &subject);
    assert!(added.has_option("ja") && added.has_option("nee") && added.has_option("ja_2"));
    assert!(
        instrument.problems().is_empty(),
        "{}",
        instrument.problems()
    );
}

#[test]
fn a_code_of_a_frozen_version_is_not_given_to_another_question() {
    let draft = done(&students(), Edit::RemoveItem { code: "age".into() }).instrument;
    let add = Edit::AddItem {
        section: "you".into(),
        item: item("Age", ItemKind::Share),
    };
    assert_eq!(done(&draft, add).subject, "age_2");
}

#[test]
fn other_words_raise_the_wording_and_a_typing_error_does_not() {
    let change = |draft: &Instrument, nl: &str, typo| {
        let mut item = find(draft, "age").clone();
        item.text.nl = nl.to_owned();
        let code = "age".to_owned();
        let item = Box::new(item);
        done(draft, Edit::ChangeItem { code, item, typo }).instrument
    };
    let reworded = change(&students(), "Wat is je leeftijd?", false);
    assert_eq!(find(&reworded, "age").wording, 2);
    let again = change(&reworded, "Wat is jouw leeftijd?", false);
    assert_eq!(
        find(&again, "age").wording,
        2,
        "one step from the frozen version"
    );
    let back = change(&again, "Hoe oud ben je?", false);
    assert_eq!(
        find(&back, "age").wording,
        1,
        "the frozen words are the frozen wording"
    );
    let mended = change(&students(), "Hoe oud ben jij?", true);
    assert_eq!(find(&mended, "age").wording, 1);
    let kept = change(&mended, "Hoe oud ben jij?", false);
    assert_eq!(find(&kept, "age").wording, 1, "a mended error stays mended");
}

#[test]
fn rows_of_a_matrix_have_a_wording_of_their_own() {
    let matrix = ItemKind::Matrix {
        scale: Scale {
            min: 1,
            max: 7,
            low: Text::new("slecht", "bad"),
            high: Text::new("goed", "good"),
        },
        rows: ["Lessen", "Begeleiding"]
            .map(|nl| Row {
                code: String::new(),
                wording: 1,
                text: Text::new(nl, nl),
            })
            .to_vec(),
    };
    let add = Edit::AddItem {
        section: "you".into(),
        item: item("Wat vind je van", matrix),
    };
    let Edited {
        instrument: draft,
        subject,
    } = done(&students(), add);
    let mut frozen = draft.clone();
    frozen.version = 2;
    let mut changed = find(&draft, &subject).clone();
    if let ItemKind::Matrix { rows, .. } = &mut changed.kind {
        rows[1].text.nl = "De begeleiding".into();
    }
    let edit = Edit::ChangeItem {
        code: subject.clone(),
        item: Box::new(changed),
        typo: false,
    };
    let history = History::of([&students(), &frozen]);
    let after = draft.edited(edit, &history).unwrap().instrument;
    let wordings: Vec<u32> = after
        .questions()
        .filter(|question| question.item.code == subject)
        .map(|question| question.wording)
        .collect();
    assert_eq!(wordings, [1, 2]);
    assert_eq!(history.wordings("lessen").len(), 1);
}

#[test]
fn an_option_that_goes_takes_its_notes_along() {
    let mut changed = find(&students(), "programme").clone();
    if let ItemKind::Single { options, other } = &mut changed.kind {
        options.truncate(2);
        *other = None;
    }
    let edit = Edit::ChangeItem {
        code: "programme".into(),
        item: Box::new(changed),
        typo: false,
    };
    let draft = done(&students(), edit).instrument;
    let notes = &find(&draft, "programme").analysis;
    assert_eq!(notes.collapse[0].from, ["civil_engineering"]);
    assert!(draft.problems().is_empty(), "{}", draft.problems());
}

#[test]
fn an_item_moves_over_the_edge_of_its_page() {
    let draft = students();
    let first = draft.sections[0].items[0].code.clone();
    let second = draft.sections[0].items[1].code.clone();
    let up = |code: &str| Edit::MoveItem {
        code: code.to_owned(),
        to: Direction::Up,
    };
    let moved = done(&draft, up(&second)).instrument;
    assert_eq!(moved.sections[0].items[0].code, second);
    let stuck = draft.edited(up(&first), &History::default());
    assert_eq!(stuck, Err(EditProblem::AtTheEdge));
    let head = draft.sections[1].items[0].code.clone();
    let over = done(&draft, up(&head)).instrument;
    assert_eq!(over.sections[0].items.last().unwrap().code, head);
    let down = Edit::MoveItem {
        code: head,
        to: Direction::Down,
    };
    assert_eq!(done(&over, down).instrument, draft, "and back");
    let place = Edit::PlaceItem {
        code: first.clone(),
        section: draft.sections[2].id.clone(),
    };
    let placed = done(&draft, place).instrument;
    assert_eq!(placed.sections[2].items.last().unwrap().code, first);
}

#[test]
fn pages_are_added_changed_moved_and_removed() {
    let title = Text::new("Tot slot", "Finally");
    let Edited {
        instrument: draft,
        subject: id,
    } = done(&students(), Edit::AddSection { title });
    let change = Edit::ChangeSection {
        id: id.clone(),
        title: Text::new("Nog iets", ""),
        intro: Some(Text::new("Bijna klaar.", "Almost done.")),
    };
    let draft = done(&draft, change).instrument;
    let up = Edit::MoveSection {
        id: id.clone(),
        to: Direction::Up,
    };
    let draft = done(&draft, up).instrument;
    let place = draft.sections.len() - 2;
    assert_eq!(draft.sections[place].id, id, "its id stays");
    assert_eq!(
        draft.problems().len(),
        1,
        "a title has no English words: kept, and told"
    );
    let draft = done(&draft, Edit::RemoveSection { id: id.clone() }).instrument;
    assert_eq!(draft, students());
    let gone = draft.edited(Edit::RemoveSection { id: id.clone() }, &History::default());
    assert_eq!(gone, Err(EditProblem::NoSection(id)));
}

#[test]
fn routing_is_set_and_taken_away_and_a_draft_may_have_problems() {
    let route = |condition| Edit::Route {
        code: "age".into(),
        condition,
    };
    let later = Condition::Answered {
        item: "switched".into(),
    };
    let draft = done(&students(), route(Some(later))).instrument;
    let problems = draft.problems();
    assert_eq!(problems.len(), 1, "the question comes later: {problems}");
    assert_eq!(done(&draft, route(None)).instrument, students());
}

#[test]
fn a_copied_item_keeps_its_code_and_wording_where_they_are_free() {
    let copy = Edit::CopyItem {
        section: "you".into(),
        item: Box::new(find(&students(), "switch_employer").clone()),
    };
    let twice = done(&students(), copy.clone());
    assert_ne!(twice.subject, "switch_employer");
    assert!(find(&twice.instrument, &twice.subject).show_if.is_some());

    let mut other = students();
    other.sections.truncate(1);
    let alone = other.edited(copy, &History::default()).unwrap();
    assert_eq!(alone.subject, "switch_employer");
    let copied = find(&alone.instrument, "switch_employer");
    assert_eq!(
        copied.show_if, None,
        "it cannot depend on what is not there"
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    let refused = |edit| students().edited(edit, &History::default()).unwrap_err();
    let nameless = Edit::AddSection {
        title: Text::new(" ", "Title"),
    };
    assert_eq!(refused(nameless), EditProblem::NoWords);
    let endless = Edit::Texts {
        title: Text::new("x", "x"),
        intro: Text::new("x".repeat(LONGEST_TEXT + 1), "x"),
        thanks: Text::default(),
    };
    assert_eq!(refused(endless), EditProblem::TooLong);
    let upside_down = ItemKind::Year {
        min: 2020,
        max: 2010,
    };
    let add = Edit::AddItem {
        section: "you".into(),
        item: item("Wanneer?", upside_down),
    };
    assert_eq!(refused(add), EditProblem::EmptyRange);
    let gone = Edit::RemoveItem {
        code: "nothing".into(),
    };
    assert_eq!(refused(gone), EditProblem::NoItem("nothing".into()));
}

#[test]
fn a_file_replaces_the_draft_of_the_same_questionnaire_only() {
    let mut file = students();
    file.version = 9;
    file.title.nl = "Nieuwe titel".into();
    let replaced = done(&students(), Edit::Replace(Box::new(file.clone()))).instrument;
    assert_eq!(
        (replaced.version, replaced.title.nl.as_str()),
        (1, "Nieuwe titel")
    );
    file.id = "teachers".into();
    let other = students().edited(Edit::Replace(Box::new(file)), &History::default());
    assert_eq!(
        other,
        Err(EditProblem::OtherQuestionnaire("teachers".into()))
    );
}

#[test]
fn edits_clash_where_they_touch_the_same_thing_only() {
    let seen = students();
    let change = |code: &str| Edit::ChangeItem {
        code: code.to_owned(),
        item: Box::new(find(&seen, code).clone()),
        typo: false,
    };
    let remove = Edit::RemoveItem { code: "age".into() };
    let present = done(&seen, remove).instrument;
    assert!(change("age").clashes(&seen, &present), "the item is gone");
    assert!(!change("living").clashes(&seen, &present), "another item");
    let add = Edit::AddSection {
        title: Text::new("Slot", "End"),
    };
    assert!(!add.clashes(&seen, &present));
    assert!(Edit::Replace(Box::new(seen.clone())).clashes(&seen, &present));
    let section = Edit::RemoveSection { id: "you".into() };
    assert!(section.clashes(&seen, &present), "what is on it changed");
    let words = Edit::ChangeSection {
        id: "you".into(),
        title: Text::new("Jij", "You"),
        intro: None,
    };
    assert!(!words.clashes(&seen, &present), "its words did not");
}
