//! The command line.

mod audit;
mod choices;
mod config;
mod generate;
mod operations;
mod signing_in;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mkbroute_web::Network;

pub(crate) use audit::{AuditAction, AuditArguments};
pub(crate) use choices::{ForWhom, Format, Group, Language, TableFormat};
pub(crate) use config::{ConfigAction, ConfigArguments};
pub(crate) use generate::GenerateArguments;
pub(crate) use operations::{BackupArguments, DoctorArguments, RestoreArguments};
pub(crate) use signing_in::{ProviderArguments, SignInLinkArguments};

/// Runs and measures Mkb-routes in het hbo.
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) log: LogArguments,
}

const EXAMPLES: &str = "Examples:
  mkbroute demo                                      look around with made-up persons
  mkbroute report nulmeting-2021 --out nulmeting.pdf the baseline report as PDF
  mkbroute export nulmeting-2021 --format xlsx --out nulmeting.xlsx
                                                     its figures for a spreadsheet
  mkbroute check 75% --n 25                          can 75% of 25 persons be true?
  mkbroute serve --listen 127.0.0.1:8080             run for real, behind a TLS proxy

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not ready (not closed or frozen).";

const ANALYSE_EXAMPLES: &str = "Examples:
  mkbroute analyse answers.csv                               a first look, in the terminal
  mkbroute analyse answers.csv --suggest-codebook --out answers.toml
  mkbroute analyse answers.csv --codebook answers.toml --format pdf --out report.pdf
  mkbroute analyse answers.csv --codebook answers.toml --by region --lang en
  mkbroute analyse answers.csv --codebook answers.toml --weights weight --strata region

The codebook is described in docs/codebook-file.md. The release holds what may be shown to anybody;
--audience researcher shows everything and is not for publication.";

const IMPORT_EXAMPLES: &str = "Examples:
  mkbroute import vervolgmeting students.csv --group students --dry-run
  mkbroute import vervolgmeting students.csv --group students

The first line names the questions by their code, as in `mkbroute instrument export`; a column
'pathway' may name the pathway. A cell holds the code of an option or its words; several answers in
one cell are parted by ; or |.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fill a folder with the demonstration and serve it on this machine only.
    Demo(DemoArguments),
    /// Serve the program. The first start prints a one-time administrator link.
    Serve(Box<ServeArguments>),
    /// Write the report of a wave.
    Report(ReportArguments),
    /// Analyse anybody's table, CSV or Parquet, by the rules that a wave is measured by.
    #[command(after_help = ANALYSE_EXAMPLES)]
    Analyse(AnalyseArguments),
    /// Write the figures of a wave for a spreadsheet, a script or a statistics package.
    Export(ExportArguments),
    /// Freeze a closed wave: data files with a codebook and the hash that releases cite.
    Freeze(FreezeArguments),
    /// Import responses that were gathered elsewhere: all rows of a table, or none.
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArguments),
    /// Write what a shell needs to complete commands.
    #[command(after_help = "Example: mkbroute completions bash > /etc/bash_completion.d/mkbroute")]
    Completions(CompletionsArguments),
    /// Write load data: a file of frozen data with made-up respondents.
    Generate(GenerateArguments),
    /// Check, import or export questionnaires.
    Instrument(InstrumentArguments),
    /// Kan dit kloppen? Which counts fit a percentage or a fraction of n.
    Check(CheckArguments),
    /// Check the audit log, or write down how far it is.
    Audit(AuditArguments),
    /// Check the settings, or show those in effect.
    Config(ConfigArguments),
    /// Write a sealed copy of everything, while serving.
    Backup(BackupArguments),
    /// Put a backup in an empty place.
    Restore(RestoreArguments),
    /// Look whether everything is as it should be.
    Doctor(DoctorArguments),
    /// Print a one-time link for a person who has no other way to sign in.
    SignInLink(SignInLinkArguments),
}

/// What the program tells on standard error.
#[derive(Clone, Debug, Args)]
pub(crate) struct LogArguments {
    /// What to log, in the syntax of `tracing`, such as info or mkbroute=debug.
    #[arg(
        long,
        global = true,
        env = "MKBROUTE_LOG",
        value_name = "FILTER",
        hide_short_help = true
    )]
    pub(crate) log: Option<String>,
    /// `json` writes one object a line, for a log server.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = LogFormat::Text,
        env = "MKBROUTE_LOG_FORMAT",
        value_name = "FORMAT",
        hide_short_help = true
    )]
    pub(crate) log_format: LogFormat,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

/// Where the data are.
#[derive(Clone, Debug, Args)]
pub(crate) struct DataArguments {
    /// The settings file [default: mkbroute.toml in the data folder, or in /etc/mkbroute].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Folder for the database and frozen data [default: mkbroute in your data folder].
    #[arg(long, env = "MKBROUTE_DATA", value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL address; without it the embedded database in the folder is used.
    #[arg(
        long,
        env = "MKBROUTE_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// Folder of backups, with the ledger of what was erased [default: backups in the data folder].
    #[arg(
        long,
        env = "MKBROUTE_BACKUPS",
        value_name = "DIR",
        hide_short_help = true
    )]
    pub(crate) backups: Option<PathBuf>,
}

