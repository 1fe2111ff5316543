import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutPersonalNumbers } from '../../../utils/share/personal-numbers';

const shown = (text: string) => withoutPersonalNumbers(text, (kind) => `<${kind}>`);

describe('withoutPersonalNumbers', () => {
  test.each([
    ['call +46 8 123 456 78, please', 'call <phone number>, please'],
    ['+4687654321', '<phone number>'],
    ['(+1) (555) 010-4477', '(<phone number>'],
    ['tel=0046-8-765-43-21.', 'tel=<phone number>.'],
    ['to%20%2B46%208%20765%2043%2021', 'to%20<phone number>'],
    ['phone=+4687654321&x=1', 'phone=<phone number>&x=1'],
    ['/users/+46-8-765-43-21/stays', '/users/<phone number>/stays'],
    ['4111 1111 1111 1111', '<card number>'],
    ['card=4111111111111111', 'card=<card number>'],
    ['card 5500-0000-0000-0004!', 'card <card number>!'],
    ['378282246310005', '<card number>'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN <account number>'],
    ['GB82WEST12345698765432', '<account number>'],
  ])('takes the number out of %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each([
    '1699999999998',
    '4111 1111 1111 1112',
    'AB12 ABCD EFGH IJKL MNOP 01',
    '1234567-4111111111111111-x',
    '+123',
    '2026-01-02T03:04:05.000Z',
    'abc+12345678def',
    'RFC 6749 §5.1',
    '0000000000000000',
    'https://a.example/1/2',
  ])('leaves %j as it is', (text) => {
    expect(shown(text)).toBe(text);
  });

  test('knows one card in every way of writing it', () => {
    const marks = new Set<string>();
    const note = (_: string, value: string) => {
      marks.add(value);
      return '';
    };
    for (const text of ['4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111']) {
      withoutPersonalNumbers(text, note);
    }
    expect([...marks]).toEqual(['4111111111111111']);
  });

  test('finds every number of a card', () => {
    const digits = fc.stringMatching(/^[2-9]\d{14}$/);
    fc.assert(
      fc.property(digits, (start) => {
        const sum = Array.from(start, Number).reduce((total, digit, index) => {
          const doubled = index % 2 === 0 ? digit * 2 : digit;
          return total + (doubled > 9 ? doubled - 9 : doubled);
        }, 0);
        expect(shown(`${start}${(10 - (sum % 10)) % 10}`)).toBe('<card number>');
      }),
    );
  });
});
