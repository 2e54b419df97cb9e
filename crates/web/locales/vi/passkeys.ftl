# Khóa truy cập và danh tính điện tử.

refused-back = Quay lại

# Khóa truy cập
passkeys = Khóa truy cập
passkeys-headline = Đăng nhập bằng khóa truy cập
passkeys-lead = Khóa nằm trên thiết bị, mở bằng vân tay, khuôn mặt hoặc mã PIN; không cần mật khẩu hay mã xác thực.
passkeys-see = Xem và thêm khóa
passkeys-yours = Khóa đã thêm
passkeys-none = Chưa có khóa nào.
passkeys-added = thêm ngày
passkeys-used = dùng gần nhất
passkeys-unused = chưa dùng
passkeys-remove = Xóa
passkeys-add = Thêm khóa
passkeys-add-button = Thêm khóa truy cập
passkeys-name = Tên khóa
passkeys-name-hint = Để sau này nhận ra thiết bị, ví dụ: Máy tính cơ quan.
passkeys-sign-in = Đăng nhập bằng khóa truy cập
passkeys-refused = Chưa đăng nhập được
passkeys-cancelled = Thiết bị chưa xác nhận. Đề nghị thử lại.
passkeys-known = Thiết bị này đã có khóa của tài khoản.
passkeys-failed = Không làm được với khóa truy cập. Đề nghị thử lại hoặc dùng cách đăng nhập khác.
passkeys-unsupported = Trình duyệt này không hỗ trợ khóa truy cập.
passkeys-need-name = Khóa truy cập gắn với tên của trang, không dùng được khi địa chỉ là số. Đề nghị mở trang bằng tên:
passkeys-need-https = Khóa truy cập chỉ dùng được khi trang được mở bằng https://. Đề nghị liên hệ quản trị hệ thống.
passkeys-need-script = Thêm khóa truy cập cần bật JavaScript trong trình duyệt.
notice-passkey-added = Đã thêm khóa truy cập.
notice-passkey-removed = Đã xóa khóa truy cập.

# Danh tính điện tử
identity-headline = Đăng nhập qua { $provider }
identity-lead = Liên kết một lần, sau đó đăng nhập bằng tài khoản { $provider }.
identity-see = Xem liên kết
identity-linked = Đã liên kết ngày
identity-subject = Mã danh tính:
identity-none = Tài khoản này chưa liên kết.
identity-link = Liên kết với { $provider }
identity-unlink = Bỏ liên kết
identity-sign-in = Đăng nhập qua { $provider }
identity-leaving = Đang chuyển đến { $provider }
identity-leaving-hint = Nếu trình duyệt không tự chuyển, đề nghị bấm nút dưới đây.
identity-go-on = Tiếp tục
notice-identity-linked = Đã liên kết danh tính.
notice-identity-unlinked = Đã bỏ liên kết.
identity-unlinked-title = Danh tính { $provider } này chưa đăng nhập được
identity-unlinked-hint = Danh tính chưa liên kết với tài khoản nào đang dùng được. Đề nghị đăng nhập bằng cách khác rồi liên kết ở trang tài khoản, hoặc liên hệ quản trị hệ thống.
identity-lost-title = Yêu cầu đăng nhập không còn hiệu lực
identity-lost-hint = Yêu cầu đã quá hạn, đã được dùng, hoặc không bắt đầu từ trình duyệt này. Đề nghị làm lại từ đầu.
identity-unreachable-title = Chưa kết nối được với { $provider }
identity-unreachable-hint = { $provider } không trả lời. Đề nghị thử lại sau ít phút hoặc đăng nhập bằng cách khác.
identity-refused-title = { $provider } không xác nhận
identity-refused-hint = Việc đăng nhập ở { $provider } đã bị hủy hoặc bị từ chối. Đề nghị thử lại.
identity-expired-title = Xác nhận của { $provider } đã hết hạn
identity-expired-hint = Đề nghị đăng nhập lại. Nếu vẫn gặp lỗi này, đồng hồ của máy chủ có thể sai; đề nghị báo quản trị hệ thống.
identity-forged-title = Xác nhận của { $provider } không hợp lệ
identity-forged-hint = Xác nhận không đúng chữ ký hoặc không dành cho trang này nên bị từ chối. Đề nghị thử lại; nếu vẫn gặp lỗi này, đề nghị báo quản trị hệ thống.
