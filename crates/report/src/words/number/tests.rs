use super::*;

#[test]
fn differences_carry_their_sign() {
    let found = [0.44, -1.25, 0.01, -0.01].map(|value| signed(value, Lang::Nl));
    assert_eq!(found, ["+0,4", "−1,3", "0,0", "0,0"]);
    let found = [0.124, -0.2, 0.001].map(|value| signed_points(value, Lang::En));
    assert_eq!(found, ["+12 points", "−20 points", "0 points"]);
}

#[test]
fn numbers_read_as_each_language_writes_them() {
    assert_eq!(one_decimal(6.25, Lang::Nl), "6,3");
    assert_eq!(one_decimal(6.25, Lang::En), "6.3");
    assert_eq!(k_of_n(18, 25, Lang::Nl), "18 van de 25");
    assert_eq!(percent(29, 42), "69%");
    assert_eq!(proportion(0.875), "88%");
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert_eq!(date(day, Lang::Nl), "23 november 2026");
    assert_eq!(plain(7.0, Lang::Nl), "7");
}

#[test]
fn months_have_names() {
    assert_eq!(
        month("2021", "9", Lang::Nl).as_deref(),
        Some("september 2021")
    );
    assert_eq!(
        month("2021", "1", Lang::En).as_deref(),
        Some("January 2021")
    );
    assert_eq!(month("2021", "13", Lang::Nl), None);
    assert_eq!(month("2021", "", Lang::Nl), None);
}

#[test]
fn money_is_grouped_and_its_sign_comes_first() {
    let told = |amount, lang| euros(Euros(amount), lang);
    assert_eq!(told(0, Lang::Nl), "€\u{a0}0");
    assert_eq!(told(999, Lang::Nl), "€\u{a0}999");
    assert_eq!(told(-12_500, Lang::Nl), "−€\u{a0}12.500");
    assert_eq!(told(1_000_000, Lang::En), "€1,000,000");
}
