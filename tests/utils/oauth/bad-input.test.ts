import type { ServerResponse } from 'node:http';
import { setTimeout as later } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { repeatedGzip } from '../../../lab/common/repeated-gzip.ts';
import { responseOf } from '../../../utils/oauth/exchange';
import { MAX_BODY_BYTES } from '../../../utils/oauth/read-body';
import { NoResponseError, recordingFetch } from '../../../utils/oauth/recording-fetch';
import { remarksOf } from '../../../utils/oauth/response-words';
import { makeRecordingPorts } from './recording-ports';
import { startScriptedServer } from './scripted-server';
import { timeOutAfter } from './time-out-after';

/** What was recorded of the one answer of this server, what was thrown, and what is said of it. */
async function answerOf(answer: (response: ServerResponse) => void, init = {}) {
  const { origin } = await startScriptedServer((_, response) => answer(response));
  const ports = makeRecordingPorts();
  const given = await recordingFetch('token', ports)(origin, init).catch((error: unknown) => error);
  const [exchange] = ports.exchanges;
  const recorded = exchange === undefined ? undefined : responseOf(exchange);
  return {
    given,
    outcome: exchange?.outcome,
    recorded,
    remarks: recorded === undefined ? [] : remarksOf(recorded),
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an answer that does not come to its end', () => {
  test('that drips is given up, and what had arrived is kept', async () => {
    timeOutAfter(400);
    const { given, recorded, remarks } = await answerOf((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': '7' });
      response.write('{"access');
      const drip = setInterval(() => response.write('.'), 60_000);
      response.on('close', () => clearInterval(drip));
    });
    expect(given).toEqual(
      new NoResponseError('answered HTTP 200, but had sent only 8 bytes of the body after 20 s'),
    );
    expect(recorded).toMatchObject({ status: 200, body: '{"access', end: 'timed out' });
    expect(recorded?.headers).toContainEqual(['x-request-id', '7']);
    expect(remarks).toEqual([
      'The body had not come to its end when the time was up: this is what had arrived.',
    ]);
  });

  test('that sends headers and no body has its headers kept', async () => {
    timeOutAfter(400);
    const { given, recorded } = await answerOf((response) => {
      response.writeHead(503, { 'retry-after': '30' });
      response.flushHeaders();
    });
    expect(given).toEqual(
      new NoResponseError('answered HTTP 503, but had sent only 0 bytes of the body after 20 s'),
    );
    expect(recorded).toMatchObject({ status: 503, body: '', end: 'timed out' });
    expect(recorded?.headers).toContainEqual(['retry-after', '30']);
  });

  test('that never begins is said so', async () => {
    timeOutAfter(200);
    const { given, outcome } = await answerOf(() => undefined);
    expect(given).toEqual(new NoResponseError('did not answer within 20 s'));
    expect(outcome).toEqual({ kind: 'error', message: 'did not answer within 20 s' });
  });

  test('that breaks off before its announced length keeps what had arrived', async () => {
    const { given, recorded, remarks } = await answerOf((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => void later(50).then(() => response.destroy()));
    });
    expect(given).toEqual(
      new NoResponseError('answered HTTP 200, but the body broke off after 4 of 1000 bytes'),
    );
    expect(recorded).toMatchObject({ status: 200, body: 'half', end: 'broken off' });
    expect(remarks).toEqual(['The body broke off: this is what had arrived.']);
  });

  test('that is not packed as it says keeps its status and headers', async () => {
    const { given, recorded } = await answerOf((response) => {
      response.writeHead(502, { 'content-encoding': 'gzip' });
      response.end('no gzip');
    });
    expect(given).toEqual(
      new NoResponseError(
        'answered HTTP 502, but the body broke off after 0 bytes, or is not packed as its Content-Encoding says (gzip)',
      ),
    );
    expect(recorded).toMatchObject({ status: 502, body: '', end: 'broken off' });
  });

  test('is not recorded where the run was cancelled meanwhile', async () => {
    const controller = new AbortController();
    const { origin } = await startScriptedServer((_, response) => {
      response.write('half', () => void later(50).then(() => controller.abort()));
    });
    const ports = makeRecordingPorts({ signal: controller.signal });
    await expect(recordingFetch('token', ports)(origin, {})).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(ports.exchanges).toEqual([]);
  });
});

