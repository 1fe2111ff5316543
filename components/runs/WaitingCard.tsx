import { canBeCaptured } from '@/utils/clients/redirect';
import { isSilent } from '@/utils/oauth/authorization-request';
import { hostsInWords } from '@/utils/oauth/failure';
import type { Run } from '@/utils/oauth/run';
import { signInExpiry } from '@/utils/oauth/sign-in-expiry';
import { askForAccess } from '@/utils/state/access-store';
import { showSignInTab } from '@/utils/state/browser-facts';
import { Breakable } from '../common/Breakable';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { CopyButton } from '../common/CopyButton';
import { Fold } from '../common/Fold';
import { PasteCallback } from './PasteCallback';
import styles from './WaitingCard.module.css';

/** What a run waits for whose callback does not come through the browser's own window, and what to do. */
export function WaitingCard({ run }: { readonly run: Run }) {
  const { authorization, redirect } = run;
  if (authorization === undefined) return null;
  const origin = URL.parse(redirect.uri)?.origin ?? '';
  return (
    <Card title="Waiting for the callback" aside={<Expiry since={run.authorizationRequestedAt} />}>
      <div className={styles.body}>
        {redirect.mode === 'manual' ? (
          <>
            <ol className={styles.steps}>
              <li>
                Sign in at the authorization server, here or on any other device.
                <div className={styles.actions}>
                  <a href={authorization.url} target="_blank" rel="noopener noreferrer">
                    Open the sign-in page
                  </a>
                  <CopyButton
                    name="Copy authorization URL"
                    label="Copy its URL"
                    text={authorization.url}
                  />
                </div>
              </li>
              <li>
                You are sent to <Address uri={redirect.uri} />.{' '}
                {canBeCaptured(redirect.uri)
                  ? 'Nothing is captured: whatever lives there gets the callback.'
                  : 'Where the app is installed, it gets the callback. Elsewhere a browser stays on the page, and names the address in the console of its developer tools (F12).'}
              </li>
              <li>Copy the address that you were sent to, and paste it here.</li>
            </ol>
            <PasteCallback runId={run.id} />
          </>
        ) : (
          <>
            <p>
              The sign-in is open in a tab.{' '}
              {redirect.isOwn === undefined ? (
                <>
                  What the server sends to <Address uri={redirect.uri} /> for this run is taken
                  there, before the app sees it; everything else passes.
                </>
              ) : (
                <>
                  If it succeeds, it ends at <Address uri={redirect.uri} />, which no server
                  answers: allow access and reload it, and the callback is taken; or paste that
                  address below.
                </>
              )}
            </p>
            {isSilent(authorization.url) ? (
              <p>
                It was opened in the background: prompt=none asks for no page. If one is shown
                there, the server does not heed that.
              </p>
            ) : null}
            <div className={styles.actions}>
              <Button icon="open" onClick={() => void showSignInTab()}>
                Show the tab
              </Button>
              {redirect.isOwn === undefined ? null : (
                <Button icon="lock" onClick={() => void askForAccess([origin])}>
                  Allow access to {hostsInWords([origin])}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
      {redirect.mode === 'manual' ? null : (
        <Fold title="Paste the callback URL instead" isOpen={false}>
          <div className={styles.body}>
            <PasteCallback runId={run.id} />
          </div>
        </Fold>
      )}
    </Card>
  );
}

function Address({ uri }: { readonly uri: string }) {
  return (
    <code className={styles.uri}>
      <Breakable text={uri} />
    </code>
  );
}

function Expiry({ since }: { readonly since: number | undefined }) {
  if (since === undefined) return null;
  const time = new Date(signInExpiry(since)).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
  return <span className={styles.quiet}>until {time}</span>;
}
