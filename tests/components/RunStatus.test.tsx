import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { RunStatus } from '../../components/runs/RunStatus';
import type { RunState } from '../../utils/oauth/run';
import { useFreshPage } from './page';

useFreshPage();

describe('RunStatus', () => {
  test.each<[RunState | undefined, string]>([
    [undefined, 'No run yet'],
    [{ status: 'preparing' }, 'Preparing'],
    [{ status: 'discovering' }, 'Discovering the endpoints'],
    [{ status: 'authorizing' }, 'Waiting for sign-in and consent'],
    [{ status: 'exchanging' }, 'Requesting the tokens'],
    [{ status: 'verifying' }, 'Verifying the tokens'],
    [{ status: 'done' }, 'Done'],
    [
      {
        status: 'failed',
        step: 'token-request',
        failure: { code: 'token_error', cause: 'e: <b>no</b>', remedy: 'r' },
      },
      'Failed: e: <b>no</b>',
    ],
    [{ status: 'cancelled', step: 'sign-in', by: 'user' }, 'Cancelled'],
    [{ status: 'interrupted', step: 'token-request' }, 'Interrupted at step Token request'],
  ])('%j: %s', (state, words) => {
    render(<RunStatus state={state} />);
    expect(screen.getByRole('status', { name: 'Run status' }).textContent).toBe(words);
  });
});
