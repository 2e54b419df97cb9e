//! Promises of several milestones become indicators: the same thing in other words is found again.

use domain::{Measure, Severity};

use super::bullets::{Promise, PromiseGroup, Promises};
use super::spelling::Spelling;
use super::wording::{DOUBTFUL, SAME, SURE, Weights, Wording};
use super::{Found, keyed::Keyed, nature};
use crate::draft::{DraftBaseline, DraftIndicator, DraftSubject, DraftTarget};
use crate::read::findings::{Doubt, finding};

/// How much a shared neighbour adds to a doubtful likeness.
const NEIGHBOUR: f64 = 0.08;

/// Promises of one indicator, one per milestone, in order of time.
#[derive(Debug)]
struct Chain {
    group: usize,
    links: Vec<Link>,
    /// Promises of a milestone that the chain already has one for.
    repeats: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    /// Index of the promise.
    promise: usize,
    /// How sure it is that it belongs here.
    likeness: f64,
    /// Index of the promise it is most like.
    like: Option<usize>,
}

/// Links promises into indicators, in order of their first words.
pub(super) fn indicators(promises: &Promises, spelling: &Spelling) -> Vec<Found> {
    let all = &promises.all;
    let wordings: Vec<Wording> = all.iter().map(|p| Wording::of(&p.claim.name)).collect();
    let weights = Weights::of_names(wordings.iter());
    let mut linker = Linker { all, wordings, weights, chains: Vec::new(), chain_of: vec![None; all.len()] };
    let mut years: Vec<i16> = all.iter().map(|p| p.year).collect();
    years.sort_unstable();
    years.dedup();
    for year in &years {
        linker.milestone(*year);
    }
    linker.chains.sort_by_key(|chain| all[chain.links[0].promise].anchor.line_start);
    let names: Vec<String> = promises.groups.iter().map(|g| group_name(g, spelling)).collect();
    let mut rows = vec![0; promises.groups.len()];
    let first_year = years.first().copied().unwrap_or(i16::MIN);
    linker
        .chains
        .iter()
        .map(|chain| {
            rows[chain.group] += 1;
            let group = &promises.groups[chain.group];
            let label = match group.label.as_str() {
                "" => rows[chain.group].to_string(),
                label => format!("{label}.{}", rows[chain.group]),
            };
            linker.found(chain, label, names[chain.group].clone(), spelling, first_year)
        })
        .collect()
}

fn group_name(group: &PromiseGroup, spelling: &Spelling) -> String {
    let titles: Vec<&str> = group.titles.iter().map(String::as_str).collect();
    let title = spelling.mended(spelling.cleanest(&titles));
    super::claims::tidy(title.strip_prefix("Về ").unwrap_or(&title))
}

struct Linker<'a> {
    all: &'a [Promise],
    wordings: Vec<Wording>,
    weights: Weights,
    chains: Vec<Chain>,
    /// The chain of each promise that has one.
    chain_of: Vec<Option<usize>>,
}

