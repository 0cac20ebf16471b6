// The files of a repository that there is a form for, whichever place they are kept at.
import { edited, read, same } from './editing.js';
import { orderIn } from './checking.js';
import { merged, said } from './layers.js';
import { Trouble } from './trouble.js';

const FOLDER = 'procedures_yaml/';
const UNIT = 'don_vi.yaml';
const WORDS = 'tu_dien.yaml';
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
    // A repository of several communes holds each in a folder of its own, with shared layers around them.
    const home = paths.includes(`don_vi/${this.known.ma}/${FOLDER}${UNIT}`) ? `don_vi/${this.known.ma}/` : '';
    const own = paths.some((path) => path.startsWith(home + FOLDER)) ? home + FOLDER : '';
    const layers = own && paths.includes(own + UNIT) ? await this.layers(own, home, paths) : [];
    const found = new Map();
    for (const layer of [...layers, own]) {
      for (const path of paths.filter((one) => one.startsWith(layer))) note(found, this.known, path.slice(layer.length), layer, own);
    }
    if (!found.size) throw new Trouble('Nơi này không có tệp dữ liệu nào sửa được bằng biểu mẫu. Hãy chọn thư mục chứa procedures_yaml.');
    if (found.has('unit') && own && !found.has('dictionary')) note(found, this.known, WORDS, own, own);
    const rank = (one) => KINDS.findIndex(([kind]) => kind === one.kind);
    return [...found.values()].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'vi'));
  }

  // The folders that the commune builds on, lowest first.
  async layers(own, home, paths) {
    const named = read((await this.source.read(own + UNIT)).text)?.lop ?? [];
    const isThere = (folder) => paths.some((path) => path.startsWith(folder));
    return named.map((name) => (isThere(`${home}${name}/`) ? `${home}${name}/` : `${name}/`));
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

// Puts a file of a layer among what was found, if there is a form for it.
function note(found, known, inside, layer, own) {
  const kind = KINDS.find(([, shape]) => shape.test(inside));
  if (!kind) return;
  const [name, shape, title] = kind;
  const code = shape.exec(inside)[1];
  const entry = found.get(code ?? name) ?? { kind: name, title: title ?? known.ten[code] ?? code, below: [] };
  const below = layer === own ? entry.below : [...entry.below, layer + inside];
  found.set(code ?? name, { ...entry, path: own + inside, below });
}

/** Data without the empty boxes and spare spaces that a form leaves behind; what was so before stays. */
export function pruned(data, before) {
  // What a keyboard may give in two characters, our reader wants as one.
  if (typeof data === 'string') return data === before ? data : data.normalize('NFC').trim();
  if (Array.isArray(data)) return data.map((one, index) => pruned(one, Array.isArray(before) ? before[index] : undefined));
  if (typeof data !== 'object' || data === null) return data;
  const was = typeof before === 'object' && before !== null ? before : {};
  const kept = Object.entries(data)
    .map(([key, value]) => [key, pruned(value, was[key])])
    .filter(([key, value]) => value !== undefined && (!isEmpty(value) || same(value, was[key])));
  return Object.fromEntries(kept);
}

const isEmpty = (value) => typeof value === 'object' && value !== null && !Object.keys(value).length;
