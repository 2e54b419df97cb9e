# Vai trò, thẩm quyền và trang riêng của từng vai trò.

verify-figure = Thẩm định số liệu
verify-lead = Số thẩm định được dùng để đánh giá. Người đã nhập số báo cáo không tự thẩm định.
task-confirmed-by-others = Hoàn thành, không còn phù hợp và gia hạn do người đứng đầu hoặc cơ quan thường trực xác nhận; đồng chí chọn “Chờ xác nhận” khi đã xong.
task-settled = Nhiệm vụ này đã được xác nhận. Nếu cần sửa, đề nghị người đứng đầu hoặc cơ quan thường trực thực hiện.
