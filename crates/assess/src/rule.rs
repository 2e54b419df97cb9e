//! The rules of the judgement and the names of their figures, in both languages.

use domain::Lang;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal;)*) => {
        /// A rule of the judgement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Rule { $($(#[$doc])* $name),* }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),*];

            /// Its id.
            pub fn code(self) -> &'static str {
                match self { $(Rule::$name => $code),* }
            }

            /// What it says, and by which formula.
            pub fn formula(self, lang: Lang) -> &'static str {
                match self { $(Rule::$name => lang.pick($vi, $en)),* }
            }
        }
    };
}

rules! {
    /// Beyond the target ahead.
    GoalExceeded "goal.exceeded"
        "số liệu vượt mục tiêu của mốc quá biên cho phép"
        "the figure is beyond the milestone's target by more than the margin";
    /// The target ahead is met.
    GoalMet "goal.met" "số liệu đạt mục tiêu của mốc" "the figure meets the milestone's target";
    /// The milestone has passed unmet.
    MilestoneMissed "milestone.missed"
        "mốc đã qua, số liệu chưa đạt mục tiêu"
        "the milestone has passed and the figure does not meet its target";
    /// On the path within the tolerance, or ahead of it.
    OnPath "path.on"
        "số tháng chậm so với lộ trình ≤ ngưỡng"
        "months behind the path ≤ threshold";
    /// Behind beyond the tolerance.
    BehindPath "path.behind"
        "số tháng chậm so với lộ trình > ngưỡng"
        "months behind the path > threshold";
    /// Behind beyond the threshold of risk.
    FarBehindPath "path.far_behind"
        "số tháng chậm so với lộ trình > ngưỡng nguy cơ"
        "months behind the path > threshold of risk";
    /// Where no months can be told: off the path by no more than the tolerated share.
    NearPath "path.near"
        "phần thiếu so với lộ trình ≤ ngưỡng"
        "shortfall from the path ≤ threshold";
    /// Where no months can be told: off the path by more than the tolerated share.
    OffPath "path.off"
        "phần thiếu so với lộ trình > ngưỡng"
        "shortfall from the path > threshold";
    /// Where no months can be told: off the path beyond the threshold of risk.
    FarOffPath "path.far_off"
        "phần thiếu so với lộ trình > ngưỡng nguy cơ"
        "shortfall from the path > threshold of risk";
    /// Before the path starts: the pace suffices.
    PaceEnough "pace.enough"
        "số liệu + nhịp gần đây × số tháng còn lại đạt mục tiêu"
        "figure + recent pace × months left meets the target";
    /// The recent pace misses the milestone by far.
    PaceTooSlow "pace.too_slow"
        "mục tiêu − (số liệu + nhịp gần đây × số tháng còn lại) > ngưỡng"
        "target − (figure + recent pace × months left) > threshold";
    /// Neither a path nor a pace.
    NoPath "path.none"
        "chưa có lộ trình ở ngày này và chưa đủ số liệu để tính nhịp"
        "no path on this day yet and too few figures for a pace";
    /// Fewer verified values than needed.
    TooFewVerified "evidence.too_few"
        "số giá trị đã xác minh < mức tối thiểu"
        "verified values < minimum";
    /// A flow that does not have twelve months yet.
    ShortYear "evidence.short_year"
        "số kỳ liên tiếp có số liệu < số kỳ của 12 tháng"
        "periods in a row with figures < periods of twelve months";
    /// No figure at all.
    NoFigures "evidence.none" "chưa có số liệu nào" "no figure yet";
    /// The latest figure is out of date.
    Stale "evidence.stale"
        "số ngày từ khi hết kỳ kế tiếp > ngưỡng"
        "days since the following period ended > threshold";
    /// Figures of several bodies without a joint one.
    SeveralUnits "evidence.several_units"
        "số liệu của nhiều đơn vị chưa được tổng hợp thành một"
        "figures of several bodies are not yet made into one";
    /// No target to judge by.
    NoTarget "target.none" "chưa có mục tiêu để đối chiếu" "there is no target to judge by";
    /// The target is words, the figures are numbers.
    NotANumber "target.not_a_number"
        "mục tiêu bằng lời, không so được với con số"
        "the target is in words and cannot be compared with a number";
    /// Reached and verified.
    Reached "mark.reached" "đã hoàn thành, đã xác minh" "in place, and verified";
    /// Said to be reached, not verified.
    ReachedUnverified "mark.unverified"
        "đơn vị báo đã hoàn thành, chưa xác minh"
        "reported as in place, not verified yet";
    /// Not reached, the milestone has passed.
    NotReached "mark.missed" "mốc đã qua mà chưa hoàn thành" "the milestone has passed and it is not in place";
    /// Not reached, the milestone is near.
    NotReachedNear "mark.near"
        "chưa hoàn thành và số ngày còn lại ≤ ngưỡng"
        "not in place and days left ≤ threshold";
    /// Not reached, there is time.
    NotReachedYet "mark.not_yet" "chưa hoàn thành, chưa đến mốc" "not in place, the milestone is still ahead";
    /// A worse status waits for its confirmation.
    Pending "steady.pending"
        "kỳ này xấu hơn; đổi đánh giá khi lặp lại đủ số kỳ"
        "this period is worse; the status changes when it shows in enough periods in a row";
    /// A better status waits for its confirmation.
    Recovering "steady.recovering"
        "kỳ này tốt hơn; đổi đánh giá khi lặp lại đủ số kỳ"
        "this period is better; the status changes when it shows in enough periods in a row";
    /// The latest figure is only reported.
    OnlyReported "figure.only_reported"
        "số liệu mới nhất do đơn vị báo cáo, chưa xác minh"
        "the latest figure is reported by the unit, not verified yet";
    /// The verified figure differs from the reported one.
    ReportedDiffers "figure.reported_differs"
        "số báo cáo khác số đã xác minh"
        "the reported figure differs from the verified one";
    /// A later period has no figure, with a stated reason.
    FigureAbsent "figure.absent" "kỳ sau đó không có số liệu" "a later period has no figure";
}

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident $vi:literal $en:literal;)*) => {
        /// The name of a number in a reason or a step.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Term { $($(#[$doc])* $name),* }

        impl Term {
            /// The name in words.
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Term::$name => lang.pick($vi, $en)),* }
            }
        }
    };
}

