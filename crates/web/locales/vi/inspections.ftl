# Kiểm tra, giám sát

nav-inspections = Kiểm tra
inspections-headline = { $count } cuộc kiểm tra đang mở
inspections-lead = Mở từ trang của chỉ tiêu, nhiệm vụ hoặc đơn vị; việc kiểm tra không làm thay đổi số liệu.
inspections-none = Chưa có cuộc kiểm tra nào
inspections-none-hint = Cuộc kiểm tra được mở từ trang của một chỉ tiêu, nhiệm vụ hoặc đơn vị.
inspections-item = Đối tượng
inspections-state = Tình trạng
inspections-open = đang mở
inspections-closed = đã kết luận
inspections-opened = Ngày mở
inspections-by = Người mở
inspections-reason = Lý do, nội dung cần làm rõ
inspections-reason-hint = Ghi rõ số liệu hoặc việc cần làm rõ và câu hỏi đặt ra.
inspections-document = Văn bản làm căn cứ
inspections-document-hint = Kế hoạch, quyết định kiểm tra, ví dụ 15-KH/UBKTTU.
inspections-new = Mở cuộc kiểm tra
inspections-close = Kết luận
inspections-conclusion = Kết luận
inspections-conclusion-hint = Kết luận đã ghi thì không sửa được.
inspections-yours = Kết luận đồng chí vừa nhập, chưa lưu
inspections-about = Thông tin
inspected-indicator = Chỉ tiêu
inspected-task = Nhiệm vụ
inspected-organisation = Đơn vị
notice-inspection-opened = Đã mở cuộc kiểm tra.
notice-inspection-closed = Đã ghi kết luận.
