import { installDebianPackages, isDebian, onPath } from './system-packages.ts';

/** The programs that open a display without a screen and press keys on it, and Debian's packages of them. */
const PACKAGES = { Xvfb: 'xvfb', xdotool: 'xdotool' } as const;

/**
 * Makes sure that the end-to-end tests can open a real window on a display of their own. What is missing is
 * installed where apt is at hand.
 * @throws Error when a program can be neither found nor installed.
 */
export function findDisplayTools(): void {
  const names = missing();
  if (names.length === 0) return;
  if (isDebian()) {
    console.log(`Installing ${names.join(' and ')} …`);
    installDebianPackages(names.map((name) => PACKAGES[name]));
  }
  const absent = missing();
  if (absent.length === 0) return;
  const packages = absent.map((name) => PACKAGES[name]).join(' ');
  throw new Error(
    `The end-to-end tests open real windows on an X display of their own, which takes Linux with ${absent.join(' and ')}. ` +
      `Install them, on Debian with: apt-get install ${packages}`,
  );
}

function missing(): readonly (keyof typeof PACKAGES)[] {
  return (Object.keys(PACKAGES) as (keyof typeof PACKAGES)[]).filter(
    (name) => onPath(name) === undefined,
  );
}
