//! Every name that a template may use, with what it stands for.

/// Where a name has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere.
    Root,
    /// In a list of groups.
    Group,
    /// In a list of tasks.
    Task,
    /// In a list of indicators.
    Indicator,
    /// In a list of difficulties or proposals.
    Difficulty,
    /// In a list of bodies.
    Body,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// Words.
    Text,
    /// A number of things.
    Count,
    /// A list, whose parts have the names of a place.
    List(Place),
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// The name, as a template writes it.
    pub name: &'static str,
    /// Where it has a meaning.
    pub place: Place,
    /// What it stands for.
    pub kind: NameKind,
    /// That in Vietnamese words.
    pub vi: &'static str,
    /// That in English words.
    pub en: &'static str,
}

macro_rules! names {
    ($($place:ident { $($name:literal $kind:expr, $vi:literal, $en:literal;)* })*) => {
        /// Every name, in the order of its manual.
        pub const NAMES: &[Name] = &[$($(
            Name { name: $name, place: Place::$place, kind: $kind, vi: $vi, en: $en },
        )*)*];
    };
}

use NameKind::{Count, List, Text};

names! {
    Root {
        "ke_hoach.ten" Text, "tên kế hoạch", "the plan's title";
        "ke_hoach.vien_dan" Text, "viện dẫn kế hoạch: loại, số, ngày, cơ quan ban hành", "the plan as prose cites it";
        "ke_hoach.so_ky_hieu" Text, "số, ký hiệu kế hoạch", "the plan's symbol";
        "co_quan" Text, "cơ quan ban hành báo cáo", "the issuing body";
        "noi_nhan" Text, "nơi nhận báo cáo theo lịch", "to whom the report goes";
        "ky.ten" Text, "kỳ báo cáo, ví dụ “tháng 10 năm 2026”", "the period";
        "ky.sau" Text, "kỳ sau, ví dụ “tháng 11 năm 2026”", "the period after it";
        "ky.tu_ngay" Text, "ngày đầu của kỳ số liệu", "the first day that the figures take in";
        "ky.den_ngay" Text, "ngày chốt số liệu", "the last day that the figures take in";
        "nhiem_vu.tong" Count, "số nhiệm vụ được giao", "tasks assigned";
        "nhiem_vu.hoan_thanh" Count, "số nhiệm vụ đã hoàn thành", "tasks done";
        "nhiem_vu.hoan_thanh_dung_han" Count, "số hoàn thành đúng hạn", "tasks done in time";
        "nhiem_vu.hoan_thanh_qua_han" Count, "số hoàn thành quá hạn", "tasks done late";
        "nhiem_vu.thuong_xuyen" Count, "số nhiệm vụ thường xuyên", "tasks without an end";
        "nhiem_vu.chua_hoan_thanh" Count, "số chưa hoàn thành", "tasks not done yet";
        "nhiem_vu.trong_han" Count, "số chưa hoàn thành, còn trong hạn", "tasks not done yet, in time";
        "nhiem_vu.sap_den_han" Count, "số sắp đến hạn", "tasks due soon";
        "nhiem_vu.qua_han" Count, "số chưa hoàn thành, đã quá hạn", "tasks overdue";
        "nhiem_vu.chua_thuc_hien" Count, "số chưa bắt đầu", "tasks not begun";
        "nhiem_vu.tam_dung" Count, "số tạm dừng", "tasks paused";
        "nhiem_vu.khong_con_phu_hop" Count, "số không còn phù hợp", "tasks dropped";
        "chi_tieu.tong" Count, "số chỉ tiêu", "indicators";
        "chi_tieu.dat" Count, "số chỉ tiêu vượt hoặc đạt", "indicators exceeded or achieved";
        "chi_tieu.dung_tien_do" Count, "số chỉ tiêu đúng tiến độ", "indicators on track";
        "chi_tieu.cham" Count, "số chỉ tiêu chậm", "indicators behind";
        "chi_tieu.nguy_co" Count, "số chỉ tiêu có nguy cơ không đạt", "indicators at risk";
        "chi_tieu.khong_dat" Count, "số chỉ tiêu không đạt", "indicators missed";
        "chi_tieu.chua_danh_gia" Count, "số chỉ tiêu chưa đánh giá được", "indicators not assessed";
        "don_vi.tong" Count, "số đơn vị phải báo cáo", "bodies that were to report";
        "don_vi.da_bao_cao" Count, "số đơn vị đã báo cáo", "bodies that did";
        "don_vi.dung_han" Count, "số đơn vị báo cáo đúng hạn", "bodies that did in time";
        "don_vi.qua_han" Count, "số đơn vị báo cáo quá hạn", "bodies that did late";
        "don_vi.chua_bao_cao" Count, "số đơn vị chưa báo cáo", "bodies that did not";
        "don_vi.ten_chua_bao_cao" Text, "tên các đơn vị chưa báo cáo", "the names of those that did not";
        "vuong_mac.tong" Count, "số khó khăn, vướng mắc", "difficulties";
        "vuong_mac.da_tra_loi" Count, "số khó khăn, vướng mắc đã trả lời", "difficulties answered";
        "vuong_mac.chua_tra_loi" Count, "số khó khăn, vướng mắc chưa trả lời", "difficulties not answered yet";
        "kien_nghi.tong" Count, "số kiến nghị, đề xuất", "proposals";
        "nhom" List(Place::Group), "các nhóm của kế hoạch", "the plan's groups";
        "ds_qua_han" List(Place::Task), "nhiệm vụ quá hạn", "tasks overdue";
        "ds_den_han" List(Place::Task), "nhiệm vụ đến hạn trong kỳ sau", "tasks due in the period after it";
        "ds_cham" List(Place::Indicator), "chỉ tiêu chậm, có nguy cơ hoặc không đạt", "indicators behind, at risk or missed";
        "ds_chua_bao_cao" List(Place::Body), "đơn vị chưa báo cáo", "bodies that did not report";
        "ds_vuong_mac" List(Place::Difficulty), "khó khăn, vướng mắc chưa trả lời", "difficulties not answered yet";
        "ds_kien_nghi" List(Place::Difficulty), "kiến nghị, đề xuất chưa trả lời", "proposals not answered yet";
    }
    Group {
        "thu_tu" Text, "số thứ tự trong vòng lặp, từ 1", "the number within the loop, from 1";
        "nhom.nhan" Text, "nhãn của nhóm trong kế hoạch", "the group's label in the plan";
        "nhom.ten" Text, "tên nhóm", "the group's name";
        "nhom.chi_tieu" Count, "số chỉ tiêu của nhóm", "the group's indicators";
        "nhom.chi_tieu_tot" Count, "số chỉ tiêu của nhóm vượt, đạt hoặc đúng tiến độ", "those exceeded, achieved or on track";
        "nhom.nhiem_vu" Count, "số nhiệm vụ của nhóm", "the group's tasks";
        "nhom.hoan_thanh" Count, "số nhiệm vụ của nhóm đã hoàn thành", "those done";
        "nhom.qua_han" Count, "số nhiệm vụ của nhóm quá hạn", "those overdue";
        "nhom.ds_chi_tieu" List(Place::Indicator), "chỉ tiêu của nhóm có số liệu", "the group's indicators with a figure";
        "nhom.ds_nhiem_vu" List(Place::Task), "mọi nhiệm vụ của nhóm", "all tasks of the group";
        "nhom.ds_hoan_thanh" List(Place::Task), "nhiệm vụ của nhóm đã hoàn thành", "those done";
    }
    Indicator {
        "thu_tu" Text, "số thứ tự trong vòng lặp, từ 1", "the number within the loop, from 1";
        "ct.nhan" Text, "nhãn chỉ tiêu", "the indicator's label";
        "ct.ten" Text, "tên chỉ tiêu", "the indicator's name";
        "ct.don_vi_tinh" Text, "đơn vị tính", "its unit";
        "ct.ket_qua" Text, "kết quả, kèm đơn vị tính", "the total in its unit";
        "ct.muc_tieu" Text, "mục tiêu của mốc tới, theo lời kế hoạch", "the target ahead, in the plan's words";
        "ct.nam_muc_tieu" Text, "năm của mốc tới", "the year of that target";
        "ct.ke_hoach_den_ky" Text, "mức cần đạt đến cuối kỳ theo lộ trình", "what the path expects at the end of the period";
        "ct.ky_truoc" Text, "kết quả kỳ trước", "the total of the period before";
        "ct.danh_gia" Text, "đánh giá", "the judgement";
        "ct.ly_do" Text, "lý do của đánh giá", "why";
        "ct.chu_tri" Text, "cơ quan chủ trì", "who leads it";
        "ct.so_don_vi" Text, "số đơn vị có số liệu trên số phải báo cáo", "from how many of how many bodies there is a figure";
    }
    Task {
        "thu_tu" Text, "số thứ tự trong vòng lặp, từ 1", "the number within the loop, from 1";
        "nv.nhan" Text, "nhãn nhiệm vụ", "the task's label";
        "nv.noi_dung" Text, "nội dung nhiệm vụ", "what is to be done";
        "nv.san_pham" Text, "kết quả yêu cầu", "the product asked for";
        "nv.thoi_han" Text, "thời hạn", "the deadline";
        "nv.chu_tri" Text, "cơ quan chủ trì", "who leads it";
        "nv.tien_do" Text, "tiến độ", "how far it has come";
        "nv.ket_qua" Text, "kết quả hiện tại", "the present result";
    }
    Difficulty {
        "thu_tu" Text, "số thứ tự trong vòng lặp, từ 1", "the number within the loop, from 1";
        "vm.noi_dung" Text, "nội dung", "what it says";
        "vm.don_vi" Text, "đơn vị nêu", "who raises it";
        "vm.tham_quyen" Text, "đơn vị có thẩm quyền giải quyết", "the body competent to decide";
        "vm.thoi_han" Text, "thời hạn trả lời", "by when it is to be answered";
        "vm.anh_huong" Text, "chỉ tiêu, nhiệm vụ bị ảnh hưởng", "the indicators and tasks it threatens";
    }
    Body {
        "thu_tu" Text, "số thứ tự trong vòng lặp, từ 1", "the number within the loop, from 1";
        "dv.ten" Text, "tên đơn vị", "the body's name";
    }
}

/// The names that have a meaning in a place: its own, and those that have one everywhere.
pub(super) fn of_place(place: Place) -> impl Iterator<Item = &'static Name> {
    let own = NAMES.iter().filter(move |name| name.place == place);
    own.chain(NAMES.iter().filter(move |name| name.place == Place::Root && place != Place::Root))
}

/// A name in a place.
pub(super) fn find(name: &str, place: Place) -> Option<&'static Name> {
    of_place(place).find(|known| known.name == name)
}
