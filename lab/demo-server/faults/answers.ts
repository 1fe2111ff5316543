import type { Markup } from '../../common/html.ts';
import type { FaultContext, FaultHandler } from './fault.ts';
import type { Place } from './places.ts';

/** What is answered in place of the server's own answer. */
type FixedAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & (
  | { readonly json: unknown }
  | { readonly page: Markup }
  | { readonly text: string; readonly type: string }
  | { readonly isEmpty: true }
);

/** Answers at a place, whatever was asked. */
export function answering(place: Place, answer: FixedAnswer): FaultHandler {
  return async (ctx, next) => {
    if (!place(ctx)) return next();
    ctx.status = answer.status;
    ctx.set('Cache-Control', 'no-store');
    ctx.set({ ...answer.headers });
    if ('json' in answer) setBody(ctx, JSON.stringify(answer.json), 'application/json');
    else if ('page' in answer) setBody(ctx, answer.page.toString(), 'text/html; charset=utf-8');
    else if ('text' in answer) setBody(ctx, answer.text, answer.type);
    else setEmpty(ctx);
  };
}

function setEmpty(ctx: FaultContext): void {
  // Left out, the library says its own words.
  ctx.body = '';
  ctx.remove('Content-Type');
}

function setBody(ctx: FaultContext, text: string, type: string): void {
  ctx.type = type;
  ctx.body = text;
}

/** The members of a JSON answer. */
export type Members = Readonly<Record<string, unknown>>;

/** Changes what the server itself answers with success at a place. */
export function changingJson(
  place: Place,
  change: (members: Members, server: Parameters<FaultHandler>[2]) => Members | Promise<Members>,
): FaultHandler {
  return async (ctx, next, server) => {
    await next();
    const members = place(ctx) ? membersOf(ctx) : undefined;
    if (members !== undefined) ctx.body = await change(members, server);
  };
}

/** The members of the success that the server is about to answer with. */
export function membersOf({ status, body }: FaultContext): Members | undefined {
  return status === 200 && isMembers(body) ? body : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}

/** Takes members out. */
export function without(members: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}
