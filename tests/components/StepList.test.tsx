import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { StepList } from '../../components/runs/StepList';
import type { RunStep } from '../../utils/oauth/run';
import { stepsOf } from '../../utils/oauth/run-steps';
import { goodEvents, runOf, runUpTo } from '../utils/oauth/sample-run';
import { useFreshPage } from './page';

useFreshPage();

const failure = { code: 'token_error', cause: 'invalid_grant', remedy: 'Again.' } as const;

describe('StepList', () => {
  test('lists every step of a run in protocol order, with what happened there', () => {
    render(
      <StepList
        steps={stepsOf(runOf(goodEvents))}
        selected={undefined}
        onSelect={vi.fn<(step: RunStep) => void>()}
      />,
    );
    const items = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Discoverydone · auth.example.com · 200 · 40 ms',
      'Authorization requestdone · code, PKCE S256, state, nonce',
      'Sign-in and consentdone · in a window · 2.5 s',
      'Authorization responsedone · code, state, iss',
      'Token requestdone · client_secret_basic · auth.example.com · 200 · 40 ms',
      'Verificationdone · RS256 by key key-numb, 1 of 2 checks passed',
    ]);
  });

  test.each([
    ['under way', undefined],
    ['failed', { type: 'failed', at: 9, failure }],
    ['stopped here', { type: 'cancelled', at: 9, by: 'user' }],
    ['stopped here', { type: 'interrupted', at: 9 }],
  ] as const)('says of the step that was reached: %s', (words, end) => {
    const run = runUpTo('authorization-requested', ...(end === undefined ? [] : [end]));
    render(
      <StepList
        steps={stepsOf(run)}
        selected={undefined}
        onSelect={vi.fn<(step: RunStep) => void>()}
      />,
    );
    expect(screen.getByRole('button', { name: /^Sign-in and consent/ }).textContent).toContain(
      words,
    );
    expect(screen.getByRole('button', { name: /^Token request/ }).textContent).toContain(
      'not reached',
    );
  });

  test('lets choose every step, by mouse and by keyboard: also one that was not reached', async () => {
    const onSelect = vi.fn<(step: RunStep) => void>();
    const user = userEvent.setup();
    render(
      <StepList
        steps={stepsOf(runUpTo('authorization-requested'))}
        selected="discovery"
        onSelect={onSelect}
      />,
    );
    expect(screen.getByRole('button', { pressed: true }).textContent).toContain('Discovery');
    await user.click(screen.getByRole('button', { name: /^Sign-in/ }));
    await user.click(screen.getByRole('button', { name: /^Verification/ }));
    screen.getByRole('button', { name: /^Authorization request/ }).focus();
    await user.keyboard('{Enter}');
    expect(onSelect.mock.calls).toEqual([['sign-in'], ['verification'], ['authorization-request']]);
  });
});
