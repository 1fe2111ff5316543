/** Text that is markup already. Pages are made by {@link html}; `new Markup` is for markup of the library only. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template may hold: markup stays as it is, text is escaped, `undefined` and `false` leave nothing. */
type MarkupPart = Markup | string | number | false | undefined | readonly MarkupPart[];

/** Builds markup from a template, escaping every value for element content and for quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(
    strings.reduce((text, string, index) => text + toMarkup(parts[index - 1]) + string),
  );
}

function toMarkup(part: MarkupPart): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(toMarkup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