describe('a body that is too much', () => {
  test('and packed small is not unpacked whole', async () => {
    const bomb = repeatedGzip('0'.repeat(1_000_000), 300);
    expect(bomb.length).toBeLessThan(500_000);
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    const { given, recorded, remarks } = await answerOf((response) => {
      response.writeHead(200, {
        'content-encoding': 'gzip',
        'content-length': `${bomb.length}`,
      });
      response.end(bomb);
    });
    expect(given).toBeInstanceOf(Response);
    expect(recorded?.body).toBe('0'.repeat(MAX_BODY_BYTES));
    expect(remarks).toEqual([
      `The body has more than 500,000 bytes, packed with gzip into ${bomb.length.toLocaleString('en')} bytes; its first 500,000 were kept.`,
    ]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
  });

  test('is read no further than it is kept', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(100_000));
        },
      },
      { highWaterMark: 0 },
    );
    const ports = makeRecordingPorts({ fetch: async () => new Response(body) });
    await recordingFetch('jwks', ports)('https://a.example', {});
    expect(pulled).toBe(6);
  });
});

describe('a body that is not UTF-8', () => {
  test.each<readonly [string, readonly number[], number | undefined, string]>([
    ['a byte that begins nothing', [0x61, 0xff, 0x62], 1, 'a\uFFFDb'],
    ['a character that is cut by another', [0xc3, 0x28], 0, '\uFFFD('],
    ['a character that is cut by the end', [0x61, 0x62, 0xe2, 0x82], 2, 'ab\uFFFD'],
    ['half a surrogate pair', [0x61, 0xed, 0xa0, 0x80], 1, 'a\uFFFD\uFFFD\uFFFD'],
    ['a replacement character of the server’s own', [0xef, 0xbf, 0xbd], undefined, '\uFFFD'],
    ['one of these before', [0xef, 0xbf, 0xbd, 0x61, 0xfe], 4, '\uFFFDa\uFFFD'],
    ['after a mark of byte order', [0xef, 0xbb, 0xbf, 0x61, 0xfe], 4, 'a\uFFFD'],
    ['nothing at all', [], undefined, ''],
  ])('%s', async (_, bytes, firstInvalidByte, body) => {
    const { recorded } = await answerOf((response) => response.end(Buffer.from(bytes)));
    expect(recorded?.body).toBe(body);
    expect(recorded?.firstInvalidByte).toBe(firstInvalidByte);
  });

  test('is said with its place, and given on', async () => {
    const { given, remarks } = await answerOf((response) =>
      response.end(Buffer.from('{"token_type":"Bear\xe9r"}', 'latin1')),
    );
    expect(given).toBeInstanceOf(Response);
    expect(remarks).toEqual([
      'The body is not valid UTF-8 from byte 20 on: � stands for what cannot be read.',
    ]);
  });

  test('is not so where the limit cuts a character', async () => {
    const { recorded } = await answerOf((response) => response.end('x' + 'é'.repeat(300_000)));
    expect(recorded).toMatchObject({ end: 'too large' });
    expect(recorded?.firstInvalidByte).toBeUndefined();
    expect(recorded?.body.endsWith('é')).toBe(true);
  });
});

describe('headers', () => {
  test('of thousands a part is kept, and what an answer is judged by', async () => {
    const headers = Array.from({ length: 5000 }, (_, index) => [`a-${index}`, '1'] as const);
    const fetched = async () =>
      new Response('{}', { headers: [...headers, ['content-type', 'application/json']] as never });
    const ports = makeRecordingPorts({ fetch: fetched });
    const response = await recordingFetch('token', ports)('https://a.example', {});
    expect(response.headers.get('a-4999')).toBe('1');
    const [exchange] = ports.exchanges;
    const recorded = exchange === undefined ? undefined : responseOf(exchange);
    expect(recorded?.headers).toHaveLength(201);
    expect(recorded?.headers).toContainEqual(['content-type', 'application/json']);
    expect(recorded === undefined ? [] : remarksOf(recorded)).toEqual([
      '4,800 further headers came and were left out.',
    ]);
  });

  test('that are long are kept as far as they are read', async () => {
    const ports = makeRecordingPorts({
      fetch: async () => new Response('', { headers: { 'x-long': 'x'.repeat(1_000_000) } }),
    });
    await recordingFetch('token', ports)('https://a.example', {});
    const [exchange] = ports.exchanges;
    const recorded = exchange === undefined ? undefined : responseOf(exchange);
    expect(recorded?.headers.find(([name]) => name === 'x-long')?.[1]).toBe(
      `${'x'.repeat(8000)}… (1,000,000 characters)`,
    );
  });
});

test('the packed test data unpacks to what was repeated', async () => {
  const packed = repeatedGzip('abc', 3);
  const unpacked = new Response(
    new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('gzip')),
  );
  expect(await unpacked.text()).toBe('abcabcabc');
  expect(gzipSync('').length).toBeLessThan(packed.length);
});

test('redirects in a circle are said among what cannot be told apart', async () => {
  const { given } = await answerOf((response) => {
    response.writeHead(302, { location: '/' });
    response.end();
  });
  expect(given).toEqual(
    new NoResponseError(
      'could not be reached (connection refused or broken off, no such host, or redirects without end)',
    ),
  );
});
