//! The wave beside an earlier one.

use mkbroute_analysis::compare::permission::{Permission, Refusal, Weakness};
use mkbroute_analysis::compare::{Design, Difference, GroupComparison, ItemComparison, Measure};
use mkbroute_analysis::figure::{Figure, Statistic, Verdict};
use mkbroute_domain::text::Lang;

use super::items::{is_year, value_cell};
use super::{Block, Cell, Chapter, Column, Drawn, Table, compose};
use crate::labels::Labels;
use crate::picture;
use crate::source::{ComparedSource, Source};
use crate::words::{self, capital, choose, number};

/// The p below which a difference is called one, after Holm's correction.
const FOUND: f64 = 0.05;

/// The chapter that compares; `None` without an earlier wave.
pub(super) fn chapter(source: &Source, lang: Lang) -> Option<Chapter> {
    let compared = source.compared.as_ref()?;
    let mut blocks = vec![Block::Notice {
        title: choose(
            lang,
            "Lees dit met de verschillen mee",
            "Read this with the differences",
        )
        .into(),
        lines: caveats(compared, lang),
    }];
    for group in &compared.groups {
        let Some(labels) = labels_of(source, group) else {
            continue;
        };
        let who = labels.respondents(lang);
        blocks.push(Block::Heading { text: capital(who) });
        blocks.push(Block::Paragraph {
            text: design(group, compared, who, lang),
        });
        blocks.extend(tables(group, labels, lang));
    }
    let title = match lang {
        Lang::Nl => format!("Vergeleken met: {}", compared.with.title.get(lang)),
        Lang::En => format!("Compared with: {}", compared.with.title.get(lang)),
    };
    Some(Chapter {
        id: "compared".into(),
        title,
        blocks,
    })
}

fn labels_of<'a>(source: &'a Source, group: &GroupComparison) -> Option<&'a Labels> {
    let found = source.groups.iter();
    let mut found = found.filter(|found| found.result.group == group.group);
    found.next().map(|found| &found.labels)
}

fn caveats(compared: &ComparedSource, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = compose::provenance(compared.with.provenance, lang)
        .map(|label| match lang {
            Lang::Nl => format!("De eerdere meting is {label}."),
            Lang::En => format!("The earlier wave is {label}."),
        })
        .into_iter()
        .collect();
    let fixed = [
        choose(
            lang,
            "Een verschil noemen wij pas aangetoond als de kans op toeval kleiner is dan 5%, na correctie voor het aantal vergelijkingen in hetzelfde blok (Holm).",
            "A difference is called found only when chance explains it with less than 5%, after correction for the number of comparisons in the same block (Holm).",
        ),
        choose(
            lang,
            "Niet aangetoond is niet hetzelfde als gelijk gebleven: met weinig antwoorden is alleen een groot verschil te zien.",
            "Not found does not mean unchanged: with few answers only a large difference can be seen.",
        ),
    ];
    lines.extend(fixed.map(str::to_owned));
    lines
}

fn design(group: &GroupComparison, compared: &ComparedSource, who: &str, lang: Lang) -> String {
    let earlier = compared.with.title.get(lang);
    let (before, after, pairs) = (group.before, group.after, group.pairs);
    match (group.design, lang) {
        (Design::Linked, Lang::Nl) => format!(
            "{earlier}: {before} {who}; nu: {after}. Van {pairs} weten wij, door de code die zij zelf maakten, dat zij beide keren meededen. De verschillen gaan over hen."
        ),
        (Design::Linked, Lang::En) => format!(
            "{earlier}: {before} {who}; now: {after}. Of {pairs} we know, by the code they made themselves, that they took part both times. The differences are theirs."
        ),
        (Design::Independent, Lang::Nl) => format!(
            "{earlier}: {before} {who}; nu: {after}. Wie beide keren meedeed weten wij niet: wij vergelijken twee groepen."
        ),
        (Design::Independent, Lang::En) => format!(
            "{earlier}: {before} {who}; now: {after}. Who took part both times is not known: two groups are compared."
        ),
    }
}

