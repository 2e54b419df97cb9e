//! What a bullet promises: one claim per target in it.

mod baseline;
mod clauses;
mod naming;
mod series;

pub(super) use naming::tidy;

use domain::{Comparator, Measure};

pub(super) use baseline::Reached;

use super::expression::{self, Expression};
use super::keyed::Keyed;
use super::nature;

/// One target of a bullet, with the name its words give the indicator.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Claim {
    /// The indicator's name: the bullet's words without the target.
    pub name: String,
    /// The unit of the value.
    pub unit: Option<String>,
    /// How a value compares.
    pub comparator: Comparator,
    /// The value, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The target's raw words.
    pub text: String,
    /// The milestone that the bullet itself names.
    pub year: Option<i16>,
    /// What the figures measure in time.
    pub measure: Measure,
    /// The value already reached.
    pub baseline: Option<Reached>,
    /// Whether the value is how much something changes (`giảm 30%`), not where it comes to.
    pub is_change: bool,
}

/// Reads the claims of a bullet's words; words without any amount are one claim, reached or in words only.
pub(crate) fn read(words: &str) -> Vec<Claim> {
    let (text, lead_year) = naming::without_lead(&Keyed::new(words));
    let mut claims = match series::read(&text) {
        Some(claims) => claims,
        None => one_per_clause(&text, lead_year),
    };
    if let Some(first) = claims.first_mut() {
        first.year = first.year.or(lead_year);
    }
    // A yearly amount beside a milestone holds until then.
    let milestone = claims.iter().find_map(|claim| claim.year);
    for claim in claims.iter_mut().filter(|claim| claim.measure == Measure::Flow) {
        claim.year = claim.year.or(milestone);
    }
    claims
}

/// The amounts of a text that may be targets: those that count, else those that are compared.
fn amounts(text: &Keyed) -> Vec<Expression> {
    let (weak, strong): (Vec<_>, Vec<_>) = expression::scan(text).into_iter().partition(|e| e.is_weak);
    if !strong.is_empty() {
        return strong;
    }
    weak.into_iter().filter(|e| e.has_sign || naming::is_about_time(text.key())).take(1).collect()
}

/// A clause's own milestone holds for those behind it too, until another is named.
fn one_per_clause(text: &Keyed, lead_year: Option<i16>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut subject: Option<String> = None;
    let mut year = lead_year;
    for clause in clauses::split(text) {
        let (clause, own_year) = naming::without_lead(&clause);
        year = own_year.or(year);
        let (clause, baseline) = baseline::without_aside(&clause);
        let amounts = amounts(&clause);
        let mut claim = match (amounts.first(), claims.last()) {
            (Some(amount), Some(before)) if naming::is_nameless(&clause, amount, before) => {
                naming::again(&clause, amount, before)
            }
            (Some(amount), before) => naming::amount(&clause, amount, subject.as_deref())
                .changing_like(before.filter(|_| clause.key().starts_with(|c: char| c.is_ascii_digit()))),
            (None, _) => words_only(&clause),
        };
        claim.year = claim.year.or(year);
        claim.baseline = baseline.or(claim.baseline);
        subject = subject.or_else(|| Some(naming::subject(&claim.name).to_owned()));
        claims.push(claim);
    }
    claims.retain(|claim| !claim.name.is_empty());
    claims
}

