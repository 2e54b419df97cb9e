# Thông báo và thư

nav-notices = Thông báo
notices-headline = { $count ->
    [0] Đã đọc hết thông báo
   *[other] { $count } thông báo chưa đọc
  }
notices-lead = Thông báo gửi đến chức danh; ai đang giữ, phụ trách hoặc được ủy quyền chức danh đó đều thấy. Chưa thiết lập máy chủ thư, nên không gửi thư.
notices-lead-mail = Thông báo gửi đến chức danh; ai đang giữ, phụ trách hoặc được ủy quyền chức danh đó đều thấy. Thông báo chưa đọc được gửi qua thư, mỗi ngày không quá một thư.
notices-read-all = Đánh dấu đã đọc hết
notices-none = Chưa có thông báo nào
notices-none-hint = Nhắc hạn báo cáo, báo cáo bị trả lại, khó khăn, kiến nghị chuyển đến sẽ hiện ở đây.
notices-unread = chưa đọc
notices-reason = Lý do
notices-unread-count = { $count } thông báo chưa đọc
notice-kind-period-opened = Mở kỳ báo cáo
notice-kind-reminder = Sắp đến hạn
notice-kind-due-today = Đến hạn hôm nay
notice-kind-overdue = Quá hạn
notice-kind-submitted = Chờ duyệt
notice-kind-returned = Bị trả lại
notice-kind-contested = Số liệu không thống nhất
notice-kind-approved = Đã duyệt
notice-kind-difficulty-routed = Khó khăn, kiến nghị chuyển đến
notice-kind-difficulty-answered = Đã trả lời khó khăn, kiến nghị
notice-kind-difficulty-overdue = Quá hạn trả lời
notice-notices-read = Đã đánh dấu là đã đọc.

nav-mail = Thư
mail-headline = { $count ->
    [0] Không có thư nào bị lỗi
   *[other] { $count } thư không gửi được
  }
mail-lead = Mỗi người mỗi ngày không quá một thư. Máy chủ thư không nhận thì tự gửi lại trong nhiều ngày; các việc khác không bị ảnh hưởng.
mail-not-configured = Chưa thiết lập máy chủ thư (--smtp-url, --mail-from): thông báo chỉ hiện trong chương trình.
mail-retry-all = Gửi lại tất cả thư bị lỗi
mail-retry = Gửi lại ngay
mail-all = Tất cả
mail-none = Không có thư
mail-none-hint = Không có thư nào ở tình trạng này.
mail-table = { $count } thư
mail-subject = Tiêu đề
mail-recipient = Người nhận
mail-written = Lúc soạn
mail-state = Tình trạng
mail-state-waiting = Chờ gửi
mail-state-sent = Đã gửi
mail-state-failed = Không gửi được
mail-attempts = đã thử { $attempts } lần, lần tới { $next }
notice-mail-retried = Thư sẽ được gửi lại ngay.
log-noun-mail = thư
log-event-mail-retried = Gửi lại thư
