import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { RunVariants } from '../../components/runs/RunVariants';
import type { Parameter } from '../../utils/clients/client';
import { useFreshPage } from './page';

useFreshPage();

function show(isDisabled?: boolean) {
  const onRun = vi.fn<(overrides: readonly Parameter[]) => void>();
  render(<RunVariants onRun={onRun} {...(isDisabled === undefined ? {} : { isDisabled })} />);
  return { onRun, user: userEvent.setup() };
}

const namesIn = (group: string) =>
  within(screen.getByRole('group', { name: group }))
    .getAllByRole('button')
    .map((button) => button.textContent);

describe('RunVariants', () => {
  test('names each way, with what it sends', () => {
    show();
    expect(namesIn('Run as another user')).toEqual([
      'Sign in againprompt=login',
      'Other accountprompt=select_account',
      'Fresh sign-inmax_age=0',
    ]);
    expect(namesIn('Run without a page')).toEqual(['Silent checkprompt=none']);
    expect(screen.getAllByRole('button')).toHaveLength(4);
  });

  test.each<[RegExp, readonly Parameter[]]>([
    [/^Sign in again/, [['prompt', 'login']]],
    [/^Other account/, [['prompt', 'select_account']]],
    [/^Fresh sign-in/, [['max_age', '0']]],
    [/^Silent check/, [['prompt', 'none']]],
  ])('%s runs with its parameters', async (name, overrides) => {
    const { onRun, user } = show();
    await user.click(screen.getByRole('button', { name }));
    expect(onRun.mock.calls).toEqual([[overrides]]);
  });

  test('runs nothing where it cannot', async () => {
    const { onRun, user } = show(true);
    for (const button of screen.getAllByRole<HTMLButtonElement>('button')) {
      expect(button.disabled).toBe(true);
      await user.click(button);
    }
    expect(onRun).not.toHaveBeenCalled();
  });
});
