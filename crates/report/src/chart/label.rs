//! Labels that keep out of each other's way.

use super::svg::Point;

/// A rectangle on the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// A rectangle by its upper left corner and its size.
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    fn overlap(&self, other: &Rect) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The place within that is nearest to a point.
    fn nearest(&self, (x, y): Point) -> Point {
        (x.max(self.left).min(self.right), y.max(self.top).min(self.bottom))
    }

    /// Moves the rectangle into the bounds, as little as needed.
    fn moved_into(self, bounds: &Rect) -> Self {
        let dx = (bounds.left - self.left).max(0.0) - (self.right - bounds.right).max(0.0);
        let dy = (bounds.top - self.top).max(0.0) - (self.bottom - bounds.bottom).max(0.0);
        Self { left: self.left + dx, right: self.right + dx, top: self.top + dy, bottom: self.bottom + dy }
    }
}

/// Which way a label lies from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Above, ending at the point.
    AboveLeft,
    /// Above, centred.
    Above,
    /// Above, starting at the point.
    AboveRight,
    /// To the right.
    Right,
    /// To the left.
    Left,
    /// Below, starting at the point.
    BelowRight,
    /// Below, centred.
    Below,
    /// Below, ending at the point.
    BelowLeft,
}

/// The sides in the order in which they are tried when nothing else is asked.
pub const ANY_SIDE: [Side; 8] = [
    Side::AboveLeft,
    Side::Above,
    Side::BelowRight,
    Side::Below,
    Side::Right,
    Side::AboveRight,
    Side::BelowLeft,
    Side::Left,
];

/// A label's place and the point it belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The place.
    pub rect: Rect,
    /// The point.
    pub at: Point,
}

impl Placed {
    /// Where the text begins, ends or has its middle, and which of these, so that it leans on its point.
    pub fn anchor(&self) -> (f64, &'static str) {
        if self.rect.right <= self.at.0 + 1.0 {
            (self.rect.right, "end")
        } else if self.rect.left >= self.at.0 - 1.0 {
            (self.rect.left, "start")
        } else {
            (f64::midpoint(self.rect.left, self.rect.right), "middle")
        }
    }
}

/// Finds free places, remembering what is taken.
pub struct Placer {
    bounds: Rect,
    taken: Vec<Rect>,
    dots: Vec<Point>,
}

impl Placer {
    /// All labels will lie within the bounds.
    pub fn new(bounds: Rect) -> Self {
        Self { bounds, taken: Vec::new(), dots: Vec::new() }
    }

    /// Keeps labels off a rectangle.
    pub fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Keeps labels off a line through points, where that is possible.
    pub fn avoid_line(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            let length = libm::hypot(x2 - x1, y2 - y1);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "held between 1 and 400"
            )]
            let steps = (length / 4.0).clamp(1.0, 400.0) as u32;
            self.dots.extend((0..=steps).map(|i| {
                let part = f64::from(i) / f64::from(steps);
                (x1 + part * (x2 - x1), y1 + part * (y2 - y1))
            }));
        }
    }

    /// The best place for a label of this size at one of the points; it is then taken.
    ///
    /// Earlier points and sides win where places are equally good.
    pub fn place(&mut self, ats: &[Point], size: (f64, f64), gap: f64, sides: &[Side]) -> Placed {
        let best = self
            .candidates(ats, size, gap, sides)
            .map(|placed| (self.cost(&placed.rect), placed))
            .min_by(|(a, _), (b, _)| a.total_cmp(b))
            .map_or(Placed { rect: Rect::new(0.0, 0.0, 0.0, 0.0), at: (0.0, 0.0) }, |(_, placed)| placed);
        self.taken.push(best.rect);
        best
    }

    /// As [`Self::place`], but only where the label crosses nothing.
    pub fn place_if_free(
        &mut self,
        ats: &[Point],
        size: (f64, f64),
        gap: f64,
        sides: &[Side],
    ) -> Option<Placed> {
        let free = self.candidates(ats, size, gap, sides).find(|placed| self.cost(&placed.rect) <= 0.0)?;
        self.taken.push(free.rect);
        Some(free)
    }

    fn candidates<'a>(
        &'a self,
        ats: &'a [Point],
        size: (f64, f64),
        gap: f64,
        sides: &'a [Side],
    ) -> impl Iterator<Item = Placed> + 'a {
        ats.iter().map(|at| self.bounds.nearest(*at)).flat_map(move |at| {
            sides
                .iter()
                .map(move |side| Placed { rect: rect_at(*side, at, size, gap).moved_into(&self.bounds), at })
        })
    }

    /// What a place covers: text under text weighs most.
    fn cost(&self, rect: &Rect) -> f64 {
        let with_air = Rect { left: rect.left - 4.0, right: rect.right + 4.0, ..*rect };
        let over_text: f64 = self.taken.iter().map(|taken| taken.overlap(&with_air)).sum();
        let over_lines = self.dots.iter().filter(|dot| rect.holds(**dot)).count();
        over_text * 10.0 + over_lines as f64 * 4.0
    }
}

