import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPastedCallback } from '../../../utils/oauth/pasted-callback';
import { responseParameters } from '../../../utils/oauth/response-parameters';

const redirectUri = 'https://app.example.com/callback';
const callback = `${redirectUri}?code=the-code&state=the-state`;

const read = (text: string, uri = redirectUri) =>
  readPastedCallback(text, { redirectUri: uri, state: 'the-state' });

const EMPTY = 'Paste the address that the browser was sent to.';
const NO_URL = 'This is not a URL. Copy the whole address, from its scheme to its end.';
const NO_ANSWER =
  'This address carries neither a code nor an error. Copy the address that the server sent you to, right after the sign-in.';
const SIGN_IN =
  'This is the address of the sign-in, not of the callback. Sign in first, then copy the address that you are sent to.';

describe('readPastedCallback', () => {
  test.each([
    ['a whole URL', callback, callback],
    ['a URL with blanks around it', ` \n${callback}\t`, callback],
    ['a URL in angle brackets', `<${callback}>`, callback],
    ['its query alone', 'code=the-code&state=the-state', callback],
    ['its query with the question mark', '?code=the-code&state=the-state', callback],
    ['its fragment alone', '#code=the-code&state=the-state', callback],
    ['a query in angle brackets', '<?code=the-code&state=the-state>', callback],
    [
      'a response in the fragment',
      `${redirectUri}#code=the-code&state=the-state`,
      `${redirectUri}#code=the-code&state=the-state`,
    ],
    [
      'an error',
      `${redirectUri}?error=access_denied&state=the-state`,
      `${redirectUri}?error=access_denied&state=the-state`,
    ],
    ['an error without a state', '?error=access_denied', `${redirectUri}?error=access_denied`],
    // The run says that the state is missing.
    ['a code without a state', '?code=the-code', `${redirectUri}?code=the-code`],
    // The run says which address it expected.
    [
      'a callback to another address',
      'https://other.example.com/cb?code=c&state=the-state',
      'https://other.example.com/cb?code=c&state=the-state',
    ],
    [
      'a callback of a native app',
      'myapp://callback?code=the-code&state=the-state',
      'myapp://callback?code=the-code&state=the-state',
    ],
    [
      'a callback of a native app without slashes',
      'com.example.app:/cb?code=c&state=the-state',
      'com.example.app:/cb?code=c&state=the-state',
    ],
  ])('takes %s', (_, text, url) => {
    expect(read(text)).toEqual({ ok: true, url });
  });

  test.each([
    ['myapp://callback', 'code=c&state=the-state', 'myapp://callback?code=c&state=the-state'],
    [
      'https://app.example.com/cb?tenant=1',
      '?code=c&state=the-state',
      'https://app.example.com/cb?tenant=1&code=c&state=the-state',
    ],
  ])('puts a query behind %s', (uri, text, url) => {
    expect(read(text, uri)).toEqual({ ok: true, url });
  });

  test.each([
    ['nothing', '', EMPTY],
    ['blanks', ' \n ', EMPTY],
    ['empty brackets', '<>', EMPTY],
    ['a word', 'callback', NO_URL],
    ['an address without its scheme', 'app.example.com/callback?code=c&state=the-state', NO_URL],
    ['a path', '/callback?code=c&state=the-state', NO_URL],
    ['the redirect URI alone', redirectUri, NO_ANSWER],
    ['a state alone', `${redirectUri}?state=the-state`, NO_ANSWER],
    ['an access token', `${redirectUri}#access_token=t&state=the-state`, NO_ANSWER],
    [
      'the authorization request',
      'https://auth.example.com/authorize?response_type=code&client_id=c&state=the-state',
      SIGN_IN,
    ],
    ['the query of the authorization request', 'client_id=c&state=the-state', SIGN_IN],
    [
      'a callback of another sign-in',
      `${redirectUri}?code=c&state=another`,
      'This is the callback of another sign-in: it carries the state “another”, this run sent “the-state”.',
    ],
    [
      'an empty state',
      `${redirectUri}?code=c&state=`,
      'This is the callback of another sign-in: it carries the state “”, this run sent “the-state”.',
    ],
    [
      'a state that begins like that of the run',
      '?error=e&state=the-state-2',
      'This is the callback of another sign-in: it carries the state “the-state-2”, this run sent “the-state”.',
    ],
    [
      'a huge state',
      `?code=c&state=${'x'.repeat(500)}`,
      `This is the callback of another sign-in: it carries the state “${'x'.repeat(80)}”, this run sent “the-state”.`,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(read(text)).toEqual({ ok: false, message });
  });

  test('gives the parameters that were pasted, whatever they hold', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(value, fc.constantFrom('', '?', '#', `${redirectUri}?`), (code, before) => {
        const text = before + new URLSearchParams({ code, state: 'the-state' }).toString();
        const pasted = read(text);
        expect(pasted.ok && [...responseParameters(pasted.url)]).toEqual([
          ['code', code],
          ['state', 'the-state'],
        ]);
      }),
    );
  });

  test('never throws, and takes no other state', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        for (const url of [text, `${redirectUri}?${text}`, `${redirectUri}?code=c&state=${text}`]) {
          const pasted = read(url);
          if (!pasted.ok) continue;
          expect([null, 'the-state']).toContain(responseParameters(pasted.url).get('state'));
        }
      }),
    );
  });
});