impl Linker<'_> {
    /// Gives each promise of a milestone to the chain it is most like: sure matches first, best first; then
    /// doubtful ones, where standing between the same neighbours speaks for a match.
    fn milestone(&mut self, year: i16) {
        let here: Vec<usize> = (0..self.all.len()).filter(|i| self.all[*i].year == year).collect();
        let mut pairs: Vec<(usize, Link)> = Vec::new();
        for promise in &here {
            for (index, chain) in self.chains.iter().enumerate() {
                pairs.extend(self.link(*promise, chain).map(|link| (index, link)));
            }
        }
        self.assign(
            pairs
                .iter()
                .filter(|(_, link)| link.likeness >= SURE)
                .map(|(c, l)| (l.likeness, *c, *l))
                .collect(),
        );
        let with_neighbours = |(chain, link): &(usize, Link)| {
            let likeness =
                link.likeness + NEIGHBOUR * f64::from(self.shared_neighbours(link.promise, *chain));
            (link.likeness > 0.4 && likeness >= DOUBTFUL).then_some((likeness, *chain, *link))
        };
        let doubtful = pairs.iter().filter_map(with_neighbours).collect();
        self.assign(doubtful);
        for promise in here {
            if self.chain_of[promise].is_none() {
                self.begin_or_repeat(promise, year);
            }
        }
    }

    /// Makes links, best first; each promise and each chain takes part once per milestone.
    fn assign(&mut self, mut pairs: Vec<(f64, usize, Link)>) {
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.promise.cmp(&b.2.promise)));
        for (_, chain, link) in pairs {
            let last = self.chains[chain].links[self.chains[chain].links.len() - 1].promise;
            let is_taken = self.all[last].year == self.all[link.promise].year;
            if self.chain_of[link.promise].is_none() && !is_taken {
                self.chain_of[link.promise] = Some(chain);
                self.chains[chain].links.push(link);
            }
        }
    }

    /// How many of the promises right before and behind belong to the same chain as those around the chain's last.
    fn shared_neighbours(&self, promise: usize, chain: usize) -> u8 {
        let links = &self.chains[chain].links;
        let last = links[links.len() - 1].promise;
        let is_shared = |a: Option<usize>, b: Option<usize>| a.is_some() && a == b;
        let before = is_shared(self.neighbour(promise, -1), self.neighbour(last, -1));
        let behind = is_shared(self.neighbour(promise, 1), self.neighbour(last, 1));
        u8::from(before) + u8::from(behind)
    }

    /// The chain of the promise beside, in the same group and milestone.
    fn neighbour(&self, promise: usize, step: isize) -> Option<usize> {
        let beside = promise.checked_add_signed(step)?;
        let (this, that) = (&self.all[promise], self.all.get(beside)?);
        if this.group == that.group && this.year == that.year { self.chain_of[beside] } else { None }
    }

    /// A promise without a chain says again what another of its milestone says, or begins a chain.
    fn begin_or_repeat(&mut self, promise: usize, year: i16) {
        let repeated = self.chains.iter().position(|chain| {
            let last = chain.links[chain.links.len() - 1].promise;
            self.all[last].year == year
                && self.repeats(promise, last)
                && self.likeness(promise, last) >= SAME
                && self.fits(promise, last)
        });
        if let Some(chain) = repeated {
            self.chains[chain].repeats.push(promise);
            return;
        }
        self.chain_of[promise] = Some(self.chains.len());
        let links = vec![Link { promise, likeness: 1.0, like: None }];
        self.chains.push(Chain { group: self.all[promise].group, links, repeats: Vec::new() });
    }

    /// Whether two promises of a milestone may be one, said twice: not `mỗi năm 500, đến năm 2030 đạt 3.000`.
    fn repeats(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        a.anchor != b.anchor || a.claim.measure == b.claim.measure
    }

    /// How a promise would join a chain: by the link it is most like.
    fn link(&self, promise: usize, chain: &Chain) -> Option<Link> {
        let likes = chain.links.iter().map(|link| link.promise).filter(|like| self.fits(promise, *like));
        likes
            .map(|like| Link { promise, likeness: self.likeness(promise, like), like: Some(like) })
            .max_by(|a, b| a.likeness.total_cmp(&b.likeness))
    }

    /// Whether two promises can be of one indicator at all: same group, same kind of value.
    fn fits(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.all[a], &self.all[b]);
        let is_share = |p: &Promise| p.claim.unit.as_deref().is_some_and(|unit| unit.starts_with('%'));
        let is_rank = |p: &Promise| p.claim.unit.as_deref() == Some("hạng");
        a.group == b.group
            && a.claim.value.is_some() == b.claim.value.is_some()
            && a.claim.is_change == b.claim.is_change
            && is_rank(a) == is_rank(b)
            && (a.claim.value.is_none() || is_share(a) == is_share(b))
    }

    fn likeness(&self, a: usize, b: usize) -> f64 {
        self.wordings[a].likeness(&self.wordings[b], &self.weights)
    }

    fn found(
        &self,
        chain: &Chain,
        label: String,
        group: String,
        spelling: &Spelling,
        first_year: i16,
    ) -> Found {
        let promises: Vec<&Promise> = chain.links.iter().map(|link| &self.all[link.promise]).collect();
        let targets: Vec<DraftTarget> = promises.iter().map(|p| target(p)).collect();
        let subjects = self.subjects(chain);
        let name = self.name(chain, spelling, &subjects);
        let keyed = Keyed::new(&name);
        let mut found = Found::new(DraftIndicator {
            id: String::new(),
            group,
            label,
            unit: most_frequent(promises.iter().map(|p| p.claim.unit.clone())),
            measures: measure(&promises),
            direction: nature::direction(&keyed, &targets, first_year),
            follower: None,
            implementers: Vec::new(),
            lead: Vec::new(),
            coordinating: Vec::new(),
            baseline: promises.iter().find_map(|promise| baseline(promise)),
            subjects,
            targets,
            anchor: promises[0].anchor.clone(),
            name,
        });
        found.is_change = promises.iter().any(|p| p.claim.is_change);
        // A name that begins like none of the promises had marks put right.
        found.is_mended = !promises.iter().any(|p| found.indicator.name.starts_with(&p.claim.name));
        self.doubt_links(chain, &mut found);
        self.doubt_repeats(chain, &mut found);
        found
    }

    /// The cleanest of the names, with the year from which it is about something else.
    fn name(&self, chain: &Chain, spelling: &Spelling, subjects: &[DraftSubject]) -> String {
        let first = self.wordings[chain.links[0].promise].subject.clone();
        let names: Vec<&str> = chain
            .links
            .iter()
            .filter(|link| self.wordings[link.promise].subject == first)
            .map(|link| self.all[link.promise].claim.name.as_str())
            .collect();
        let mut name = spelling.mended(spelling.cleanest(&names));
        let yearly = names.iter().filter(|name| nature::is_yearly(name)).count();
        if yearly * 2 > names.len() && !nature::is_yearly(&name) {
            name.push_str(" mỗi năm");
        }
        for subject in subjects.iter().skip(1) {
            if let Some(year) = subject.from_year {
                name = format!("{name} ({} từ năm {year})", subject.name);
            }
        }
        name
    }

    fn subjects(&self, chain: &Chain) -> Vec<DraftSubject> {
        let mut subjects: Vec<DraftSubject> = Vec::new();
        for link in &chain.links {
            let Some(name) = self.wordings[link.promise].subject.as_ref().map(|s| s.to_uppercase()) else {
                continue;
            };
            if subjects.last().is_none_or(|last| last.name != name) {
                let from_year = (!subjects.is_empty()).then_some(self.all[link.promise].year);
                subjects.push(DraftSubject { from_year, name });
            }
        }
        if subjects.len() > 1 { subjects } else { Vec::new() }
    }

    fn doubt_links(&self, chain: &Chain, found: &mut Found) {
        for link in chain.links.iter().filter(|link| link.likeness < SURE) {
            let Some(like) = link.like else { continue };
            let (this, that) = (&self.all[link.promise], &self.all[like]);
            found.doubt(
                finding(
                    "indicator.link_doubtful",
                    Severity::Warning,
                    format!(
                        "Mốc {} viết “{}”, mốc {} viết “{}”: tạm coi là một chỉ tiêu.",
                        that.year,
                        brief(&that.claim.name),
                        this.year,
                        brief(&this.claim.name)
                    ),
                    "Xác nhận là một chỉ tiêu, hoặc tách thành hai.",
                )
                .english(
                    format!(
                        "For {} the plan says “{}”, for {} “{}”: taken as one indicator.",
                        that.year,
                        brief(&that.claim.name),
                        this.year,
                        brief(&this.claim.name)
                    ),
                    "Confirm that it is one indicator, or split it in two.",
                )
                .at(this.anchor.clone()),
            );
        }
    }

    fn doubt_repeats(&self, chain: &Chain, found: &mut Found) {
        for repeat in &chain.repeats {
            let this = &self.all[*repeat];
            let Some(kept) = found.indicator.targets.iter().find(|t| t.year == this.year) else { continue };
            let (kept, again) = (kept.text.clone(), this.claim.text.clone());
            let year = this.year;
            let is_same = same_goal(&target(this), found.indicator.targets.iter().find(|t| t.year == year));
            let doubt = if is_same {
                finding(
                    "indicator.duplicate",
                    Severity::Note,
                    format!("Mốc {year} nêu mục tiêu này hai lần ({kept})."),
                    "Không cần sửa nếu văn bản nhắc lại có chủ ý.",
                )
                .english(
                    format!("The target of {year} stands twice ({kept})."),
                    "Nothing to do where the repetition is meant.",
                )
            } else {
                finding(
                    "target.contradicts",
                    Severity::Error,
                    format!(
                        "Mốc {year} nêu hai mức khác nhau: “{kept}” và “{again}”; tạm lấy mức nêu trước."
                    ),
                    "Hỏi cơ quan ban hành mức nào đúng, rồi sửa mục tiêu.",
                )
                .english(
                    format!("For {year} the plan states “{kept}” and “{again}”; the first is taken."),
                    "Ask the issuing body which one holds, then correct the target.",
                )
            };
            found.doubt(doubt.at(this.anchor.clone()));
        }
    }
}

