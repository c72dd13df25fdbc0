use super::*;

fn locale(lang: Lang) -> Locale {
    Locale {
        lang,
        path: "/toegankelijkheid".to_owned(),
    }
}

#[test]
fn the_runs_in_both_languages_are_told() {
    for lang in [Lang::Nl, Lang::En] {
        let runs = kept(lang);
        assert_eq!(runs.len(), 2, "both files are read");
        for (_, run) in &runs {
            assert!(run.pages.len() > 50 && run.passed.len() > 20, "{run:?}");
        }
        let page = statement(&locale(lang), runs.clone()).render().unwrap();
        let day = mkbroute_report::words::number::date(runs[0].1.date, lang);
        assert!(page.contains(&day), "{page}");
        assert!(page.contains(&format!("axe {}", runs[0].1.axe)));
        assert!(page.contains(&format!(">{}</td>", runs[0].1.pages.len())));
    }
}

#[test]
fn a_rule_that_was_broken_is_not_kept_silent() {
    let mut runs = kept(Lang::En);
    let whole = statement(&locale(Lang::En), runs.clone()).render().unwrap();
    assert!(whole.contains("No rule was broken on any page."));
    runs[1].1.failed.insert("label".to_owned());
    runs[0].1.passed.insert("label".to_owned());
    let broken = statement(&locale(Lang::En), runs);
    assert!(!broken.passed.contains("label"), "broken in one language");
    let page = broken.render().unwrap();
    assert!(!page.contains("No rule was broken"), "{page}");
    assert!(page.contains("Not followed on every page: <code>label</code>."));
}