/// Means block by block, each choice by itself, and the items without a comparison in a list.
fn tables(group: &GroupComparison, labels: &Labels, lang: Lang) -> Vec<Block> {
    let means = |item: &&ItemComparison| item.kind.categories().is_empty();
    let told = |item: &&ItemComparison| untold(item, lang).is_none();
    let mut tables = Vec::new();
    for block in blocks(group) {
        let items = group.items.iter();
        let items = items.filter(|item| item.block == block && told(item));
        let (rated, chosen): (Vec<_>, Vec<_>) = items.partition(means);
        let title = labels.block(block, lang);
        if !rated.is_empty() {
            let rows = rated.iter().flat_map(|item| measured(item));
            let name = |item: &str, _: Option<&str>| labels.item_with_unit(item, lang);
            let first = choose(lang, "Vraag", "Question");
            let caption = format!("{title}: {}", choose(lang, "gemiddelden", "means"));
            let drawn = |item: &str| Drawn::row(&group.group, &format!("{item}.difference"));
            tables.push(table(caption, first, rows, (&name, &drawn), lang));
        }
        for item in chosen {
            let name = |item: &str, code: Option<&str>| {
                labels
                    .category(item, code.unwrap_or_default(), lang)
                    .to_owned()
            };
            let first = choose(lang, "Antwoord", "Answer");
            let caption = labels.item(&item.id, lang).to_owned();
            let drawn = |item: &str| Drawn::table(&group.group, &format!("{item}.difference"));
            let rows = measured(item);
            tables.push(table(caption, first, rows, (&name, &drawn), lang));
        }
    }
    tables.extend(growth_table(group, labels, lang));
    tables.extend(untold_table(group, labels, lang));
    tables.into_iter().map(Block::Table).collect()
}

fn blocks(group: &GroupComparison) -> Vec<&str> {
    let mut blocks: Vec<&str> = Vec::new();
    for item in &group.items {
        if !blocks.contains(&item.block.as_str()) {
            blocks.push(&item.block);
        }
    }
    blocks
}

/// What this reader may see of an item, with the item. A category that nobody chose twice is left out.
fn measured(item: &ItemComparison) -> impl Iterator<Item = (&ItemComparison, &Measure)> {
    let held = |measure: &&Measure| {
        let sides = [&measure.before, &measure.after];
        let nobody = sides.iter().all(|figure| figure.value == Some(0.0));
        let seen = measure.verdict == Verdict::Released || measure.before.value.is_some();
        seen && (measure.category.is_none() || !nobody)
    };
    item.measures
        .iter()
        .filter(held)
        .map(move |measure| (item, measure))
}

/// Why nothing of an item is compared; `None` where something is.
fn untold(item: &ItemComparison, lang: Lang) -> Option<String> {
    if measured(item).next().is_some() {
        return None;
    }
    let rule = item.measures.iter().find_map(Measure::withheld_by);
    Some(rule.map_or_else(
        || permission(item.permission, lang),
        |rule| words::rule(rule, lang).to_owned(),
    ))
}

fn untold_table(group: &GroupComparison, labels: &Labels, lang: Lang) -> Option<Table> {
    let rows: Vec<Vec<Cell>> = group
        .items
        .iter()
        .filter_map(|item| {
            let why = untold(item, lang)?;
            let name = Cell::text(labels.item(&item.id, lang));
            Some(vec![name, Cell::withheld(why)])
        })
        .collect();
    let table = Table {
        caption: choose(lang, "Wat niet vergeleken is", "What is not compared").into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::words(choose(lang, "Waarom niet", "Why not")),
        ],
        rows,
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}

/// What a row is called, by item and category.
type Named<'a> = &'a dyn Fn(&str, Option<&str>) -> String;
/// Which figure a row belongs to, by item.
type Figures<'a> = &'a dyn Fn(&str) -> Drawn;

fn table<'a>(
    caption: String,
    first: &str,
    measures: impl Iterator<Item = (&'a ItemComparison, &'a Measure)>,
    (name, drawn): (Named<'_>, Figures<'_>),
    lang: Lang,
) -> Table {
    let measures: Vec<(&ItemComparison, &Measure)> = measures.collect();
    let reach = measures
        .iter()
        .filter_map(|(_, measure)| measure.difference)
        .map(|found| found.interval.low.abs().max(found.interval.high.abs()))
        .fold(0.0, f64::max);
    let rows = measures.iter().map(|(item, measure)| {
        let named = name(&item.id, measure.category.as_deref());
        let mut cells = row(named, item, measure, reach, lang);
        for cell in cells.iter_mut().filter(|cell| cell.svg.is_some()) {
            cell.drawn = Some(drawn(&item.id));
        }
        cells
    });
    let table = Table {
        caption,
        columns: vec![
            Column::words(first),
            Column::numbers(choose(lang, "eerder (n)", "earlier (n)")),
            Column::numbers(choose(lang, "nu (n)", "now (n)")),
            Column::numbers(choose(lang, "verschil (95%)", "difference (95%)")),
            Column::pictures(choose(
                lang,
                "links lager, rechts hoger",
                "left lower, right higher",
            )),
            Column::words(choose(lang, "Wat dat zegt", "What it says")),
        ],
        rows: rows.collect(),
        note: None,
    };
    table.tidy(lang)
}