/// The first words of a long name.
fn brief(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() <= 24 { name.to_owned() } else { format!("{}…", words[..20].join(" ")) }
}

fn same_goal(a: &DraftTarget, b: Option<&DraftTarget>) -> bool {
    b.is_some_and(|b| a.comparator == b.comparator && a.value == b.value && a.upper == b.upper)
}

fn baseline(promise: &Promise) -> Option<DraftBaseline> {
    promise.claim.baseline.as_ref().map(|reached| DraftBaseline {
        year: reached.year,
        value: Some(reached.value),
        text: reached.text.clone(),
        anchor: promise.anchor.clone(),
    })
}

fn target(promise: &Promise) -> DraftTarget {
    DraftTarget {
        year: promise.year,
        comparator: promise.claim.comparator,
        value: promise.claim.value,
        upper: promise.claim.upper,
        text: promise.claim.text.clone(),
        anchor: promise.anchor.clone(),
    }
}

/// Figures of one year each, where any milestone says so.
fn measure(promises: &[&Promise]) -> Measure {
    let any = |wanted: Measure| promises.iter().any(|p| p.claim.measure == wanted);
    [Measure::Cumulative, Measure::Flow].into_iter().find(|m| any(*m)).unwrap_or(Measure::Stock)
}

fn most_frequent(units: impl Iterator<Item = Option<String>>) -> Option<String> {
    let units: Vec<String> = units.flatten().collect();
    let votes = |unit: &String| units.iter().filter(|u| *u == unit).count();
    units.iter().rev().max_by_key(|unit| votes(unit)).cloned()
}
