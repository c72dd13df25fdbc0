use super::*;

#[test]
fn a_file_name_tells_what_it_is_and_injects_nothing() {
    let name = |wave| file_name(wave, Audience::Release, Lang::Nl, "cijfers.csv");
    assert_eq!(name("nulmeting-2021"), "nulmeting-2021-nl-cijfers.csv");
    assert_eq!(name("a\"\r\nb: c/../é"), "a---b--c-..---nl-cijfers.csv");
    let inside = file_name("x", Audience::Researcher, Lang::En, "students.sat.svg");
    assert_eq!(inside, "x-en-niet-voor-publicatie-students.sat.svg");
}
