// What a commune says over what nation and province say: the same merging as generator/layers.py, and its other way
// round, so that a commune's file holds only what is its own.
import { same } from './editing.js';
import { Trouble } from './trouble.js';

const STATES = ['chua_ro', 'khong_co', 'khong_thu'];
const NAMES = ['ma', 'so_hieu'];

const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isState = (value) => STATES.some((key) => key in value);
const isPlain = (value) => isMapping(value) && !isState(value);
const isByCode = (value) => isPlain(value) && Object.keys(value).length > 0;

function nameIn(value) {
  if (!Array.isArray(value) || !value.length) return null;
  return NAMES.find((key) => value.every((item) => isMapping(item) && typeof item[key] === 'string')) ?? null;
}

/** `below` changed by what `above` says; `null` drops. */
export function merged(below, above) {
  if (isPlain(below) && isPlain(above)) return mergedMapping(below, above);
  const name = nameIn(below);
  if (name && (nameIn(above) === name || isByCode(above))) return mergedList(below, above, name);
  return above;
}

function mergedMapping(below, above) {
  const result = {};
  for (const key of new Set([...Object.keys(below), ...Object.keys(above)])) {
    if (!(key in above)) result[key] = below[key];
    else if (!(key in below)) result[key] = above[key];
    else if (above[key] !== null) result[key] = merged(below[key], above[key]);
  }
  return result;
}

function mergedList(below, above, name) {
  const changes = new Map(Array.isArray(above) ? above.map((item) => [item[name], item]) : Object.entries(above));
  const result = [];
  for (const item of below) {
    const change = changes.get(item[name]);
    if (change === undefined) result.push(item);
    else if (change !== null) result.push(merged(item, change));
    changes.delete(item[name]);
  }
  for (const [code, change] of changes) {
    if (change !== null) result.push(isMapping(change) ? { [name]: code, ...change } : change);
  }
  return result;
}

/** What must be said over `base` to get `data`, keeping of `own` what already says it. Raises `Trouble`. */
export function said(base, data, own) {
  const result = {};
  for (const key of new Set([...Object.keys(own), ...Object.keys(base), ...Object.keys(data)])) {
    if (key in own && same(one(base, own, key), one({}, data, key))) result[key] = own[key];
    else {
      const change = key in data ? (key in base ? difference(base[key], data[key]) : data[key]) : null;
      if (change !== undefined) result[key] = change;
    }
  }
  if (!same(mergedMapping(base, result), data)) {
    throw new Trouble('Danh sách này lấy của trung ương hoặc của tỉnh nên ở xã không đổi được thứ tự các mục. Hãy để lại thứ tự cũ; mục mới luôn đứng cuối.');
  }
  return result;
}

const one = (below, above, key) => mergedMapping(key in below ? { [key]: below[key] } : {}, key in above ? { [key]: above[key] } : {});

function difference(base, data) {
  if (same(base, data)) return undefined;
  if (isPlain(base) && isPlain(data)) return differenceOfMappings(base, data);
  const name = nameIn(base);
  return name && nameIn(data) === name ? differenceOfLists(base, data, name) : data;
}

function differenceOfMappings(base, data) {
  const result = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(data)])) {
    const change = key in data ? (key in base ? difference(base[key], data[key]) : data[key]) : null;
    if (change !== undefined) result[key] = change;
  }
  return result;
}

function differenceOfLists(base, data, name) {
  const before = new Map(base.map((item) => [item[name], item]));
  const now = new Map(data.map((item) => [item[name], item]));
  const changes = [];
  for (const [code, item] of before) {
    if (!now.has(code)) changes.push([code, null]);
    else {
      const change = difference(item, now.get(code));
      if (change !== undefined) changes.push([code, change]);
    }
  }
  for (const [code, item] of now) if (!before.has(code)) changes.push([code, item]);
  // Only a mapping from code to change can drop an item.
  if (changes.some(([, change]) => change === null)) return Object.fromEntries(changes.map(([code, change]) => [code, change && without(change, name)]));
  return changes.map(([code, change]) => ({ [name]: code, ...change }));
}

function without(mapping, name) {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => key !== name));
}
