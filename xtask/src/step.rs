//! One step of a chore: a heading, a command, its time; and what Ctrl-C does to it.

use std::ffi::OsStr;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

const POLL: Duration = Duration::from_millis(50);

static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From here on Ctrl-C and SIGTERM end the chore by way of its own clean-up instead of killing it.
pub fn catch_signals() -> Result<()> {
    let flag = STOP.get_or_init(Arc::default);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(flag))?;
    }
    Ok(())
}

/// True once someone has asked the chore to stop.
pub fn stop_asked() -> bool {
    STOP.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// Waits until someone asks the chore to stop, or `gone` says that there is nothing left to wait for.
pub fn wait_for_stop(mut gone: impl FnMut() -> bool) {
    while !stop_asked() && !gone() {
        std::thread::sleep(POLL);
    }
}

/// The cargo that started this program, with `arguments`.
pub fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(arguments: I) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Runs `command` under the heading `name`; a failure names `repeat`, the words that run this step again.
pub fn run(name: &str, command: &mut Command, repeat: &str) -> Result<()> {
    println!("\n── {name}: {}", shown(command));
    let begun = Instant::now();
    let status = spawn_and_wait(command)?;
    let seconds = begun.elapsed().as_secs_f64();
    if stop_asked() {
        bail!("stopped on request during {name}; repeat with: {repeat}");
    }
    if !status.success() {
        bail!("{name} failed after {seconds:.1} s ({status}); repeat with: {repeat}");
    }
    println!("── {name}: passed in {seconds:.1} s");
    Ok(())
}

fn spawn_and_wait(command: &mut Command) -> Result<ExitStatus> {
    let mut child =
        command.spawn().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let mut told = false;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if stop_asked() && !told {
            signal(&child, Signal::TERM);
            told = true;
        }
        std::thread::sleep(POLL);
    }
}

/// Sends `signal` to a child that has not been waited for yet, so its number is still its own.
pub fn signal(child: &Child, signal: Signal) {
    // The only possible failure is that it has just ended, which is what the caller wants.
    let _ = kill_process(Pid::from_child(child), signal);
}

fn shown(command: &Command) -> String {
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once("cargo".into()).chain(arguments).collect::<Vec<_>>().join(" ")
}
