import { useEffect, useState } from 'react';
import { type KeyAddress, originOfKeys } from '@/utils/state/issuer-keys';
import type { Check } from '@/utils/tokens/check';
import { findAlgorithm } from '@/utils/tokens/algorithms';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { readKeyAddress, readKeys } from '@/utils/tokens/read-keys';
import { profileOf } from '@/utils/tokens/token-profile';
import type { TokenVerification } from '@/utils/tokens/verify/verification';
import { Breakable } from '../common/Breakable';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { ChecksList } from '../tokens/ChecksList';
import { VerdictPill } from '../tokens/VerdictPill';
import type { TokenHints } from './token-hints';
import { useIssuerKeys } from './use-issuer-keys';
import { issuerOf, useVerification, type VerifyFields } from './use-verification';
import { VerifyInputs } from './VerifyInputs';
import type { VerifyPanelProps } from './VerifyPanel';
import styles from './VerifyPanel.module.css';

const EMPTY: VerifyFields = {
  keyText: '',
  audience: '',
  nonce: '',
  skew: '30',
  payload: '',
  clientSecret: undefined,
};
const NO_HINTS: TokenHints = {};

/** Verifies a signed token: at once with a key that is pasted, after a click with the keys of its issuer. */
export function VerifyForm({
  token,
  name,
  unprotected,
  hints = NO_HINTS,
  sdJwt,
  onVerdict,
}: VerifyPanelProps) {
  const [fields, setFields] = useState(EMPTY);
  const [isPressed, setPressed] = useState(false);
  const isSymmetric = findAlgorithm(algOf(token, unprotected?.header))?.kty === 'oct';
  const address = addressOf({ token, name, hints, keyText: fields.keyText, isSymmetric });
  const { asking, ask } = useIssuerKeys(address);
  const loadKeys = asking.status === 'found' ? asking.loadKeys : undefined;
  const verification = useVerification({
    token,
    name,
    unprotected,
    hints,
    sdJwt,
    fields,
    // Whose keys were asked for is who is to have signed.
    issuer: hints.issuer ?? (loadKeys === undefined ? undefined : address?.issuer),
    loadKeys,
  });
  const isShown =
    verification !== undefined &&
    (isPressed ||
      loadKeys !== undefined ||
      hasKey(fields) ||
      (token.kind !== 'broken' && isTelling(verification)));
  const verdict = isShown && isTelling(verification) ? verification.outcome : undefined;
  useEffect(() => onVerdict?.(verdict), [verdict, onVerdict]);

  const host = address === undefined ? undefined : originOfKeys(address)?.replace('https://', '');
  const owner = URL.parse(address?.of ?? '')?.origin.replace('https://', '');
  return (
    <div className={styles.panel}>
      <div className={styles.row}>
        {host === undefined ? (
          <Button icon="check" onClick={() => setPressed(true)}>
            Verify signature
          </Button>
        ) : (
          <Button icon="check" disabled={asking.status === 'asking'} onClick={() => void ask()}>
            {asking.status === 'access-needed'
              ? `Allow ${asking.origins.join(', ')} and verify`
              : hints.jwksUri === undefined && readKeyAddress(fields.keyText) !== undefined
                ? 'Verify with the keys at this address'
                : "Verify with the issuer's keys"}
          </Button>
        )}
        {host === undefined ? null : (
          <span className={styles.quiet}>
            Asks <Breakable text={host} />
            {owner === undefined || owner === host ? null : (
              <>
                , where <Breakable text={owner} /> keeps its keys
              </>
            )}
            ; nothing is sent before.
          </span>
        )}
        <span role="status" aria-label="Verdict" className={styles.verdict}>
          {asking.status === 'asking' ? (
            'Asking for the keys…'
          ) : isShown ? (
            <VerdictPill outcome={verification.outcome} />
          ) : null}
        </span>
      </div>
      <AskingNotice asking={asking} />
      <VerifyInputs
        fields={fields}
        onChange={(changes) => setFields({ ...fields, ...changes })}
        error={errorOf(fields)}
        isSymmetric={isSymmetric}
        isDetached={token.kind !== 'opaque' && token.segments[1] === ''}
        hasClaims={profileOf(token, name) !== undefined}
      />
      {isShown ? (
        <>
          <p>{reasonOf(verification)}</p>
          <ChecksList checks={verification.checks} isFolded={verification.outcome !== 'refused'} />
        </>
      ) : null}
    </div>
  );
}

