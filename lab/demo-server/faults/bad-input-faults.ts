import { repeatedGzip } from '../../common/repeated-gzip.ts';
import { membersOf } from './answers.ts';
import type { Fault, FaultContext, FaultHandler } from './fault.ts';
import { type Place, places } from './places.ts';

type Kind = {
  readonly id: string;
  readonly title: string;
  /** What the server does, as the beginning of a sentence that ends with the place. */
  readonly effect: string;
  readonly answer: (ctx: FaultContext, next: () => Promise<void>) => Promise<void>;
};

const megabyte = 1_000_000;
const unpackedMegabytes = 300;
let packed: Buffer | undefined;

/** Takes the answer out of the hands of the library, which would report that nobody read it to its end. */
function answerRaw(ctx: FaultContext, answer: (response: FaultContext['res']) => void): void {
  ctx.respond = false;
  answer(ctx.res);
}

const json = { 'Content-Type': 'application/json' };

const kinds: readonly Kind[] = [
  {
    id: 'never-answers',
    title: 'Never answers',
    effect: 'Takes the request and never answers it',
    answer: async (ctx) => answerRaw(ctx, () => undefined),
  },
  {
    id: 'drips',
    title: 'A byte a second',
    effect: 'Answers one byte a second',
    answer: async (ctx) =>
      answerRaw(ctx, (response) => {
        response.writeHead(200, json);
        const text = '{"access_token":"that never comes to its end';
        let sent = 0;
        const drip = setInterval(() => {
          response.write(text.charAt(sent % text.length));
          sent += 1;
        }, 1000);
        response.on('close', () => clearInterval(drip));
      }),
  },
  {
    id: 'breaks-off',
    title: 'Breaks off',
    effect: 'Announces a thousand bytes and breaks off after sixteen',
    answer: async (ctx) =>
      answerRaw(ctx, (response) => {
        response.writeHead(200, { ...json, 'Content-Length': '1000' });
        // Not at once: what is sent last may not arrive.
        response.write('{"access_token":', () => setTimeout(() => response.destroy(), 100));
      }),
  },
  {
    id: 'ten-megabytes',
    title: 'Ten megabytes',
    effect: 'Answers ten megabytes',
    answer: async (ctx) =>
      answerRaw(ctx, (response) => {
        response.writeHead(200, json).end(`{"padding":"${'x'.repeat(10 * megabyte)}"}`);
      }),
  },
  {
    id: 'gzip-bomb',
    title: 'Gzip bomb',
    effect: `Answers a small file that unpacks to ${unpackedMegabytes} megabytes`,
    answer: async (ctx) =>
      answerRaw(ctx, (response) => {
        packed ??= repeatedGzip(' '.repeat(megabyte), unpackedMegabytes);
        const headers = { 'Content-Encoding': 'gzip', 'Content-Length': packed.length };
        response.writeHead(200, { ...json, ...headers }).end(packed);
      }),
  },
  {
    id: 'not-utf-8',
    title: 'Broken UTF-8',
    effect: 'Answers as usual, with a member in Latin-1 instead of UTF-8',
    answer: async (ctx, next) => {
      await next();
      const members = membersOf(ctx);
      if (members === undefined) return;
      ctx.type = 'application/json';
      ctx.body = Buffer.from(JSON.stringify({ hotel: 'Café am Meer', ...members }), 'latin1');
    },
  },
  {
    id: 'redirect-circle',
    title: 'Redirects in a circle',
    effect: 'Redirects to itself, again and again',
    answer: async (ctx) => {
      ctx.redirect(ctx.url);
      ctx.status = 307;
    },
  },
  {
    id: 'status-600',
    title: 'Status 600',
    effect: 'Answers with the status 600, which HTTP does not have',
    answer: async (ctx) => {
      ctx.status = 600;
      ctx.type = 'application/json';
      ctx.body = '{"error":"server_error"}';
    },
  },
  {
    id: 'thousands-of-headers',
    title: 'Thousands of headers',
    effect: 'Answers as usual, with three thousand headers beside',
    answer: async (ctx, next) => {
      await next();
      for (let index = 0; index < 3000; index += 1) ctx.set(`X-Lab-${index}`, '1');
    },
  },
  {
    id: 'header-of-a-megabyte',
    title: 'Header of a megabyte',
    effect: 'Answers as usual, with a header of a megabyte beside',
    answer: async (ctx, next) => {
      await next();
      ctx.set('X-Lab-Long', 'x'.repeat(megabyte));
    },
  },
];

const ends: readonly { readonly id: string; readonly name: string; readonly place: Place }[] = [
  { id: 'discovery', name: 'discovery', place: places.discovery },
  { id: 'token', name: 'the token endpoint', place: places.token },
  { id: 'keys', name: 'the keys', place: places.keys },
  { id: 'user-info', name: 'user info', place: places.userInfo },
];

function at(place: Place, answer: Kind['answer']): FaultHandler {
  return (ctx, next) => (place(ctx) ? answer(ctx, next) : next());
}

/** What no client expects: each kind at each place. */
export const badInputFaults: readonly Fault[] = ends.flatMap(({ id, name, place }) =>
  kinds.map((kind) => ({
    id: `${kind.id}-at-${id}`,
    title: `${kind.title}: ${name}`,
    effect: `${kind.effect}, at ${name}.`,
    step: 'Bad input',
    handle: at(place, kind.answer),
  })),
);
