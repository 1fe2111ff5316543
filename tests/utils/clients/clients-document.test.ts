import { describe, expect, test } from 'vitest';
import {
  CLIENTS_VERSION,
  parseClientsDocument,
  toClientsDocument,
} from '../../../utils/clients/clients-document';
import { toStoredClient } from '../../../utils/clients/stored-client';
import { sampleClient } from './sample-client';

describe('parseClientsDocument', () => {
  test('takes nothing for an empty store', () => {
    expect(parseClientsDocument(undefined)).toEqual({ ok: true, clients: [], unreadable: [] });
  });

  test('reads what toClientsDocument wrote', () => {
    const document = toClientsDocument([sampleClient], []);
    expect(document.version).toBe(1);
    expect(parseClientsDocument(JSON.parse(JSON.stringify(document)))).toEqual({
      ok: true,
      clients: [sampleClient],
      unreadable: [],
    });
  });

  test.each([
    ['null', null],
    ['a text', 'clients'],
    ['a list', [toStoredClient(sampleClient)]],
    ['an object without a version', { clients: [] }],
    ['a version in words', { version: '1', clients: [] }],
    ['clients that are no list', { version: 1, clients: {} }],
  ])('refuses %s', (_, value) => {
    expect(parseClientsDocument(value)).toEqual({
      ok: false,
      message: 'The stored clients are damaged: they are not a list of clients.',
    });
  });

  test.each([CLIENTS_VERSION + 1, 0, -1, 1.5])('refuses version %s', (version) => {
    expect(parseClientsDocument({ version, clients: [] })).toEqual({
      ok: false,
      message: `The stored clients have version ${version}, this OAuth Workbench knows version 1. Update the extension to read them; they are left untouched.`,
    });
  });

  test('sets aside a client that cannot be read, and keeps it as it is when written', () => {
    const broken = { client_id: 7, note: 'of a later version' };
    const withoutId = { client_id: 'c' };
    const document = parseClientsDocument({
      version: 1,
      clients: [broken, toStoredClient(sampleClient), withoutId],
    });
    if (!document.ok) throw new Error(document.message);
    expect(document.clients).toEqual([sampleClient]);
    expect(document.unreadable).toEqual([
      { raw: broken, message: 'client_id: Invalid type: Expected string but received 7' },
      { raw: withoutId, message: 'it has no id' },
    ]);
    expect(toClientsDocument([], document.unreadable)).toEqual({
      version: 1,
      clients: [broken, withoutId],
    });
  });
});
