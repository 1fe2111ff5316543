import type { SensitiveKind } from './sensitive-names';

/** What parts groups of digits; blanks may be encoded. */
const GAP = String.raw`(?:%20|[\s().\/+\u00A0\u2010-\u2013-])`;

/** No part of a word, unless that is the end of an escape: `%20`. */
const BEGINS = String.raw`(?:(?<![\w+-])|(?<=%[\dA-Fa-f]{2}))`;
const ENDS = String.raw`(?!-?\w|=)`;

/** With its country code: `+46 8 123 456 78`, `0046…`; 8 to 15 digits. */
const PHONE = new RegExp(
  String.raw`(?:(?:(?<!\w)|(?<=%[\dA-Fa-f]{2}))(?:\+|%2B)|${BEGINS}(?<!\d[ -])00(?=[1-9\s(-]))${GAP}{0,2}\d(?:${GAP}{0,3}\d){7,14}${ENDS}`,
  'gi',
);
const CARD = new RegExp(String.raw`${BEGINS}\d(?:(?:%20|[ +\u00A0-])?\d){12,18}${ENDS}`, 'g');
/** ISO 13616: country, check digits and account. */
const IBAN = new RegExp(
  String.raw`${BEGINS}[A-Z]{2}\d{2}(?:(?:%20|[ +\u00A0-])?[A-Z0-9]){11,30}${ENDS}`,
  'g',
);

/** A text with a mark in the place of each phone number, card number and IBAN. */
export function withoutPersonalNumbers(
  text: string,
  mark: (kind: SensitiveKind, value: string) => string,
): string {
  return text
    .replace(IBAN, (found) =>
      isIban(plainIban(found)) ? mark('account number', plainIban(found)) : found,
    )
    .replace(PHONE, (found) => mark('phone number', found))
    .replace(CARD, (found) =>
      isCard(digitsOf(found)) ? mark('card number', digitsOf(found)) : found,
    );
}

function digitsOf(text: string): string {
  return text.replace(/%[\dA-Fa-f]{2}|\D/g, '');
}

function plainIban(text: string): string {
  return text.replace(/%20|[^A-Z0-9]/g, '');
}

/** The check digits of ISO 7064: the whole is one more than a multiple of 97. */
function isIban(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    Number.parseInt(letter, 36).toString(),
  );
  return Array.from(digits, Number).reduce((rest, digit) => (rest * 10 + digit) % 97, 0) === 1;
}

/** The check digit of ISO/IEC 7812 (Luhn). Thirteen digits that begin with 1 are milliseconds since 1970. */
function isCard(digits: string): boolean {
  if (/^(?:0+|1\d{12})$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduceRight((total, digit, index) => {
    const doubled = (digits.length - index) % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
