import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { exportClients } from '../../../utils/clients/export-clients';
import { planImport } from '../../../utils/clients/import-clients';
import { toStoredClient } from '../../../utils/clients/stored-client';
import { countingIds, sampleClient } from './sample-client';

const at = new Date('2026-11-21T12:00:00Z');
const other: Client = { ...sampleClient, id: 'other-id', slug: 'other-slug', label: 'Ledger' };

/** Even what is noted of secrets stays where they are. */
const imported: Client = { ...sampleClient, secrets: [] };

const plan = (text: string, existing: readonly Client[] = []) =>
  planImport(text, existing, countingIds());

const file = (...clients: readonly unknown[]) =>
  JSON.stringify({ format: 'oauth-workbench-clients', version: 1, clients });

describe('exportClients', () => {
  test('writes the names of RFC 7591', () => {
    const text = exportClients([sampleClient], at);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      format: 'oauth-workbench-clients',
      version: 1,
      exported_at: '2026-11-21T12:00:00.000Z',
      clients: [
        {
          client_id: 'booking-widget',
          client_name: 'Booking widget for guests',
          redirect_uris: ['https://app.example.com/callback', 'http://localhost:8080/callback'],
          scope: 'openid profile',
          grant_types: ['authorization_code'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
    });
  });

  test('never writes a secret, even one that hangs on the object', () => {
    const client = { ...sampleClient, clientSecret: 'top-secret', client_secret: 'top-secret' };
    expect(exportClients([client], at)).not.toContain('top-secret');
  });
});

describe('exportClients and the notes of secrets', () => {
  test('leaves out even what is noted of them', () => {
    const text = exportClients([sampleClient], at);
    const [client] = (JSON.parse(text) as { clients: { oauth_workbench: object }[] }).clients;
    expect(client?.oauth_workbench).toMatchObject({ secrets: [] });
    for (const { description } of sampleClient.secrets) expect(text).not.toContain(description);
  });
});

describe('planImport', () => {
  test('drops the notes of secrets, which belong to another device', () => {
    expect(plan(file(toStoredClient(sampleClient)))).toEqual({
      ok: true,
      added: [imported],
      notes: [],
    });
  });

  test('keeps a client of a provider that is not known here', () => {
    const client = { ...imported, provider: 'of-a-later-version' };
    expect(plan(exportClients([client], at))).toEqual({ ok: true, added: [client], notes: [] });
  });

  test('recognises a client as here already, whatever secrets it has', () => {
    expect(plan(exportClients([sampleClient], at), [sampleClient])).toMatchObject({ added: [] });
  });

  test('brings back what was exported', () => {
    expect(plan(exportClients([sampleClient, other], at))).toEqual({
      ok: true,
      added: [imported, { ...other, secrets: [] }],
      notes: [],
    });
  });

  test('takes a byte order mark, a single client and a list of clients', () => {
    const metadata = { client_id: 'c', client_name: 'C' };
    for (const text of [
      JSON.stringify(metadata),
      JSON.stringify([metadata]),
      `\uFEFF${JSON.stringify(metadata)}`,
    ]) {
      expect(plan(text)).toMatchObject({ ok: true, added: [{ clientId: 'c', label: 'C' }] });
    }
  });

  test.each([
    [[sampleClient], '1 was here already.'],
    [[sampleClient, other], '2 were here already.'],
  ])('adds nothing that is here already', (existing, note) => {
    expect(plan(exportClients(existing, at), existing)).toEqual({
      ok: true,
      added: [],
      notes: [note],
    });
  });

  // Registrations of RFC 7591 have no id and no path of ours.
  test('recognises a client as here already that has no redirect path of its own', () => {
    const text = JSON.stringify([{ client_id: 'c' }, { client_id: 'd' }]);
    const first = plan(text);
    expect(first).toMatchObject({ ok: true, added: [{ clientId: 'c' }, { clientId: 'd' }] });
    expect(plan(text, first.ok ? first.added : [])).toEqual({
      ok: true,
      added: [],
      notes: ['2 were here already.'],
    });
  });

  test('adds a client without a redirect path once that the file holds twice', () => {
    expect(plan(JSON.stringify([{ client_id: 'c' }, { client_id: 'c' }]))).toMatchObject({
      ok: true,
      added: [{ clientId: 'c' }],
      notes: ['1 was here already.'],
    });
  });

  test('splits scopes that commas separate', () => {
    expect(plan(file({ client_id: 'c', scope: 'openid,profile, email' }))).toMatchObject({
      ok: true,
      added: [{ scopes: ['openid', 'profile', 'email'] }],
    });
  });

  test.each([
    'issuer',
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'introspection_endpoint',
    'revocation_endpoint',
    'userinfo_endpoint',
    'end_session_endpoint',
  ])('refuses a file whose %s is no http(s) address', (member) => {
    for (const value of ['javascript:alert(1)', 'auth.example.com', '']) {
      expect(plan(file({ client_id: 'c', oauth_workbench: { [member]: value } }))).toEqual({
        ok: false,
        message: `Client 1 of the file cannot be read: oauth_workbench.${member}: must be an http(s) address. Nothing was imported.`,
      });
    }
  });

  test('adds a client once that the file holds twice', () => {
    expect(plan(exportClients([sampleClient, sampleClient], at))).toEqual({
      ok: true,
      added: [imported],
      notes: ['1 was here already.'],
    });
  });

  test('never takes the id or the redirect URI of a client that is here', () => {
    const changed = { ...sampleClient, label: 'Changed' };
    expect(plan(exportClients([changed], at), [sampleClient])).toEqual({
      ok: true,
      added: [{ ...changed, secrets: [], id: 'made-1', slug: 'made-2' }],
      notes: [
        '“Changed” got a new redirect URI, since another client uses its own: register it at the provider.',
      ],
    });
  });

  test('gives two clients of one file different ids and redirect URIs', () => {
    const result = plan(exportClients([sampleClient, { ...sampleClient, label: 'Twin' }], at));
    expect(result).toMatchObject({
      ok: true,
      added: [
        { id: 'sample-id', slug: 'sample-slug' },
        { id: 'made-1', slug: 'made-2', label: 'Twin' },
      ],
    });
  });

  test('says that a secret was not imported', () => {
    const result = plan(file({ ...toStoredClient(sampleClient), client_secret: 'top-secret' }));
    expect(result).toEqual({
      ok: true,
      added: [imported],
      notes: ['The file holds a client secret. It was not imported: type it into the client.'],
    });
  });

  test.each([
    ['', /^The file is not JSON: .+\. Nothing was imported\.$/],
    ['<html>', /^The file is not JSON: .+\. Nothing was imported\.$/],
    ['{"a":', /^The file is not JSON: .+\. Nothing was imported\.$/],
    ['null', 'The file is JSON, but neither an object nor a list. Nothing was imported.'],
    ['"text"', 'The file is JSON, but neither an object nor a list. Nothing was imported.'],
    ['[]', 'The file holds no clients. Nothing was imported.'],
    [file(), 'The file holds no clients. Nothing was imported.'],
    [
      '{}',
      'The file is neither an export of OAuth Workbench nor client metadata with a client_id (RFC 7591). Nothing was imported.',
    ],
    [
      '{"__proto__":{"format":"oauth-workbench-clients","version":1,"clients":[]}}',
      'The file is neither an export of OAuth Workbench nor client metadata with a client_id (RFC 7591). Nothing was imported.',
    ],
    [
      '{"format":"oauth-workbench-clients","version":2,"clients":[]}',
      'The file has version 2, this OAuth Workbench reads version 1. Nothing was imported.',
    ],
    [
      '{"format":"oauth-workbench-clients","clients":[]}',
      'The file has version undefined, this OAuth Workbench reads version 1. Nothing was imported.',
    ],
    [
      '{"format":"oauth-workbench-clients","version":1,"clients":{}}',
      'The file has no list named “clients”. Nothing was imported.',
    ],
    [
      `[${Array.from({ length: 10_001 }, () => '1').join(',')}]`,
      'The file holds 10,001 clients; the most is 10,000. Nothing was imported.',
    ],
    [
      'x'.repeat(20_000_001),
      'The file has 20,000,001 characters; the most is 20 million. Nothing was imported.',
    ],
  ])('refuses a file %#', (text, message) => {
    const result = plan(text, [sampleClient]);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.message).toMatch(message);
  });

  test('refuses the whole file for one bad client, and says which', () => {
    expect(plan(file(toStoredClient(sampleClient), { client_id: 1 }, null))).toEqual({
      ok: false,
      message:
        'Client 2 of the file cannot be read: client_id: Invalid type: Expected string but received 1. Nothing was imported.',
    });
  });

  test('keeps the message short however long the bad value is', () => {
    const result = plan(file({ client_id: ['x'.repeat(1_000_000)] }));
    expect(result.ok ? '' : result.message.length).toBeLessThan(500);
    const enormous = plan(
      file({ client_id: 'c', token_endpoint_auth_method: 'x'.repeat(1_000_000) }),
    );
    expect(enormous.ok ? '' : enormous.message.length).toBeLessThan(500);
  });

  test('stores no client under an empty id', () => {
    const stored = toStoredClient(sampleClient);
    const result = plan(
      file({ ...stored, oauth_workbench: { ...stored.oauth_workbench, id: '' } }),
    );
    expect(result.ok ? result.added.map(({ id }) => id) : ['refused']).not.toEqual(['']);
  });

  test('never throws, and adds only clients with ids and redirect URIs of their own', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((all) => file(...all)),
        ),
        (text) => {
          const result = plan(text, [sampleClient, other]);
          if (!result.ok) {
            expect(result.message).toMatch(/Nothing was imported\.$/);
            return;
          }
          const slugs = ['sample-slug', 'other-slug', ...result.added.map(({ slug }) => slug)];
          expect(new Set(slugs).size).toBe(slugs.length);
        },
      ),
    );
  });
});