fn row(
    name: String,
    item: &ItemComparison,
    measure: &Measure,
    reach: f64,
    lang: Lang,
) -> Vec<Cell> {
    let show = Shown::of(item, measure, lang);
    let side = |figure: &Figure| {
        value_cell(Some(figure), lang, |figure, value| {
            format!(
                "{} ({})",
                show.value(value),
                figure.base.unwrap_or_default()
            )
        })
    };
    let mut cells = vec![
        Cell::text(name),
        side(&measure.before),
        side(&measure.after),
    ];
    if let Some(found) = &measure.difference {
        let text = show.difference(found);
        let ends = (found.interval.low, found.interval.high);
        cells.push(Cell::text(text.clone()));
        cells.push(Cell::picture(
            picture::difference(found.value, ends, reach),
            text,
        ));
        cells.push(Cell::text(verdict(found, lang)));
    } else {
        let rule = measure.withheld_by().map(|rule| words::rule(rule, lang));
        let why = rule.map_or_else(|| permission(item.permission, lang), str::to_owned);
        cells.extend([Cell::default(), Cell::default(), Cell::withheld(why)]);
    }
    cells
}

/// How the values of a measure are written.
#[derive(Clone, Copy)]
enum Shown {
    Percent(Lang),
    /// A year of birth or of starting: no decimals, no thousands.
    Year(Lang),
    Number(Lang),
}

impl Shown {
    fn of(item: &ItemComparison, measure: &Measure, lang: Lang) -> Self {
        match (measure.statistic, &item.kind) {
            (Statistic::Share, _) => Self::Percent(lang),
            (_, kind) if is_year(kind) => Self::Year(lang),
            _ => Self::Number(lang),
        }
    }

    fn value(self, value: f64) -> String {
        match self {
            Self::Percent(_) => number::proportion(value),
            Self::Year(_) => format!("{value:.0}"),
            Self::Number(lang) => number::one_decimal(value, lang),
        }
    }

    fn difference(self, found: &Difference) -> String {
        let (value, low, high) = (found.value, found.interval.low, found.interval.high);
        match self {
            Self::Percent(lang) => format!(
                "{} ({} {} {})",
                number::signed_points(value, lang),
                number::signed_whole(low * 100.0),
                choose(lang, "tot", "to"),
                number::signed_whole(high * 100.0)
            ),
            Self::Year(lang) | Self::Number(lang) => format!(
                "{} ({} {} {})",
                number::signed(value, lang),
                number::signed(low, lang),
                choose(lang, "tot", "to"),
                number::signed(high, lang)
            ),
        }
    }
}

/// Whether chance explains the difference, and whether the ranks say the same.
fn verdict(found: &Difference, lang: Lang) -> String {
    let p = found.p_adjusted.unwrap_or(found.p);
    let first = match (p < FOUND, found.value > 0.0) {
        (true, true) => choose(lang, "hoger", "higher"),
        (true, false) => choose(lang, "lager", "lower"),
        (false, _) => choose(lang, "verschil niet aangetoond", "no difference found"),
    };
    let mut words = first.to_owned();
    if p < FOUND
        && let Some(g) = found.g
    {
        words = format!("{words}; g = {}", number::one_decimal(g, lang));
    }
    if found
        .p_ranks
        .is_some_and(|ranks| (ranks < FOUND) != (found.p < FOUND))
    {
        words.push_str(choose(
            lang,
            "; een toets op rangorde zegt anders",
            "; a test of ranks says otherwise",
        ));
    }
    if found.asymptotic {
        words.push_str(choose(lang, " (bij benadering)", " (approximately)"));
    }
    words
}

