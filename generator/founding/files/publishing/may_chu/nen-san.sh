#!/bin/sh
# Nén sẵn mọi tệp chữ của trang, để máy chủ không phải nén mỗi lần có người mở: sh may_chu/nen-san.sh THƯ_MỤC
# Có chương trình brotli thì làm thêm bản .br, nhỏ hơn .gz chừng một phần bảy.
set -eu
chu() {
  noi=$1
  shift
  find "$noi" -type f -size +255c \( -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.json' -o -name '*.xml' \
    -o -name '*.svg' -o -name '*.txt' -o -name '*.webmanifest' \) "$@"
}
chu "$1" -exec gzip --keep --force --best --no-name {} +
if command -v brotli > /dev/null; then
  chu "$1" -exec brotli --keep --force --best {} +
fi