function AskingNotice({ asking }: { readonly asking: ReturnType<typeof useIssuerKeys>['asking'] }) {
  if (asking.status === 'denied') {
    return (
      <Notice tone="caution" role="alert">
        {`Without permission to reach ${asking.host} its keys cannot be asked for. Allow it, or paste the keys below.`}
      </Notice>
    );
  }
  if (asking.status !== 'access-needed') return null;
  return (
    <Notice tone="note" role="status">
      {`The issuer keeps its keys at ${asking.origins.join(', ')}: allow that too.`}
    </Notice>
  );
}

/** Where the keys of this token are; secrets are nowhere. */
function addressOf({
  token,
  name,
  hints,
  keyText,
  isSymmetric,
}: {
  readonly token: DecodedToken;
  readonly name: string;
  readonly hints: TokenHints;
  readonly keyText: string;
  readonly isSymmetric: boolean;
}): KeyAddress | undefined {
  const typed = readKeyAddress(keyText);
  if (typed !== undefined) return { jwksUri: typed, of: hints.issuer ?? issuerOf(token) };
  const profile = profileOf(token, name);
  if (isSymmetric || profile === 'dpop-proof' || profile === 'key-binding') return undefined;
  if (hints.jwksUri !== undefined) {
    return { jwksUri: hints.jwksUri, of: hints.issuer ?? issuerOf(token) };
  }
  const issuer = hints.issuer ?? issuerOf(token);
  return issuer === undefined ? undefined : { issuer };
}

function algOf(token: DecodedToken, unprotected: object | undefined): unknown {
  const header: object = { ...(token.kind === 'opaque' ? {} : token.header), ...unprotected };
  return 'alg' in header ? header.alg : undefined;
}

function hasKey({ keyText, clientSecret }: VerifyFields): boolean {
  return (
    clientSecret !== undefined ||
    (keyText.trim() !== '' && readKeyAddress(keyText) === undefined && readKeys(keyText).ok)
  );
}

function errorOf({ keyText }: VerifyFields): string | undefined {
  if (keyText.trim() === '' || readKeyAddress(keyText) !== undefined) return undefined;
  const reading = readKeys(keyText);
  return reading.ok ? undefined : reading.message;
}

/** What no key mends, whatever the signature. */
const TELLING: ReadonlySet<Check['name']> = new Set([
  'Known secret',
  'Unique names',
  'Disclosures',
]);

/** Something can be said without any key: it is not signed, brings its own key, or has a secret that everybody knows. */
function isTelling(verification: TokenVerification): boolean {
  return (
    isSignatureChecked(verification) ||
    verification.checks.some(
      ({ name, outcome }) => (outcome === 'failed' || outcome === 'warning') && TELLING.has(name),
    )
  );
}

/** The check that decided: the first that failed, else what is known of the secret, else that of the signature. */
function reasonOf({ checks }: TokenVerification): string {
  const telling =
    checks.find(({ outcome }) => outcome === 'failed') ??
    checks.find(({ name }) => name === 'Known secret') ??
    checks.find(({ name }) => name === 'Signature');
  return telling === undefined ? '' : `${telling.name}: ${telling.detail}`;
}

function isSignatureChecked({ checks }: TokenVerification): boolean {
  return checks.some(({ name, outcome }) => name === 'Signature' && outcome !== 'unknown');
}
