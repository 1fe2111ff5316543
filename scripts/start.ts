// The demonstration: the lab's servers, a browser with the extension, and clients of each registered in it.
// With a display the browser is yours; without one (or with --headless) the main job is played and printed.
import { parseArgs } from 'node:util';
import { startDemoServer } from '../lab/demo-server/start-demo-server.ts';
import { startEmulations } from '../lab/emulations/start-emulations.ts';
import { demoClients } from './demo-clients.ts';
import { EMULATION_SLUGS, emulationClients } from './emulation-clients.ts';
import { findChromium } from './find-chromium.ts';
import { extensionRedirectUri, launchBrowser } from './launch-browser.ts';
import { playMainJob } from './play-main-job.ts';
import { registerClients } from './register-clients.ts';
import { build } from './run-step.ts';

const USUAL_PORT = 9400;
const USUAL_EMULATION_PORTS = { apaleo: 9411, pleo: 9412, pipedrive: 9413 };

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
  const server = await onUsualPorts((isUsual) =>
    startDemoServer({ port: isUsual ? USUAL_PORT : 0, redirectUris: demoRedirectUris() }),
  );
  const emulations = await onUsualPorts((isUsual) => startLab(isUsual));
  console.log(`\nDemo server: ${server.issuer}`);
  for (const [provider, { origin }] of Object.entries(emulations)) {
    console.log(`${provider} emulation: ${origin}`);
  }
  const context = await launchBrowser({ executablePath, isHeadless, build: 'chrome-mv3-e2e' });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await registerClients(page, [...demoClients(server.issuer), ...emulationClients(emulations)]);
    if (isHeadless) {
      await playMainJob(context, page);
    } else {
      console.log('The workbench is open, with the demo clients in it. Close the browser to end.');
      await new Promise((resolve) => context.once('close', resolve));
    }
  } finally {
    await context.close();
    await server.close();
    for (const emulation of Object.values(emulations)) await emulation.close();
  }
}

function demoRedirectUris(): readonly string[] {
  return demoClients('').map(({ slug }) => extensionRedirectUri(slug));
}

function startLab(isUsual: boolean) {
  const [first, ...more] = EMULATION_SLUGS;
  return startEmulations({
    ports: isUsual ? USUAL_EMULATION_PORTS : { apaleo: 0, pleo: 0, pipedrive: 0 },
    redirectUris: [extensionRedirectUri(first), ...more.map(extensionRedirectUri)],
  });
}

/** Starts something on its usual ports, or on any where something else uses those. */
async function onUsualPorts<Running>(
  start: (isUsual: boolean) => Promise<Running>,
): Promise<Running> {
  try {
    return await start(true);
  } catch {
    return start(false);
  }
}
