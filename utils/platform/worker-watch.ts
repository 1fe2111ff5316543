import { browser } from 'wxt/browser';

const PORT_NAME = 'worker-watch';
const RECONNECT_DELAY_MS = 250;

/**
 * Stays connected to the worker. When the worker dies the browser tells us, and connecting again starts a new
 * one, which marks the run that the old one left as interrupted. @returns a function that stops it.
 */
export function watchWorker(): () => void {
  let port: ReturnType<typeof browser.runtime.connect> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    port = browser.runtime.connect({ name: PORT_NAME });
    port.onDisconnect.addListener(() => {
      // A worker that is about to end or to start takes no connection. That is what is waited for here, and the browser
      // reports an error on the page's console unless it has been looked at.
      void browser.runtime.lastError;
      timer = setTimeout(connect, RECONNECT_DELAY_MS);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    port?.disconnect();
  };
}

/** The worker's end: being started is all that a connection asks of it. */
export function acceptWatchers(): void {
  browser.runtime.onConnect.addListener(() => undefined);
}
