# Trình, duyệt, thẩm định, tổng hợp, chốt kỳ
log-noun-submission = báo cáo của đơn vị
log-noun-period = kỳ báo cáo
log-event-submission-submitted = Trình báo cáo
log-event-submission-returned = Trả lại báo cáo
log-event-submission-approved = Duyệt báo cáo
log-event-submission-reopened = Mở lại báo cáo để sửa
log-event-submission-remarked = Ghi ý kiến về báo cáo
log-event-submission-figure-verified = Thẩm định số liệu
log-event-submission-figure-contested = Không thống nhất số liệu
log-event-period-consolidated = Tổng hợp số liệu của kỳ
log-event-period-closed = Chốt kỳ báo cáo
log-field-sha256 = mã băm SHA-256
log-field-figures = số lượng số liệu
