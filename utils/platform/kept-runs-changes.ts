const CHANNEL = 'kept-runs';

/** Tells every page of the extension, this one too, that kept runs have changed. */
export function announceKeptRuns(): void {
  const channel = new BroadcastChannel(CHANNEL);
  // A channel reaches this origin only, and takes no target.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage('changed');
  channel.close();
}

/** Calls back whenever kept runs have changed, in whatever page. @returns a function that stops it. */
export function followKeptRuns(onChange: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', onChange);
  return () => channel.close();
}
