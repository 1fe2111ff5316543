import type { JWTPayload, JWTHeaderParameters } from 'jose';
import type { DemoClient } from '../clients.ts';
import type { Middleware } from '../middleware.ts';

/** Where in a run faults show, in the order of a run. */
export const faultSteps = [
  'Discovery',
  'Sign-in page',
  'Authorization response',
  'Token request',
  'Tokens',
  'Use of the tokens',
  'Bad input',
] as const;
export type FaultStep = (typeof faultSteps)[number];

/** Something that servers, and what stands before them, do wrong in the field. */
export type Fault = {
  /** Kebab-case; what `--fault` takes. */
  readonly id: string;
  readonly title: string;
  /** What the server does, in one sentence. */
  readonly effect: string;
  readonly step: FaultStep;
  readonly handle: FaultHandler;
};

/** A step around the handlers of the server, which is there while its fault is on. */
export type FaultHandler = (
  ctx: FaultContext,
  next: () => Promise<void>,
  server: FaultServer,
) => Promise<void>;

export type FaultContext = Parameters<Middleware>[0];

/** What faults know of the server that they are faults of. */
export type FaultServer = {
  readonly issuer: string;
  readonly clients: readonly DemoClient[];
  /** An origin on loopback at which nothing listens. */
  readonly deadOrigin: string;
  /** Signs a token: with the key of the server, or with one that nobody knows. */
  readonly sign: (token: {
    readonly header: JWTHeaderParameters;
    readonly claims: JWTPayload;
    readonly isForged?: boolean;
  }) => Promise<string>;
};
