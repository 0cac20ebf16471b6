// A YAML file with other data, changed nowhere but where the data differ: comments, order, quotes and line breaks of
// everything else stay as an official wrote them. The library knows where each value stands; here the text between
// those places is kept.
import { isCollection, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { aligned } from './aligning.js';
import { entry, file, flow, item, scalar } from './writing.js';
import { Trouble } from './trouble.js';

const NAMES = ['ma', 'so_hieu', 'tu'];

/** The data of a file. Raises `Trouble` with line and column where it can't be read. */
export function read(text) {
  const document = parsed(text);
  return document.toJS();
}

function parsed(text) {
  const document = parseDocument(text, { version: '1.2' });
  const [wrong] = document.errors;
  if (wrong) {
    const at = wrong.linePos ? `dòng ${wrong.linePos[0].line}, cột ${wrong.linePos[0].col}` : 'một chỗ';
    throw new Trouble(`Tệp này đang hỏng ở ${at} nên chưa mở được thành biểu mẫu. Hãy sửa chỗ đó bằng trình soạn thảo rồi mở lại.`);
  }
  return document;
}

/** `text` with `data` in place of what it holds. `order` gives the keys of a mapping in the schema's order, by its path. */
export function edited(text, data, order = () => []) {
  const plain = text.replace(/\r\n/g, '\n');
  const document = parsed(plain);
  let result;
  if (!isMap(document.contents)) {
    result = plain.trim() ? plain.replace(/\n*$/, '\n') + file(data) : file(data);
  } else {
    const work = new Work(plain, order);
    work.change(document.contents, data, []);
    result = work.done();
  }
  if (!same(read(result), data)) throw new Trouble('Máy không ghi được chỗ sửa này vào đúng chỗ trong tệp. Tệp chưa bị đổi; hãy tải bản nháp về và nhờ người giữ kho.');
  return text.includes('\r\n') ? result.replace(/\n/g, '\r\n') : result;
}

/** Whether two values are the same data, in whatever order their keys stand. */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
}

class Work {
  constructor(text, order) {
    this.text = text;
    this.order = order;
    this.edits = [];
  }

  done() {
    let result = this.text;
    // From the end, so that places before stay right; of two at one place the later asked for comes later.
    const sorted = this.edits.map((edit, asked) => [...edit, asked]).sort((a, b) => b[0] - a[0] || b[3] - a[3]);
    for (const [start, end, words] of sorted) result = result.slice(0, start) + words + result.slice(end);
    return result;
  }

  // Replaces the value of `node`; false where its place can't hold the new one and its parent must be written anew.
  change(node, data, path) {
    if (same(node.toJSON(), data)) return true;
    if (isScalar(node) && (typeof data !== 'object' || data === null)) return this.changeScalar(node, data);
    if (isMap(node) && isPlainObject(data)) return node.flow ? this.changeFlow(node, data) : this.changeMap(node, data, path);
    if (isSeq(node) && Array.isArray(data) && data.length) return node.flow ? this.changeFlow(node, data) : this.changeSeq(node, data, path);
    return false;
  }

  changeScalar(node, data) {
    const [start, end] = this.span(node);
    if (start === end) return false;
    const inFlow = node.inFlow;
    this.edits.push([start, end, inFlow ? this.flowScalar(node, data) : this.blockScalar(node, data, start, end)]);
    return true;
  }

  blockScalar(node, data, start, end) {
    const written = scalar(data, node, this.indentAt(start));
    return node.type === 'BLOCK_FOLDED' && written.startsWith('>') ? keptBreaks(this.text.slice(start, end), written) : written;
  }

  flowScalar(node, data) {
    const wasQuoted = typeof data === 'string' && node.type === 'QUOTE_DOUBLE';
    return wasQuoted ? JSON.stringify(data) : flow(data);
  }

  // Brackets are written anew around what did not change in them.
  changeFlow(node, data) {
    const [start, end] = this.span(node);
    if (!isMap(node) ? node.items.length === data.length : same(Object.keys(node.toJSON()).sort(), Object.keys(data).sort())) {
      const pairs = isMap(node) ? node.items.map((pair) => [pair.value, data[pair.key.value]]) : node.items.map((one, index) => [one, data[index]]);
      for (const [inner] of pairs) markFlow(inner);
      const kept = this.edits.length;
      if (pairs.every(([inner, value]) => inner && this.change(inner, value, []))) return true;
      this.edits.length = kept;
    }
    this.edits.push([start, end, this.flowText(node, data)]);
    return true;
  }

  flowText(node, data) {
    if (node && same(node.toJSON(), data)) return this.text.slice(...this.span(node));
    if (isMap(node) && isPlainObject(data)) {
      const values = new Map(node.items.map((pair) => [pair.key.value, pair.value]));
      return `{${Object.keys(data).map((key) => `${flow(key)}: ${this.flowText(values.get(key), data[key])}`).join(', ')}}`;
    }
    if (isSeq(node) && Array.isArray(data)) {
      const known = node.items.map((one) => one.toJSON());
      return `[${data.map((one) => this.flowText(node.items[known.findIndex((old) => same(old, one))], one)).join(', ')}]`;
    }
    return flow(data);
  }

