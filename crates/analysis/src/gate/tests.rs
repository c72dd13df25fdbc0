use rstest::rstest;

use super::*;

#[rstest]
#[case(0, Gate::Nothing)]
#[case(4, Gate::Nothing)]
#[case(5, Gate::Indicative)]
#[case(9, Gate::Indicative)]
#[case(10, Gate::Counts)]
#[case(19, Gate::Counts)]
#[case(20, Gate::Percentages)]
#[case(49, Gate::Percentages)]
#[case(50, Gate::Percentiles)]
fn the_gate_opens_step_by_step(#[case] n: u32, #[case] expected: Gate) {
    assert_eq!(gate(n, &Policy::default()), expected);
}
