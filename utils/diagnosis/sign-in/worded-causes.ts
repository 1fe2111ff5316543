import type { CauseRule, Place } from '../diagnosis';
import { quoted } from '../words';
import { refusalOf, sent } from './request-facts';

const RUN_AGAIN: Place = { kind: 'action', action: 'run-again' };
const CHOOSE_ACCOUNT: Place = { kind: 'action', action: 'choose-account' };
const RESPONSE: Place = { kind: 'step', step: 'authorization-response' };

type Row = Omit<CauseRule, 'part' | 'find'> & {
  readonly words: RegExp;
  /** Codes of errors that mean it, whatever is said. */
  readonly code?: RegExp;
  /** Codes with which the words mean it; any, where none are given. */
  readonly amongCodes?: readonly string[];
  /** Pages speak of such things without meaning them. */
  readonly isOfCallbackOnly?: true;
};

/** What servers say in words, with codes that mean less, or of their own. */
const ROWS: readonly Row[] = [
  {
    id: 'password-forgotten',
    cause:
      'The user pressed “Forgot password”, and the server leaves it to the app to begin the reset.',
    remedy:
      'Begin the sign-in of the policy or user flow that resets passwords, or let the sign-in itself have one. Then run again.',
    places: [RUN_AGAIN],
    words: /\bAADB2C90118\b|forgotten (?:the|their|his|her|your) password/i,
    isOfCallbackOnly: true,
  },
  {
    id: 'user-cancelled',
    cause: 'The user cancelled the sign-in, or refused the consent.',
    remedy: 'Run again, sign in and allow the request.',
    places: [RUN_AGAIN, CHOOSE_ACCOUNT],
    words:
      /\b(?:user|resource owner|customer) (?:has |had )?(?:cancell?ed|declined|rejected|refused|aborted)\b|\b(?:cancell?ed|declined|rejected|refused|aborted) by (?:the )?(?:user|resource owner|customer)\b/i,
    code: /^(?:user|consent|access|authori[sz]ation|login|sign[_-]?in)[_-](?:was[_-])?(?:cancel\w*|declin\w*|reject\w*|refus\w*|abort\w*)$/i,
    isOfCallbackOnly: true,
  },
  {
    id: 'account-closed-to-user',
    cause: 'The account of the user is locked, blocked or disabled.',
    remedy:
      'Have it opened by whoever looks after the users, or sign in with another account: the client itself is in order.',
    places: [CHOOSE_ACCOUNT],
    words:
      /\b(?:(?:your |the )?account|user) (?:has been |have been |was |is |temporarily )*(?:locked|blocked|suspended|disabled|deactivated|inactive)\b/i,
    isOfCallbackOnly: true,
  },
  {
    id: 'email-not-verified',
    cause: 'The e-mail address of the user is not verified, which the server demands.',
    remedy: 'Verify it with the mail that the server sent, or sign in with another account.',
    places: [CHOOSE_ACCOUNT],
    words:
      /\b(?:verify|confirm) (?:your |the )?e-?mail\b|\be-?mail(?: address)? (?:has |is |was )*(?:not|un)[ -]?(?:been )?(?:verified|confirmed)\b/i,
    isOfCallbackOnly: true,
  },
  {
    id: 'client-switched-off',
    cause: 'The client is switched off at the provider: disabled, suspended or not yet approved.',
    remedy: 'Have it enabled or approved at the provider; nothing in the request is wrong.',
    places: [{ kind: 'client', setting: 'client-id' }, RESPONSE],
    words:
      /\b(?:client|application|app|login requester|integration)\b(?: status)?(?: ["'“‘(][^"'”’)\n]{0,80}["'”’)])?(?: (?:is|has|been|was|currently|not yet|not))* ?(?:disabled|not enabled|suspended|archived|deactivated|inactive|blocked|not approved|approved yet|not active)\b|\b(?:disabled|suspended|archived|deactivated|inactive) (?:client|application)\b/i,
  },
  {
    id: 'sign-in-failed-at-other-provider',
    cause:
      'The sign-in failed at another identity provider, to which this server hands its users on.',
    remedy:
      'Look at the connection between the two, and at the logs of both: the client and its request are in order.',
    places: [RUN_AGAIN, RESPONSE],
    words:
      /\b(?:identity provider|external (?:login|provider|idp)|upstream (?:idp|provider|server)|federated (?:login|identity)|saml (?:response|assertion))\b/i,
    amongCodes: ['server_error', 'temporarily_unavailable', 'access_denied', 'invalid_request'],
    isOfCallbackOnly: true,
  },
  {
    id: 'server-behind-sign-in-failed',
    cause: 'A system behind the authorization server, such as its database, does not answer it.',
    remedy: 'Tell whoever runs the server, with the time of this run. Run again in a while.',
    places: [RUN_AGAIN, RESPONSE],
    words:
      /connection (?:refused|reset|timed? ?out)|ECONNREFUSED|ETIMEDOUT|CommunicationException|\bLDAP\b|\bdatabase\b|\bJDBC\b|\bORA-\d{4,5}\b|deadlock/i,
    amongCodes: ['server_error', 'temporarily_unavailable'],
    isOfCallbackOnly: true,
  },
];

function ofWords(row: Row): CauseRule {
  const { words, code, amongCodes, isOfCallbackOnly, ...rule } = row;
  return {
    ...rule,
    part: 'authorization response',
    find: (symptoms) => {
      const refusal = refusalOf(symptoms);
      if (refusal === undefined || (isOfCallbackOnly === true && refusal.isPage)) return undefined;
      const given = refusal.code ?? '';
      if (amongCodes !== undefined && !amongCodes.includes(given)) return undefined;
      const isOfCode = code?.test(given) === true;
      if (!isOfCode && !words.test(refusal.text)) return undefined;
      const text = refusal.text.trim();
      const clientId = sent(symptoms, 'client_id');
      return {
        certainty: 'said',
        ...(row.id === 'client-switched-off' && clientId !== undefined
          ? {
              cause: `The client ${quoted(clientId)} is switched off at the provider: disabled, suspended or not yet approved.`,
            }
          : {}),
        reasons: text === '' || refusal.isPage ? [] : [`The server says: ${quoted(text)}.`],
      };
    },
  };
}

/** Causes that the server tells in words. */
export const wordedCauses: readonly CauseRule[] = ROWS.map(ofWords);
