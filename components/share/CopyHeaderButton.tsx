import { CopyButton } from '../common/CopyButton';

type CopyHeaderButtonProps = {
  readonly token: string;
  /** As the token type says: RFC 6750 §2.1, RFC 9449 §7.1. */
  readonly scheme?: 'Bearer' | 'DPoP';
};

/** Copies a token as the header that requests to an API carry. */
export function CopyHeaderButton({ token, scheme = 'Bearer' }: CopyHeaderButtonProps) {
  return <CopyButton name="Copy as header" text={`Authorization: ${scheme} ${token}`} />;
}
