const BEGIN = '<!-- figures -->';
const END = '<!-- /figures -->';

/** Puts a text between the two comments of the README. @throws Error where they are not there, in this order. */
export function withFigures(readme: string, figures: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`The README needs ${BEGIN} and then ${END}.`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${figures.trim()}\n\n${readme.slice(end)}`;
}
