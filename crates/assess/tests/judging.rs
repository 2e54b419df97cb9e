//! Judging indicators: golden cases with their arithmetic, and what they say.
mod sample;

use assess::*;
use domain::*;
use jiff::civil::date;
use sample::*;

const SERIES: [f64; 16] =
    [10.0, 10.2, 10.7, 10.9, 11.5, 11.6, 11.7, 12.2, 12.3, 12.9, 13.0, 13.6, 14.0, 14.6, 14.5, 15.1];

fn innovating_firms() -> Sample {
    an_indicator("%")
        .at_least(2025, 15.0)
        .at_least(2030, 30.0)
        .at_least(2035, 40.0)
        .series("2025-M07", &SERIES, 3)
}

#[test]
fn smoke() {
    let j = innovating_firms().judge(date(2026, 10, 31));
    for lang in [Lang::Vi, Lang::En] {
        println!("{:?} {}", j.status, headline(&j, lang));
        for s in explain(&j, lang) {
            println!("  {s}");
        }
        for p in j.passed() {
            println!("  P {}", explain_passed(p, "%", lang));
        }
        for s in steps(&j, lang) {
            println!("  . {} : {}", s.label, s.arithmetic);
        }
        for r in &j.reasons {
            println!("  r {:#?}", r.text(&j.unit, lang));
        }
    }
    for h in &j.history {
        println!("{} {:?} {:?} {:?}", h.period, h.momentary, h.status, h.steadiness);
    }
}