/// A claim without an amount: short ones that name a thing are reached or not, longer ones are words.
fn words_only(clause: &Keyed) -> Claim {
    let text = naming::tidy(clause.raw());
    let name = naming::tidy(text.strip_prefix("Tiếp tục ").unwrap_or(&text));
    let is_reached = naming::names_a_thing(clause.key()) && name.chars().count() <= 200;
    Claim {
        text,
        unit: None,
        comparator: if is_reached { Comparator::Reached } else { Comparator::Text },
        value: None,
        upper: None,
        year: None,
        measure: nature::measure(clause),
        baseline: None,
        is_change: false,
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Comparator::{AtLeast, Equal, MoreThan, Range, Reached, Text};

    type Expected<'a> = (&'a str, Option<&'a str>, Comparator, Option<f64>, &'a str);

    fn check(words: &str, expected: &[Expected<'_>]) {
        let claims = read(words);
        let read: Vec<Expected<'_>> = claims
            .iter()
            .map(|c| (c.name.as_str(), c.unit.as_deref(), c.comparator, c.value, c.text.as_str()))
            .collect();
        assert_eq!(read, expected, "{words}");
    }

    #[test]
    fn amounts_leave_the_name() {
        check(
            "Có > 35% thôn có nhà văn hóa số.",
            &[("Tỷ lệ thôn có nhà văn hóa số", Some("%"), MoreThan, Some(35.0), "> 35%")],
        );
        check(
            "100% trạm y tế dùng bệnh án điện tử",
            &[("Tỷ lệ trạm y tế dùng bệnh án điện tử", Some("%"), Equal, Some(100.0), "100%")],
        );
        check(
            "Tỷ lệ hộ có cáp quang đạt trên 85%;",
            &[("Tỷ lệ hộ có cáp quang", Some("%"), MoreThan, Some(85.0), "trên 85%")],
        );
        check(
            "Có ít nhất 05 hợp tác xã dùng sổ tay số",
            &[("Số hợp tác xã dùng sổ tay số", Some("hợp tác xã"), AtLeast, Some(5.0), "ít nhất 05")],
        );
        check(
            "Mỗi năm có > 25 sáng kiến được nhân rộng",
            &[("Số sáng kiến được nhân rộng mỗi năm", Some("sáng kiến"), MoreThan, Some(25.0), "> 25")],
        );
        check(
            "Có từ 07 người làm nghề cá trên 01 vạn dân",
            &[("Số người làm nghề cá trên 01 vạn dân", Some("người/vạn dân"), AtLeast, Some(7.0), "từ 07")],
        );
        check(
            "Kinh tế biển đạt 15% GRDP.",
            &[("Kinh tế biển", Some("% GRDP"), Equal, Some(15.0), "15% GRDP")],
        );
        check(
            "Doanh thu du lịch đạt 1.200 tỷ đồng",
            &[("Doanh thu du lịch", Some("tỷ đồng"), Equal, Some(1200.0), "1.200 tỷ đồng")],
        );
        check(
            "Chỉ số cải cách của tỉnh > 0,60",
            &[("Chỉ số cải cách của tỉnh", None, MoreThan, Some(0.6), "> 0,60")],
        );
        check("Có 8 - 10 bến cảng số", &[("Số bến cảng số", None, Range, Some(8.0), "8 - 10")]);
        check(
            "Thu hút tối thiểu 20 dự án xanh",
            &[("Thu hút dự án xanh", Some("dự án"), AtLeast, Some(20.0), "tối thiểu 20")],
        );
        check(
            "Giảm 30% thời gian họp so với năm 2025",
            &[("Mức giảm thời gian họp so với năm 2025", Some("%"), Equal, Some(30.0), "30%")],
        );
        check(
            "Mỗi thôn có ít nhất 01 tổ cứu hộ",
            &[("Mỗi thôn có tổ cứu hộ", None, AtLeast, Some(1.0), "ít nhất 01")],
        );
        check(
            "Nhân lực nghề cá đạt 12 người trên một vạn dân",
            &[("Nhân lực nghề cá", Some("người/vạn dân"), Equal, Some(12.0), "12 người trên một vạn dân")],
        );
        check(
            "Thu nhập đạt 80 triệu đồng/người/năm",
            &[("Thu nhập", Some("triệu đồng/người/năm"), Equal, Some(80.0), "80 triệu đồng/người/năm")],
        );
        check(
            "Bố trí ít nhất 3% tổng chi ngân sách cho nghề cá",
            &[("Tỷ lệ tổng chi ngân sách cho nghề cá", Some("%"), AtLeast, Some(3.0), "ít nhất 3%")],
        );
        check(
            "Chỉ số DTI thuộc nhóm 15 tỉnh dẫn đầu",
            &[("Chỉ số DTI", Some("hạng"), Comparator::AtMost, Some(15.0), "thuộc nhóm 15 tỉnh dẫn đầu")],
        );
        check(
            "Thời gian cấp phép không quá 05 ngày",
            &[("Thời gian cấp phép", Some("ngày"), Comparator::AtMost, Some(5.0), "không quá 05 ngày")],
        );
    }

    #[test]
    fn a_topic_before_a_colon_is_no_name() {
        let share = |name, value, text| [(name, Some("%"), Equal, Some(value), text)];
        check("Hạ tầng số: Tỷ lệ thôn có sóng đạt 90%", &share("Tỷ lệ thôn có sóng", 90.0, "90%"));
        check("Hạ tầng số: 100% thôn có sóng", &share("Tỷ lệ thôn có sóng", 100.0, "100%"));
        check("Tỷ lệ hộ nghèo: 5%", &share("Tỷ lệ hộ nghèo", 5.0, "5%"));
    }

    #[test]
    fn a_bullet_may_hold_several_targets() {
        check(
            "Có > 80% thôn có sóng, tỷ lệ hộ có máy tính > 10%.",
            &[
                ("Tỷ lệ thôn có sóng", Some("%"), MoreThan, Some(80.0), "> 80%"),
                ("Tỷ lệ hộ có máy tính", Some("%"), MoreThan, Some(10.0), "> 10%"),
            ],
        );
        check(
            "Tỷ lệ hồ sơ giấy được quét đạt tối thiểu 90%; tỷ lệ hồ sơ mới đạt 100%",
            &[
                ("Tỷ lệ hồ sơ giấy được quét", Some("%"), AtLeast, Some(90.0), "tối thiểu 90%"),
                ("Tỷ lệ hồ sơ mới", Some("%"), Equal, Some(100.0), "100%"),
            ],
        );
        check(
            "Có > 30 vở kịch mới, trong đó 8% được diễn ở nước ngoài",
            &[
                ("Số vở kịch mới", None, MoreThan, Some(30.0), "> 30"),
                ("Tỷ lệ vở kịch mới được diễn ở nước ngoài", Some("%"), Equal, Some(8.0), "8%"),
            ],
        );
        check(
            "Có > 150 đội thuyền, trong số đó có 10% đội thuyền xa bờ, một số đội thuyền lớn.",
            &[
                ("Số đội thuyền", None, MoreThan, Some(150.0), "> 150"),
                ("Tỷ lệ đội thuyền xa bờ, một số đội thuyền lớn", Some("%"), Equal, Some(10.0), "10%"),
            ],
        );
        check(
            "Vốn đóng tàu đạt 2% GRDP, trong đó vốn tư nhân chiếm hơn 60%",
            &[
                ("Vốn đóng tàu", Some("% GRDP"), Equal, Some(2.0), "2% GRDP"),
                ("Tỷ lệ vốn tư nhân trong vốn đóng tàu", Some("%"), MoreThan, Some(60.0), "hơn 60%"),
            ],
        );
        check(
            "Đẩy mạnh du lịch xanh. Quy mô kinh tế biển đạt 15% GRDP.",
            &[
                ("Đẩy mạnh du lịch xanh", None, Text, None, "Đẩy mạnh du lịch xanh"),
                ("Quy mô kinh tế biển", Some("% GRDP"), Equal, Some(15.0), "15% GRDP"),
            ],
        );
    }

    #[test]
    fn a_bullet_may_name_its_milestones() {
        let years =
            |words: &str| read(words).iter().map(|c| (c.name.clone(), c.year, c.value)).collect::<Vec<_>>();
        let name = "Tỷ lệ hộ có điện mặt trời".to_owned();
        assert_eq!(
            years("Phấn đấu đến năm 2030: Tỷ lệ hộ có điện mặt trời đạt trên 80%"),
            [(name.clone(), Some(2030), Some(80.0))]
        );
        assert_eq!(
            years("Tỷ lệ hộ có điện mặt trời đạt 60% năm 2025, 80% vào năm 2030 và 100% vào năm 2045."),
            [
                (name.clone(), Some(2025), Some(60.0)),
                (name.clone(), Some(2030), Some(80.0)),
                (name.clone(), Some(2045), Some(100.0))
            ]
        );
        assert_eq!(
            years("Tỷ lệ hộ có điện mặt trời đạt 20%, hướng tới tối thiểu đạt 25% vào năm 2045"),
            [(name.clone(), None, Some(20.0)), (name.clone(), Some(2045), Some(25.0))]
        );
        assert_eq!(
            years("Đến năm 2030, tỷ lệ hộ có điện mặt trời đạt 50%."),
            [(name, Some(2030), Some(50.0))]
        );
    }

    #[test]
    fn words_are_reached_or_not() {
        check(
            "Có Trung tâm cứu hộ biển cấp tỉnh.",
            &[(
                "Có Trung tâm cứu hộ biển cấp tỉnh",
                None,
                Reached,
                None,
                "Có Trung tâm cứu hộ biển cấp tỉnh",
            )],
        );
        check(
            "Nâng cao đời sống ngư dân; giữ rừng ngập mặn.",
            &[(
                "Nâng cao đời sống ngư dân; giữ rừng ngập mặn",
                None,
                Text,
                None,
                "Nâng cao đời sống ngư dân; giữ rừng ngập mặn",
            )],
        );
    }
}
