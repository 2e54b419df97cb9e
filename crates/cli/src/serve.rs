//! `cotmoc serve`: the pages on a data folder, until Ctrl-C.

use std::process::ExitCode;

use anyhow::Context as _;
use tokio::net::TcpListener;
use web::{App, Site};
use work::Work;
use work::sign_in::{STANDING_OFFICE, invite};

use crate::config::{DataArgs, ListenArgs};

/// Flags of `cotmoc serve`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    listen: ListenArgs,
}

/// Runs `cotmoc serve`.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let work = args.data.open().await?;
    serve(work, &args.listen).await
}

/// Serves the pages until Ctrl-C or a termination signal; open requests are finished first.
pub async fn serve(work: Work, listen: &ListenArgs) -> anyhow::Result<ExitCode> {
    let listener = TcpListener::bind(listen.listen)
        .await
        .with_context(|| format!("cannot listen on {}; choose another with --listen", listen.listen))?;
    let address = listener.local_addr()?;
    let site = match &listen.public_url {
        Some(url) => Site::public(url).context("--public-url must start with https:// or http://")?,
        None => Site::loopback(address.port()),
    };
    let base = listen.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    announce(&work, &base).await?;
    web::serve(App::new(work.clone(), site), listener, stop_signal()).await?;
    work.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Prints where to look and a link that signs in once.
async fn announce(work: &Work, base: &str) -> anyhow::Result<()> {
    let link = invite(work, STANDING_OFFICE).await?;
    println!();
    println!("  Cột Mốc đang chạy tại   {base}");
    println!("  Đăng nhập (một lần):    {base}/sign-in/{link}");
    println!();
    println!("  Open the second address to sign in as the standing office; Ctrl-C stops.");
    Ok(())
}

/// Prints a fresh sign-in path for a data folder that is being served.
pub async fn print_sign_in_link(data: &DataArgs) -> anyhow::Result<ExitCode> {
    let work = data.open().await?;
    println!("/sign-in/{}", invite(&work, STANDING_OFFICE).await?);
    Ok(ExitCode::SUCCESS)
}

async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return tokio::signal::ctrl_c().await.unwrap_or(());
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        _ = terminate.recv() => (),
    }
}
