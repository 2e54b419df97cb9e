//! Places for things that stand side by side in a row.

/// The gap between two neighbours where there is room.
const GAP: f64 = 22.0;

/// The gap between slots of a row, smaller where the row is full.
fn gap(widths: &[f64], room: f64) -> f64 {
    let taken: f64 = widths.iter().sum();
    let gaps = widths.len().saturating_sub(1).max(1) as f64;
    ((room - 8.0 - taken) / gaps).min(GAP)
}

/// Centres of slots that stand side by side in the middle.
pub fn spread(widths: &[f64], room: f64) -> Vec<f64> {
    let gap = gap(widths, room);
    let whole: f64 = widths.iter().sum::<f64>() + gap * widths.len().saturating_sub(1) as f64;
    let mut x = (room - whole) / 2.0;
    widths
        .iter()
        .map(|wide| {
            let centre = x + wide / 2.0;
            x += wide + gap;
            centre
        })
        .collect()
}

/// Moves slots to where they want to be, keeping their order and their distance.
///
/// Pushing from the left drifts right and pushing from the right drifts left; the mean of both does neither.
pub fn settle(wanted: &[f64], widths: &[f64], room: f64) -> Vec<f64> {
    let gap = gap(widths, room);
    let apart = |i: usize| f64::midpoint(widths[i], widths[i + 1]) + gap;
    let mut from_left = wanted.to_vec();
    for i in 1..wanted.len() {
        from_left[i] = from_left[i].max(from_left[i - 1] + apart(i - 1));
    }
    let mut from_right = wanted.to_vec();
    for i in (1..wanted.len()).rev() {
        from_right[i - 1] = from_right[i - 1].min(from_right[i] - apart(i - 1));
    }
    let mean = from_left.iter().zip(&from_right).map(|(a, b)| f64::midpoint(*a, *b));
    held_within(mean.collect(), widths, room, apart)
}

/// Pushes a row back where it sticks out.
fn held_within(mut centres: Vec<f64>, widths: &[f64], room: f64, apart: impl Fn(usize) -> f64) -> Vec<f64> {
    if let (Some(last), Some(wide)) = (centres.last_mut(), widths.last()) {
        *last = last.min(room - wide / 2.0 - 4.0);
    }
    for i in (1..centres.len()).rev() {
        centres[i - 1] = centres[i - 1].min(centres[i] - apart(i - 1));
    }
    if let (Some(first), Some(wide)) = (centres.first_mut(), widths.first()) {
        *first = first.max(wide / 2.0 + 4.0);
    }
    for i in 1..centres.len() {
        centres[i] = centres[i].max(centres[i - 1] + apart(i - 1));
    }
    centres
}
