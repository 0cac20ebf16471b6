#!/bin/sh
# Kiểm tra rồi dựng trang để công bố: sh may_chu/dung-trang.sh THƯ_MỤC
#   BAN    bản muốn công bố (mã commit, HEAD^ là bản ngay trước); trống là bản mới nhất
#   TRANG  địa chỉ trang đang công bố, ghi khi dựng lại hằng đêm: trang đang giữ ở bản cũ thì vẫn giữ ở bản ấy
#   DANG   dạng báo lỗi của niemyet check
# Trang dựng từ bản cũ mang tệp giu-ban.txt ghi mã bản ấy; hợp nhất lần mới thì tệp mất, trang theo bản mới.
set -eu
noi_dat=$1
moi_nhat=$(git rev-parse HEAD)
ban=${BAN:-}

if [ -z "$ban" ] && [ -n "${TRANG:-}" ]; then
  tam=$(mktemp)
  # Không hỏi được thì dừng: thà chậm một ngày còn hơn đưa lại điều sai đã lùi.
  ket_qua=$(curl --silent --location --max-time 60 --retry 3 \
    --output "$tam" --write-out '%{http_code}' "${TRANG%/}/giu-ban.txt") || ket_qua=000
  case $ket_qua in
    200) ban=$(grep --extended-regexp --line-regexp '[0-9a-f]{40,64}' "$tam" || true) ;;
    404) ;;
    *)
      echo "Không hỏi được trang đang công bố (trả lời $ket_qua) nên chưa dựng lại; trang cũ giữ nguyên." >&2
      exit 1
      ;;
  esac
  rm -f "$tam"
fi

if [ -n "$ban" ]; then
  if ! chon=$(git rev-parse --verify --quiet --end-of-options "$ban^{commit}") ||
    ! git merge-base --is-ancestor "$chon" "$moi_nhat"; then
    echo "Nhánh chính không có bản \"$ban\"; mã bản chép ở trang lịch sử các lần sửa (commits)." >&2
    exit 1
  fi
  echo "Dựng bản $chon"
  git checkout --quiet --detach "$chon"
  # Sổ đăng ký luôn là sổ mới nhất: tờ in sau bản ấy đang treo trên tường, mã của nó vẫn phải mở được.
  if git cat-file -e "$moi_nhat:qr_posters/so_dang_ky" 2>/dev/null; then
    git checkout --quiet "$moi_nhat" -- qr_posters/so_dang_ky
  fi
fi

python -m pip install --quiet --requirement requirements.txt
niemyet check --format "${DANG:-text}"
niemyet build --out "$noi_dat"
if [ -n "$ban" ]; then
  echo "$chon" > "$noi_dat/giu-ban.txt"
fi
