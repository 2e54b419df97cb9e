//! Where each document's box stands, and by which way each line runs.

use domain::Relation;

use super::super::Size;
use super::spacing::{settle, spread};
use super::{LineageDocument, LineageLink};

pub const BOX_HEIGHT: f64 = 66.0;
const LAYER_GAP: f64 = 54.0;
const LANE: f64 = 10.0;
const LEAST_GAP: f64 = 8.0;

/// A line between two documents.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Index of the document that speaks.
    pub from: usize,
    /// Index of the other.
    pub to: usize,
    pub relation: Relation,
    /// Places it runs through in the layers between, from `from` to `to`.
    pub lanes: Vec<(f64, f64)>,
}

/// The finished layout.
pub struct Layout {
    pub width: f64,
    pub height: f64,
    pub box_width: f64,
    /// Upper left corner of each document's box.
    pub boxes: Vec<(f64, f64)>,
    pub edges: Vec<Edge>,
}

/// A place in a layer: a document's box, or the lane of a line that passes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Slot {
    Document(usize),
    Lane { edge: usize, layer: usize },
}

impl Layout {
    pub fn of(documents: &[LineageDocument], links: &[LineageLink], size: Size) -> Self {
        let (width, box_width, per_row) = match size {
            Size::Wide => (760.0, 168.0, 4),
            Size::Narrow => (360.0, 150.0, 2),
        };
        let edges = edges(documents, links);
        let layers = layers(documents.len(), &edges);
        let layer_of = split_wide(&layers, &edges, per_row);
        let mut plan = Plan { edges, layer_of, rows: Vec::new() };
        plan.fill_rows();
        plan.order();
        let box_width = plan.box_width(width, box_width);
        plan.place(width, box_width)
    }
}

/// The links between documents that are given, each once, none to itself.
fn edges(documents: &[LineageDocument], links: &[LineageLink]) -> Vec<Edge> {
    let index = |id: &str| documents.iter().position(|d| d.id == id);
    let mut edges: Vec<Edge> = Vec::new();
    for link in links {
        let (Some(from), Some(to)) = (index(&link.from), index(&link.to)) else { continue };
        let is_known = edges.iter().any(|e| e.from == from && e.to == to && e.relation == link.relation);
        if from != to && !is_known {
            edges.push(Edge { from, to, relation: link.relation, lanes: Vec::new() });
        }
    }
    edges
}

fn is_sideways(relation: Relation) -> bool {
    matches!(relation, Relation::Replaces | Relation::Amends)
}

