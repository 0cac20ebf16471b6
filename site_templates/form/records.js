// The files of a repository that there is a form for, whichever place they are kept at.
import { edited, read, same } from './editing.js';
import { orderIn } from './checking.js';
import { merged, said } from './layers.js';
import { Trouble } from './trouble.js';

const OWN = 'procedures_yaml/';
const UNIT = `${OWN}don_vi.yaml`;
const WORDS = `${OWN}tu_dien.yaml`;
const KINDS = [
  ['unit', /^don_vi\.yaml$/, 'Đơn vị: tên, địa chỉ, giờ làm việc, các thôn'],
  ['events', /^su_kien\.yaml$/, 'Việc trong đời'],
  ['dictionary', /^tu_dien\.yaml$/, 'Từ điển lời nói thường ngày'],
  ['procedure', /^(?:(?!bieu_mau\/)[a-z0-9-]+\/)?(\d\.\d{6}(?:\.[0-9A-Z]{2,3})*)\.yaml$/, null],
];
// What a file of a procedure says even if it says nothing else of its own.
const ALWAYS = { procedure: ['ma', 'linh_vuc'] };

export class Records {
  constructor(source, known) {
    this.source = source;
    this.known = known;
  }

  /** What can be opened: `{ path, kind, title, below }`, the commune first, then procedures by name. */
  async list() {
    const paths = await this.source.list();
    const layers = paths.includes(UNIT) ? await this.layers() : [];
    const found = new Map();
    for (const layer of [...layers, OWN]) {
      for (const path of paths.filter((one) => one.startsWith(layer))) this.note(found, path, path.slice(layer.length), layer);
    }
    if (!found.size) for (const path of paths) this.note(found, path, path, '');
    if (!found.size) throw new Trouble('Nơi này không có tệp dữ liệu nào sửa được bằng biểu mẫu. Hãy chọn thư mục chứa procedures_yaml.');
    if (paths.includes(UNIT) && !found.has('dictionary')) this.note(found, WORDS, WORDS.slice(OWN.length), OWN);
    const rank = (one) => KINDS.findIndex(([kind]) => kind === one.kind);
    return [...found.values()].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'vi'));
  }

  // The folders that the commune builds on, lowest first.
  async layers() {
    const named = read((await this.source.read(UNIT)).text)?.lop ?? [];
    return named.map((name) => `${name}/`);
  }

  note(found, path, inside, layer) {
    const kind = KINDS.find(([, shape]) => shape.test(inside));
    if (!kind) return;
    const code = kind[1].exec(inside)[1];
    const slot = code ?? kind[0];
    const entry = found.get(slot) ?? { kind: kind[0], title: kind[2] ?? this.known.ten[code] ?? code, below: [] };
    const isOwn = layer === OWN || layer === '';
    found.set(slot, { ...entry, path: isOwn ? path : OWN + inside, below: isOwn ? entry.below : [...entry.below, path] });
  }

  /** A file as it stands now, ready for the form: what lies below it, and all that counts together. */
  async open(entry) {
    const found = await this.source.read(entry.path);
    if (!found && !entry.below.length && entry.kind !== 'dictionary') throw new Trouble('Tệp này không còn ở đó nữa. Hãy mở lại danh sách.');
    let base = null;
    for (const path of entry.below) {
      const layer = read((await this.source.read(path)).text);
      base = base ? merged(base, layer) : layer;
    }
    const own = found ? read(found.text) : {};
    return { ...entry, text: found?.text ?? '', version: found?.version ?? null, base, own, data: base ? merged(base, own) : own };
  }

  /** The text of the file when all together is to be `data`. */
  changed(record, data) {
    const { base, own, kind, text } = record;
    const wanted = pruned(data, record.data);
    const { khuon } = this.known.mau[kind];
    if (!base) return edited(text, wanted, orderIn(khuon));
    const always = Object.fromEntries((ALWAYS[kind] ?? []).map((key) => [key, wanted[key]]));
    return edited(text, { ...always, ...said(base, wanted, own) }, orderIn(khuon));
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
