// Data to YAML as officials write it: short items on one line, long texts in blocks, codes in quotes. The same
// style as generator/writing_yaml.py, which writes what is imported.
import { Document, Scalar, isMap, isScalar, visit } from 'yaml';

const WIDTH = 120;
const SETTINGS = {
  indentSeq: true,
  flowCollectionPadding: false,
  lineWidth: WIDTH,
  doubleQuotedMinMultiLineLength: 1_000_000,
};
// A code, a telephone number or a time must be quoted, and so must words that older YAML takes for yes and no.
const QUOTED = /^(?:[\d._:+ -]+|\d+\.\d.*|0[xobXOB].*|y|n|yes|no|on|off|true|false|null|~)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function styled(document) {
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value !== 'string' || node.type) return;
      if (QUOTED.test(node.value) && !DATE.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
      else if (key !== 'key' && isFoldable(node.value)) node.type = Scalar.BLOCK_FOLDED;
    },
    Collection(key, node) {
      if (key !== null && isShallow(node) && `${new Document(node.toJSON())}`.length < WIDTH) node.flow = true;
    },
  });
  return document;
}

function isFoldable(text) {
  return text.length > WIDTH - 20 && text === text.trim() && !/[\r\n\t]| {2}/.test(text);
}

function isShallow(collection) {
  const values = collection.items.map((item) => (isMap(collection) ? item.value : item));
  return values.every((one) => isOnOneLine(one) || (isMap(collection) && one.items?.every((inner) => isOnOneLine(inner) || isOnOneLine(inner.value))));
}

function isOnOneLine(node) {
  return isScalar(node) && !/\n/.test(node.value);
}

function text(data) {
  return styled(new Document(data)).toString(SETTINGS).trimEnd();
}

/** A whole file of data. */
export function file(data) {
  return text(data) + '\n';
}

/** `key: value` as it stands behind an indent; further lines are indented too. */
export function entry(key, value, indent) {
  return indented(text({ [key]: value }), indent);
}

/** `- value` as it stands behind an indent. */
export function item(value, indent) {
  const lines = text({ x: [value] }).split('\n');
  // A short list of scalars comes on one line.
  if (lines.length === 1) return `- ${flow(value)}`;
  return indented(lines.slice(1).map((line) => line.slice(2)).join('\n'), indent);
}

/** A value on one line, inside brackets. */
export function flow(value) {
  const document = styled(new Document([value]));
  document.contents.flow = true;
  visit(document, {
    Collection(_, node) { node.flow = true; },
    Scalar(_, node) { if (node.type === Scalar.BLOCK_FOLDED || !isOnOneLine(node)) node.type = Scalar.QUOTE_DOUBLE; },
  });
  return document.toString({ ...SETTINGS, lineWidth: 0 }).trimEnd().slice(1, -1);
}

/** A scalar after its key or hyphen, written in the manner of the one it replaces. */
export function scalar(value, old, indent) {
  const node = new Scalar(value);
  const isText = typeof value === 'string';
  const fits = old.type !== Scalar.PLAIN || !(isText && (QUOTED.test(value) && !DATE.test(value)));
  if (isText && typeof old.value === 'string' && fits) node.type = old.type;
  const written = styled(new Document({ x: node })).toString({ ...SETTINGS, lineWidth: isBlock(node) ? WIDTH : 0 }).trimEnd();
  return indented(written.slice(3).replace(/^ +/, ''), indent);
}

const isBlock = (node) => node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL;

function indented(lines, indent) {
  return lines.replace(/\n(?=[^\n])/g, '\n' + indent);
}
