import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeptRunsSettings } from '../../components/history/KeptRunsSettings';
import { forgetAllKeptRuns, readKeptUsage, writeKept } from '../../utils/platform/kept-runs';
import { keptSummary } from '../utils/history/sample-kept';
import { useFreshPage } from './page';

useFreshPage();

beforeEach(forgetAllKeptRuns);

async function setNumber(text: string) {
  render(<KeptRunsSettings />);
  const user = userEvent.setup();
  const field = await screen.findByLabelText('Runs to keep at most');
  await user.clear(field);
  await user.type(field, text);
  await user.click(screen.getByRole('button', { name: 'Set number' }));
  return user;
}

describe('KeptRunsSettings', () => {
  test('sets the number at once where nothing has to go', async () => {
    await setNumber('50');
    await screen.findByText('At most 50 runs are kept.');
    expect(await readKeptUsage()).toMatchObject({ value: { quota: { maxRuns: 50 } } });
  });

  test('asks before it forgets runs, and says which went', async () => {
    for (const number of [1, 2, 3]) await writeKept(keptSummary(number), 'body');
    const user = await setNumber('1');
    await screen.findByText('3 runs are kept. To keep at most 1, the 2 oldest are forgotten.');
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 3 } });
    await user.click(screen.getByRole('button', { name: 'Forget them' }));
    await screen.findByText(
      'At most 1 run is kept. To make room, the 2 oldest kept runs, from 3 Nov 2026, were forgotten.',
    );
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 1 } });
  });

  test.each(['0', '10001', 'many', ''])('refuses “%s”', async (text) => {
    await setNumber(text === '' ? ' ' : text);
    await screen.findByText('Choose a number from 1 to 10,000.');
    expect(await readKeptUsage()).toMatchObject({ value: { quota: { maxRuns: 1000 } } });
  });
});
