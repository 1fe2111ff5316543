import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { originsOfRun } from '../../../utils/clients/origins';
import {
  canBeCaptured,
  captureRefusal,
  extensionRedirectUriOf,
  type Redirect,
  redirectOf,
  registeredRedirectUri,
} from '../../../utils/clients/redirect';
import { sampleClient } from './sample-client';

const base = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const first = 'https://app.example.com/callback';
const second = 'http://localhost:8080/callback';

describe('extensionRedirectUriOf', () => {
  test.each([
    ['none', [], `${base}sample-slug`],
    ['only others', [first, second], `${base}sample-slug`],
    ['one of the extension', [first, `${base}older`], `${base}older`],
    [
      'one of another extension',
      ['https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/x'],
      `${base}sample-slug`,
    ],
  ])('of a client with %s registered', (_, redirectUris, uri) => {
    expect(extensionRedirectUriOf({ slug: 'sample-slug', redirectUris }, base)).toBe(uri);
  });
});

describe('registeredRedirectUri', () => {
  test.each<[string, Partial<Client>, string | undefined]>([
    ['the first, where none is chosen', {}, first],
    ['the chosen one', { chosenRedirectUri: second }, second],
    [
      'the first, where the chosen one is gone',
      { chosenRedirectUri: 'https://gone.example' },
      first,
    ],
    ['none, where none is registered', { redirectUris: [], chosenRedirectUri: first }, undefined],
  ])('is %s', (_, changes, uri) => {
    expect(registeredRedirectUri({ ...sampleClient, ...changes })).toBe(uri);
  });
});

describe('redirectOf', () => {
  test.each<[Partial<Client>, Redirect]>([
    [{}, { mode: 'extension', uri: `${base}sample-slug`, isOwn: true }],
    [{ chosenRedirectUri: second }, { mode: 'extension', uri: `${base}sample-slug`, isOwn: true }],
    [{ redirectMode: 'capture' }, { mode: 'capture', uri: first }],
    [
      { redirectMode: 'capture', chosenRedirectUri: second },
      { mode: 'capture', uri: second },
    ],
    [
      { redirectMode: 'manual', chosenRedirectUri: second },
      { mode: 'manual', uri: second },
    ],
    [
      { redirectMode: 'manual', redirectUris: [] },
      { mode: 'manual', uri: `${base}sample-slug`, isOwn: true },
    ],
    [
      { redirectMode: 'capture', redirectUris: [] },
      { mode: 'capture', uri: `${base}sample-slug`, isOwn: true },
    ],
    [
      { redirectMode: 'capture', redirectUris: [first, `${base}older`] },
      { mode: 'capture', uri: first },
    ],
    [
      {
        redirectMode: 'capture',
        redirectUris: [first, `${base}older`],
        chosenRedirectUri: `${base}older`,
      },
      { mode: 'capture', uri: `${base}older`, isOwn: true },
    ],
    [
      {
        redirectMode: 'capture',
        redirectUris: ['https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/x'],
      },
      { mode: 'capture', uri: 'https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/x' },
    ],
  ])('%j', (changes, redirect) => {
    expect(redirectOf({ ...sampleClient, ...changes }, base)).toEqual(redirect);
  });
});

describe('canBeCaptured', () => {
  test.each([
    [first, true],
    ['http://127.0.0.1:3000/cb', true],
    ['http://[::1]/cb', true],
    ['myapp://callback', false],
    ['com.example.app:/callback', false],
    ['urn:ietf:wg:oauth:2.0:oob', false],
    ['no url', false],
  ])('%s: %s', (uri, expected) => {
    expect(canBeCaptured(uri)).toBe(expected);
  });
});

describe('captureRefusal', () => {
  test.each([
    ['myapp://callback', 'myapp'],
    ['com.example.app:/callback?a=b:c', 'com.example.app'],
  ])('names the scheme of %s', (uri, scheme) => {
    expect(captureRefusal(uri)).toBe(
      `The browser opens ${scheme}: in an app, and shows no extension what is sent there. Choose “Paste the callback URL”.`,
    );
  });
});

describe('originsOfRun', () => {
  const capture: Redirect = { mode: 'capture', uri: first };
  const own = ['https://auth.example.com', 'https://keys.example.com'];

  test.each<[string, Partial<Client>, Redirect, readonly string[]]>([
    ['what is captured', {}, capture, [...own, 'https://app.example.com']],
    ['nothing more where nothing is captured', {}, { ...capture, mode: 'manual' }, own],
    ['nothing more without a user', { grantType: 'client_credentials' }, capture, own],
    [
      'each once',
      {},
      { mode: 'capture', uri: 'https://auth.example.com/cb' },
      ['https://auth.example.com', 'https://keys.example.com'],
    ],
  ])('holds those of the client, and %s', (_, changes, redirect, origins) => {
    expect(originsOfRun({ ...sampleClient, ...changes }, redirect)).toEqual(origins);
  });

  test.each<[Redirect, readonly string[]]>([
    [{ mode: 'capture', uri: `${first}?a=b` }, ['https://app.example.com']],
    [{ mode: 'capture', uri: second }, ['http://localhost:8080']],
    [{ mode: 'capture', uri: 'myapp://callback' }, []],
    [{ mode: 'capture', uri: `${base}sample-slug`, isOwn: true }, []],
    [{ mode: 'manual', uri: first }, []],
    [{ mode: 'extension', uri: first }, []],
    [{ mode: 'extension', uri: `${base}sample-slug`, isOwn: true }, []],
  ])('adds to them for %j: %j', (redirect, origins) => {
    expect(originsOfRun(sampleClient, redirect)).toEqual([...own, ...origins]);
  });
});
