// What differs between two texts, line by line, for the eye of whoever is about to save.

/** The lines taken out and put in, in order: `{ sign: '-' | '+', line }`. */
export function difference(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let [start, end] = [0, 0];
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const length = Array.from({ length: gone.length + 1 }, () => new Uint16Array(come.length + 1));
  for (let i = gone.length - 1; i >= 0; i--) {
    for (let j = come.length - 1; j >= 0; j--) length[i][j] = gone[i] === come[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && gone[i] === come[j]) [i, j] = [i + 1, j + 1];
    else if (j === come.length || (i < gone.length && length[i + 1][j] >= length[i][j + 1])) found.push({ sign: '-', line: gone[i++] });
    else found.push({ sign: '+', line: come[j++] });
  }
  return found;
}
