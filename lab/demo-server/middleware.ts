import type { KoaContextWithOIDC } from 'oidc-provider';

/** A step around the handlers of oidc-provider. `ctx.oidc` is there only after one of its routes has run. */
export type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
