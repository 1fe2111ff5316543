import type { FaultContext } from './fault.ts';

/** Whether a request is for this part of the server. */
export type Place = (ctx: Pick<FaultContext, 'method' | 'path'>) => boolean;

const post =
  (wanted: string): Place =>
  ({ method, path }) =>
    method === 'POST' && path === wanted;

/** The parts of the server that faults are about. */
export const places = {
  discovery: ({ path }) => path.startsWith('/.well-known/'),
  authorization: ({ method, path }) => method === 'GET' && path === '/authorize',
  token: post('/token'),
  keys: ({ path }) => path === '/jwks',
  introspection: post('/introspect'),
  revocation: post('/revoke'),
  userInfo: ({ path }) => path === '/userinfo',
} as const satisfies Readonly<Record<string, Place>>;
