import { startDemoServer, type DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import { type AppServer, type AppServerOptions, startAppServer } from './app-server.ts';
import { test as base } from './extension.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import { withStopping } from './with-stopping.ts';

type Servers = {
  /** A server that says what the test wants. */
  server: ScriptedServer;
  /** Starts the demo server of the lab; it is stopped when the test is over. */
  startDemo: (redirectUris: readonly string[]) => Promise<DemoServer>;
  /** Starts the server of an app that owns its redirect URI; it is stopped when the test is over. */
  startApp: (options?: AppServerOptions) => Promise<AppServer>;
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
    await withStopping(use, (redirectUris: readonly string[]) =>
      startDemoServer({ port: 0, redirectUris }),
    );
  },
  // oxlint-disable-next-line no-empty-pattern
  startApp: async ({}, use) => {
    await withStopping(use, startAppServer);
  },
});