/// The longest way up from each document; those joined sideways share a layer.
///
/// Rounds are bounded by the number of documents, so that a circle of links ends too.
fn layers(count: usize, edges: &[Edge]) -> Vec<usize> {
    let mut layer = vec![0; count];
    for _ in 0..count {
        let mut is_settled = true;
        for edge in edges {
            let (from, to) = (layer[edge.from], layer[edge.to]);
            let level = if is_sideways(edge.relation) { from.max(to) } else { from.max(to + 1) };
            if from < level && level < count {
                layer[edge.from] = level;
                is_settled = false;
            }
            if is_sideways(edge.relation) && to < level {
                layer[edge.to] = level;
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    layer
}

/// Breaks layers that are too wide into several; documents joined sideways stay together.
fn split_wide(layers: &[usize], edges: &[Edge], per_row: usize) -> Vec<usize> {
    let mut split = vec![0; layers.len()];
    let mut next = 0;
    for layer in 0..=layers.iter().copied().max().unwrap_or(0) {
        let members: Vec<usize> = (0..layers.len()).filter(|d| layers[*d] == layer).collect();
        let mut used = 0;
        for family in families(&members, edges) {
            if used > 0 && used + family.len() > per_row {
                (next, used) = (next + 1, 0);
            }
            for (i, document) in family.iter().enumerate() {
                if i > 0 && i % per_row == 0 {
                    (next, used) = (next + 1, 0);
                }
                split[*document] = next;
                used += 1;
            }
        }
        if !members.is_empty() {
            next += 1;
        }
    }
    split
}

/// Groups of documents joined sideways, those with most links upward and downward last.
fn families(members: &[usize], edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = members.iter().map(|d| vec![*d]).collect();
    for edge in edges.iter().filter(|e| is_sideways(e.relation)) {
        let find = |families: &[Vec<usize>], d: usize| families.iter().position(|f| f.contains(&d));
        let (Some(a), Some(b)) = (find(&families, edge.from), find(&families, edge.to)) else { continue };
        if a != b {
            let moved = families.remove(b.max(a));
            families[b.min(a)].extend(moved);
        }
    }
    // What others carry out stands in the lowest row of its layer, next to them.
    let carried =
        |f: &Vec<usize>| edges.iter().filter(|e| f.contains(&e.to) && !is_sideways(e.relation)).count();
    families.sort_by_key(carried);
    families
}

/// Rows of slots under construction.
struct Plan {
    edges: Vec<Edge>,
    layer_of: Vec<usize>,
    rows: Vec<Vec<Slot>>,
}

impl Plan {
    fn fill_rows(&mut self) {
        let depth = self.layer_of.iter().copied().max().map_or(0, |d| d + 1);
        self.rows = vec![Vec::new(); depth];
        for (document, layer) in self.layer_of.iter().enumerate() {
            self.rows[*layer].push(Slot::Document(document));
        }
        for (i, edge) in self.edges.iter().enumerate() {
            let (a, b) = (self.layer_of[edge.from], self.layer_of[edge.to]);
            for layer in a.min(b) + 1..a.max(b) {
                self.rows[layer].push(Slot::Lane { edge: i, layer });
            }
        }
    }

    /// Sweeps down and up, ordering each row by the mean place of its neighbours.
    fn order(&mut self) {
        for sweep in 0..12 {
            let rows: Vec<usize> = if sweep % 2 == 0 {
                (1..self.rows.len()).collect()
            } else {
                (0..self.rows.len().saturating_sub(1)).rev().collect()
            };
            for row in rows {
                self.order_row(row);
            }
        }
    }

    fn order_row(&mut self, row: usize) {
        let mut keyed: Vec<(f64, Slot)> = self.rows[row]
            .iter()
            .enumerate()
            .map(|(i, slot)| {
                let own = self.part(row, i);
                (self.mean_of_neighbours(*slot, row).unwrap_or(own), *slot)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.rows[row] = keyed.into_iter().map(|(_, slot)| slot).collect();
        self.keep_families(row);
    }

    /// Where in its row a slot stands, from 0 to 1.
    fn part(&self, row: usize, index: usize) -> f64 {
        (index as f64 + 0.5) / self.rows[row].len().max(1) as f64
    }

    /// The mean place of what a slot is joined to in other rows.
    fn mean_of_neighbours(&self, slot: Slot, row: usize) -> Option<f64> {
        let places: Vec<f64> =
            self.neighbours(slot, row).into_iter().filter_map(|n| self.part_of(n)).collect();
        (!places.is_empty()).then(|| places.iter().sum::<f64>() / places.len() as f64)
    }

    fn part_of(&self, slot: Slot) -> Option<f64> {
        self.rows
            .iter()
            .enumerate()
            .find_map(|(row, slots)| slots.iter().position(|s| *s == slot).map(|index| self.part(row, index)))
    }

    /// The slots of the rows just above and below that a line joins to this one.
    fn neighbours(&self, slot: Slot, row: usize) -> Vec<Slot> {
        match slot {
            Slot::Lane { edge, .. } => [row.checked_sub(1), Some(row + 1)]
                .into_iter()
                .flatten()
                .map(|r| self.along(edge, r))
                .collect(),
            Slot::Document(document) => self
                .edges
                .iter()
                .enumerate()
                .filter(|(_, e)| e.from == document || e.to == document)
                .filter_map(|(i, e)| {
                    let other = if e.from == document { e.to } else { e.from };
                    match self.layer_of[other].cmp(&row) {
                        std::cmp::Ordering::Less => Some(self.along(i, row - 1)),
                        std::cmp::Ordering::Greater => Some(self.along(i, row + 1)),
                        std::cmp::Ordering::Equal => None,
                    }
                })
                .collect(),
        }
    }

    /// What an edge occupies in a row: the document at its end, or its lane.
    fn along(&self, edge: usize, row: usize) -> Slot {
        let Edge { from, to, .. } = self.edges[edge];
        if self.layer_of[from] == row {
            Slot::Document(from)
        } else if self.layer_of[to] == row {
            Slot::Document(to)
        } else {
            Slot::Lane { edge, layer: row }
        }
    }

    /// Moves documents that replace or amend one another next to each other.
    fn keep_families(&mut self, row: usize) {
        for i in 0..self.edges.len() {
            let Edge { from, to, relation, .. } = self.edges[i];
            let at = |slots: &[Slot], d| slots.iter().position(|s| *s == Slot::Document(d));
            let slots = &mut self.rows[row];
            let (Some(a), Some(b)) = (at(slots, from), at(slots, to)) else { continue };
            if is_sideways(relation) && a.abs_diff(b) > 1 {
                let moved = slots.remove(a);
                let b = at(slots, to).unwrap_or(0);
                slots.insert(if a > b { b + 1 } else { b }, moved);
            }
        }
    }

    /// The widest box, up to `most`, with which every row fits.
    fn box_width(&self, room: f64, most: f64) -> f64 {
        let fits = |slots: &Vec<Slot>| {
            let boxes = slots.iter().filter(|s| matches!(s, Slot::Document(_))).count();
            let lanes = slots.len() - boxes;
            let free = room - 8.0 - LANE * lanes as f64 - LEAST_GAP * slots.len().saturating_sub(1) as f64;
            free / boxes.max(1) as f64
        };
        self.rows.iter().map(fits).fold(most, f64::min).max(72.0)
    }

    /// Gives every slot its place: rows are centred, then drawn towards their neighbours.
    fn place(mut self, width: f64, box_width: f64) -> Layout {
        let mut centres: Vec<Vec<f64>> =
            (0..self.rows.len()).map(|row| spread(&self.widths(row, box_width), width)).collect();
        for _ in 0..8 {
            for row in 0..self.rows.len() {
                let wanted: Vec<f64> =
                    (0..self.rows[row].len()).map(|i| self.wanted(&centres, row, i)).collect();
                centres[row] = settle(&wanted, &self.widths(row, box_width), width);
            }
        }
        let mut boxes = vec![(0.0, 0.0); self.layer_of.len()];
        for (row, slots) in self.rows.iter().enumerate() {
            let top = row as f64 * (BOX_HEIGHT + LAYER_GAP) + 4.0;
            for (i, slot) in slots.iter().enumerate() {
                match *slot {
                    Slot::Document(document) => boxes[document] = (centres[row][i] - box_width / 2.0, top),
                    Slot::Lane { edge, .. } => {
                        let lane = (centres[row][i], top + BOX_HEIGHT / 2.0);
                        self.edges[edge].lanes.push(lane);
                    }
                }
            }
        }
        for edge in &mut self.edges {
            // Lanes were met from the top; the line runs from the one that speaks.
            if self.layer_of[edge.from] > self.layer_of[edge.to] {
                edge.lanes.reverse();
            }
        }
        centre(&mut boxes, &mut self.edges, box_width, width);
        let rows = self.rows.len() as f64;
        let height = (rows * BOX_HEIGHT + (rows - 1.0).max(0.0) * LAYER_GAP + 8.0).max(40.0);
        Layout { width, height, box_width, boxes, edges: self.edges }
    }

    fn widths(&self, row: usize, box_width: f64) -> Vec<f64> {
        let wide = |slot: &Slot| if matches!(slot, Slot::Document(_)) { box_width } else { LANE };
        self.rows[row].iter().map(wide).collect()
    }

    fn wanted(&self, centres: &[Vec<f64>], row: usize, index: usize) -> f64 {
        let own = centres[row][index];
        let places: Vec<f64> = self
            .neighbours(self.rows[row][index], row)
            .into_iter()
            .filter_map(|slot| {
                let (r, slots) = self.rows.iter().enumerate().find(|(_, slots)| slots.contains(&slot))?;
                slots.iter().position(|s| *s == slot).map(|i| centres[r][i])
            })
            .collect();
        if places.is_empty() { own } else { places.iter().sum::<f64>() / places.len() as f64 }
    }
}

/// Moves everything sideways so that it stands in the middle.
fn centre(boxes: &mut [(f64, f64)], edges: &mut [Edge], box_width: f64, room: f64) {
    let lanes = edges.iter().flat_map(|e| &e.lanes).map(|(x, _)| (*x, *x));
    let spans = boxes.iter().map(|(x, _)| (*x, x + box_width)).chain(lanes);
    let (left, right) = spans.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, r), (a, b)| (l.min(a), r.max(b)));
    let shift = (room - left - right) / 2.0;
    if shift.is_finite() {
        for (x, _) in boxes.iter_mut().chain(edges.iter_mut().flat_map(|e| &mut e.lanes)) {
            *x += shift;
        }
    }
}
