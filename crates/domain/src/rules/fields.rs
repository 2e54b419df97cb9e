//! The values of each kind of rule set, with their units and bounds.

use serde_json::{Map, Value};

use super::field::{RuleField, RuleUnit};
use RuleUnit::{
    Characters, DayOfMonth, Days, Figures, Hours, Kibibytes, Lanes, Minutes, Months, Percent, Periods,
    Switch, Times, Weekday, WorkingDays,
};

const fn field(
    name: &'static str,
    unit: RuleUnit,
    bounds: (f64, f64),
    words: (&'static str, &'static str),
) -> RuleField {
    RuleField {
        name,
        unit,
        least: bounds.0,
        most: bounds.1,
        is_fractional: false,
        law_least: None,
        law_most: None,
        not_below: None,
        vi: words.0,
        en: words.1,
    }
}

const fn fractional(field: RuleField) -> RuleField {
    RuleField { is_fractional: true, ..field }
}

const fn law_least(least: f64, field: RuleField) -> RuleField {
    RuleField { law_least: Some(least), ..field }
}

const fn law_most(most: f64, field: RuleField) -> RuleField {
    RuleField { law_most: Some(most), ..field }
}

const fn not_below(other: &'static str, field: RuleField) -> RuleField {
    RuleField { not_below: Some(other), ..field }
}

/// Values of [`super::SignInRules`].
#[rustfmt::skip]
pub const SIGN_IN: &[RuleField] = &[
    field("password_min_with_second_factor", Characters, (8.0, 64.0),
        ("Mật khẩu dài ít nhất, khi có xác thực hai lớp", "Shortest password beside a second factor")),
    law_least(14.0, not_below("password_min_with_second_factor", field("password_min_alone", Characters, (8.0, 64.0),
        ("Mật khẩu dài ít nhất, khi không có xác thực hai lớp", "Shortest password that stands alone")))),
    law_most(5.0, field("lock_after", Times, (3.0, 10.0),
        ("Khóa tài khoản sau số lần nhập sai liên tiếp", "Failures in a row that lock an account"))),
    field("lock_minutes", Minutes, (1.0, 1440.0),
        ("Thời gian khóa", "How long it is locked")),
    law_most(15.0, not_below("idle_minutes_administrator", field("idle_minutes", Minutes, (1.0, 120.0),
        ("Khóa phiên khi không thao tác", "Idle time that locks a session")))),
    law_most(5.0, field("idle_minutes_administrator", Minutes, (1.0, 60.0),
        ("Khóa phiên của quản trị khi không thao tác", "Idle time that locks an administrator's session"))),
    field("session_hours", Hours, (1.0, 24.0),
        ("Phiên làm việc dài nhất", "Longest session")),
    field("invitation_hours", Hours, (1.0, 168.0),
        ("Đường dẫn dùng một lần có hiệu lực trong", "How long a one-time link waits")),
    law_most(45.0, field("unused_account_days", Days, (7.0, 365.0),
        ("Từ chối tài khoản không dùng sau", "Days without use after which an account is refused"))),
    field("address_failures", Times, (5.0, 1000.0),
        ("Số lần nhập sai từ một địa chỉ mạng được chấp nhận", "Failures borne from one network address")),
    field("address_window_minutes", Minutes, (1.0, 1440.0),
        ("Khoảng thời gian đếm số lần sai theo địa chỉ", "How long a failure counts against its address")),
    field("administrator_needs_second_factor", Switch, (0.0, 1.0),
        ("Quản trị phải dùng xác thực hai lớp", "An administrator must use a second factor")),
    field("argon2.memory_kib", Kibibytes, (8192.0, 1_048_576.0),
        ("Bộ nhớ cho một lần thử mật khẩu (Argon2id)", "Memory for one try of a password (Argon2id)")),
    field("argon2.passes", Times, (1.0, 20.0),
        ("Số lượt tính cho một lần thử mật khẩu (Argon2id)", "Passes for one try of a password (Argon2id)")),
    field("argon2.lanes", Lanes, (1.0, 8.0),
        ("Số luồng cho một lần thử mật khẩu (Argon2id)", "Lanes for one try of a password (Argon2id)")),
];

/// Values of the judgement's rules.
#[rustfmt::skip]
pub const ASSESSMENT: &[RuleField] = &[
    field("minimum_verified", Figures, (2.0, 12.0),
        ("Số liệu đã thẩm định cần có để đánh giá", "Verified figures needed for a status")),
    fractional(field("tolerance_months", Months, (0.0, 12.0),
        ("Chậm không quá thì vẫn đúng tiến độ", "Behind by no more than this is on track"))),
    fractional(not_below("tolerance_months", field("at_risk_months", Months, (0.0, 36.0),
        ("Chậm quá thì có nguy cơ không đạt", "Behind by more than this is at risk")))),
    field("tolerance_percent", Percent, (0.0, 50.0),
        ("Lệch lộ trình không quá thì vẫn đúng tiến độ", "Off the path by no more than this is on track")),
    not_below("tolerance_percent", field("at_risk_percent", Percent, (0.0, 100.0),
        ("Lệch lộ trình quá thì có nguy cơ không đạt", "Off the path by more than this is at risk"))),
    field("projected_shortfall_percent", Percent, (0.0, 100.0),
        ("Dự báo hụt mục tiêu quá thì có nguy cơ không đạt", "A projected shortfall of more than this is at risk")),
    field("exceeded_percent", Percent, (0.0, 100.0),
        ("Hơn mục tiêu quá thì tính là vượt", "Beyond the target by more than this is exceeded")),
    field("pace_months", Months, (1.0, 36.0),
        ("Tốc độ gần đây tính trong", "The recent pace looks back")),
    not_below("pace_months", field("flow_pace_months", Months, (12.0, 60.0),
        ("Tốc độ gần đây của số liệu thời kỳ tính trong", "The recent pace of flows looks back"))),
    field("pace_points", Figures, (2.0, 24.0),
        ("Số liệu cần có để tính tốc độ", "Figures needed for the recent pace")),
    field("stale_days", Days, (1.0, 730.0),
        ("Số liệu thành cũ sau khi hết kỳ", "A figure is stale after its period ended by")),
    field("milestone_figure_days", Days, (0.0, 366.0),
        ("Số liệu ở mốc được cũ hơn mốc không quá", "The figure of a milestone may be older by")),
    field("milestone_near_days", Days, (0.0, 730.0),
        ("Coi là sắp đến mốc khi còn", "A milestone is near within")),
    field("due_soon_days", Days, (1.0, 180.0),
        ("Nhiệm vụ sắp đến hạn khi còn", "A task is due soon within")),
    field("confirming_periods", Periods, (1.0, 6.0),
        ("Số kỳ liên tiếp để xác nhận đổi trạng thái", "Periods in a row that confirm a change of status")),
];

