import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listen, stop } from '../../../lab/common/loopback-server.ts';
import { readCommandLine } from '../../../lab/emulations/command-line.ts';
import { describeEmulations } from '../../../lab/emulations/describe-emulations.ts';
import { startEmulations } from '../../../lab/emulations/start-emulations.ts';

const anyPorts = { apaleo: 0, pleo: 0, pipedrive: 0 };

describe('readCommandLine', () => {
  test('needs nothing', () => {
    expect(readCommandLine([])).toEqual({
      kind: 'options',
      options: {
        ports: { apaleo: 9411, pleo: 9412, pipedrive: 9413 },
        redirectUris: ['http://localhost:3000/callback'],
      },
    });
  });

  test('reads ports and redirect URIs', () => {
    const ports = ['--apaleo-port', '1', '--pleo-port', '2', '--pipedrive-port', '3'];
    const uris = ['--redirect-uri', 'https://a.example/', '--redirect-uri', 'http://b.example/'];
    expect(readCommandLine([...ports, ...uris])).toEqual({
      kind: 'options',
      options: {
        ports: { apaleo: 1, pleo: 2, pipedrive: 3 },
        redirectUris: ['https://a.example/', 'http://b.example/'],
      },
    });
  });

  test.each([
    [['--pleo-port', 'x'], '--pleo-port must be a number from 0 to 65535, not "x".'],
    [['--apaleo-port', '70000'], '--apaleo-port must be a number from 0 to 65535, not "70000".'],
    [
      ['--redirect-uri', 'https://a.example/#x'],
      '--redirect-uri must be an http or https address without a fragment, not "https://a.example/#x".',
    ],
    [['--port', '1'], "Unknown option '--port'"],
  ])('refuses %j', (args, message) => {
    const result = readCommandLine(args);
    expect(result.kind === 'mistake' && result.message).toContain(message);
  });
});

describe('startEmulations', () => {
  test('starts all, with an app at Pipedrive for each redirect URI', async () => {
    const redirectUris = ['https://a.example/', 'https://b.example/'] as const;
    const emulations = await startEmulations({ ports: anyPorts, redirectUris });
    onTestFinished(async () => {
      for (const emulation of Object.values(emulations)) await emulation.close();
    });
    expect(emulations.Pipedrive.clients.map((client) => client.redirectUris)).toEqual([
      ['https://a.example/'],
      ['https://b.example/'],
    ]);
    const description = describeEmulations(emulations);
    for (const { origin, clients } of Object.values(emulations)) {
      expect(description).toContain(`${origin}/`);
      for (const { clientId } of clients) expect(description).toContain(clientId);
    }
  });

  test('starts none when one port is taken', async () => {
    const other = createServer();
    const taken = await listen(other, 0);
    onTestFinished(() => stop(other));
    const probe = createServer();
    const free = await listen(probe, 0);
    await stop(probe);
    const ports = { apaleo: taken, pleo: free, pipedrive: 0 };
    const redirectUris = ['https://a.example/'] as const;
    await expect(startEmulations({ ports, redirectUris })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    const again = createServer();
    await expect(listen(again, free)).resolves.toBe(free);
    await stop(again);
  });
});
