//! What the analysis must know of a question, from the questionnaire.

use mkbroute_analysis::dataset::{Band, Collapse, ItemKind as Kind, ItemSpec};
use mkbroute_domain::surveys::answer::OTHER;
use mkbroute_domain::surveys::instrument::{
    AnalysisNotes, Choice, Item, ItemKind, Question, Scale,
};

/// Describes the column of a question.
pub(super) fn item_spec(question: &Question<'_>) -> ItemSpec {
    let Item {
        kind,
        analysis,
        coded_from,
        ..
    } = question.item;
    let kind = column_kind(kind, analysis);
    let categories = category_codes(&kind);
    ItemSpec {
        id: question.code.to_owned(),
        wording: question.wording,
        block: analysis.block.clone(),
        identifying: analysis.identifying,
        sensitive: analysis.sensitive,
        sensitive_categories: positions(categories, &analysis.sensitive_options),
        collapse: collapses(categories, analysis),
        dominance: analysis.dominance,
        about_others: analysis.about_others,
        counts_for_completeness: coded_from.is_none(),
        kind,
    }
}

fn column_kind(kind: &ItemKind, analysis: &AnalysisNotes) -> Kind {
    match kind {
        ItemKind::Single { options, other } => Kind::Categorical {
            categories: codes(options, other.is_some()),
        },
        ItemKind::Multiple { options, other } => Kind::MultiResponse {
            categories: codes(options, other.is_some()),
        },
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => scale_kind(scale),
        ItemKind::Number {
            min, max, decimals, ..
        } => Kind::Quantity {
            min: *min,
            max: *max,
            decimals: *decimals,
            bands: bands(analysis),
            sum: analysis.sum,
        },
        ItemKind::Year { min, max } => year_kind(*min, *max, 0),
        ItemKind::YearMonth { min, max } => year_kind(*min, max + 1, 1),
        ItemKind::Share => plain(0.0, 100.0, 0),
        ItemKind::Open { .. } | ItemKind::Information => plain(0.0, 0.0, 0),
    }
}

fn year_kind(min: i32, max: i32, decimals: u8) -> Kind {
    plain(f64::from(min), f64::from(max), decimals)
}

fn plain(min: f64, max: f64, decimals: u8) -> Kind {
    Kind::Quantity {
        min,
        max,
        decimals,
        bands: Vec::new(),
        sum: false,
    }
}

fn bands(analysis: &AnalysisNotes) -> Vec<Band> {
    let band = |band: &mkbroute_domain::surveys::instrument::Band| Band {
        code: band.code.clone(),
        min: band.min,
        max: band.max,
    };
    analysis.bands.iter().map(band).collect()
}

/// The boxes are set by the length of the scale: 8 and 5 on 1-10, 6 and 2 on 1-7.
fn scale_kind(scale: &Scale) -> Kind {
    let (top, bottom) = if scale.max >= 10 {
        (8, 5)
    } else {
        (scale.max - 1, scale.min + 1)
    };
    Kind::Scale {
        min: scale.min,
        max: scale.max,
        top,
        bottom,
    }
}

fn codes(options: &[Choice], other: bool) -> Vec<String> {
    let mut codes: Vec<String> = options.iter().map(|option| option.code.clone()).collect();
    if other {
        codes.push(OTHER.to_owned());
    }
    codes
}

fn category_codes(kind: &Kind) -> &[String] {
    match kind {
        Kind::Categorical { categories } | Kind::MultiResponse { categories } => categories,
        Kind::Scale { .. } | Kind::Quantity { .. } => &[],
    }
}

fn positions(categories: &[String], codes: &[String]) -> Vec<u8> {
    let position = |code: &String| {
        let index = categories.iter().position(|category| category == code)?;
        u8::try_from(index).ok()
    };
    codes.iter().filter_map(position).collect()
}

fn collapses(categories: &[String], analysis: &AnalysisNotes) -> Vec<Collapse> {
    let collapse = |step: &mkbroute_domain::surveys::instrument::Collapse| Collapse {
        into: step.into.clone(),
        from: positions(categories, &step.from),
    };
    analysis.collapse.iter().map(collapse).collect()
}
