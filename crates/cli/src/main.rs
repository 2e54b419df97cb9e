//! The executable `cotmoc`: reads the configuration and calls the verbs.

mod audit;
mod bodies;
mod config;
mod demo;
mod import;
mod import_report;
mod key;
mod mail;
mod merge_reports;
mod provider;
mod say;
mod serve;
mod settings;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Theo dõi, đánh giá việc thực hiện kế hoạch hành động — tracks and judges action plans.
#[derive(Parser)]
#[command(name = "cotmoc", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tạo tỉnh minh họa và mở trang web — creates the demonstration province and serves it.
    Demo(demo::Args),
    /// Chạy máy chủ — serves the pages on a data folder.
    Serve(serve::Args),
    /// Đọc một văn bản — reads a document into a draft plan.
    Import(import::Args),
    /// Nhận biểu Excel đã nhập — takes filled-in workbooks into their reports.
    ImportReport(import_report::Args),
    /// Gộp biểu Excel của các đơn vị thành một — merges bodies' workbooks into one.
    MergeReports(merge_reports::Args),
    /// Nạp danh mục đơn vị — takes in lists of bodies.
    Bodies(bodies::Args),
    /// Xuất, nhập quy tắc — takes the rule sets out and in.
    Settings(settings::Args),
    /// Nhật ký: kiểm tra, in đầu chuỗi, xuất — the log: verifies it, prints its head, takes it out.
    Audit(audit::Args),
    /// In đường dẫn đăng nhập một lần — prints a one-time sign-in link.
    SignInLink(serve::LinkArgs),
}

fn main() -> ExitCode {
    config::log_to_stderr();
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cotmoc: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Demo(args) => demo::run(args).await,
            Command::Serve(args) => serve::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::ImportReport(args) => import_report::run(args).await,
            Command::MergeReports(args) => merge_reports::run(args).await,
            Command::Bodies(args) => bodies::run(args).await,
            Command::Settings(args) => settings::run(args).await,
            Command::Audit(args) => audit::run(args).await,
            Command::SignInLink(args) => serve::print_sign_in_link(&args).await,
        }
    })
}
