# Signing in, passwords, the second factor, sessions.

sign-in-headline = Đăng nhập
sign-in-name = Tên đăng nhập
password = Mật khẩu
sign-in-button = Đăng nhập
sign-in-help = Quên mật khẩu hoặc chưa có tài khoản: đề nghị liên hệ quản trị hệ thống để nhận đường dẫn đăng nhập một lần.
sign-in-idle = Phiên làm việc đã tự khóa vì lâu không có thao tác. Sau khi đăng nhập lại, hệ thống đưa về đúng trang đang xem và giữ nội dung đang nhập.
sign-in-refused-title = Chưa đăng nhập được
sign-in-refused = Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Đề nghị kiểm tra lại, hoặc thử lại sau ít phút.
sign-in-too-many = Có quá nhiều lần đăng nhập không thành công từ mạng này. Đề nghị thử lại sau ít phút.
sign-in-as = Đăng nhập với vai trò:
sign-in-once = Đường dẫn này chỉ dùng được một lần.

second-step = Xác thực lớp thứ hai
second-step-headline = Nhập mã xác thực
second-step-code = Mã xác thực
second-step-hint = Mã 6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng.
second-step-button = Tiếp tục
second-step-back = Quay lại
second-step-help = Mất điện thoại và hết mã dự phòng: đề nghị liên hệ quản trị hệ thống.

account-security = Bảo mật tài khoản
account-headline = Bảo mật tài khoản
password-set-at = Đặt lúc
password-none = Chưa đặt mật khẩu.
password-change = Đổi mật khẩu
password-set = Đặt mật khẩu
password-headline = Đổi mật khẩu
password-first-headline = Đặt mật khẩu
password-first-lead = Đường dẫn vừa mở chỉ dùng được một lần; những lần sau đăng nhập bằng mật khẩu này. Tên đăng nhập:
password-lead = Các phiên đăng nhập khác sẽ kết thúc. Tên đăng nhập:
password-old = Mật khẩu hiện tại
password-new = Mật khẩu mới
password-new-hint = Ít nhất { $count } ký tự. Nên ghép vài từ không liên quan với nhau; không dùng tên đăng nhập hay mật khẩu phổ biến.
password-again = Nhập lại mật khẩu mới
password-keep = Lưu mật khẩu
notice-password-set = Đã lưu mật khẩu; các phiên đăng nhập khác đã kết thúc.

second-factor = Xác thực lớp thứ hai
second-factor-on = Đang bật: khi đăng nhập cần thêm mã trên điện thoại.
second-factor-off = Chưa bật. Nên bật để người biết mật khẩu vẫn không đăng nhập được.
second-factor-see = Xem
second-factor-enrol = Bật xác thực lớp thứ hai
second-factor-lead = Khi đăng nhập, ngoài mật khẩu cần nhập mã 6 chữ số trên điện thoại.
second-factor-owed = Quy định yêu cầu tài khoản này dùng xác thực lớp thứ hai. Đề nghị thiết lập trước khi tiếp tục.
second-factor-app = Cài một ứng dụng xác thực trên điện thoại, ví dụ Google Authenticator, Microsoft Authenticator hoặc FreeOTP.
second-factor-scan = Mở ứng dụng và quét mã này:
second-factor-qr = Mã QR chứa khóa bí mật; có thể nhập bằng tay dãy ký tự bên dưới.
second-factor-typed = Không quét được thì nhập dãy này:
second-factor-enter = Nhập mã mà ứng dụng đang hiện:
second-factor-code = Mã 6 chữ số
second-factor-confirm = Bật xác thực lớp thứ hai
second-factor-remove = Bỏ xác thực lớp thứ hai
second-factor-remove-hint = Sau khi bỏ, chỉ còn mật khẩu bảo vệ tài khoản; mã dự phòng cũng hết hiệu lực.
notice-second-factor-removed = Đã bỏ xác thực lớp thứ hai.

recovery-codes = Mã dự phòng
recovery-codes-left = Còn { $count } mã dự phòng chưa dùng.
recovery-codes-renew-hint = Cấp mã mới thì mọi mã cũ hết hiệu lực.
recovery-codes-renew = Cấp mã dự phòng mới
recovery-codes-headline = Cất giữ các mã dự phòng này
recovery-codes-lead = Mỗi mã dùng được một lần khi không có điện thoại. Các mã chỉ hiện lần này; đề nghị in ra hoặc chép lại và cất nơi an toàn.
recovery-codes-kept = Đã cất giữ, tiếp tục

sessions = Phiên đăng nhập
sessions-note = Nếu thấy phiên lạ, hãy kết thúc phiên đó và đổi mật khẩu.
session-device = Thiết bị
session-means = Cách đăng nhập
session-address = Địa chỉ mạng
session-begun = Bắt đầu
session-seen = Dùng gần nhất
session-this = phiên này
session-end = Kết thúc
sessions-end-others = Kết thúc mọi phiên khác
notice-session-ended = Đã kết thúc phiên đăng nhập.
notice-sessions-ended = Đã kết thúc mọi phiên đăng nhập khác.

means-link = Đường dẫn một lần
means-password = Mật khẩu
means-totp = Mật khẩu và mã xác thực
means-recovery-code = Mật khẩu và mã dự phòng
means-passkey = Khóa truy cập
means-oidc = Hệ thống định danh

error-not-admitted-title = Chưa đăng nhập được
error-not-admitted-hint = Đề nghị đăng nhập lại; nếu vẫn không được, liên hệ quản trị hệ thống.
error-too-many-attempts-title = Quá nhiều lần đăng nhập không thành công
error-too-many-attempts-hint = Đề nghị thử lại sau ít phút.
error-vault-title = Không mở được dữ liệu bảo mật
error-vault-hint = Khóa của hệ thống có thể đã thay đổi. Đề nghị báo quản trị hệ thống kiểm tra tệp khóa.
