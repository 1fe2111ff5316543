import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { providerOf } from '@/utils/clients/providers';
import { withoutWellKnown } from '@/utils/clients/url-rules';
import { type Failure, hostsInWords } from '@/utils/oauth/failure';
import type { ServerMetadata } from '@/utils/oauth/server-metadata';
import { askForAccess } from '@/utils/state/access-store';
import { discoverIssuer } from '@/utils/state/discover-issuer';
import { Button } from '../../common/Button';
import { Notice } from '../../common/Notice';
import { useFormSurroundings, useFormValues } from './form-context';
import { MoreEndpoints } from './MoreEndpoints';
import { TextField } from './TextField';
import styles from './ServerFields.module.css';

type Discovery =
  | { readonly status: 'idle' | 'busy' }
  | { readonly status: 'found'; readonly server: ServerMetadata }
  | { readonly status: 'failed'; readonly failure: Failure };

/** Where the authorization server is. */
export function ServerFields() {
  const { setValue } = useFormContext<ClientFormValues>();
  const { setServer } = useFormSurroundings();
  const { provider, grantType, issuer, authorizationEndpoint, tokenEndpoint } = useFormValues();
  const [discovery, setDiscovery] = useState<Discovery>({ status: 'idle' });
  const isDiscovered = providerOf(provider).endpointSource === 'discovery';

  const discoverFrom = async (typed: string) => {
    const wanted = withoutWellKnown(typed.trim());
    const options = { shouldDirty: true, shouldTouch: true } as const;
    setValue('issuer', wanted, options);
    setDiscovery({ status: 'busy' });
    const result = await discoverIssuer(wanted);
    if (!result.ok) {
      setDiscovery({ status: 'failed', failure: result.failure });
      return;
    }
    const server = result.value;
    setValue('authorizationEndpoint', server.authorization_endpoint ?? '', options);
    setValue('tokenEndpoint', server.token_endpoint, options);
    setValue('jwksUri', server.jwks_uri ?? '', options);
    setValue('introspectionEndpoint', server.introspection_endpoint ?? '', options);
    setValue('revocationEndpoint', server.revocation_endpoint ?? '', options);
    setValue('userInfoEndpoint', server.userinfo_endpoint ?? '', options);
    setValue('endSessionEndpoint', server.end_session_endpoint ?? '', options);
    setDiscovery({ status: 'found', server });
    setServer(server);
  };

  const allowAndDiscover = (origins: readonly string[]) => {
    void askForAccess(origins).then((isAllowed) => (isAllowed ? discoverFrom(issuer) : undefined));
  };

  return (
    <>
      <div className={styles.issuer}>
        <TextField
          label="Issuer"
          path="issuer"
          field="issuer"
          placeholder="https://auth.example.com"
          hint={
            isDiscovered
              ? 'Character by character as the server calls itself. The endpoints are discovered from it at every run.'
              : 'Optional. With it, answers and ID tokens are checked for their origin.'
          }
        />
        <Button
          className={styles.discover ?? ''}
          disabled={issuer.trim() === '' || discovery.status === 'busy'}
          onClick={() => void discoverFrom(issuer)}
        >
          Discover
        </Button>
      </div>
      <div role="status">
        {discovery.status === 'busy' ? <p>Asking the server …</p> : null}
        {discovery.status === 'found' ? (
          <Notice tone="good">
            <p>{foundInWords(discovery.server)}</p>
          </Notice>
        ) : null}
      </div>
      {discovery.status === 'failed' ? (
        <DiscoveryFailure
          failure={discovery.failure}
          onAllow={allowAndDiscover}
          onUse={(found) => void discoverFrom(found)}
        />
      ) : null}
      {isDiscovered && authorizationEndpoint === '' && tokenEndpoint === '' ? null : (
        <>
          {grantType === 'authorization_code' ? (
            <TextField
              label="Authorization endpoint"
              path="authorizationEndpoint"
              field="authorizationEndpoint"
              isReadOnly={isDiscovered}
            />
          ) : null}
          <TextField
            label="Token endpoint"
            path="tokenEndpoint"
            field="tokenEndpoint"
            isReadOnly={isDiscovered}
          />
          <TextField
            label="Key set (JWKS)"
            path="jwksUri"
            field="jwksUri"
            isReadOnly={isDiscovered}
            {...(isDiscovered
              ? {}
              : { hint: 'Optional. The keys that ID tokens are verified with.' })}
          />
          <MoreEndpoints isReadOnly={isDiscovered} />
        </>
      )}
    </>
  );
}

type DiscoveryFailureProps = {
  readonly failure: Failure;
  readonly onAllow: (origins: readonly string[]) => void;
  readonly onUse: (issuer: string) => void;
};

function DiscoveryFailure({ failure, onAllow, onUse }: DiscoveryFailureProps) {
  const { cause, remedy, origins, foundIssuer } = failure;
  return (
    <Notice tone="bad" role="alert">
      <p>
        <b>Discovery failed: {cause}.</b> {remedy}
      </p>
      {origins === undefined ? null : (
        <Button icon="lock" onClick={() => onAllow(origins)}>
          Allow access to {hostsInWords(origins)}
        </Button>
      )}
      {foundIssuer === undefined ? null : (
        <Button onClick={() => onUse(foundIssuer)}>Use {foundIssuer.slice(0, 200)}</Button>
      )}
    </Notice>
  );
}

function foundInWords(server: ServerMetadata): string {
  const methods = server.code_challenge_methods_supported ?? [];
  const pkce = methods.length === 0 ? 'PKCE not announced' : `PKCE ${methods.join(' and ')}`;
  const authentication = server.token_endpoint_auth_methods_supported ?? [];
  return [
    'The endpoints were found',
    pkce,
    ...(authentication.length === 0 ? [] : [`client authentication ${authentication.join(', ')}`]),
  ].join(' · ');
}
