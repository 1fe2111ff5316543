import { sentParameter } from '../../oauth/exchange';
import type { CauseRule, Part, Suspicion } from '../diagnosis';
import { isPage } from '../look';
import type { SymptomPlace, Symptoms } from '../symptoms';
import { sent } from '../sign-in/request-facts';
import { quoted, sentence } from '../words';
import type { ErrorMatch, ProviderCatalogue, ProviderError } from './provider-error';
import { isOfProvider } from './provider-of-symptoms';

const PART_OF = {
  start: 'start',
  discovery: 'discovery',
  'sign-in': 'sign-in',
  'authorization response': 'authorization response',
  'token request': 'token request',
  verification: 'verification',
  outcome: 'scopes',
  introspection: 'use',
  revocation: 'use',
  'user-info': 'use',
  resource: 'use',
} as const satisfies Readonly<Record<SymptomPlace, Part>>;

/** The rules of a provider: one for each of its errors. */
export function rulesOfProvider(catalogue: ProviderCatalogue): readonly CauseRule[] {
  return catalogue.errors.map((error) => ruleOf(error, catalogue));
}

function ruleOf(error: ProviderError, catalogue: ProviderCatalogue): CauseRule {
  const { id, at, cause, remedy, places, source } = error;
  return {
    id,
    part: PART_OF[at[0] ?? 'token request'],
    cause: ofEveryCase(cause),
    remedy: ofEveryCase(remedy),
    places,
    specification: source,
    find: (symptoms) => findError(error, catalogue, symptoms),
  };
}

function findError(
  error: ProviderError,
  catalogue: ProviderCatalogue,
  symptoms: Symptoms,
): Suspicion | undefined {
  if (!error.at.includes(symptoms.place)) return undefined;
  if (error.isUnmistakable !== true && !isOfProvider(catalogue, symptoms)) return undefined;
  const groups = groupsOf(error.match, symptoms);
  if (groups === undefined || error.fits?.(symptoms) === false) return undefined;
  const fill = (text: string) => sentence(filled(text, symptoms, groups));
  return {
    certainty: error.certainty ?? 'said',
    cause: fill(error.cause),
    reasons: [
      error.standing === 'documented'
        ? `It is described in ${quoted(error.source.name)}.`
        : `Others have seen ${catalogue.name} answer like that; its own documents do not explain it.`,
    ],
    remedy: [fill(error.remedy), ...referencesOf(catalogue, symptoms)].join(' '),
  };
}

/** What the groups of the text hold, where everything matches. */
function groupsOf(match: ErrorMatch, { error, response, said }: Symptoms) {
  const { code, text, status } = match;
  if (code !== undefined && !code.includes(error?.code ?? '')) return undefined;
  if (status !== undefined && !status.includes(response?.status ?? 0)) return undefined;
  if (match.isHtml === true && (response === undefined || !isPage(response))) return undefined;
  if (text === undefined) return [];
  if (typeof text === 'string') {
    return said.toLowerCase().includes(text.toLowerCase()) ? [] : undefined;
  }
  return text.exec(said)?.slice(1);
}

/** What the support of the provider wants to know. */
function referencesOf({ references = [] }: ProviderCatalogue, { said }: Symptoms) {
  const found = references.flatMap(({ name, pattern }) => {
    const value = pattern.exec(said)?.[1];
    return value === undefined ? [] : [`${name} ${quoted(value, 80)}`];
  });
  return found.length === 0
    ? []
    : [`Should support be needed, name the ${found.join(' and the ')}.`];
}

/** A sentence without the values of a case. */
function ofEveryCase(text: string): string {
  return sentence(
    text.replace(/\{(\d|[A-Za-z ]+)\}/g, (_, name: string) =>
      /^\d$/.test(name) ? 'that the server names' : `the ${name}`,
    ),
  );
}

function filled(text: string, symptoms: Symptoms, groups: readonly (string | undefined)[]): string {
  return text.replace(/\{([A-Za-z0-9 ]+)\}/g, (whole, name: string) => {
    if (/^\d$/.test(name)) return quoted(groups[Number(name) - 1] ?? '', 120);
    const value = VALUES[name]?.(symptoms);
    if (!Object.hasOwn(VALUES, name)) return whole;
    return value === undefined || value === '' ? `the ${name}` : `the ${name} ${quoted(value)}`;
  });
}

const VALUES: Readonly<Record<string, (symptoms: Symptoms) => string | undefined>> = {
  'redirect URI': (symptoms) => lastSent(symptoms, 'redirect_uri') ?? symptoms.run?.redirect.uri,
  'client ID': (symptoms) => lastSent(symptoms, 'client_id') ?? symptoms.client?.clientId,
  scopes: (symptoms) => lastSent(symptoms, 'scope'),
  tenant: tenantOf,
};

/** A parameter as the request at hand had it, or the authorization request before. */
function lastSent(symptoms: Symptoms, name: string): string | undefined {
  const inForm =
    symptoms.exchange === undefined ? undefined : sentParameter(symptoms.exchange, name);
  return inForm ?? sent(symptoms, name);
}

/** The first part of the path, where Microsoft has the tenant. */
function tenantOf({ exchange, evidence }: Symptoms): string | undefined {
  const address = exchange?.request.url ?? evidence.request?.endpoint ?? '';
  return URL.parse(address)?.pathname.split('/')[1];
}
