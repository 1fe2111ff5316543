import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { REDIRECT_MODES } from '../clients/client';
import { RESOURCE_BODIES, RESOURCE_METHODS, USED_TOKENS } from '../oauth/token-use';
import { LOCK_MINUTES } from '../vault/vault-document';

/** One secret of a client, and whether the vault is to remember it. */
const secretEntrySchema = v.pipe(
  v.object({ id: v.string(), value: v.string(), isRemembered: v.boolean() }),
  v.readonly(),
);
export type SecretEntry = v.InferOutput<typeof secretEntrySchema>;

const pairs = v.pipe(
  v.array(v.pipe(v.tuple([v.string(), v.string()]), v.readonly())),
  v.readonly(),
);

/** What is to be done with a token of a run that is over. */
const wantedUseSchema = v.variant('kind', [
  v.object({
    kind: v.literal('introspection'),
    token: v.picklist(USED_TOKENS),
    isJwtWanted: v.optional(v.boolean()),
  }),
  v.object({ kind: v.literal('revocation'), token: v.picklist(USED_TOKENS) }),
  v.object({ kind: v.literal('user-info') }),
  v.object({
    kind: v.literal('resource'),
    url: v.string(),
    method: v.picklist(RESOURCE_METHODS),
    headers: pairs,
    body: v.optional(v.object({ type: v.picklist(RESOURCE_BODIES), text: v.string() })),
  }),
]);

/** What pages ask of the worker. What the worker does is seen in storage, not in answers. */
const commandSchema = v.variant('type', [
  v.object({
    type: v.literal('start-run'),
    clientId: v.string(),
    /** Refreshes the tokens of this run. */
    refreshes: v.optional(v.string()),
    /** Takes the place of the client's own mode. */
    redirectMode: v.optional(v.picklist(REDIRECT_MODES)),
    /** Parameters of the authorization request, in place of the client's of the same name. */
    overrides: v.optional(pairs),
  }),
  /** Begins a run anew that could not go on. */
  v.object({
    type: v.literal('restart-run'),
    runId: v.string(),
    redirectMode: v.optional(v.picklist(REDIRECT_MODES)),
  }),
  v.object({ type: v.literal('cancel-run'), runId: v.string() }),
  /** A rule took a callback to the capture page. */
  v.object({ type: v.literal('callback-captured'), url: v.string() }),
  /** The user pasted a callback into a run. */
  v.object({ type: v.literal('callback-pasted'), runId: v.string(), text: v.string() }),
  v.object({ type: v.literal('use-token'), runId: v.string(), wanted: wantedUseSchema }),
  /** Asks for the sign-in page of a run that is over, to see what it showed. */
  v.object({ type: v.literal('see-page'), runId: v.string() }),
  v.object({ type: v.literal('clear-all') }),
  v.object({
    type: v.literal('write-secrets'),
    clientId: v.string(),
    /** All secrets of this client. */
    entries: v.pipe(v.array(secretEntrySchema), v.readonly()),
  }),
  v.object({ type: v.literal('vault-create'), passphrase: v.string() }),
  v.object({ type: v.literal('vault-unlock'), passphrase: v.string() }),
  v.object({ type: v.literal('vault-lock') }),
  v.object({
    type: v.literal('vault-change-passphrase'),
    passphrase: v.string(),
    newPassphrase: v.string(),
  }),
  v.object({ type: v.literal('vault-forget') }),
  v.object({ type: v.literal('vault-set-idle'), minutes: v.picklist(LOCK_MINUTES) }),
  /** Somebody is at work: the vault stays open for as long again. */
  v.object({ type: v.literal('vault-used') }),
]);
export type Command = v.InferOutput<typeof commandSchema>;

const OBSTACLES = ['permission_missing', 'vault_locked', 'secret_missing'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

const replySchema = v.variant('ok', [
  v.object({
    ok: v.literal(true),
    runId: v.optional(v.string()),
    /** The callback was captured, but belongs to the app. */
    isForeign: v.optional(v.boolean()),
  }),
  v.object({
    ok: v.literal(false),
    message: v.string(),
    /** What is in the way, where the page can do something about it. */
    obstacle: v.optional(v.picklist(OBSTACLES)),
    /** The origins that may not be reached yet. */
    origins: v.optional(v.pipe(v.array(v.string()), v.readonly())),
  }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

/** Sends a command to the worker, waking it if need be. */
export async function sendCommand(command: Command): Promise<Reply> {
  // Without a listener the browser rejects; what is no reply is refused just below.
  const answer: unknown = await browser.runtime.sendMessage(command).catch(() => undefined);
  const reply = v.safeParse(replySchema, answer);
  return reply.success
    ? reply.output
    : {
        ok: false,
        message:
          'The background worker was stopped before it answered. Try again; the request may have arrived.',
      };
}

/** Answers commands that come from the extension's own pages, and no others; `tabId` is that of the page. */
export function onCommand(
  handle: (command: Command, tabId: number | undefined) => Promise<Reply>,
): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return undefined;
    const command = v.safeParse(commandSchema, message);
    return command.success ? handle(command.output, sender.tab?.id) : undefined;
  });
}
