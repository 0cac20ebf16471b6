// Text as people look for it: without diacritics, in small letters.

/** Whether `text` holds what was typed. */
export function holds(text, query) {
  return folded(text).includes(folded(query.trim()));
}

function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}
