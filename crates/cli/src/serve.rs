//! `cotmoc serve`: the pages on a data folder, until Ctrl-C.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use web::oidc::Provider;
use web::{App, Site};
use work::Work;
use work::sign_in::{ADMINISTRATOR, STANDING_OFFICE, invite, link, second_factor};
use work::{Actor, demo};

use crate::audit::{HeadArgs, keep_heads_daily};
use crate::config::{DataArgs, FileArgs, KeyArgs, ListenArgs, local_base};
use crate::mail::MailArgs;
use crate::provider::ProviderArgs;
use crate::say::say;

/// Flags of `cotmoc serve`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    listen: ListenArgs,
    #[command(flatten)]
    provider: ProviderArgs,
    #[command(flatten)]
    heads: HeadArgs,
    #[command(flatten)]
    mail: MailArgs,
    #[command(flatten)]
    files: FileArgs,
}

/// Runs `cotmoc serve`.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let provider = args.provider.provider()?;
    let work = args.key.unlock(args.data.open().await?, &args.data.data).await?;
    let work = args.mail.equip(work, args.listen.told_base()?.as_deref())?;
    let work = args.files.equip(work, &args.data.data);
    tokio::spawn(keep_heads_daily(work.clone(), args.heads.file(&args.data.data)));
    serve(work, &args.listen, provider, Greeting::FirstAdministrator).await
}

/// To whom a link is printed that signs in once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Greeting {
    /// To the administrator of a new installation, as long as none can sign in otherwise.
    FirstAdministrator,
    /// To the standing office of the demonstration, each time.
    Demonstration,
}

impl Greeting {
    async fn link(self, work: &Work) -> Result<Option<String>, work::Error> {
        match self {
            Greeting::FirstAdministrator => link::invite_first_administrator(work).await,
            Greeting::Demonstration => invite(work, STANDING_OFFICE).await.map(Some),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Greeting::FirstAdministrator => {
                "Mở địa chỉ thứ hai để đặt mật khẩu quản trị — open the second address to set the administrator's password; Ctrl-C: dừng, stops."
            }
            Greeting::Demonstration => {
                "Mở địa chỉ thứ hai để vào với vai trò cơ quan thường trực — open the second address to sign in as the standing office; Ctrl-C: dừng, stops."
            }
        }
    }
}

/// Serves the pages and works on background jobs until Ctrl-C or a termination signal; what has begun is
/// finished first.
pub async fn serve(
    work: Work,
    listen: &ListenArgs,
    provider: Option<Provider>,
    greeting: Greeting,
) -> anyhow::Result<ExitCode> {
    let public = listen.public_url()?;
    let wanted = listen.address();
    let listener = TcpListener::bind(wanted).await.with_context(|| {
        format!(
            "{wanted}: không mở được cổng này; chọn địa chỉ khác bằng --listen (cannot listen on {wanted}; choose another with --listen)"
        )
    })?;
    let address = listener.local_addr()?;
    let mut site = public.as_deref().and_then(Site::public).unwrap_or_else(|| local_site(address));
    site.proxies = listen.proxies();
    let is_local = public.is_none();
    announce(&work, &public.unwrap_or_else(|| local_base(address)), greeting).await?;
    if is_local && address.ip().is_unspecified() {
        say("")?;
        say(&format!("  Để máy khác truy cập, đặt --public-url http://TÊN-MÁY:{}", address.port()))?;
        say("  For other machines, set --public-url to the address that they use.")?;
    }
    let app = App::new(work.clone(), site);
    let app = match provider {
        Some(provider) => app.with_provider(provider),
        None => app,
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let jobs = tokio::spawn(work::jobs::run(work.clone(), async { drop(stopped.await) }));
    let served = web::serve(app, listener, stop_signal()).await;
    drop(stop);
    jobs.await?;
    served?;
    work.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// A site that answers to this machine's names and to the address it listens on.
fn local_site(address: SocketAddr) -> Site {
    let mut site = Site::loopback(address.port());
    site.hosts.push(address.to_string());
    site
}

/// Prints where to look, and a link that signs in once to whom it is due.
async fn announce(work: &Work, base: &str, greeting: Greeting) -> anyhow::Result<()> {
    let link = greeting.link(work).await?;
    say("")?;
    say(&format!("  Cột Mốc đang chạy tại   {base}"))?;
    if let Some(link) = link {
        say(&format!("  Đăng nhập (một lần):    {base}/sign-in/{link}"))?;
        say("")?;
        say(&format!("  {}", greeting.words()))?;
    }
    Ok(())
}

/// Flags of `cotmoc sign-in-link`.
#[derive(clap::Args)]
pub struct LinkArgs {
    /// Tên đăng nhập; mặc định là quản trị hệ thống, hoặc cơ quan thường trực của dữ liệu minh họa — whose
    /// link: the administrator's unless told, or the standing office's of a demonstration.
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Bỏ cả lớp xác thực thứ hai của tài khoản, khi đã mất điện thoại và mã dự phòng — also removes the
    /// account's second factor, for whoever lost the device and the recovery codes.
    #[arg(long)]
    remove_second_factor: bool,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    listen: ListenArgs,
}

/// Prints a fresh sign-in address for data that are being served; of an unknown site only its path.
pub async fn print_sign_in_link(args: &LinkArgs) -> anyhow::Result<ExitCode> {
    let base = args.listen.told_base()?;
    let work = args.data.open_existing().await?;
    let path = format!("/sign-in/{}", new_link(&work, args).await?);
    work.store.close().await;
    say(&format!("{}{path}", base.as_deref().unwrap_or_default()))?;
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

async fn new_link(work: &Work, args: &LinkArgs) -> anyhow::Result<String> {
    let seat = if demo::is_loaded(work).await? { STANDING_OFFICE } else { ADMINISTRATOR };
    let name = args.account.as_deref().unwrap_or(seat.sign_in_name);
    let actor = Actor::program("cotmoc sign-in-link");
    let Some(link) = link::send_by_name(work, &actor, name).await? else {
        if args.account.is_none() {
            return Ok(invite(work, seat).await?);
        }
        bail!("{name}: không có tài khoản này (there is no such account)");
    };
    if args.remove_second_factor {
        second_factor::reset_by_name(work, &actor, name).await?;
    }
    Ok(link)
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
