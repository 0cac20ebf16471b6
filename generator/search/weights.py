"""How much each kind of evidence counts. One place: the browser gets these numbers with the index.

Chosen by judgement, not by an optimiser: `python -m benchmarks.search QUERIES ROOT` shows what a change does.
"""

from __future__ import annotations

QUALITY = {
    # How well a typed word stands for another one, of 100.
    "same": 100,
    "bare": 92,  # no diacritics on this word, though others of the query have them
    "tone": 85,  # another tone: hỏi for ngã, or a slip
    "marks": 55,  # other letters: mất for mặt
    "sound": 78,  # sounds alike, and the word as typed is known nowhere
    "sound_known": 52,  # sounds alike, but what was typed is itself a word
    "typed": 88,  # Telex or VNI keystrokes left in
    "slip": 60,  # one letter wrong in a word of four letters and more
    "slip_short": 48,  # and in one of three
    "alike": 88,  # percent of the quality, for a word that people say instead of the one typed
    "alike_unsure": 60,  # and where what was typed may be several words
    "prefix": 50,  # the last word is still being typed: this, and up to `prefix_span` more the more of it stands
    "prefix_span": 40,
}
"""Quality of a match between a typed word and a word of the index, in percent."""

EVIDENCE = {
    "entry": 620,  # a word of the query that an entry of the dictionary explains
    "entry_longer": 14,  # percent more for each further word of the entry
    "loose": 88,  # percent, where the entry's words stand in another order
    "apart": 72,  # percent, where other words stand between them
    "partly": 90,  # percent, where one of three or more words is missing, times the square of what the others tell
    "extra": 45,  # percent, for words of a procedure that are not in its name
    "stop": 28,  # percent, for words such as làm, xin, giấy
    "pair": 130,  # percent, for two words side by side in the query and in the name
    "uncovered": 55,  # percent of the evidence that counts however little of the name the query covers
    "plain": 75,  # percent that every procedure has; the rest is by `ranks`
    "shown": 30,  # a procedure with less than this percentage of the best one's score is not shown
}
"""Mass of evidence, of about the size of ln(number of procedures) × 100, and percentages."""

MODIFIER = 60
"""Percent of an entry's evidence for words that only say more of something, such as mất or hết hạn."""

STOPS = (
    "làm xin muốn cần ở tại của thì là như thế nào ra sao gì đâu tôi tui em mình cháu bác bị được cho có và với để khi về "
    "lam xin muon o tai cua thi la nhu nao sao gi dau toi tui em minh chau bac bi duoc cho co va voi de khi ve "
    "thủ tục thu tuc giấy giay tờ hồ sơ bao nhiêu nhieu tiền lâu mấy may ngày cách cach hỏi hoi nộp xã phường thôn "
    "đi di lên len nhờ nha ạ a ơi à này kia nữa rồi roi không khong ko hông phải phai nên nào hay hoặc hoac mà đã đang sẽ "
    "vừa lúc luc hồi giờ gio nhưng nhung luôn nó ai anh chị cô chú quá lắm vậy vay sau trước truoc tới toi việc viec người nguoi"
)
"""Words that say little. Those that mean more without their diacritics (can, ho, so, to) stand here only with them."""

VARIANTS = (
    ("có yếu tố nước ngoài", 38),
    ("khu vực biên giới", 30),
    ("biên giới", 12),
    ("lưu động", 32),
    ("đăng ký lại", 14),
    ("kết hợp", 14),
    ("liên thông", 10),
    ("đã được giải quyết tại cơ quan có thẩm quyền của nước ngoài", 30),
    ("đã có hồ sơ giấy tờ cá nhân", 16),
    ("người gốc việt nam", 20),
    ("định cư ở nước ngoài", 6),
    ("nhà thầu nước ngoài", 25),
    ("nước ngoài", 10),
    ("đối với tổ chức", 14),
    ("tổ chức kinh tế", 20),
    ("doanh nghiệp", 8),
    ("dầu khí", 30),
    ("dầu thô", 30),
    ("lô 09 1", 30),
    ("thu hồi", 12),
    ("hủy", 8),
    ("giải thể", 14),
    ("sáp nhập", 12),
    ("chấm dứt", 8),
    ("trở lại", 10),
    ("cấp lại", 8),
    ("gia hạn", 8),
    ("sửa đổi bổ sung", 8),
    ("điều chỉnh quyết định", 12),
    ("chuyển hình thức", 12),
    ("đã được giải quyết", 8),
    ("xóa", 8),
    ("đính chính", 4),
    ("công bố danh mục", 30),
    ("giám sát", 12),
    ("lực lượng", 10),
    ("cán bộ công chức làm việc", 20),
    ("cộng tác viên", 3),
    ("cấp huyện", 6),
    ("sĩ quan", 12),
    ("dự án", 10),
    ("trực tuyến toàn trình", 2),
)
"""Words of official names that mark a special case, and by how much each lowers a rank."""

POPULAR = (
    "đăng ký khai sinh",
    "đăng ký kết hôn",
    "đăng ký khai tử",
    "xác nhận tình trạng hôn nhân",
    "bản sao trích lục hộ tịch",
    "chứng thực bản sao từ bản chính",
    "chứng thực chữ ký",
    "chứng thực giao dịch liên quan đến tài sản",
    "chứng thực di chúc",
    "cải chính bổ sung thông tin hộ tịch",
    "đăng ký thường trú",
    "đăng ký tạm trú",
    "tách hộ",
    "xác nhận thông tin về cư trú",
    "thông báo lưu trú",
    "cấp thẻ căn cước",
    "cấp đổi thẻ căn cước",
    "cấp lại thẻ căn cước",
    "định danh điện tử",
    "hòa giải tranh chấp đất đai",
    "lần đầu đối với hộ gia đình cá nhân",
    "cấp giấy phép xây dựng",
    "đăng ký thành lập hộ kinh doanh",
    "chấm dứt hoạt động hộ kinh doanh",
    "công nhận hộ nghèo",
    "trợ cấp xã hội hàng tháng",
    "hưu trí xã hội",
    "mức độ khuyết tật",
    "hỗ trợ chi phí mai táng",
    "cấp thẻ bhyt",
    "bhxh tự nguyện",
    "bảo hiểm xã hội một lần",
    "đăng ký việc nuôi con nuôi",
    "đăng ký giám hộ",
    "đăng ký thuế lần đầu",
    "thay đổi chủ xe",
    "đăng ký xe lần đầu",
    "khiếu nại",
    "đăng ký nghĩa vụ quân sự",
    "chuyển trường",
    "lệ phí trước bạ",
    "chuyển mục đích sử dụng đất",
    "đăng ký biến động",
    "trẻ em dưới 6 tuổi",
)
"""Words of official names that many people come for; each raises a rank once."""