  changeMap(node, data, path) {
    const first = node.items[0];
    const column = this.columnOf(first.key.range[0]);
    const indent = ' '.repeat(column);
    const besideHyphen = this.text.slice(this.lineStart(first.key.range[0]), first.key.range[0]).trim() !== '';
    const has = (key) => Object.hasOwn(data, key) && data[key] !== undefined;
    const stays = node.items.filter((pair) => has(pair.key.value));
    if (!stays.length || (besideHyphen && stays[0] !== first)) return false;
    for (const pair of node.items) {
      const key = pair.key.value;
      const [start] = pair.key.range;
      if (!has(key)) this.drop(start, this.endOf(pair));
      else if (!pair.value || !this.change(pair.value, data[key], [...path, key])) this.edits.push([start, this.endOf(pair), entry(key, data[key], indent)]);
    }
    const known = stays.map((pair) => pair.key.value);
    const order = this.order(path);
    for (const key of Object.keys(data).filter((one) => has(one) && !known.includes(one))) {
      const before = order.slice(0, Math.max(order.indexOf(key), 0)).filter((one) => known.includes(one));
      const after = order.includes(key) ? stays.find((pair) => pair.key.value === before.at(-1)) ?? first : stays.at(-1);
      this.insertAfter(this.endOf(after), indent + entry(key, data[key], indent));
    }
    return true;
  }

  changeSeq(node, data, path) {
    const hyphens = node.items.map((one) => this.hyphenOf(one));
    if (hyphens.some((at) => this.text.slice(this.lineStart(at), at).trim() !== '')) return false;
    const indent = ' '.repeat(this.columnOf(hyphens[0]));
    const old = node.items.map((one) => one.toJSON());
    let last = null;
    for (const [from, to] of paired(old, data)) {
      if (to === null) this.drop(hyphens[from], this.span(node.items[from])[1]);
      else if (from === null) this.insertItem(last === null ? null : this.span(node.items[last])[1], hyphens[0], indent + item(data[to], indent));
      else if (!this.change(node.items[from], data[to], [...path, 0])) this.edits.push([hyphens[from], this.span(node.items[from])[1], item(data[to], indent)]);
      if (from !== null) last = from;
    }
    return true;
  }

  insertItem(end, firstHyphen, words) {
    if (end === null) {
      const at = this.lineStart(firstHyphen);
      this.edits.push([at, at, words + '\n']);
    } else this.insertAfter(end, words);
  }

  insertAfter(end, words) {
    const at = this.lineEnd(end);
    this.edits.push([at, at, '\n' + words]);
  }

  drop(start, end) {
    this.edits.push([this.lineStart(start), Math.min(this.lineEnd(end) + 1, this.text.length), '']);
  }

  // A block's own range runs to the line break behind it.
  span(node) {
    const [start, end] = node.range;
    return [start, start + this.text.slice(start, end).trimEnd().length];
  }

  endOf(pair) {
    return pair.value?.range && this.span(pair.value)[1] > pair.key.range[1] ? this.span(pair.value)[1] : this.text.indexOf(':', pair.key.range[1]) + 1;
  }

  hyphenOf(node) {
    return this.text.lastIndexOf('-', node.range[0] - 1);
  }

  lineStart(at) {
    return this.text.lastIndexOf('\n', at - 1) + 1;
  }

  lineEnd(at) {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  columnOf(at) {
    return at - this.lineStart(at);
  }

  // How far in the line of a value begins; a hyphen before a key counts as indent.
  indentAt(at) {
    return this.text.slice(this.lineStart(at)).match(/^[ ]*(?:- +)*/)[0].replace(/-/g, ' ');
  }
}

function markFlow(node) {
  if (isScalar(node)) node.inFlow = true;
  else if (isCollection(node)) node.flow = true;
}

function isPlainObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What names an item for good, so that one taken out is not taken for one that changed.
function nameOf(value) {
  const name = isPlainObject(value) && NAMES.find((key) => typeof value[key] === 'string');
  return name ? `${name}:${value[name]}` : JSON.stringify(value);
}

// Which old item became which new one, as pairs of indices; null on one side is taken out or put in.
function paired(old, data) {
  const pairs = [];
  const [gone, come] = [[], []];
  const flush = () => {
    // One that went where another came has changed its name.
    while (gone.length && come.length) pairs.push([gone.shift(), come.shift()]);
    pairs.push(...gone.splice(0).map((one) => [one, null]), ...come.splice(0).map((one) => [null, one]));
  };
  for (const [from, to] of aligned(old.map(nameOf), data.map(nameOf))) {
    if (to === null) gone.push(from);
    else if (from === null) come.push(to);
    else {
      flush();
      pairs.push([from, to]);
    }
  }
  flush();
  return pairs;
}

// The lines of a folded text as they were broken before, as far as its words are the same at the beginning and the end.
function keptBreaks(old, written) {
  const [head, ...before] = old.split('\n');
  const [newHead, ...after] = written.split('\n');
  if (before.some((line) => !line.trim()) || after.some((line) => !line.trim())) return written;
  const indent = before[0].match(/^ */)[0];
  const words = after.map((line) => line.trim()).join(' ');
  const lines = before.map((line) => line.trim());
  let [start, end] = [0, 0];
  let rest = words;
  while (start < lines.length && rest.startsWith(lines[start] + ' ')) rest = rest.slice(lines[start++].length + 1);
  while (end < lines.length - start && rest.endsWith(' ' + lines[lines.length - 1 - end])) rest = rest.slice(0, -lines[lines.length - 1 - end++].length - 1);
  const kept = [...lines.slice(0, start), ...folded(rest, lines.slice(start, lines.length - end)), ...lines.slice(lines.length - end)];
  return [head.replace(/^[>|][+-]?/, newHead), ...kept.map((line) => indent + line)].join('\n');
}

// Words in lines no longer than those that stood here.
function folded(words, lines) {
  const width = Math.max(100, ...lines.map((line) => line.length + 8));
  const result = [''];
  for (const word of words.split(' ')) {
    if (result.at(-1) && result.at(-1).length + 1 + word.length > width) result.push(word);
    else result[result.length - 1] += (result.at(-1) && ' ') + word;
  }
  return result;
}
