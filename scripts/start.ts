// The demonstration: the lab's server, a browser with the extension, and two clients registered in it.
// With a display the browser is yours; without one (or with --headless) the main job is played and printed.
import { parseArgs } from 'node:util';
import { startDemoServer } from '../lab/demo-server/start-demo-server.ts';
import { demoClients } from './demo-clients.ts';
import { findChromium } from './find-chromium.ts';
import { extensionRedirectUri, launchBrowser } from './launch-browser.ts';
import { playMainJob } from './play-main-job.ts';
import { registerClients } from './register-clients.ts';
import { build } from './run-step.ts';

const USUAL_PORT = 9400;

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const isHeadless = values.headless || !hasDisplay;

try {
  await main();
} catch (error) {
  console.error(
    `\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}

async function main(): Promise<void> {
  const executablePath = findChromium();
  // The build that may reach loopback without being asked: a demonstration should not begin with a prompt.
  if (!build(['--mode', 'e2e'])) throw new Error('The extension could not be built.');
  const server = await startServer();
  console.log(`\nDemo server: ${server.issuer}`);
  const context = await launchBrowser({ executablePath, isHeadless, build: 'chrome-mv3-e2e' });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await registerClients(page, demoClients(server.issuer));
    if (isHeadless) {
      await playMainJob(context, page);
    } else {
      console.log('The workbench is open, with the demo clients in it. Close the browser to end.');
      await new Promise((resolve) => context.once('close', resolve));
    }
  } finally {
    await context.close();
    await server.close();
  }
}

async function startServer() {
  const redirectUris = demoClients('').map(({ slug }) => extensionRedirectUri(slug));
  try {
    return await startDemoServer({ port: USUAL_PORT, redirectUris });
  } catch {
    // Something else uses the usual port.
    return startDemoServer({ port: 0, redirectUris });
  }
}
