// The files of a repository that there is a form for, whichever place they are kept at.
import { edited, read, same } from './editing.js';
import { orderIn } from './checking.js';
import { Trouble } from './trouble.js';

const TOP = 'procedures_yaml/';
const KINDS = [
  ['unit', /^don_vi\.yaml$/, 'Đơn vị: tên, địa chỉ, giờ làm việc, các thôn'],
  ['events', /^su_kien\.yaml$/, 'Việc trong đời'],
  ['dictionary', /^tu_dien\.yaml$/, 'Từ điển lời nói thường ngày'],
  ['procedure', /^(?:(?!bieu_mau)[a-z0-9-]+\/)?(\d\.\d{6}(?:\.[0-9A-Z]{2,3})*)\.yaml$/, null],
];

export class Records {
  constructor(source, known) {
    this.source = source;
    this.known = known;
  }

  /** What can be opened: `{ path, kind, title }`, the commune first, then procedures by name. */
  async list() {
    const paths = await this.source.list();
    const found = paths.map((path) => this.described(path)).filter(Boolean);
    if (!found.length) throw new Trouble('Nơi này không có tệp dữ liệu nào sửa được bằng biểu mẫu. Hãy chọn thư mục chứa procedures_yaml.');
    const rank = (one) => KINDS.findIndex(([kind]) => kind === one.kind);
    return found.sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'vi'));
  }

  described(path) {
    const inside = path.startsWith(TOP) ? path.slice(TOP.length) : path;
    const kind = KINDS.find(([, shape]) => shape.test(inside));
    if (!kind || (inside === path && path.includes('/'))) return null;
    const code = kind[1].exec(inside)[1];
    return { path, kind: kind[0], code, title: kind[2] ?? this.known.ten[code] ?? code };
  }

  /** A file as it stands now, ready for the form. */
  async open(entry) {
    const found = await this.source.read(entry.path);
    if (!found) throw new Trouble('Tệp này không còn ở đó nữa. Hãy mở lại danh sách.');
    return { ...entry, ...found, data: read(found.text) };
  }

  /** The text of the file with other data in it. */
  changed(record, data) {
    const { khuon } = this.known.mau[record.kind];
    return edited(record.text, pruned(data, record.data), orderIn(khuon));
  }

  save(record, text, words) {
    return this.source.write(record.path, text, record.version, words);
  }
}

/** Data without the empty boxes that a form leaves behind; what was empty before stays. */
export function pruned(data, before) {
  if (Array.isArray(data)) return data.map((one, index) => pruned(one, Array.isArray(before) ? before[index] : undefined));
  if (typeof data !== 'object' || data === null) return data;
  const was = typeof before === 'object' && before !== null ? before : {};
  const kept = Object.entries(data)
    .map(([key, value]) => [key, pruned(value, was[key])])
    .filter(([key, value]) => value !== undefined && (!isEmpty(value) || same(value, was[key])));
  return Object.fromEntries(kept);
}

const isEmpty = (value) => typeof value === 'object' && value !== null && !Object.keys(value).length;
