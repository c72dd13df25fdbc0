//! `mkbroute config`: are the settings understood, and which are in effect?

use crate::cli::{ConfigAction, ConfigArguments};
use crate::settings::{self, Asked, Effective};

/// Checks or shows the settings.
pub(crate) fn run(arguments: &ConfigArguments, asked: &Asked) -> anyhow::Result<()> {
    match &arguments.action {
        ConfigAction::Check { serve } => {
            let mut problems = asked.problems.clone();
            problems.extend(settings::review(serve, &asked.effective));
            check(asked, &problems)
        }
        ConfigAction::Show { .. } if asked.problems.is_empty() => {
            show(asked);
            Ok(())
        }
        ConfigAction::Show { .. } => Err(settings::refuse(&asked.problems)),
    }
}

fn check(asked: &Asked, problems: &[settings::Problem]) -> anyhow::Result<()> {
    if !problems.is_empty() {
        return Err(settings::refuse(problems));
    }
    let file = match &asked.file {
        Some(file) => format!("{} is sound", file.display()),
        None => "There is no settings file".to_owned(),
    };
    let of_file = |given: &&settings::Given| !given.place.starts_with("MKBROUTE_");
    let lines = asked.given.iter().filter(of_file).count();
    println!(
        "{file}: {lines} settings from it, {} from the environment.",
        asked.given.len() - lines
    );
    Ok(())
}

/// Prints what is in effect as a settings file, with the place of each setting.
fn show(asked: &Asked) {
    for setting in &asked.effective {
        println!("{}", line(setting));
    }
}

fn line(setting: &Effective) -> String {
    let name = &setting.name;
    let shown = setting.values.iter().map(|value| {
        if setting.secret {
            settings::hidden(value)
        } else {
            value.clone()
        }
    });
    let shown: Vec<String> = shown.map(|value| format!("{value:?}")).collect();
    match shown.as_slice() {
        [] => format!("# {name} is not set"),
        [only] => format!("{name} = {only}  # {}", place(setting)),
        many => format!("{name} = [{}]  # {}", many.join(", "), place(setting)),
    }
}

fn place(setting: &Effective) -> &str {
    setting.place.as_deref().unwrap_or("usual")
}
