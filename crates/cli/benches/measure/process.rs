//! What Linux tells of a process and of the machine.

use std::fs;

use anyhow::{Context, Result};
use rustix::time::{ClockId, clock_gettime};
use work::Clock;

/// A line of a process's status in kB, such as `VmRSS` (held now) or `VmHWM` (held at most).
pub fn memory_kb(process: &str, line: &str) -> Result<u64> {
    let file = format!("/proc/{process}/status");
    let status = fs::read_to_string(&file).with_context(|| format!("{file}: Linux only"))?;
    field(&status, line)
        .context("the status has this line")?
        .trim_end_matches("kB")
        .trim()
        .parse()
        .context("a number")
}

/// Processor time that a process has used, in ms; what waited for other work on the machine is not in it.
pub fn cpu_ms(process: &str) -> Result<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, which comes second, may hold spaces; it ends with the last bracket.
    let (_, fields) = stat.rsplit_once(')').context("the name is in brackets")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok(ticks / TICKS_PER_SECOND * 1000.0)
}

/// Processor time that this thread has used, in ms.
pub fn own_cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Prints the date, the processor and the memory.
pub fn print_machine() -> Result<()> {
    let (processors, memory) = (fs::read_to_string("/proc/cpuinfo")?, fs::read_to_string("/proc/meminfo")?);
    let cores = std::thread::available_parallelism()?;
    let model = field(&processors, "model name").unwrap_or("unknown processor");
    let total_kb: u64 = field(&memory, "MemTotal").unwrap_or("0").trim_end_matches("kB").trim().parse()?;
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default();
    println!(
        "{}, {cores} cores ({model}), {} GB, load {load}",
        Clock::system().today(),
        total_kb.div_ceil(1 << 20)
    );
    Ok(())
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}
