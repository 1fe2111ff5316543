import { type ReactNode, useEffect, useState } from 'react';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { readKeys } from '@/utils/tokens/read-keys';
import type { Unprotected } from '@/utils/tokens/recognised';
import { type Decryption, decryptToken } from '@/utils/tokens/verify/decrypt-token';
import { Field } from '../clients/form/Field';
import { Notice } from '../common/Notice';
import { MemoryTextarea } from './MemoryTextarea';
import styles from './VerifyPanel.module.css';

type DecryptFormProps = {
  readonly token: Extract<DecodedToken, { kind: 'jwe' }>;
  readonly unprotected: Unprotected | undefined;
  /** Shows what was inside. */
  readonly children: (decryption: Extract<Decryption, { ok: true }>) => ReactNode;
};

/** Takes a key, and decrypts with it as soon as it is there. Nothing is sent or stored. */
export function DecryptForm({ token, unprotected, children }: DecryptFormProps) {
  const [keyText, setKeyText] = useState('');
  const decryption = useDecryption(token, unprotected, keyText);
  return (
    <div className={styles.panel}>
      <Field
        label="Decryption key"
        hint="A private key as JWK or PEM, a symmetric key as JWK, text, base64url or hexadecimal, or the password. It stays in this page."
        control={(attributes) => (
          <MemoryTextarea {...attributes} value={keyText} onText={setKeyText} />
        )}
      />
      {decryption === undefined ? null : decryption.ok ? (
        children(decryption)
      ) : (
        <Notice tone="bad" role="status">
          {decryption.message}
        </Notice>
      )}
    </div>
  );
}

function useDecryption(
  token: DecryptFormProps['token'],
  unprotected: Unprotected | undefined,
  keyText: string,
): Decryption | undefined {
  const [result, setResult] = useState<{ readonly of: string; readonly decryption: Decryption }>();
  useEffect(() => {
    const keys = readKeys(keyText);
    if (!keys.ok) return undefined;
    let isCurrent = true;
    void decryptToken({ token, unprotected, keys: keys.keys }).then((decryption) => {
      if (isCurrent) setResult({ of: keyText, decryption });
    });
    return () => {
      isCurrent = false;
    };
  }, [token, unprotected, keyText]);
  if (keyText.trim() === '') return undefined;
  const keys = readKeys(keyText);
  if (!keys.ok) return keys;
  return result?.of === keyText ? result.decryption : undefined;
}
