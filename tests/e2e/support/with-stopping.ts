type Stoppable = { close(): Promise<void> };

/** Gives a test the means to start servers of one kind, and stops those that it started when the test is over. */
export async function withStopping<Options extends readonly unknown[], Started extends Stoppable>(
  use: (start: (...options: Options) => Promise<Started>) => Promise<void>,
  start: (...options: Options) => Promise<Started>,
): Promise<void> {
  const all: Started[] = [];
  await use(async (...options) => {
    const started = await start(...options);
    all.push(started);
    return started;
  });
  await Promise.all(all.map((started) => started.close()));
}
