import { withoutWellKnown } from '../../clients/url-rules';
import { rfc } from '../../findings/specifications';
import { compareUris, differencesInWords, type UriDifferenceKind } from '../compare-uris';
import type { CauseRule, Place, Suspicion } from '../diagnosis';
import { setting } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';

const specification = rfc(8414, '3.3');

/** A client whose server calls itself otherwise than the client does. */
type Mismatch = {
  readonly issuer: string;
  readonly found: string;
  readonly kinds: readonly UriDifferenceKind[];
  readonly symptoms: Symptoms;
};

type IssuerRule = Omit<CauseRule, 'part' | 'places' | 'specification' | 'find'> & {
  readonly find: (mismatch: Mismatch) => Suspicion | undefined;
};

function ofIssuers({ find, ...rule }: IssuerRule): CauseRule {
  return {
    part: 'discovery',
    places: [setting('issuer')],
    specification,
    ...rule,
    find: (symptoms) => {
      const issuer = symptoms.client?.issuer;
      const found = symptoms.failure?.foundIssuer;
      if (issuer === undefined || found === undefined) return undefined;
      const suspicion = find({
        issuer,
        found,
        kinds: compareUris(issuer, found).map(({ kind }) => kind),
        symptoms,
      });
      return suspicion === undefined ? undefined : { places: placesFor(found), ...suspicion };
    },
  };
}

function placesFor(found: string): readonly Place[] {
  return [setting('issuer'), { kind: 'copy', name: 'issuer', value: found }];
}

function difference({ issuer, found }: Mismatch): string {
  return `The issuer of this client, ${quoted(issuer)}, differs from ${quoted(found)}, as the server calls itself, in ${differencesInWords(compareUris(issuer, found))}.`;
}

const placeholder = ofIssuers({
  id: 'issuer-with-placeholder',
  cause: 'The server calls itself by a name with a placeholder, which no token has.',
  remedy:
    'Use the issuer of one tenant: put its ID in the place of the word that stands for any tenant.',
  find: ({ issuer, found }) =>
    /[{}]/.test(found)
      ? {
          certainty: 'seen',
          cause: `The server calls itself ${quoted(found)}, with a placeholder: ${quoted(issuer)} stands for any tenant, and tokens name one.`,
          places: [setting('issuer')],
        }
      : undefined,
});

/** Tenants of Entra ID that stand for more than one, or are known by another name than their ID. */
const TENANT = /^\/([^/]+)\/(?:v2\.0\/?)?$/;

const tenant = ofIssuers({
  id: 'issuer-of-other-tenant',
  cause: 'The server calls itself by another tenant.',
  remedy:
    'Put the issuer into the client as the server calls itself, if that is the tenant that is meant.',
  find: (mismatch) => {
    const tenants = tenantsOf(mismatch);
    return tenants === undefined
      ? undefined
      : {
          certainty: 'seen',
          cause: `The issuer of this client names the tenant ${quoted(tenants.asked)}, and the server calls itself by ${quoted(tenants.said)}.`,
          reasons: [
            'Microsoft Entra ID names tenants by their ID in its issuer, whichever name was asked for.',
            `The server calls itself ${quoted(mismatch.found)}.`,
          ],
        };
  },
});

/** Two tenants of Entra ID that differ. */
function tenantsOf({ issuer, found, symptoms }: Mismatch) {
  const [one, other] = [URL.parse(issuer), URL.parse(found)];
  const isEntra =
    symptoms.client?.provider === 'entra-id' ||
    /(?:^|\.)login\.microsoftonline\./.test(one?.host ?? '');
  const asked = TENANT.exec(one?.pathname ?? '')?.[1];
  const said = TENANT.exec(other?.pathname ?? '')?.[1];
  return !isEntra ||
    asked === undefined ||
    said === undefined ||
    asked === said ||
    /[{}]|%7B/i.test(said)
    ? undefined
    : { asked, said };
}

