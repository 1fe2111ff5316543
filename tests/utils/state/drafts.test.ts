import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isSlug } from '../../../utils/clients/slug';
import { toForm } from '../../../utils/clients/client-form';
import { parseStoredClient, toStoredClient } from '../../../utils/clients/stored-client';
import {
  dropDraft,
  keepDraft,
  loadClientDraft,
  loadNewClientDraft,
} from '../../../utils/state/drafts';
import { sampleClient } from '../clients/sample-client';

const draft = { id: 'i', slug: 's', values: toForm(sampleClient, { 2: 'typed-secret' }) };

beforeEach(() => {
  fakeBrowser.reset();
});

describe('loadNewClientDraft', () => {
  test('gives a fresh form with a path of its own, the same after a reload', async () => {
    const first = await loadNewClientDraft();
    expect(isSlug(first.slug)).toBe(true);
    expect(first.values).toMatchObject({ provider: 'generic-oidc', scopes: 'openid' });
    expect(await loadNewClientDraft()).toEqual(first);
  });

  test('gives the form as it was left, until it is dropped', async () => {
    await keepDraft(undefined, draft);
    expect(await loadNewClientDraft()).toEqual(draft);
    await dropDraft(undefined);
    expect((await loadNewClientDraft()).values.label).toBe('');
  });

  test.each(['junk', 5, {}, null])('takes %j for no draft', async (stored) => {
    await fakeBrowser.storage.session.set({ 'draft:new': stored });
    expect((await loadNewClientDraft()).values.label).toBe('');
  });
});

describe('loadClientDraft', () => {
  test('gives what was left unsaved of one client, and of no other', async () => {
    await keepDraft('a', draft);
    expect(await loadClientDraft('a')).toEqual(draft);
    expect(await loadClientDraft('b')).toBeUndefined();
    await dropDraft('a');
    expect(await loadClientDraft('a')).toBeUndefined();
  });

  // The id of an imported client is text of a file.
  test('keeps the new client apart from every client that can be stored', async () => {
    await keepDraft('new-client', draft);
    expect((await loadNewClientDraft()).id).not.toBe(draft.id);
    await keepDraft(undefined, draft);
    expect(Object.keys(await fakeBrowser.storage.session.get(null))).toContain('draft:new');
    const named = { ...toStoredClient(sampleClient), oauth_workbench: { id: 'new' } };
    expect(parseStoredClient(named, () => 'made').ok).toBe(false);
  });

  test('never touches the disk: a secret may have been typed', async () => {
    await keepDraft('a', draft);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });
});