fn rect_at(side: Side, (x, y): (f64, f64), (width, height): (f64, f64), gap: f64) -> Rect {
    let (left, top) = match side {
        Side::AboveLeft => (x - width, y - gap - height),
        Side::Above => (x - width / 2.0, y - gap - height),
        Side::AboveRight => (x, y - gap - height),
        Side::Right => (x + gap, y - height / 2.0),
        Side::Left => (x - gap - width, y - height / 2.0),
        Side::BelowRight => (x + 5.0, y + gap),
        Side::Below => (x - width / 2.0, y + gap),
        Side::BelowLeft => (x - width - 5.0, y + gap),
    };
    Rect::new(left, top, width, height)
}

/// About how wide a text runs, in the unit of its size; rather too wide than too narrow.
///
/// Fitted to Be Vietnam Pro, the widest of the faces used.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' => {
            0.28
        }
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | '-' | 'I' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.92,
        c if c.is_uppercase() => 0.74,
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 0.6,
    }
}

/// Cuts a text so that it fits, with an ellipsis.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = letter_width('…') * size;
    let kept: String = text
        .chars()
        .take_while(|letter| {
            used += letter_width(*letter) * size;
            used <= room
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// Breaks a text into at most `lines` lines that fit; the last is cut.
pub fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        if out.len() + 1 >= lines {
            let rest: Vec<&str> = words.collect();
            out.push(fit(&rest.join(" "), size, room));
            return out;
        }
        let mut line = fit(word, size, room);
        words.next();
        while let Some(word) = words.peek() {
            if width(&line, size) + width(word, size) + letter_width(' ') * size > room {
                break;
            }
            line.push(' ');
            line.push_str(word);
            words.next();
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_label_gives_way_to_the_first() {
        let mut placer = Placer::new(Rect::new(0.0, 0.0, 200.0, 100.0));
        let first = placer.place(&[(100.0, 50.0)], (40.0, 12.0), 4.0, &ANY_SIDE);
        let second = placer.place(&[(100.0, 50.0)], (40.0, 12.0), 4.0, &ANY_SIDE);
        assert!(first.rect.overlap(&second.rect) <= 0.0, "{first:?} {second:?}");
    }

    #[test]
    fn labels_stay_within_the_bounds() {
        let mut placer = Placer::new(Rect::new(0.0, 0.0, 200.0, 100.0));
        let rect = placer.place(&[(199.0, 1.0)], (60.0, 20.0), 4.0, &[Side::AboveRight]).rect;
        assert!(rect.right <= 200.0 && rect.top >= 0.0, "{rect:?}");
    }

    #[test]
    fn long_texts_are_wrapped_and_cut() {
        let lines = wrap("một hai ba bốn năm sáu bảy tám chín mười", 10.0, 80.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line, 10.0) <= 80.0), "{lines:?}");
        assert!(lines[1].ends_with('…'));
    }
}