const near = ofIssuers({
  id: 'issuer-differs-slightly',
  cause:
    'The issuer differs from what the server calls itself in a detail, such as a slash at the end.',
  remedy: 'Write the issuer in the client exactly as the server calls itself.',
  find: (mismatch) => {
    const { found, kinds } = mismatch;
    return kinds.length > 0 && kinds.every((kind) => SLIGHT.has(kind))
      ? {
          certainty: 'seen',
          cause: difference(mismatch),
          reasons: [
            'Issuers are compared character by character, and ID tokens name the issuer as the server writes it.',
          ],
          remedy: `Write ${quoted(found)} as issuer in the client.`,
        }
      : undefined;
  },
});

const SLIGHT: ReadonlySet<UriDifferenceKind> = new Set([
  'white space',
  'percent-encoding',
  'host case',
  'www',
  'host typo',
  'slash at the end',
  'path case',
]);

const behindProxy = ofIssuers({
  id: 'issuer-behind-proxy',
  cause: 'The server does not know by which address it is reached, as behind a proxy.',
  remedy:
    'Tell the server its public address (its issuer, or the forwarded headers of its proxy), or use the address by which it calls itself.',
  find: (mismatch) =>
    mismatch.kinds.some((kind) => OF_PROXY.has(kind)) &&
    mismatch.kinds.every((kind) => OF_PROXY.has(kind) || SLIGHT.has(kind))
      ? {
          certainty: 'seen',
          cause: difference(mismatch),
          reasons: [
            'A server behind a proxy that ends TLS, or forwards another port or name, calls itself by its inner address until it is told the outer one.',
          ],
        }
      : undefined,
});

const OF_PROXY: ReadonlySet<UriDifferenceKind> = new Set(['scheme', 'port', 'loopback name']);

const path = ofIssuers({
  id: 'issuer-path-differs',
  cause:
    'The server calls itself by another path: another realm, tenant or authorization server answers.',
  remedy:
    'Write the issuer as the server calls itself, if that is the one that is meant; otherwise correct the path.',
  find: (mismatch) =>
    mismatch.kinds.includes('path') &&
    !mismatch.kinds.includes('host') &&
    !mismatch.issuer.includes('/.well-known/') &&
    tenantsOf(mismatch) === undefined
      ? {
          certainty: 'seen',
          cause: difference(mismatch),
          reasons: ['One host may have several issuers, each with a path of its own.'],
        }
      : undefined,
});

const otherServer = ofIssuers({
  id: 'issuer-of-other-server',
  cause: 'The document is that of another server.',
  remedy:
    'Compare the issuer with what the provider documents. If the server is reached by a name of your own (a custom domain), the issuer is the name that it calls itself.',
  find: (mismatch) =>
    mismatch.kinds.some((kind) => ELSEWHERE.has(kind)) && !/[{}]/.test(mismatch.found)
      ? {
          certainty: 'seen',
          cause: difference(mismatch),
          reasons: [
            'A custom domain, a proxy or a copy of the document of another server shows like this.',
          ],
        }
      : undefined,
});

const ELSEWHERE: ReadonlySet<UriDifferenceKind> = new Set(['host', 'query', 'fragment']);

const fromDocument: CauseRule = {
  id: 'issuer-is-document-address',
  part: 'discovery',
  cause: 'The issuer of the client is the address of the discovery document.',
  remedy: 'Leave out “/.well-known/” and what follows.',
  places: [setting('issuer')],
  specification,
  find: ({ place, client, failure }) => {
    const issuer = client?.issuer;
    if (place !== 'discovery' || failure === undefined || issuer === undefined) return undefined;
    const base = withoutWellKnown(issuer);
    if (base === issuer && !issuer.includes('/.well-known/')) return undefined;
    const meant = base === issuer ? issuer.slice(0, issuer.indexOf('/.well-known/')) : base;
    return {
      certainty: 'seen',
      cause: `The issuer of this client, ${quoted(issuer)}, is the address of a discovery document.`,
      remedy: `Write ${quoted(meant)} as issuer in the client.`,
      places: placesFor(meant),
    };
  },
};

/** Causes that lie in the name by which a server calls itself, from the particular to the general. */
export const issuerCauses: readonly CauseRule[] = [
  fromDocument,
  placeholder,
  tenant,
  near,
  behindProxy,
  path,
  otherServer,
];