terms! {
    /// The figure.
    Figure "số liệu" "figure";
    /// The path's value.
    Expected "theo lộ trình" "on the path";
    /// The target.
    Target "mục tiêu" "target";
    /// Figure less path.
    Gap "chênh lệch so với lộ trình" "difference from the path";
    /// Months behind.
    Lag "chậm (+) hoặc sớm (−)" "behind (+) or ahead (−)";
    /// How far a shortfall is off, as a share.
    OffShare "phần thiếu so với lộ trình" "shortfall from the path";
    /// The recent pace.
    RecentPace "nhịp gần đây" "recent pace";
    /// The required pace.
    RequiredPace "nhịp cần có" "required pace";
    /// Where the recent pace leads.
    Projection "kéo thẳng nhịp gần đây đến mốc" "recent pace carried straight to the milestone";
    /// The milestone's day.
    Milestone "mốc" "milestone";
    /// The share of the target.
    Attainment "tỷ lệ so với mục tiêu" "share of the target";
    /// The threshold.
    Threshold "ngưỡng" "threshold";
    /// Verified values.
    Verified "số giá trị đã xác minh" "verified values";
    /// The period of the latest figure.
    LatestPeriod "kỳ số liệu mới nhất" "latest period";
    /// The period that is awaited.
    AwaitedPeriod "kỳ đang chờ" "awaited period";
    /// Days since.
    DaysSince "số ngày đã qua" "days since";
    /// Days left.
    DaysLeft "số ngày còn lại" "days left";
    /// Organisations.
    Units "số đơn vị" "bodies";
    /// What the unit reported.
    Reported "số đơn vị báo cáo" "figure reported";
    /// What this period's figure says by itself.
    Momentary "riêng kỳ này" "this period alone";
    /// Periods in a row.
    Periods "số kỳ liên tiếp" "periods in a row";
    /// Why a figure is absent.
    Absence "lý do" "reason";
}