/// Why there is no difference to read.
pub(crate) fn permission(permission: Permission, lang: Lang) -> String {
    match permission {
        Permission::Allowed => choose(
            lang,
            "geen verschil te berekenen",
            "no difference can be computed",
        )
        .into(),
        Permission::DescriptiveOnly { because } => {
            let first = choose(
                lang,
                "verschil niet te duiden",
                "difference cannot be interpreted",
            );
            match (because, lang) {
                (Weakness::SmallGroup, Lang::Nl) => format!("{first}: minder dan tien antwoorden"),
                (Weakness::SmallGroup, Lang::En) => format!("{first}: fewer than ten answers"),
                (Weakness::LowPower { .. }, Lang::Nl) => {
                    format!("{first}: alleen een heel groot verschil zou opvallen")
                }
                (Weakness::LowPower { .. }, Lang::En) => {
                    format!("{first}: only a very large difference would be seen")
                }
            }
        }
        Permission::Refused { because } => {
            let (nl, en) = match because {
                Refusal::TooFewAnswers => ("te weinig antwoorden", "too few answers"),
                Refusal::NotInBoth => {
                    ("niet in beide metingen gevraagd", "not asked in both waves")
                }
                Refusal::OtherWording => (
                    "de vraag is anders gesteld",
                    "the question was worded otherwise",
                ),
                Refusal::OtherScale => ("de antwoorden zijn anders", "the answers differ"),
                Refusal::FewUnlinked => ("anders terug te rekenen", "could be computed back"),
            };
            choose(lang, nl, en).into()
        }
    }
}

fn growth_table(group: &GroupComparison, labels: &Labels, lang: Lang) -> Option<Table> {
    let measures = group
        .items
        .iter()
        .flat_map(|item| item.measures.iter().map(move |measure| (item, measure)));
    let rows: Vec<Vec<Cell>> = measures
        .filter(|(_, measure)| measure.verdict == Verdict::Released)
        .filter_map(|(item, measure)| {
            let growth = measure.growth.as_ref()?;
            let show = |value: f64| Cell::text(number::signed(value, lang));
            let parts = growth.decomposition;
            let which = if growth.continuing_only {
                choose(
                    lang,
                    "alleen delen die beide keren apart staan",
                    "only parts that stand apart both times",
                )
            } else {
                choose(lang, "alle delen", "all parts")
            };
            Some(vec![
                Cell::text(labels.item(&item.id, lang)),
                show(parts.total),
                show(parts.within),
                show(parts.composition),
                Cell::text(which),
            ])
        })
        .collect();
    let table = Table {
        caption: choose(
            lang,
            "Waar het verschil vandaan komt: binnen de delen, of doordat andere delen meededen",
            "Where the difference comes from: within parts, or because other parts took part",
        )
        .into(),
        columns: vec![
            Column::words(choose(lang, "Vraag", "Question")),
            Column::numbers(choose(lang, "verschil", "difference")),
            Column::numbers(choose(lang, "binnen delen", "within parts")),
            Column::numbers(choose(lang, "samenstelling", "composition")),
            Column::words(choose(lang, "gevolgd", "followed")),
        ],
        rows,
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}

/// What changed, in sentences that the tests carry: the most telling first, at most `most`.
pub(super) fn sentences(source: &Source, group: &str, most: usize, lang: Lang) -> Vec<String> {
    let Some(compared) = &source.compared else {
        return Vec::new();
    };
    let Some(found) = compared.groups.iter().find(|found| found.group == group) else {
        return Vec::new();
    };
    let Some(labels) = labels_of(source, found) else {
        return Vec::new();
    };
    let mut changes: Vec<(&ItemComparison, &Measure, &Difference)> = found
        .items
        .iter()
        .flat_map(|item| item.measures.iter().map(move |measure| (item, measure)))
        .filter(|(_, measure)| measure.verdict == Verdict::Released && measure.category.is_none())
        .filter_map(|(item, measure)| Some((item, measure, measure.difference.as_ref()?)))
        .filter(|(_, _, difference)| difference.p_adjusted.is_some_and(|p| p < FOUND))
        .collect();
    changes.sort_by(|a, b| a.2.p.total_cmp(&b.2.p));
    let sentence = |(item, measure, difference): (&ItemComparison, &Measure, &Difference)| {
        let name = labels.item(&item.id, lang);
        let value = |figure: &Figure| number::one_decimal(figure.value.unwrap_or_default(), lang);
        let (before, after) = (value(&measure.before), value(&measure.after));
        match (difference.value > 0.0, lang) {
            (true, Lang::Nl) => {
                format!("“{name}” is hoger dan de vorige keer: {before} werd {after}.")
            }
            (false, Lang::Nl) => {
                format!("“{name}” is lager dan de vorige keer: {before} werd {after}.")
            }
            (true, Lang::En) => {
                format!("“{name}” is higher than last time: {before} became {after}.")
            }
            (false, Lang::En) => {
                format!("“{name}” is lower than last time: {before} became {after}.")
            }
        }
    };
    changes.into_iter().take(most).map(sentence).collect()
}
