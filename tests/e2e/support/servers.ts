import { startDemoServer, type DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import { test as base } from './extension.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

type Servers = {
  /** A server that says what the test wants. */
  server: ScriptedServer;
  /** Starts the demo server of the lab; it is stopped when the test is over. */
  startDemo: (redirectUris: readonly string[]) => Promise<DemoServer>;
};

export const test = base.extend<Servers>({
  // oxlint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await startScriptedServer();
    await use(server);
    await server.close();
  },
  // oxlint-disable-next-line no-empty-pattern
  startDemo: async ({}, use) => {
    const started: DemoServer[] = [];
    await use(async (redirectUris) => {
      const demo = await startDemoServer({ port: 0, redirectUris });
      started.push(demo);
      return demo;
    });
    await Promise.all(started.map((demo) => demo.close()));
  },
});
