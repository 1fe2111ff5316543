import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { discoverIssuer } from '../../../utils/state/discover-issuer';
import { deadOrigin, sendHtml, sendJson, startScriptedServer } from '../oauth/scripted-server';

let isGranted = true;

beforeEach(() => {
  isGranted = true;
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => isGranted);
});

describe('discoverIssuer', () => {
  test('reads a document that everyone may read, without any permission', async () => {
    isGranted = false;
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      sendJson(response, {
        issuer,
        authorization_endpoint: `${issuer}/a`,
        token_endpoint: `${issuer}/t`,
      });
    });
    expect(await discoverIssuer(origin)).toMatchObject({ ok: true, value: { issuer: origin } });
  });

  test('says that a permission is missing, where that may be why nothing came', async () => {
    isGranted = false;
    const origin = await deadOrigin();
    expect(await discoverIssuer(`${origin}/path`)).toMatchObject({
      ok: false,
      failure: { code: 'permission_missing', origins: [origin] },
    });
  });

  test('says what went wrong where the permission is there', async () => {
    const { origin } = await startScriptedServer((_, response) => sendHtml(response, 'no', 404));
    expect(await discoverIssuer(origin)).toMatchObject({
      ok: false,
      failure: { code: 'discovery_failed' },
    });
  });

  test('lets an issuer that differs stand, permission or not', async () => {
    isGranted = false;
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}/`;
      sendJson(response, { issuer, authorization_endpoint: issuer, token_endpoint: issuer });
    });
    expect(await discoverIssuer(origin)).toMatchObject({
      ok: false,
      failure: { code: 'issuer_mismatch', foundIssuer: `${origin}/` },
    });
  });
});
