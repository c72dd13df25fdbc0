use super::*;
use crate::extract::Fields;

const FILE: &str = include_str!("../../../../../../data/instruments/students.toml");

fn students() -> Instrument {
    Instrument::from_toml(FILE.as_bytes()).unwrap()
}

/// What a browser sends back when nobody types anything.
fn untouched(form: &ItemForm) -> Posted {
    let mut sent: Fields = fields(&[
        ("soort", &form.kind),
        ("min", &form.min),
        ("max", &form.max),
        ("decimalen", &form.decimals),
        ("tekens", &form.most),
        ("blok", &form.block),
    ]);
    let mut add = |name: &str, text: &Text| {
        sent.push((format!("{name}.nl"), text.nl.replace('\n', "\r\n")));
        sent.push((format!("{name}.en"), text.en.clone()));
    };
    add("vraag", &form.text);
    add("uitleg", &form.help);
    add("waarom", &form.why);
    add("anders", &form.other);
    add("eenheid", &form.unit);
    add("laag", &form.low);
    add("hoog", &form.high);
    add("nvt", &form.not_applicable);
    add("weetniet", &form.dont_know);
    for line in &form.lines {
        add("regel", &line.text);
    }
    for line in &form.lines {
        sent.push(("regel.code".to_owned(), line.code.clone()));
    }
    for (name, ticked) in [
        ("herleidbaar", form.identifying),
        ("gevoelig", form.sensitive),
        ("over_anderen", form.about_others),
        ("som", form.sum),
    ] {
        if ticked {
            sent.push((name.to_owned(), "ja".to_owned()));
        }
    }
    Posted(sent)
}

#[test]
fn a_question_that_nobody_touches_comes_back_as_it_was() {
    let draft = students();
    for (_, item) in draft.items() {
        let form = ItemForm::of(item);
        let back = ItemForm::sent(&untouched(&form));
        let back = back.item(Some(item), &draft, Lang::Nl).unwrap();
        assert_eq!(back, *item, "{}", item.code);
    }
}

#[test]
fn a_line_moves_up_with_its_code() {
    let draft = students();
    let (_, programme) = draft.items().next().unwrap();
    let mut form = ItemForm::of(programme);
    let second = form.lines[1].clone();
    form.lift(1);
    assert_eq!(form.lines[0], second);
    form.lift(0);
    form.lift(99);
    assert_eq!(form.lines[0], second, "there is nothing to move");
}

#[test]
fn what_is_no_number_is_told() {
    let form = ItemForm {
        min: "veel".into(),
        ..ItemForm::new("number")
    };
    let told = form.item(None, &students(), Lang::Nl).unwrap_err();
    assert!(told.contains("“veel”"), "{told}");
    let form = ItemForm::new("scale");
    assert!(
        form.item(None, &students(), Lang::Nl).is_ok(),
        "the usual scale"
    );
}
