import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../lab/demo-server/command-line.ts';

describe('readCommandLine', () => {
  test('reads the port and every redirect URI', () => {
    const args = [
      '--port',
      '9401',
      '--redirect-uri',
      'https://a.example/',
      '--redirect-uri',
      'http://b.example/',
    ];
    expect(readCommandLine(args)).toEqual({
      kind: 'options',
      options: { port: 9401, redirectUris: ['https://a.example/', 'http://b.example/'] },
    });
  });

  test('reads the faults that are on from the start', () => {
    const args = ['--redirect-uri', 'https://a.example/', '--fault', 'state-wrong'];
    expect(readCommandLine([...args, '--fault', 'token-500'])).toMatchObject({
      options: { faults: ['state-wrong', 'token-500'] },
    });
  });

  test('takes port 9400 when none is given', () => {
    expect(readCommandLine(['--redirect-uri', 'https://a.example/'])).toMatchObject({
      options: { port: 9400 },
    });
  });

  test.each([
    [
      ['--redirect-uri', 'https://a.example/', '--port', '99999'],
      '--port must be a number from 0 to 65535, not "99999".',
    ],
    [['--port', '9400'], 'At least one --redirect-uri is needed.'],
    [
      ['--redirect-uri', 'https://a.example/#x'],
      '--redirect-uri must be an http or https address without a fragment, not "https://a.example/#x".',
    ],
    [
      ['--redirect-uri', 'https://a.example/', '--fault', 'no-such'],
      '--fault must be the id of a fault, not "no-such". The page /faults of the server shows them all.',
    ],
    [['--prot', '9400'], "Unknown option '--prot'"],
  ])('refuses %j', (args, message) => {
    expect(readCommandLine(args)).toEqual({ kind: 'mistake', message });
  });
});
