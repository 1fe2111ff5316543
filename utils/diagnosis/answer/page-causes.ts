import { headerOf, type RecordedResponse } from '../../oauth/exchange';
import { tooLargeInWords } from '../../oauth/response-words';
import { readPage } from '../../tokens/page-text';
import type { CauseRule } from '../diagnosis';
import { hostOfAddress, isPage } from '../look';
import { quoted, sentence } from '../words';
import { type Answered, whereAnswered } from './answered';

/** What stands between browser and server, by what it says of itself in headers and pages. */
const BETWEEN: readonly (readonly [name: string, sign: RegExp])[] = [
  [
    'Cloudflare',
    /^(?:server: cloudflare|cf-mitigated: )|attention required! \| cloudflare|just a moment\.\.\./im,
  ],
  ['Zscaler', /zscaler/i],
  ['Netskope', /netskope/i],
  ['Squid', /\bsquid\b/i],
  ['Blue Coat', /blue ?coat|proxysg/i],
  ['Fortinet', /forti(?:gate|guard|web|proxy)/i],
  ['Palo Alto Networks', /palo ?alto/i],
  ['Imperva Incapsula', /incapsula|imperva/i],
  ['Akamai', /^server: akamaighost/im],
  ['AWS WAF', /awswaf|aws waf/i],
];

const BLOCKED =
  /\b(?:web ?filter|blocked (?:by|page|site|url)|access (?:to this (?:site|page) )?(?:is |was |has been )?blocked|request blocked|web application firewall|\bwaf\b|captcha|are you (?:a )?human|unusual traffic|url filtering|acceptable use|captive portal|network (?:login|sign[- ]in))/i;

const GATEWAY =
  /\b(?:bad gateway|gateway time-?out|no healthy upstream|upstream (?:connect|request)|proxy error|service unavailable|no server is available)\b/i;

const betweenRule: CauseRule = whereAnswered({
  id: 'proxy-answered',
  cause: 'A proxy or firewall answered in place of the server.',
  remedy:
    'Reach the server from a network without that proxy, or have it let this address through.',
  find: (answered) => {
    const { response, asked, address } = answered;
    if (response === undefined || !isPage(response)) return undefined;
    if (isDownAnswer(response)) return undefined;
    const name = namedBetween(response);
    const isBlocking = BLOCKED.test(textOf(response));
    if (!isBlocking && (name === undefined || response.status < 400 || response.status === 404))
      return undefined;
    return {
      certainty: 'likely',
      cause: `${name === undefined ? 'A proxy, firewall or network' : `A proxy or firewall (${name})`} answered in place of ${asked} at ${hostOfAddress(address)}, with a page${titled(response)}.`,
      reasons: signsOf(answered),
    };
  },
});

const signInPage: CauseRule = whereAnswered({
  id: 'sign-in-page-answered',
  cause: 'A page to sign in at answered, which is no answer to a request of a program.',
  remedy:
    'Look whether the address is right, and whether something that wants a sign-in (a proxy, a preview, a company portal) stands before the server.',
  find: (answered) => {
    const { response, asked, address } = answered;
    if (response === undefined || !isPage(response)) return undefined;
    const isForm = /<input[^>]{0,300}type\s*=\s*["']?password/i.test(
      response.body.slice(0, 100_000),
    );
    const isTitled = /\b(?:sign|log)[ -]?(?:in|on)\b|\bauthenticate\b/i.test(
      readPage(response.body).title,
    );
    return isForm || isTitled
      ? {
          certainty: 'likely',
          cause: `A page to sign in at answered in place of ${asked} at ${quoted(address)}${titled(response)}.`,
          reasons: [
            ...(isForm ? ['The page has a field for a password.'] : []),
            ...signsOf(answered),
          ],
        }
      : undefined;
  },
});

const page: CauseRule = whereAnswered({
  id: 'page-instead-of-json',
  isFallback: true,
  cause: 'A page came instead of JSON: something else answers at this address.',
  remedy:
    'Compare the address with what the provider documents. If it is right, a proxy, an error page or an app stands before the server: its words are at this step.',
  find: (answered) => {
    const { response, asked, address } = answered;
    if (response === undefined || !isPage(response) || response.status >= 500) return undefined;
    const isSuccess = response.status < 300;
    return {
      certainty: isSuccess ? 'likely' : 'possible',
      cause: `A page${titled(response)} came from ${quoted(address)} instead of ${asked === 'the token endpoint' ? 'a token response' : 'a discovery document'}.`,
      reasons: signsOf(answered),
    };
  },
});

