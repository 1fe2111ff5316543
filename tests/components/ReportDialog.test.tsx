import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ShareReport } from '../../components/share/ShareReport';
import { recognise } from '../../utils/tokens/recognise/recognise';
import { idToken, told } from '../utils/share/telling-run';
import { useFreshPage } from './page';

useFreshPage();

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue({
    manifest_version: 3,
    name: 'OAuth Workbench',
    version: '1.2.3',
  });
});

const show = (text: string) =>
  render(<ShareReport source={{ kind: 'pasted', recognised: recognise(text) }} />);

describe('ShareReport', () => {
  test('offers nothing where nothing was recognised', () => {
    show('some words');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('copies exactly what the preview shows, in the format and with the options chosen', async () => {
    const user = userEvent.setup();
    show(idToken);
    await user.click(screen.getByRole('button', { name: 'Share report' }));
    const preview: HTMLTextAreaElement = await screen.findByRole('textbox', {
      name: 'Report preview',
    });
    await waitFor(() => expect(preview.value).toContain('# Report of a pasted text'));
    expect(preview.value).toContain('sv-SE');
    expect(screen.getByRole('status', { name: 'Removed from the report' }).textContent).toContain(
      '× e-mail address',
    );
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    await user.click(screen.getByRole('checkbox', { name: 'Values of claims' }));
    await waitFor(() => expect(preview.value).toContain('"locale": "(left out)"'));
    await user.click(screen.getByRole('button', { name: 'Copy report' }));
    expect(await navigator.clipboard.readText()).toBe(preview.value);
    expect(preview.value).not.toContain(told.email);
  });
});
