import * as v from 'valibot';
import { browser } from 'wxt/browser';

/** What pages ask of the worker. What the worker does is seen in storage, not in answers. */
const commandSchema = v.variant('type', [
  v.object({
    type: v.literal('start-run'),
    clientId: v.string(),
    /** Starts this run anew, which failed for want of a permission. */
    runId: v.optional(v.string()),
  }),
  v.object({ type: v.literal('cancel-run'), runId: v.string() }),
  v.object({ type: v.literal('clear-all') }),
]);
export type Command = v.InferOutput<typeof commandSchema>;

const replySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), runId: v.optional(v.string()) }),
  v.object({ ok: v.literal(false), message: v.string() }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

/** Sends a command to the worker, waking it if need be. */
export async function sendCommand(command: Command): Promise<Reply> {
  // Without a listener the browser rejects; what is no reply is refused just below.
  const answer: unknown = await browser.runtime.sendMessage(command).catch(() => undefined);
  const reply = v.safeParse(replySchema, answer);
  return reply.success
    ? reply.output
    : { ok: false, message: 'The background worker did not answer. Reload the extension.' };
}

/** Answers commands that come from the extension's own pages, and no others. */
export function onCommand(handle: (command: Command) => Promise<Reply>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined;
    const command = v.safeParse(commandSchema, message);
    return command.success ? handle(command.output) : undefined;
  });
}