/// Values of [`super::RetentionRules`].
#[rustfmt::skip]
pub const RETENTION: &[RuleField] = &[
    field("log_months", Months, (3.0, 120.0),
        ("Lưu nhật ký hệ thống ít nhất", "The log is kept for at least")),
];

/// Values of [`super::ReportingRules`].
#[rustfmt::skip]
pub const REPORTING: &[RuleField] = &[
    field("state_window_to_day", DayOfMonth, (1.0, 31.0),
        ("Cơ quan nhà nước: số liệu chốt đến ngày (của tháng cuối kỳ)", "State bodies: window to day (of the last month)")),
    field("state_upward_day", DayOfMonth, (1.0, 31.0),
        ("Cơ quan nhà nước: gửi cấp trên chậm nhất ngày (của tháng cuối kỳ)", "State bodies: upward by day (of the last month)")),
    field("state_unit_working_days", WorkingDays, (1.0, 20.0),
        ("Cơ quan nhà nước: đơn vị gửi sau ngày chốt số liệu", "State bodies: units hand in after the window by")),
    field("party_window_to_day", DayOfMonth, (1.0, 31.0),
        ("Cơ quan Đảng: số liệu chốt đến ngày (của tháng cuối kỳ)", "Party bodies: window to day (of the last month)")),
    field("party_unit_working_days", WorkingDays, (1.0, 20.0),
        ("Cơ quan Đảng: đơn vị gửi sau ngày chốt số liệu", "Party bodies: units hand in after the window by")),
    field("party_upward_working_days", WorkingDays, (1.0, 30.0),
        ("Cơ quan Đảng: gửi cấp trên sau ngày chốt số liệu", "Party bodies: upward after the window by")),
    field("week_to_weekday", Weekday, (1.0, 7.0),
        ("Kỳ tuần chốt vào thứ (1 là thứ Hai)", "A week's window ends on weekday (1 is Monday)")),
    field("week_unit_working_days", WorkingDays, (1.0, 5.0),
        ("Kỳ tuần: đơn vị gửi sau ngày chốt số liệu", "Weekly: units hand in after the window by")),
    not_below("week_unit_working_days", field("week_upward_working_days", WorkingDays, (1.0, 5.0),
        ("Kỳ tuần: gửi cấp trên sau ngày chốt số liệu", "Weekly: upward after the window by"))),
    field("week_closes_working_days_after", WorkingDays, (0.0, 20.0),
        ("Kỳ tuần: tự chốt kỳ sau hạn gửi", "Weekly: a period closes by itself after the due day by")),
    field("opens_working_days_before", WorkingDays, (1.0, 30.0),
        ("Mở kỳ trước hạn gửi", "A period opens before the due day by")),
    field("closes_working_days_after", WorkingDays, (0.0, 60.0),
        ("Tự chốt kỳ sau hạn gửi", "A period closes by itself after the due day by")),
    field("reminder_days", Days, (0.0, 30.0),
        ("Nhắc trước hạn gửi", "A reminder goes out before the due day by")),
    field("head_after", WorkingDays, (0.0, 30.0),
        ("Quá hạn thì báo người đứng đầu sau", "Silence is told to the head of the body after")),
    not_below("head_after", field("member_after", WorkingDays, (0.0, 30.0),
        ("Quá hạn thì báo thành viên Ban Chỉ đạo theo dõi sau", "Silence is told to the committee member after"))),
    not_below("member_after", field("office_after", WorkingDays, (0.0, 60.0),
        ("Quá hạn thì báo cơ quan thường trực sau", "Silence is told to the standing office after"))),
    field("outlier_times", Times, (2.0, 20.0),
        ("Số liệu bất thường khi thay đổi gấp mức thường thấy", "A figure is doubtful when its change exceeds the usual by")),
    field("answer_working_days", WorkingDays, (1.0, 60.0),
        ("Trả lời khó khăn, kiến nghị trong", "A difficulty or proposal is answered within")),
    field("figures_need_evidence", Switch, (0.0, 1.0),
        ("Số liệu phải kèm minh chứng mới tính là đã nhập", "A figure counts as filled in only with evidence")),
];

/// The names of the values in a body, those of an inner object after a dot.
pub fn names(body: &Map<String, Value>) -> Vec<String> {
    let mut names = Vec::new();
    for (name, value) in body {
        match value {
            Value::Object(within) => names.extend(within.keys().map(|inner| format!("{name}.{inner}"))),
            _ => names.push(name.clone()),
        }
    }
    names
}
