// Data against the schema, in the browser: the same findings in the same words as `niemyet check` (generator/checking.py).
import { Validator } from '@cfworker/json-schema';
import { same } from './editing.js';

const TYPES = { string: 'chữ', integer: 'số nguyên', boolean: 'true hoặc false', array: 'danh sách', object: 'nhóm các mục', null: 'giá trị trống' };
// Keywords that only say that something inside them is wrong.
const AROUND = new Set(['properties', 'items', 'additionalItems', 'if', 'then', 'else', 'oneOf', 'anyOf', 'allOf', 'propertyNames', 'false', '$ref']);

const validators = new WeakMap();

function validator(schema) {
  if (!validators.has(schema)) validators.set(schema, new Validator(schema, '2020-12', false));
  return validators.get(schema);
}

/** Whether data keep a schema. */
export function keeps(schema, data) {
  if (data === undefined) return false;
  return validator(schema).validate(data).valid;
}

/** What is wrong with data: the way to each place, and words. */
export function problems(schema, data) {
  const found = [];
  for (const error of validator(schema).validate(data).errors) {
    const path = steps(error.instanceLocation);
    // A value of the wrong kind is wrong once, not in every way.
    if (error.keyword === 'false') found.push(unknownKey(schema, error));
    else if (!AROUND.has(error.keyword) && !(error.keyword === 'additionalProperties')) found.push({ path, words: words(schema, error, data, path) });
  }
  return found.filter((one, index) => one && found.findIndex((other) => other && other.words === one.words && same(other.path, one.path)) === index);
}

const steps = (pointer) => pointer.split('/').slice(1).map((step) => decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~')).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function unknownKey(schema, error) {
  const path = steps(error.instanceLocation);
  return { path, words: `không có mục tên "${path.at(-1)}" ở đây` };
}

// The innermost titled node on the way to the one that was broken, and the broken one.
function around(schema, location) {
  let node = schema;
  let titled = schema;
  let parent = schema;
  for (const step of steps(location)) {
    parent = node;
    node = node?.[step];
    if (node && typeof node === 'object' && typeof node.title === 'string') titled = node;
  }
  return { titled, node, parent };
}

function words(schema, error, data, path) {
  const { titled, node: wanted, parent } = around(schema, error.keywordLocation);
  const { keyword } = error;
  const name = lowerFirst(titled.title ?? 'mục này');
  const example = exampleOf(titled);
  const value = path.reduce((inner, step) => inner?.[step], data);
  if (keyword === 'required') {
    const key = /property "([^"]+)"/.exec(error.error)?.[1];
    const missing = titled.properties?.[key] ?? parent.properties?.[key] ?? {};
    return `còn thiếu mục "${missing.title ?? key}"${exampleOf(missing)}`;
  }
  if (value === null) return `${name} đang bỏ trống${example}`;
  if (keyword === 'enum') return `${name} ${shown(value)} không có trong các lựa chọn: ${wanted.join(', ')}`;
  if (keyword === 'minItems' && value.length) return `${name} mới có ${value.length} mục; ${parent.errorMessage ?? `cần ít nhất ${wanted} mục`}`;
  if (['minLength', 'minItems', 'minProperties'].includes(keyword) || (typeof value === 'string' && !value.trim())) return `${name} đang bỏ trống${example}`;
  if (keyword === 'maxLength') return `${name} dài ${[...value].length} ký tự, nhiều nhất là ${wanted}`;
  if (keyword === 'uniqueItems') return `${name} có mục viết hai lần`;
  if (keyword === 'maxProperties') return `${name}: chỉ chọn một cách viết, không viết cả ${Object.keys(value).join(' và ')}`;
  if (keyword === 'pattern' && parent.format === 'date') return `${name} ${shown(value)} không đúng: năm phải từ 1945 đến 2100`;
  if (keyword === 'format' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const [year, month, day] = value.split('-');
    return `${name} ${shown(value)} không đúng: không có ngày ${day} tháng ${month} năm ${year} trong lịch`;
  }
  const own = parent.errorMessage ?? (keyword === 'type' ? `phải là ${TYPES[wanted] ?? wanted}` : 'không hợp lệ');
  return `${name} ${shown(value)}${own.startsWith('không ') ? ' ' : ' không đúng: '}${own}${own.includes('ví dụ') ? '' : example}`;
}

const lowerFirst = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

function exampleOf(node) {
  return node.examples ? `, ví dụ ${json(node.examples[0])}` : '';
}

// As the generator writes it, with a space behind each comma and colon.
function json(value) {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${json(inner)}`).join(', ')}}`;
}

function shown(value) {
  const text = typeof value === 'string' ? value.split(/\s+/).join(' ').trim() : json(value);
  return text.length > 60 ? `"${text.slice(0, 60)}…"` : `"${text}"`;
}

/** The keys of the mapping at a path, in the order in which the schema names them. */
export function orderIn(schema) {
  return (path) => {
    let nodes = [schema];
    for (const step of path) nodes = nodes.flatMap(branches).flatMap((node) => (typeof step === 'number' ? node.items : node.properties?.[step]) ?? []);
    return [...new Set(nodes.flatMap(branches).flatMap((node) => Object.keys(node.properties ?? {})))];
  };
}

function branches(node) {
  return [node, ...[node.then, node.else].filter(Boolean).flatMap(branches)];
}

/** What the form library asks of a validator. */
export function forForm(schema) {
  return {
    isValid: (part, data) => keeps(part, data),
    rawValidation: (part, data) => ({ errors: problems(part, data) }),
    validateFormData(data) {
      const found = problems(schema, data ?? {});
      const tree = {};
      for (const { path, words: text } of found) {
        let node = tree;
        for (const step of path) node = node[step] ??= {};
        (node.__errors ??= []).push(text);
      }
      return { errors: found.map(({ path, words: text }) => ({ property: path.join('.'), message: text, stack: text })), errorSchema: tree };
    },
  };
}