/// How mail leaves. Without these no mail leaves, and links are passed on by coordinators.
#[derive(Clone, Debug, Args)]
pub(crate) struct MailArguments {
    /// Mail server for invitations: smtps://user:password@host, or
    /// smtp://user:password@host:587?tls=required.
    #[arg(
        long,
        env = "MKBROUTE_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(crate) smtp_url: Option<String>,
    /// The sender of invitations, such as "Mkb-routes <meting@example.nl>".
    #[arg(long, env = "MKBROUTE_MAIL_FROM", value_name = "ADDRESS")]
    pub(crate) mail_from: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    /// Fill the folder and stop.
    #[arg(long)]
    pub(crate) seed_only: bool,
    /// Loopback address to serve on.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) mail: MailArguments,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Address to serve on.
    #[arg(
        long,
        env = "MKBROUTE_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR"
    )]
    pub(crate) listen: SocketAddr,
    /// The address that users see; https makes cookies secure.
    #[arg(long, env = "MKBROUTE_ORIGIN", value_name = "URL")]
    pub(crate) origin: Option<String>,
    /// A proxy whose X-Forwarded-For is believed: an address or a network; may be given several times.
    #[arg(
        long,
        env = "MKBROUTE_TRUSTED_PROXIES",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    pub(crate) trusted_proxies: Vec<Network>,
    /// Certificate chain (PEM), when no proxy does TLS; read again when the file changes.
    #[arg(long, env = "MKBROUTE_TLS_CERTIFICATE", value_name = "FILE")]
    pub(crate) tls_certificate: Option<PathBuf>,
    /// Private key of the certificate (PEM).
    #[arg(long, env = "MKBROUTE_TLS_KEY", value_name = "FILE")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Address for /metrics, such as 127.0.0.1:9464; beyond this machine only with a token.
    #[arg(long, env = "MKBROUTE_METRICS_LISTEN", value_name = "ADDR")]
    pub(crate) metrics_listen: Option<SocketAddr>,
    /// What a collector of metrics sends as `Authorization: Bearer`.
    #[arg(
        long,
        env = "MKBROUTE_METRICS_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    pub(crate) metrics_token: Option<String>,
    /// Seconds that requests may take to finish once the program is told to stop.
    #[arg(
        long,
        env = "MKBROUTE_STOP_WITHIN",
        default_value = "35",
        value_name = "SECONDS"
    )]
    pub(crate) stop_within: u64,
    #[command(flatten)]
    pub(crate) provider: ProviderArguments,
    #[command(flatten)]
    pub(crate) mail: MailArguments,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The wave, such as nulmeting-2021.
    pub(crate) wave: String,
    #[arg(long, value_enum, default_value_t = Format::Pdf)]
    pub(crate) format: Format,
    #[arg(long, value_enum, default_value_t = Language::Nl)]
    pub(crate) lang: Language,
    /// `release` holds what may be published, `researcher` holds all and is not for publication.
    #[arg(long, value_enum, default_value_t = ForWhom::Release)]
    pub(crate) audience: ForWhom,
    /// One page for a meeting instead of the whole report (not as JSON).
    #[arg(long)]
    pub(crate) one_page: bool,
    /// The file to write; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The wave, such as nulmeting-2021.
    pub(crate) wave: String,
    /// `csv` has commas and decimal points, also in Dutch; `xlsx` is an Excel workbook.
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub(crate) format: TableFormat,
    #[arg(long, value_enum, default_value_t = Language::Nl)]
    pub(crate) lang: Language,
    /// `release` holds what may be published, `researcher` holds all and is not for publication.
    #[arg(long, value_enum, default_value_t = ForWhom::Release)]
    pub(crate) audience: ForWhom,
    /// The file to write; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct AnalyseArguments {
    /// The table: a CSV file with a header, in any usual dialect, or a Parquet file.
    #[arg(value_name = "DATA")]
    pub(crate) data_file: PathBuf,
    /// How the columns are to be read; without it they are guessed, and the report says so.
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,
    /// Write a first codebook, made from the data, instead of a report.
    #[arg(long, conflicts_with_all = ["codebook", "weights", "strata", "by", "format"])]
    pub(crate) suggest_codebook: bool,
    /// Column with the weight of each respondent; weighted figures stand beside the others.
    #[arg(long, value_name = "COL")]
    pub(crate) weights: Option<String>,
    /// Column with the stratum of each respondent.
    #[arg(long, value_name = "COL")]
    pub(crate) strata: Option<String>,
    /// Also show the answers by the categories of this item; may be given more than once.
    #[arg(long, value_name = "GROUP")]
    pub(crate) by: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[arg(long, value_enum, default_value_t = Language::Nl)]
    pub(crate) lang: Language,
    /// `release` holds what may be published, `researcher` holds all and is not for publication.
    #[arg(long, value_enum, default_value_t = ForWhom::Release)]
    pub(crate) audience: ForWhom,
    /// The file to write; `-` is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct FreezeArguments {
    /// The wave, such as nulmeting-2021.
    pub(crate) wave: String,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// The wave, such as vervolgmeting.
    pub(crate) wave: String,
    /// The table: a CSV file with a header, or a Parquet file.
    pub(crate) file: PathBuf,
    /// Who answered.
    #[arg(long, value_enum)]
    pub(crate) group: Group,
    /// Check every row and store nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) data: DataArguments,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct InstrumentArguments {
    #[command(subcommand)]
    pub(crate) action: InstrumentAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InstrumentAction {
    /// Check a questionnaire file: every problem with its line and item.
    Check { file: PathBuf },
    /// Check a questionnaire file and store it as a frozen version.
    Import {
        file: PathBuf,
        #[command(flatten)]
        data: DataArguments,
    },
    /// Write a stored version to a file or, with `-`, to standard output.
    Export {
        id: String,
        version: u32,
        #[arg(long, value_name = "FILE", default_value = "-")]
        out: PathBuf,
        #[command(flatten)]
        data: DataArguments,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// A percentage (75%, "about 75%") or words (half, a third, driekwart, ongeveer twee derde).
    pub(crate) claim: String,
    /// The number of persons it is said of.
    #[arg(long)]
    pub(crate) n: u32,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
