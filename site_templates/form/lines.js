// What differs between two texts, line by line, for the eye of whoever is about to save.
import { aligned } from './aligning.js';

/** The lines taken out and put in, in order: `{ sign: '-' | '+', line }`. */
export function difference(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  return aligned(gone, come)
    .filter(([from, to]) => from === null || to === null)
    .map(([from, to]) => (to === null ? { sign: '-', line: gone[from] } : { sign: '+', line: come[to] }));
}
