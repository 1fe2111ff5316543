import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { RecognisedParts } from '../../components/inspect/RecognisedParts';
import { recognise } from '../../utils/tokens/recognise/recognise';
import { encode, rfc7515A3 } from '../utils/tokens/vectors';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const show = (text: string) => render(<RecognisedParts found={recognise(text)} at={0} />);
const rowsOf = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));

describe('RecognisedParts', () => {
  test('shows the request of a command, and its secrets only when asked', async () => {
    show(
      `curl 'https://me:pass@as.example/token?api_key=k' -u app:hidden -d client_secret=hidden -d scope=a`,
    );
    const request = screen.getByRole('region', { name: 'HTTP request' });
    expect(request.textContent).toContain('POST https://as.example/token');
    expect(document.body.textContent).not.toMatch(/hidden|pass@|api_key=k|YXBwOmhpZGRlbg/);
    expect(rowsOf('Request body')).toEqual([
      ['client_secret', '••••••••Show'],
      ['scope', 'a'],
    ]);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Show client_secret' }));
    expect(rowsOf('Request body')[0]).toEqual(['client_secret', 'hiddenHide']);
    expect(rowsOf('Request headers')).toEqual([['Authorization', '••••••••Show']]);
    expect(screen.getByRole('button', { name: 'Show api_key' })).toBeDefined();
  });

  test('says why an error came, and what to do, without links to a client', () => {
    show('{"error":"invalid_client","error_description":"AADSTS7000222: It has expired."}');
    const card = screen.getByRole('region', { name: 'Diagnosis' });
    expect(within(card).getByRole('heading', { level: 3 }).textContent).toBe(
      'The client secret has expired.',
    );
    expect(card.textContent).toContain('Add another one under “Certificates & secrets”');
    expect(within(card).queryByRole('button')).toBeNull();
    expect(
      within(card)
        .queryAllByRole('link')
        .filter((link) => link.getAttribute('href')?.startsWith('#')),
    ).toEqual([]);
  });

  test('shows the words of an error page, and why it came', () => {
    show('<html><h1>We are sorry...</h1><p>Invalid parameter: redirect_uri</p></html>');
    expect(screen.getByRole('group', { name: 'What it says' }).textContent).toBe(
      'We are sorry...\nInvalid parameter: redirect_uri',
    );
    expect(screen.getByRole('region', { name: 'Diagnosis' }).textContent).toContain(
      'The redirect URI is not among the valid redirect URIs of the client in Keycloak.',
    );
  });

  test('has no diagnosis where nothing failed', () => {
    show('https://app.example/cb?code=abc&state=xyz');
    expect(screen.queryByRole('region', { name: 'Diagnosis' })).toBeNull();
  });

  test('shows the user of Basic credentials, and the password only when asked', () => {
    show(`Authorization: Basic ${btoa('app:hidden')}`);
    expect(rowsOf('Parameters')).toEqual([
      ['client_id', 'app'],
      ['client_secret', '••••••••Show'],
    ]);
  });

  test('shows the host that is meant beside one that only looks familiar', () => {
    show('https://app.example/cb?code=abc&iss=https://g\u043e\u043egle.com');
    expect(rowsOf('Parameters').at(-1)?.[1]).toContain('(in ASCII: xn--ggle-55da.com)');
  });

  test('hides the next secret, although the last was shown', async () => {
    const { rerender } = show('grant_type=x&client_secret=first');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Show client_secret' }));
    expect(document.body.textContent).toContain('first');
    rerender(<RecognisedParts found={recognise('grant_type=x&client_secret=second')} at={0} />);
    expect(document.body.textContent).not.toContain('second');
  });

  test('shows a discovery document, its endpoints first', () => {
    show(
      JSON.stringify({
        scopes_supported: ['a', 'b'],
        token_endpoint: 'https://as.example/token',
        claims_parameter_supported: true,
        issuer: 'https://as.example',
      }),
    );
    expect(rowsOf('Discovery document')).toEqual([
      ['issuer', 'https://as.example'],
      ['token_endpoint', 'https://as.example/token'],
      ['scopes_supported', 'a, b'],
      ['claims_parameter_supported', 'true'],
    ]);
  });

  test('shows keys with their thumbprints, and warns of those that are not public', async () => {
    show(JSON.stringify({ keys: [{ ...rfc7515A3.key, kid: 'k1', use: 'sig', d: 'secret-part' }] }));
    await waitFor(() =>
      expect(rowsOf('Key')).toEqual([
        ['kty', 'EC, P-256 (private)'],
        ['kid', 'k1'],
        ['use', 'sig'],
        ['Thumbprint (SHA-256)', 'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U'],
      ]),
    );
    expect(document.body.textContent).toContain('holds a key that is not public');
    expect(document.body.textContent).not.toContain('secret-part');
  });

  test('says of a key that is not whole that it has no thumbprint', async () => {
    show('{"kty":"EC"}');
    expect(await screen.findByText('cannot be computed: the key is not whole')).toBeDefined();
    expect(document.body.textContent).not.toContain('not public');
  });

  test('warns of a private key in PEM', () => {
    show('-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----');
    expect(rowsOf('PEM')).toEqual([['EC PRIVATE KEY', 'private key']]);
    expect(document.body.textContent).toContain('holds a private key');
  });

  test.each([
    ['Introspection response', 'Claims', { active: true, client_id: 'c' }],
    ['User info', 'Claims', { sub: 'u', email: 'jane@example.com' }],
    ['Claims', 'Claims', { iss: 'i', sub: 'u' }],
    ['Header', 'Header', { alg: 'RS256', kid: 'k' }],
  ])('shows %s with meanings', (title, table, members) => {
    show(JSON.stringify(members));
    const region = screen.getByRole('region', { name: title });
    expect(within(region).getByRole('table', { name: table })).toBeDefined();
    expect(rowsOf(table).map(([name, value]) => [name, value])).toEqual(
      Object.entries(members).map(([name, value]) => [name, String(value)]),
    );
    expect(rowsOf(table).at(-1)?.[2]).not.toBe('');
  });

  test('shows disclosures, and whether the issuer signed them', async () => {
    const [signed, forged] = [
      encode(['salt-1', 'given_name', 'Jane']),
      encode(['salt-2', { admin: true }]),
    ];
    const digest = Buffer.from(
      await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signed)),
    ).toString('base64url');
    const jwt = `${encode({ alg: 'ES256' })}.${encode({ _sd: [digest] })}.c2ln`;
    show(`${jwt}~${signed}~${forged}~!~`);
    await waitFor(() =>
      expect(rowsOf('Disclosures')).toEqual([
        ['given_name', 'Jane', 'salt-1', 'In the token'],
        ['Element of a list', '{"admin":true}', 'salt-2', 'Not signed: found nowhere'],
        [
          'Unknown',
          '!The disclosure is not base64url: "!" at character 1.',
          '',
          'Not signed: found nowhere',
        ],
      ]),
    );
  });

  test('takes what stands in a text for no more than text', () => {
    const parameters = hostileTexts.map((text) => [text, text] as const);
    const headers = hostileTexts.map((text) => ['X', text] as const);
    render(
      <RecognisedParts
        at={0}
        found={{
          what: 'x',
          tokens: [],
          parameters,
          httpRequest: { method: 'GET', url: hostileTexts[0] ?? '', headers },
          metadata: Object.fromEntries(parameters),
          keys: [Object.fromEntries([['kty', hostileTexts[0] ?? ''], ...parameters])],
        }}
      />,
    );
    expect(document.querySelector('img, script')).toBeNull();
    expect(rowsOf('Parameters').map(([, value]) => value)).toEqual(hostileTexts);
  });
});
