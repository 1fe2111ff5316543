import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeptRunsCard } from '../../components/history/KeptRunsCard';
import { useChosenRuns } from '../../components/comparison/use-chosen-runs';
import { forgetAllKeptRuns, writeKept } from '../../utils/platform/kept-runs';
import { keptSummary } from '../utils/history/sample-kept';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

beforeEach(forgetAllKeptRuns);

function ShownCard() {
  return <KeptRunsCard chosen={useChosenRuns()} />;
}

const items = async () =>
  within(await screen.findByRole('list', { name: 'Kept runs' })).getAllByRole('listitem');

describe('KeptRunsCard', () => {
  test('says how to keep a run while none is kept, and shows at once one that another page keeps', async () => {
    render(<ShownCard />);
    await screen.findByText('No run is kept');
    await act(() => writeKept(keptSummary(1), 'body'));
    expect(await items()).toHaveLength(1);
    await screen.findByText('1 of at most 1,000, 100 bytes of 100.0 MB');
  });

  test('finds runs by words and by client, and says when none fits', async () => {
    await writeKept(keptSummary(1, { note: 'before the change' }), 'body');
    await writeKept(keptSummary(2, { clientId: 'client-2', label: 'Night desk' }), 'body');
    render(<ShownCard />);
    const user = userEvent.setup();
    expect(await items()).toHaveLength(2);
    await user.type(screen.getByRole('searchbox'), 'before change');
    await screen.findByText('before the change');
    await expect.poll(async () => (await items()).length).toBe(1);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Client' }), 'Night desk');
    await screen.findByText('No kept run fits “before change”');
    await user.click(screen.getByRole('button', { name: 'Show all kept runs' }));
    await expect.poll(async () => (await items()).length).toBe(2);
  });

  test('lists a hundred at first, and more when they are wanted', async () => {
    for (let number = 1; number <= 101; number += 1) await writeKept(keptSummary(number), 'body');
    render(<ShownCard />);
    expect(await items()).toHaveLength(100);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Show 100 more' }));
    await expect.poll(async () => (await items()).length).toBe(101);
    expect(screen.queryByRole('button', { name: 'Show 100 more' })).toBeNull();
  });

  test.each(hostileTexts.map((text) => [text]))('shows %s as text', async (text) => {
    await writeKept(
      keptSummary(1, { label: text, note: text, status: 'failed', cause: text }),
      'body',
    );
    const { container } = render(<ShownCard />);
    await items();
    expect(screen.getAllByText(text)).toHaveLength(2);
    expect(container.querySelector('script, img')).toBeNull();
  });
});
