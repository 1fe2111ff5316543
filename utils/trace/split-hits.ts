/** A text in pieces: those that are the query, in any case, and what stands between them. */
export function splitHits(
  text: string,
  query: string,
): readonly { readonly text: string; readonly isHit: boolean }[] {
  const wanted = query.trim();
  if (wanted === '') return [{ text, isHit: false }];
  // The whole text in small letters could be of another length.
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu');
  const pieces: { text: string; isHit: boolean }[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (pieces.length >= MAX_PIECES) break;
    if (index > end) pieces.push({ text: text.slice(end, index), isHit: false });
    pieces.push({ text: found, isHit: true });
    end = index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isHit: false });
  return pieces;
}

/** More marks in one text help nobody. */
const MAX_PIECES = 2000;
