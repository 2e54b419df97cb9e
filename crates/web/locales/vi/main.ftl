# Chữ dùng chung cho khung trang và các thành phần giao diện.

skip = Đến nội dung chính
menu = Danh mục
plan-shown = Kế hoạch đang xem
nav-overview = Tổng quan
nav-indicators = Chỉ tiêu
nav-tasks = Nhiệm vụ
nav-committee = Ban Chỉ đạo
nav-organisations = Đơn vị
nav-documents = Văn bản
language = Ngôn ngữ
theme = Đổi nền sáng, nền tối
sign-in = Đăng nhập
sign-out = Đăng xuất
as-of = Số liệu đến
illustrative = số liệu minh họa
illustrative-hint = Số liệu thực hiện trên trang này do chương trình tự tạo để minh họa, không phải số liệu của địa phương.
breadcrumb = Vị trí trang
pages = Chuyển trang
previous = Trang trước
next = Trang sau
licences = Giấy phép phông chữ và giao diện
changed-to = chuyển thành
optional = không bắt buộc
errors = Cần sửa { $count } chỗ trước khi gửi

severity-error = Lỗi
severity-warning = Cần xem lại
severity-note = Lưu ý

# Đánh giá một chỉ tiêu
status-exceeded = Vượt
status-achieved = Đạt
status-on-track = Đúng tiến độ
status-behind = Chậm
status-at-risk = Nguy cơ không đạt
status-missed = Không đạt
status-not-assessable = Chưa đủ số liệu để đánh giá
status-no-data = Chưa có số liệu
status-stale = Số liệu cũ
status-not-due = Chưa đến kỳ

# Nhiệm vụ: đã làm đến đâu
task-not-started = Chưa thực hiện
task-under-way = Đang thực hiện
task-awaiting-confirmation = Chờ xác nhận
task-done = Hoàn thành
task-paused = Tạm dừng
task-dropped = Không còn phù hợp

# Nhiệm vụ: đúng hạn hay quá hạn; việc đã xong chỉ ghi chữ này
time-in-time = trong hạn
time-due-soon = sắp đến hạn
time-overdue = quá hạn
time-done-in-time = hoàn thành đúng hạn
time-done-late = hoàn thành muộn
time-ongoing = thường xuyên
time-no-deadline = chưa có thời hạn
