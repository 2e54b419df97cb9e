//! `cotmoc serve`: the pages on a data folder, until Ctrl-C.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Context as _;
use tokio::net::TcpListener;
use web::{App, Site};
use work::Work;
use work::sign_in::{ADMINISTRATOR, STANDING_OFFICE, Seat, invite};

use crate::config::{DataArgs, ListenArgs, local_base};

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
    serve(work, &args.listen, ADMINISTRATOR).await
}

/// Serves the pages until Ctrl-C or a termination signal; open requests are finished first.
pub async fn serve(work: Work, listen: &ListenArgs, seat: Seat) -> anyhow::Result<ExitCode> {
    let public = listen.public_url()?;
    let wanted = listen.address();
    let listener = TcpListener::bind(wanted).await.with_context(|| {
        format!(
            "{wanted}: không mở được cổng này; chọn địa chỉ khác bằng --listen (cannot listen on {wanted}; choose another with --listen)"
        )
    })?;
    let address = listener.local_addr()?;
    let site = public.as_deref().and_then(Site::public).unwrap_or_else(|| local_site(address));
    let is_local = public.is_none();
    announce(&work, &public.unwrap_or_else(|| local_base(address)), seat).await?;
    if is_local && address.ip().is_unspecified() {
        println!();
        println!("  Để máy khác truy cập, đặt --public-url http://TÊN-MÁY:{}", address.port());
        println!("  For other machines, set --public-url to the address that they use.");
    }
    web::serve(App::new(work.clone(), site), listener, stop_signal()).await?;
    work.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// A site that answers to this machine's names and to the address it listens on.
fn local_site(address: SocketAddr) -> Site {
    let mut site = Site::loopback(address.port());
    site.hosts.push(address.to_string());
    site
}

/// Prints where to look and a link that signs in once.
async fn announce(work: &Work, base: &str, seat: Seat) -> anyhow::Result<()> {
    let link = invite(work, seat).await?;
    println!();
    println!("  Cột Mốc đang chạy tại   {base}");
    println!("  Đăng nhập (một lần):    {base}/sign-in/{link}");
    println!();
    println!("  Open the second address to sign in as the standing office; Ctrl-C stops.");
    Ok(())
}

/// Flags of `cotmoc sign-in-link`.
#[derive(clap::Args)]
pub struct LinkArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    listen: ListenArgs,
}

/// Prints a fresh sign-in address for data that are being served; of an unknown site only its path.
pub async fn print_sign_in_link(args: &LinkArgs) -> anyhow::Result<ExitCode> {
    let base = args.listen.told_base()?;
    let work = args.data.open_existing().await?;
    let path = format!("/sign-in/{}", invite(&work, STANDING_OFFICE).await?);
    work.store.close().await;
    println!("{}{path}", base.as_deref().unwrap_or_default());
    if base.is_none() {
        eprintln!(
            "Ghép đường dẫn này vào sau địa chỉ trang web, ví dụ http://127.0.0.1:5757, hoặc chạy lại với --listen hay --public-url để có địa chỉ đầy đủ."
        );
        eprintln!(
            "Append this path to the site's address, or give --listen or --public-url to have it whole."
        );
    }
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
