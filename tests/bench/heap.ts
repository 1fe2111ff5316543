import type { Bench } from './bench.ts';

type Target = {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
};

/** Megabytes that the JavaScript of a page or worker holds, after what it does not need was collected. */
export async function heapOf(
  { debugging }: Bench,
  isWanted: (target: Target) => boolean,
): Promise<number> {
  const targets = (await (await fetch(`${debugging}/json/list`)).json()) as readonly Target[];
  const target = targets.find(isWanted);
  if (target === undefined) throw new Error('the page or worker to be measured does not run');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    await call(socket, 1, 'HeapProfiler.collectGarbage');
    const { usedSize } = await call(socket, 2, 'Runtime.getHeapUsage');
    if (usedSize === undefined) throw new Error('the browser does not tell the size of the heap');
    return usedSize / 1e6;
  } finally {
    socket.close();
  }
}

async function call(
  socket: WebSocket,
  id: number,
  method: string,
): Promise<{ readonly usedSize?: number }> {
  const answer = new Promise<{ readonly usedSize?: number }>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const message: unknown = JSON.parse(String(data));
      if (isAnswer(message) && message.id === id) resolve(message.result);
    });
  });
  socket.send(JSON.stringify({ id, method }));
  return answer;
}

function isAnswer(
  message: unknown,
): message is { readonly id: number; readonly result: { readonly usedSize?: number } } {
  return typeof message === 'object' && message !== null && 'result' in message;
}