const broken: CauseRule = whereAnswered({
  id: 'json-broken',
  cause: 'The answer is meant as JSON, and breaks off or is wrong.',
  remedy:
    'The server, or what stands before it, has to mend its answer. Its beginning is at this step.',
  find: ({ response, asked, address, symptoms: { failure } }) => {
    if (response === undefined || isPage(response) || response.end !== 'whole') return undefined;
    const text = response.body.trim();
    if (response.status < 200 || response.status > 299 || text === '') return undefined;
    const hasBadText = text.includes('\uFFFD');
    if (!/^[[{]/.test(text.replace(/^\uFEFF/, '')) && !hasBadText) return undefined;
    const message = /(?:Not JSON|JSON, but)[^]*$/.exec(failure?.cause ?? '')?.[0];
    if (message === undefined && !hasBadText) return undefined;
    return {
      certainty: 'seen',
      cause: hasBadText
        ? `What ${hostOfAddress(address)} sent as ${asked === 'the token endpoint' ? 'token response' : 'discovery document'} is not UTF-8, as JSON has to be.`
        : `What ${hostOfAddress(address)} sent as ${asked === 'the token endpoint' ? 'token response' : 'discovery document'} is broken JSON of ${text.length.toLocaleString('en')} characters${message === undefined ? '' : `: ${message.replace(/^Not JSON: |\.$/g, '')}`}.`,
      reasons: message === undefined ? [] : [sentence(message)],
    };
  },
});

const empty: CauseRule = whereAnswered({
  id: 'answer-empty',
  cause: 'The answer has no body.',
  remedy:
    'Compare the address with what the provider documents, and look at the log of the server.',
  find: ({ response, asked, address }) =>
    response !== undefined && response.status < 300 && response.body.trim() === ''
      ? {
          certainty: 'seen',
          cause: `${asked === 'the token endpoint' ? 'The token endpoint' : 'The address of the discovery document'}, ${quoted(address)}, answered HTTP ${response.status} with an empty body.`,
        }
      : undefined,
});

const tooLarge: CauseRule = whereAnswered({
  id: 'answer-too-large',
  cause: 'The answer is larger than is read here, and larger than such an answer can be.',
  remedy: 'Compare the address with what the provider documents: something else answers there.',
  find: ({ response, asked, address }) =>
    response?.end === 'too large'
      ? {
          certainty: 'seen',
          cause: `What ${quoted(address)} sent as ${asked === 'the token endpoint' ? 'token response' : 'discovery document'} is too large: it has ${tooLargeInWords(response)}.`,
        }
      : undefined,
});

/** Whether a server behind the one that answered is down: that is another cause. */
export function isDownAnswer(response: RecordedResponse): boolean {
  return (
    response.status >= 502 &&
    response.status <= 504 &&
    (GATEWAY.test(textOf(response)) || !BLOCKED.test(textOf(response)))
  );
}

function namedBetween(response: RecordedResponse): string | undefined {
  const headers = [
    'server',
    'via',
    'x-squid-error',
    'proxy-agent',
    'cf-mitigated',
    'x-iinfo',
  ].flatMap((name) => {
    const value = headerOf(response, name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  const text = `${headers.join('\n')}\n${textOf(response).slice(0, 3000)}`;
  return BETWEEN.find(([, sign]) => sign.test(text))?.[0];
}

function textOf(response: RecordedResponse): string {
  const { title, text } = readPage(response.body);
  return `${title}\n${text}`;
}

/** The title of a page, for a sentence; empty where it has none. */
function titled(response: RecordedResponse): string {
  const { title } = readPage(response.body);
  return title === '' ? '' : ` with the title ${quoted(title, 120)}`;
}

/** What the headers tell of who answered. */
function signsOf({ response }: Answered): readonly string[] {
  if (response === undefined) return [];
  const signs = ['server', 'via'].flatMap((name) => {
    const value = headerOf(response, name);
    return value === undefined
      ? []
      : [`${name === 'via' ? 'Via' : 'Server'}: ${quoted(value, 80)}`];
  });
  return [
    `The status is HTTP ${response.status}${signs.length === 0 ? '' : `, and the headers say ${signs.join(', ')}`}.`,
  ];
}

/** Causes that lie in what stands before the server, or in what came in place of JSON. */
export const pageCauses: readonly CauseRule[] = [betweenRule, signInPage, tooLarge, broken, empty];

/** Where nothing tells whose page it is. */
export const pageAnswered: CauseRule = page;
