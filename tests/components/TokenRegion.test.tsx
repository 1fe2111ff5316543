import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { TokenRegion } from '../../components/tokens/TokenRegion';
import { decodeToken } from '../../utils/tokens/decode-token';
import { visibleText } from '../../utils/tokens/show-value';
import { encode, rfc7515A1, rfc7515A4, rfc7519A1 } from '../utils/tokens/vectors';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const show = (text: string, name = 'Access token') => {
  render(<TokenRegion name={name} token={decodeToken(text)} />);
  return screen.getByRole('region', { name });
};

describe('TokenRegion', () => {
  test('draws few parts of what has very many', () => {
    const region = show('eyJhbGciOiJub25lIn0.'.repeat(50_000));
    expect(region.querySelectorAll('*').length).toBeLessThan(200);
  });

  test('shows the XML of a message of SAML', () => {
    const xml = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>';
    const region = show(btoa(xml));
    expect(region.textContent).toContain(xml);
    expect(region.textContent).toContain('Not OAuth');
    expect(region.textContent).toContain('not a token of OAuth');
    expect(region.textContent).not.toContain('only the server can read');
  });

  // RFC 7515 A.1
  test('cuts the signature of a JWT short until it is asked for, and hides it again', async () => {
    const user = userEvent.setup();
    const region = show(rfc7515A1);
    const [header = '', payload = ''] = rfc7515A1.split('.');
    const short = `${header}.${payload}.dBjftJ…`;
    expect(region.querySelector('p code')?.textContent).toBe(short);
    expect(region.textContent).not.toContain('dBjftJeZ');
    await user.click(within(region).getByRole('button', { name: 'Show whole token' }));
    expect(region.querySelector('p code')?.textContent).toBe(rfc7515A1);
    await user.click(within(region).getByRole('button', { name: 'Hide token' }));
    expect(region.querySelector('p code')?.textContent).toBe(short);
  });

  test('shows the claims of a JWT, and its header', () => {
    const region = show(rfc7515A1);
    const claims = within(region).getByRole('table', { name: 'Claims' });
    expect(within(claims).getByRole('row', { name: /^iss joe/ })).toBeDefined();
    const header = region.querySelector('details');
    expect(header?.open).toBe(false);
    expect(header?.querySelector('table')?.getAttribute('aria-label')).toBe('Header');
  });

  test('copies the whole token', async () => {
    const user = userEvent.setup();
    await user.click(within(show(rfc7515A1)).getByRole('button', { name: 'Copy token' }));
    expect(await navigator.clipboard.readText()).toBe(rfc7515A1);
  });

  test('has no button that could be taken for that of a refresh', () => {
    const region = show('opaque', 'Refresh token');
    expect(within(region).queryByRole('button', { name: /refresh/i })).toBeNull();
  });

  test('says that an opaque token is opaque, and cuts it short', async () => {
    const user = userEvent.setup();
    const region = show('secret-reference-42');
    expect(region.textContent).toContain('Opaque');
    expect(region.textContent).toContain(
      'This token is opaque: it is a reference of 19 characters that only the server can read. It carries no claims.',
    );
    expect(region.textContent).not.toContain('secret-reference-42');
    expect(within(region).queryByRole('table')).toBeNull();
    await user.click(within(region).getByRole('button', { name: 'Show whole token' }));
    expect(region.querySelector('p code')?.textContent).toBe('secret-reference-42');
  });

  // RFC 7519 A.1
  test('says that a JWE is encrypted, and shows its header', () => {
    const region = show(rfc7519A1);
    expect(region.textContent).toContain(
      'This token is encrypted (JWE): its claims can be read only with the key of its recipient.',
    );
    expect(within(region).getByRole('table', { name: 'Header' })).toBeDefined();
    expect(within(region).queryByRole('table', { name: 'Claims' })).toBeNull();
  });

  test('says what is broken, and shows what can be read', () => {
    const region = show(`${encode({ alg: 'RS256' })}.${encode({ iss: 'joe' })}`);
    expect(within(region).getByText('Broken')).toBeDefined();
    expect(
      within(region)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toContain(
      'token A signed token has three parts, separated by dots, an encrypted one five; here there are 2.',
    );
    expect(within(region).getByRole('table', { name: 'Claims' })).toBeDefined();
  });

  test('lets nothing but the token itself fill the page', () => {
    const huge = 'x'.repeat(300_000);
    const region = show(huge);
    expect(region.textContent?.length).toBeLessThan(30_000);
  });

  test.each(hostileTexts)('shows hostile text %# as text', (text) => {
    const region = show(`${encode({ alg: text })}.${encode({ iss: text })}.AAAA`);
    expect(within(region).getByRole('table', { name: 'Claims' }).textContent).toContain(
      visibleText(text).slice(0, 300),
    );
    expect(region.querySelectorAll('img, script')).toHaveLength(0);
  });

  // RFC 7515 A.4
  test('shows the text of signed content, and its header', () => {
    const region = show(rfc7515A4);
    expect(within(region).getByText('Signed content')).toBeDefined();
    expect(within(region).getByText('Payload', { selector: 'code bdi' })).toBeDefined();
    expect(within(region).getByRole('table', { name: 'Header' })).toBeDefined();
    expect(within(region).queryByRole('table', { name: 'Claims' })).toBeNull();
  });

  test('says that a payload is no text', () => {
    expect(show(`${encode({ alg: 'XS256' })}._w.c2ln`).textContent).toContain(
      'Bytes that are no text.',
    );
  });

  test('marks the character at fault, also where the text is cut short', () => {
    const long = encode({ sub: 'x'.repeat(900) });
    const text = `${encode({ alg: 'XS256' })}.${long.slice(0, 800)}!${long.slice(800)}.c2ln`;
    const region = show(text);
    const [mark] = region.querySelectorAll('mark');
    expect(mark?.textContent).toBe('!');
    expect(mark?.getAttribute('title')).toBe('The payload is not base64url: "!" at character 801.');
    const around = region.querySelector('p code')?.textContent ?? '';
    expect(around).toContain(`…${long.slice(788, 800)}!${long.slice(800, 812)}…`);
    expect(around).not.toContain(long.slice(0, 500));
  });

  test('marks blanks so that they are seen', () => {
    const region = show(`${encode({ alg: 'XS256' })}.${encode({ sub: 'u' })}.c2 ln`);
    expect(region.querySelector('mark')?.textContent).toBe('␣');
  });

  test('summarises what the token says of itself', () => {
    const claims = {
      sub: 'svc',
      client_id: 'svc',
      iss: 'https://op.example',
      aud: 'api',
      scope: 'a b',
    };
    const region = show(`${encode({ alg: 'XS256' })}.${encode({ ...claims, exp: 1 })}.c2ln`);
    const summary = within(region).getByLabelText('Summary');
    expect(summary.tagName).toBe('DL');
    expect(
      [...summary.querySelectorAll('dt, dd')].map((item) => item.textContent).slice(0, 8),
    ).toEqual([
      'Whose',
      'no user: the client itself (svc)',
      'Issued by',
      'https://op.example',
      'For',
      'api',
      'Allows',
      '2 scopes: a, b',
    ]);
    expect(summary.lastElementChild?.textContent).toMatch(/^Validexpired \d+ y ago$/);
    expect(region.textContent).toContain('This is what the token says of itself; not verified.');
  });

  test('says what is known beyond the token', () => {
    render(
      <TokenRegion
        name="ID token"
        token={decodeToken(rfc7515A1)}
        verdict="Verified: it is genuine."
      />,
    );
    const region = screen.getByRole('region', { name: 'ID token' });
    expect(region.textContent).toContain('Verified: it is genuine.');
    expect(region.textContent).not.toContain('not verified');
  });

  test('says how large the token is, and where it does not fit', () => {
    expect(show(rfc7515A1).textContent).toContain(
      `Size: ${rfc7515A1.length} characters, ${rfc7515A1.length} bytes; in bytes: header 30, payload 70, signature 32.`,
    );
    const large = show(
      `${encode({ alg: 'XS256' })}.${encode({ a: 'x'.repeat(9000) })}.c2ln`,
      'ID token',
    );
    expect(large.textContent).toContain('many servers take in a header (8 kB)');
  });
});
