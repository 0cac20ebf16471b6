"""What the abbreviations of office papers stand for: to ask for them spelled out, and to say them aloud."""

from __future__ import annotations

FULL = {
    "BHTN": "bảo hiểm thất nghiệp",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "CCCD": "căn cước công dân",
    "CMND": "chứng minh nhân dân",
    "CSDL": "cơ sở dữ liệu",
    "DVC": "dịch vụ công",
    "DVCQG": "dịch vụ công quốc gia",
    "GCN": "giấy chứng nhận",
    "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
    "GPXD": "giấy phép xây dựng",
    "HKD": "hộ kinh doanh",
    "HĐND": "hội đồng nhân dân",
    "LĐTBXH": "lao động, thương binh và xã hội",
    "MTTQ": "Mặt trận Tổ quốc",
    "NĐ": "nghị định",
    "QSDĐ": "quyền sử dụng đất",
    "QĐ": "quyết định",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TN&TKQ": "tiếp nhận và trả kết quả",
    "TNHH": "trách nhiệm hữu hạn",
    "TT": "thông tư (hoặc trung tâm)",
    "TTHC": "thủ tục hành chính",
    "TTPVHCC": "trung tâm phục vụ hành chính công",
    "UBND": "Ủy ban nhân dân",
    "VBQPPL": "văn bản quy phạm pháp luật",
}
